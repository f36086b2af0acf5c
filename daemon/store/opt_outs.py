"""Who does not want to be asked, for ever."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, insert, select

from daemon.store.plan_tables import opt_out


def find(connection: Connection, contact_ids: Collection[int]) -> set[int]:
    """Return which contacts asked not to be asked."""
    rows = connection.execute(
        select(opt_out.c.contact_id).where(opt_out.c.contact_id.in_(list(contact_ids)))
    )
    return set(rows.scalars())


def add(
    connection: Connection, contact_id: int, actor: str, message_id: int | None, now: datetime
) -> bool:
    """Note that a contact does not want to be asked; False if that is known."""
    if find(connection, [contact_id]):
        return False
    row = {"contact_id": contact_id, "at": now, "actor": actor, "message_id": message_id}
    connection.execute(insert(opt_out).values(row))
    return True


def drop(connection: Connection, contact_id: int) -> None:
    """Take an opt-out back, which only a manager may."""
    connection.execute(opt_out.delete().where(opt_out.c.contact_id == contact_id))


def list_all(connection: Connection) -> list[tuple[int, datetime, str]]:
    """Return contact, moment and who noted it, newest first."""
    rows = connection.execute(select(opt_out).order_by(opt_out.c.at.desc()))
    return [(row.contact_id, row.at, row.actor) for row in rows]
