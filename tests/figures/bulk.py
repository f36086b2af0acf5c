"""A million conversations within a minute: copies of those that were written one by one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, func, insert, literal, select

from daemon.store.engine import Database
from daemon.store.schema import conversation, message, prediction

#: what differs in a copy beside its id: the columns that count on, and those that are unique
COUNTED = {"id", "number", "conversation_id", "message_id"}


def multiply(db: Database, present: int, wanted: int) -> None:
    """Bring *present* conversations, numbered from 1, to *wanted* by copying them (SQLite)."""
    with db.write() as connection:
        for shift in range(present, wanted, present):
            most = min(present, wanted - shift)
            for table in (conversation, message, prediction):
                _copy(connection, table, shift, most)


def _copy(connection: Connection, table: Table, shift: int, most: int) -> None:
    names = [column.name for column in table.columns]
    columns: list[Any] = [_shifted(table, name, shift) for name in names]
    rows = select(*columns).where(table.c.id <= most)
    connection.execute(insert(table).from_select(names, rows))


def _shifted(table: Table, name: str, shift: int) -> Any:
    column = table.c[name]
    if name in COUNTED:
        return column + shift
    if name == "content_key":
        return func.printf("%064d", table.c.id + shift)
    if name == "rfc_message_id":
        return literal(f"{shift}.") + column
    return column
