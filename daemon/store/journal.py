"""The journal: the database itself notes every row that is written, in the same transaction.

With the raw mails it is enough to rebuild everything (see `replay`). What is kept under the hash
of its content, what a mail's bytes say anyway, and which process is at work, is left out.
"""

# ruff: noqa: S608 - names are those of our own tables; values are never put into a statement
from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from sqlalchemy import Column, Connection, Float, LargeBinary, Table, func, select

from daemon.store import settings
from daemon.store.journal_tables import journal
from daemon.store.schema import metadata

#: kept by content, of the moment, or the journal itself
UNNOTED = frozenset({"raw_mail", "stored_file", "heartbeat", "journal"})
#: read from the raw mail again
DERIVED = (
    "subject",
    "sender_addr",
    "sender_name",
    "recipients",
    "date",
    "language",
    "body",
    "spans",
    "bounce",
    "calendar",
    "defects",
)
#: columns that are not noted
LEFT_OUT: dict[str, frozenset[str]] = {
    "message": frozenset(DERIVED),
    "mailbox": frozenset(
        {"state", "heard_at", "retry_at", "last_error", "lease_owner", "lease_until"}
    ),
    "outgoing": frozenset({"claimed_by", "claimed_until"}),
}
#: under which setting the present shape of what is noted stands
SHAPE = "journal"
_PREFIX = "journal_"


def noted() -> list[Table]:
    """Return the tables whose rows are noted, those that others refer to first."""
    return [t for t in metadata.sorted_tables if t.name not in UNNOTED]


def kept(table: Table) -> list[Column[object]]:
    """Return the columns of *table* that are noted."""
    return [c for c in table.columns if c.name not in LEFT_OUT.get(table.name, frozenset())]


def install(connection: Connection) -> None:
    """See that every table of the present schema is noted; harmless to repeat.

    Where the schema has changed, the journal begins anew with all rows as they are.
    """
    # one name for a shape on both engines
    everywhere = [*_ddl("sqlite"), *_ddl("postgresql")]
    shape = hashlib.sha256("\n".join(everywhere).encode()).hexdigest()
    if settings.get(connection, SHAPE) == shape:
        return
    remove(connection)
    settings.put(connection, SHAPE, shape)
    connection.execute(journal.delete())
    for table in noted():
        _note_all(connection, table)
    for statement in _ddl(connection.dialect.name):
        connection.exec_driver_sql(statement)


def remove(connection: Connection) -> None:
    """Stop noting what is written."""
    for table in metadata.sorted_tables:
        for op in ("insert", "update", "delete"):
            where = "" if connection.dialect.name == "sqlite" else f' ON "{table.name}"'
            connection.exec_driver_sql(
                f'DROP TRIGGER IF EXISTS "{_PREFIX}{table.name}_{op}"{where}'
            )


def _ddl(dialect: str) -> Iterator[str]:
    if dialect == "sqlite":
        for table in noted():
            yield from _sqlite_triggers(table)
        return
    yield _FUNCTION
    for table in noted():
        keys = ",".join(c.name for c in table.primary_key)
        left = ",".join(sorted(LEFT_OUT.get(table.name, ())))
        for op in ("insert", "update", "delete"):
            yield (
                f'CREATE TRIGGER "{_PREFIX}{table.name}_{op}" AFTER {op} ON "{table.name}" '
                f"FOR EACH ROW EXECUTE FUNCTION triaged_note('{keys}', '{left}')"
            )


_FUNCTION = """
CREATE OR REPLACE FUNCTION triaged_note() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  keys text[] := string_to_array(TG_ARGV[0], ',');
  left_out text[] := string_to_array(TG_ARGV[1], ',');
  given jsonb;
  noted jsonb := '{}';
BEGIN
  IF TG_OP <> 'INSERT' THEN
    SELECT jsonb_object_agg(key, value) INTO given
      FROM jsonb_each(to_jsonb(OLD)) WHERE key = ANY (keys);
    noted := jsonb_build_object('key', given);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    IF TG_OP = 'INSERT' THEN given := to_jsonb(NEW) - left_out;
    ELSE
      SELECT jsonb_object_agg(key, value) INTO given FROM jsonb_each(to_jsonb(NEW) - left_out)
        WHERE value IS DISTINCT FROM to_jsonb(OLD) -> key;
      IF given IS NULL THEN RETURN NULL; END IF;
    END IF;
    noted := noted || jsonb_build_object('set', given);
  END IF;
  INSERT INTO journal (name, op, row) VALUES (TG_TABLE_NAME, lower(TG_OP), noted::text);
  RETURN NULL;
END $$
"""


