"""Small values that belong to the database as a whole."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from daemon.store.schema import setting


def get(connection: Connection, key: str) -> str | None:
    """Return the value of *key*, or None."""
    return connection.execute(
        select(setting.c.value).where(setting.c.key == key)
    ).scalar_one_or_none()


def ensure(connection: Connection, key: str, value: str) -> str:
    """Set *key* unless it has a value; return the one that stands."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    connection.execute(
        dialect.insert(setting).values(key=key, value=value).on_conflict_do_nothing()
    )
    found = get(connection, key)
    assert found is not None
    return found
