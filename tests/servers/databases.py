"""Empty databases at the present schema: migrated once, then copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

from daemon.store import migrate
from daemon.store.engine import Database, open_database
from tests.servers.postgres import Postgres


class SqliteTemplate:
    """A migrated file to copy."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "template.sqlite3"
        db = open_database(f"sqlite:///{self._file}")
        migrate.upgrade(db)
        with db.engine.connect() as connection:
            # everything into the one file that is copied
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.dispose()

    def copy(self, folder: Path) -> Database:
        """Return an empty database in *folder*."""
        target = folder / "triaged.sqlite3"
        shutil.copyfile(self._file, target)
        return open_database(f"sqlite:///{target}")


#: empties every table and starts the numbers anew; many times quicker than a new database
EMPTY = """
DO $$ DECLARE found record; BEGIN
  SET LOCAL session_replication_role = replica;
  PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid();
  FOR found IN SELECT tablename AS name FROM pg_tables
    WHERE schemaname = 'public' AND tablename NOT IN ('alembic_version', 'setting')
  LOOP EXECUTE format('DELETE FROM %%I', found.name); END LOOP;
  -- the shape of the journal belongs to the schema
  DELETE FROM setting WHERE key <> 'journal';
  FOR found IN SELECT sequencename AS name FROM pg_sequences WHERE schemaname = 'public'
  LOOP PERFORM setval(format('%%I', found.name)::regclass, 1, false); END LOOP;
END $$
"""


class PostgresTemplate:
    """A migrated database to copy; a copy given back is emptied and used again."""

    def __init__(self, server: Postgres) -> None:
        self._server = server
        self._name = server.new_database()
        self._free: list[str] = []
        db = open_database(server.url(self._name))
        migrate.upgrade(db)
        db.dispose()

    def copy(self) -> Database:
        """Return an empty database."""
        name = self._free.pop() if self._free else self._server.new_database(self._name)
        return open_database(self._server.url(name))

    def without_schema(self) -> Database:
        """Return a database that no migration has seen."""
        return open_database(self._server.url(self._server.new_database()))

    def give_back(self, database: Database) -> None:
        """Empty a copy, whoever is still connected."""
        database.dispose()
        with database.write() as connection:
            connection.exec_driver_sql(EMPTY)
        database.dispose()
        self._free.append(str(database.engine.url.database))

    def drop(self, database: Database) -> None:
        """Remove a database, whoever is still connected."""
        database.dispose()
        self._server.drop(str(database.engine.url.database))
