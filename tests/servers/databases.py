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


class PostgresTemplate:
    """A migrated database to copy."""

    def __init__(self, server: Postgres) -> None:
        self._server = server
        self._name = server.new_database()
        db = open_database(server.url(self._name))
        migrate.upgrade(db)
        db.dispose()

    def copy(self) -> Database:
        """Return an empty database."""
        return open_database(self._server.url(self._server.new_database(self._name)))

    def without_schema(self) -> Database:
        """Return a database that no migration has seen."""
        return open_database(self._server.url(self._server.new_database()))

    def drop(self, database: Database) -> None:
        """Remove a copy, whoever is still connected."""
        database.dispose()
        self._server.drop(str(database.engine.url.database))
