"""Replaying a journal with its raw mails into an empty database, and comparing two databases."""

# ruff: noqa: S608 - names are those of our own tables; values are never put into a statement
from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Float, Integer, LargeBinary, Table, func, select, update

from daemon.model.message import Message
from daemon.store import journal, messages, raw, search
from daemon.store.journal_tables import journal as noted
from daemon.store.running_tables import setting
from daemon.store.schema import message, metadata, raw_mail
from daemon.store.upsert import insert

#: rows that are copied, and messages that are read, at a time
CHUNK = 500
#: what is kept under the hash of its content
KEPT = ("raw_mail", "stored_file")


def prepare(target: Connection) -> None:
    """Make an empty, migrated database ready: nothing is noted, nothing stands in it."""
    journal.remove(target)
    target.execute(setting.delete())
    target.execute(noted.delete())


def is_empty(connection: Connection) -> bool:
    """Whether no mail and nobody is on record."""
    return not any(
        connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in metadata.sorted_tables
        if table.name not in {"journal", "setting"}
    )


def copy_kept(source: Connection, target: Connection) -> int:
    """Copy raw mails and stored files; return how many."""
    total = 0
    for name in KEPT:
        table = metadata.tables[name]
        found = source.execute(select(table).order_by(table.c.sha256))
        for rows in found.mappings().partitions(CHUNK):
            target.execute(insert(target, table), [dict(r) for r in rows])
            total += len(rows)
    return total


def replay(source: Connection, target: Connection) -> int:
    """Do again, in order, everything that was noted; return how many rows that was."""
    do = _in_sqlite if target.dialect.name == "sqlite" else _in_postgres
    total = 0
    for row in source.execute(select(noted).order_by(noted.c.id)).yield_per(CHUNK):
        do(target, metadata.tables[row.name], row.op, json.loads(row.row))
        total += 1
    return total


def _in_sqlite(target: Connection, table: Table, op: str, row: Mapping[str, Any]) -> None:
    key = {n: _bare(table, n, v) for n, v in row.get("key", {}).items()}
    values = {n: _bare(table, n, v) for n, v in row.get("set", {}).items()}
    statement, names = _statement(table, op, values, key)
    target.exec_driver_sql(
        statement.format(*["?"] * (len(names))), tuple((values | key)[n] for n in names)
    )


def _bare(table: Table, name: str, value: object) -> object:
    """Return a value as SQLite stores it."""
    kind = table.c[name].type
    if value is not None and isinstance(kind, LargeBinary):
        return bytes.fromhex(str(value))
    return float(str(value)) if value is not None and isinstance(kind, Float) else value


def _statement(
    table: Table, op: str, values: Mapping[str, object], key: Mapping[str, object]
) -> tuple[str, list[str]]:
    """Return a statement with ``{}`` for each value, and the columns of the values in order."""
    where = " AND ".join(f'"{n}" = {{}}' for n in key)
    if op == "delete":
        return f'DELETE FROM "{table.name}" WHERE {where}', list(key)
    names = list(values)
    if op == "update":
        changes = ", ".join(f'"{n}" = {{}}' for n in names)
        return f'UPDATE "{table.name}" SET {changes} WHERE {where}', [*names, *key]
    columns = ", ".join(f'"{n}"' for n in names)
    places = ", ".join("{}" for _ in names)
    return f'INSERT INTO "{table.name}" ({columns}) VALUES ({places})', names


def _in_postgres(target: Connection, table: Table, op: str, row: Mapping[str, Any]) -> None:
    name = f'"{table.name}"'
    columns = ", ".join(f'"{n}"' for n in row.get("set", {}))
    where = " AND ".join(f't."{n}" = k."{n}"' for n in row.get("key", {}))
    given = f"jsonb_populate_record(NULL::{name}, %(set)s::jsonb)"
    keys = f"jsonb_populate_record(NULL::{name}, %(key)s::jsonb) AS k"
    statements = {
        "insert": f"INSERT INTO {name} ({columns}) SELECT {columns} FROM {given}",
        "update": f"UPDATE {name} AS t SET ({columns}) = ROW (v.*) FROM {keys}, "
        f"(SELECT {columns} FROM {given}) AS v WHERE {where}",
        "delete": f"DELETE FROM {name} AS t USING {keys} WHERE {where}",
    }
    parts = {part: json.dumps(value) for part, value in row.items()}
    target.exec_driver_sql(statements[op], parts)


def derive(target: Connection, read: Callable[[bytes], Message]) -> int:
    """Read every raw mail again, and give its message what it says; return how many."""
    found = target.execute(
        select(message.c.id, message.c.sha256, raw_mail.c.sha256).join(
            raw_mail, raw_mail.c.sha256 == message.c.sha256
        )
    ).all()
    for row in found:
        said = messages.describe(read(raw.get(target, row.sha256)))
        values = {name: said[name] for name in journal.DERIVED}
        target.execute(update(message).where(message.c.id == row.id).values(values))
    search.index_all(target)
    return len(found)


def finish(target: Connection) -> None:
    """Let numbers go on where they stood, and note again what is written."""
    if target.dialect.name != "sqlite":
        for table in metadata.sorted_tables:
            column = table.primary_key.columns.values()[0]
            if isinstance(column.type, Integer) and column.autoincrement and column.name == "id":
                target.exec_driver_sql(
                    f"SELECT setval(pg_get_serial_sequence('\"{table.name}\"', 'id'), "
                    f'(SELECT max(id) FROM "{table.name}"))'
                )
    journal.install(target)


def differences(one: Connection, other: Connection) -> Iterator[str]:
    """Yield each row that two databases do not have alike, as one line."""
    for table in metadata.sorted_tables:
        if table.name in {"journal", "heartbeat"}:
            continue
        runtime = journal.LEFT_OUT.get(table.name, frozenset()) if table.name != "message" else ()
        columns = [c for c in table.columns if c.name not in runtime]
        order = list(table.primary_key.columns)
        query = select(*columns).order_by(*order)
        if table is setting:
            query = query.where(setting.c.key != journal.SHAPE)
        yield from _compared(table.name, one.execute(query).all(), other.execute(query).all())


def _compared(name: str, one: Any, other: Any) -> Iterator[str]:  # noqa: ANN401 - rows
    if len(one) != len(other):
        yield f"{name}: {len(one)} rows here, {len(other)} there"
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            names = [k for k in mine._mapping if mine._mapping[k] != theirs._mapping[k]]
            yield f"{name} {mine[0]}: {', '.join(names)}"