def _sqlite_triggers(table: Table) -> Iterator[str]:
    columns, name = kept(table), table.name
    key = _object(list(table.primary_key), "OLD")
    changed = " UNION ALL ".join(
        f"SELECT '{c.name}' AS k, {_plain(c, 'NEW')} AS v WHERE {_differs(c)}" for c in columns
    )
    rows = {
        "insert": f"json_object('set', {_object(columns, 'NEW')})",
        "update": f"json_object('key', {key}, 'set', "
        f"(SELECT json_group_object(k, v) FROM ({changed})))",
        "delete": f"json_object('key', {key})",
    }
    for op, row in rows.items():
        when = f" WHEN {' OR '.join(map(_differs, columns))}" if op == "update" else ""
        yield (
            f'CREATE TRIGGER "{_PREFIX}{name}_{op}" AFTER {op} ON "{name}"{when} BEGIN '
            f"INSERT INTO journal (name, op, row) VALUES ('{name}', '{op}', {row}); END"
        )


def _object(columns: Sequence[Column[object]], row: str) -> str:
    pairs = ", ".join(f"'{c.name}', {_plain(c, row)}" for c in columns)
    return f"json_object({pairs})"


def _plain(column: Column[object], row: str) -> str:
    """Return SQLite's expression for a value as JSON can hold it without loss."""
    value = f'{row}."{column.name}"'
    if isinstance(column.type, LargeBinary):
        return f"CASE WHEN {value} IS NOT NULL THEN hex({value}) END"
    if isinstance(column.type, Float):
        return f"CASE WHEN {value} IS NOT NULL THEN printf('%!.17g', {value}) END"
    return value


def _differs(column: Column[object]) -> str:
    return f'NEW."{column.name}" IS NOT OLD."{column.name}"'


def _note_all(connection: Connection, table: Table) -> None:
    """Note the rows there are; what refers to a row of the same table comes after all of them."""
    own = [c for c in kept(table) if any(k.column.table is table for k in c.foreign_keys)]
    first = [c for c in kept(table) if c not in own]
    keys = list(table.primary_key)
    order = ", ".join(f'x."{c.name}"' for c in keys)
    connection.exec_driver_sql(
        f"INSERT INTO journal (name, op, row) SELECT '{table.name}', 'insert', "
        f'{_shown(connection, [("set", first)])} FROM "{table.name}" AS x ORDER BY {order}'
    )
    for column in own:
        connection.exec_driver_sql(
            f"INSERT INTO journal (name, op, row) SELECT '{table.name}', 'update', "
            f'{_shown(connection, [("key", keys), ("set", [column])])} FROM "{table.name}" AS x '
            f'WHERE x."{column.name}" IS NOT NULL ORDER BY {order}'
        )


def _shown(connection: Connection, parts: Sequence[tuple[str, Sequence[Column[object]]]]) -> str:
    if connection.dialect.name == "sqlite":
        pairs = [f"'{name}', {_object(columns, 'x')}" for name, columns in parts]
        return f"json_object({', '.join(pairs)})"
    # to_jsonb keeps what jsonb_build_object takes one by one, which has a limit of arguments
    made = [
        f"'{name}', to_jsonb(x) - ARRAY(SELECT jsonb_object_keys(to_jsonb(x)) EXCEPT "
        f"SELECT unnest(ARRAY[{', '.join(repr(c.name) for c in columns)}]))"
        for name, columns in parts
    ]
    return f"jsonb_build_object({', '.join(made)})::text"


def count(connection: Connection) -> int:
    """Return how many rows were noted."""
    return int(connection.execute(select(func.count()).select_from(journal)).scalar_one())
