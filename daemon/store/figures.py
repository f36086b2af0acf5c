"""Counts that tell how well mail was read."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from daemon.store.schema import message


def replacement_characters(connection: Connection) -> int:
    """Return how many messages hold a character that could not be decoded."""
    return connection.execute(
        select(func.count()).where(message.c.body.contains("\ufffd"))
    ).scalar_one()
