"""Small values that belong to the database as a whole."""

from __future__ import annotations

from sqlalchemy import Connection, select

from daemon.store.running_tables import setting
from daemon.store.upsert import insert


def get(connection: Connection, key: str) -> str | None:
    """Return the value of *key*, or None."""
    return connection.execute(
        select(setting.c.value).where(setting.c.key == key)
    ).scalar_one_or_none()


def ensure(connection: Connection, key: str, value: str) -> str:
    """Set *key* unless it has a value; return the one that stands."""
    new = insert(connection, setting).values(key=key, value=value)
    connection.execute(new.on_conflict_do_nothing())
    found = get(connection, key)
    assert found is not None
    return found


def put(connection: Connection, key: str, value: str) -> None:
    """Set *key* to *value*."""
    new = insert(connection, setting).values(key=key, value=value)
    connection.execute(new.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
