"""What the migrations build is what the tables say, on both engines."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Column, Integer, MetaData, Table, inspect

from daemon.store import migrate
from daemon.store.engine import Database, open_database
from daemon.store.revision import NewerSchemaError
from daemon.store.schema import metadata
from daemon.store.search_tables import INDEX
from tests.servers.databases import PostgresTemplate

UPGRADE = """
import sys
from daemon.store import engine, migrate
migrate.upgrade(engine.open_database(sys.argv[1]))
"""


def is_ours(name: str | None, kind: str, parents: object) -> bool:
    """Leave out the full-text index, which each engine keeps in its own way."""
    del parents
    return kind != "table" or not (name or "").startswith(INDEX)


def differences(database: Database, wanted: MetaData) -> list[object]:
    with database.read() as connection:
        # Alembic takes SQLite's empty text for a change
        opts = {"compare_server_default": not database.is_sqlite, "include_name": is_ours}
        context = MigrationContext.configure(connection, opts=opts)
        return list(compare_metadata(context, wanted))


def test_the_migrations_build_what_the_tables_say(either_db: Database) -> None:
    assert differences(either_db, metadata) == []


def test_a_database_of_a_newer_program_is_left_alone(db: Database) -> None:
    with db.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerSchemaError, match="at schema 9999, and this program knows"):
        migrate.upgrade(db)


def test_a_table_that_no_migration_makes_is_noticed(either_db: Database) -> None:
    wanted = MetaData(naming_convention=metadata.naming_convention)
    for table in metadata.sorted_tables:
        table.to_metadata(wanted)
    Table("forgotten", wanted, Column("id", Integer, primary_key=True))
    assert len(differences(either_db, wanted)) == 1


def test_every_unique_rule_and_foreign_key_is_in_the_database(either_db: Database) -> None:
    seen = inspect(either_db.engine)
    for table in metadata.sorted_tables:
        wanted = {tuple(c.name for c in key.columns) for key in table.foreign_key_constraints}
        there = {tuple(key["constrained_columns"]) for key in seen.get_foreign_keys(table.name)}
        assert there == wanted, table.name


def test_upgrading_twice_changes_nothing(either_db: Database) -> None:
    migrate.upgrade(either_db)
    have, wanted = migrate.revisions(either_db)
    assert have == wanted is not None


def test_a_fresh_folder_gets_a_database(tmp_path: Path) -> None:
    db = open_database(f"sqlite:///{tmp_path}/new/folder/triaged.sqlite3")
    migrate.upgrade(db)
    assert differences(db, metadata) == []
    db.dispose()


@pytest.mark.postgres
def test_daemons_that_start_at_once_build_one_schema(postgres_template: PostgresTemplate) -> None:
    empty = postgres_template.without_schema()
    url = str(empty.engine.url)
    started = [subprocess.Popen([sys.executable, "-c", UPGRADE, url]) for _ in range(3)]
    assert [process.wait(120) for process in started] == [0, 0, 0]
    assert differences(empty, metadata) == []
    postgres_template.drop(empty)


@pytest.mark.parametrize(("pragma", "value"), [("foreign_keys", 1), ("synchronous", 2)])
def test_sqlite_is_told_to_be_strict_and_durable(db: Database, pragma: str, value: int) -> None:
    with db.read() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value
