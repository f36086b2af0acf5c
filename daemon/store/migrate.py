"""Bringing a database to the present schema with Alembic."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import func, select

from daemon.store import journal, revision
from daemon.store.engine import Database

MIGRATIONS = Path(__file__).parent / "migrations"
#: the number by which daemons on one PostgreSQL agree who migrates; any will do
LOCK = 7_204_241


def upgrade(database: Database) -> None:
    """Run every migration that the database has not seen; harmless to repeat.

    Raises NewerSchemaError for a database of a newer program.
    """
    revision.refuse_newer(revision.present(database))
    with database.write() as connection:
        if not database.is_sqlite:
            # daemons that start at once wait for the first; SQLite's writers do so anyway
            connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
        settings = _settings()
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")
        journal.install(connection)


def revisions(database: Database) -> tuple[str | None, str | None]:
    """Return the revision the database has and the one this program wants."""
    with database.read() as connection:
        have = MigrationContext.configure(connection).get_current_revision()
    return have, ScriptDirectory.from_config(_settings()).get_current_head()


def _settings() -> AlembicConfig:
    settings = AlembicConfig()
    settings.set_main_option("script_location", str(MIGRATIONS))
    settings.set_main_option("path_separator", "os")
    return settings
