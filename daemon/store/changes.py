"""Noticing that another process has changed the database, without asking much of it."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from daemon.store.engine import Database, DatabaseUnavailableError, translated
from daemon.store.schema import event, message, outgoing, prediction, quarantine

#: what a manager sees follows from these: new rows, and the steps of waiting mail
Mark = tuple[int, ...]


class ChangeWatch:
    """Tells whether what managers see has changed since it was last asked.

    Holds one connection of its own; used from one thread at a time. On SQLite a question that
    is answered no costs one pragma (``data_version``), else a few index look-ups.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._connection: Connection | None = None
        self._version = -1
        self._mark: Mark = ()

    def has_changed(self) -> bool:
        """Return whether anything changed since the last call; True at the first.

        Raises DatabaseUnavailableError; the next call tries a new connection.
        """
        try:
            with translated():
                self._connection = self._connection or self._db.engine.connect()
                return self._ask(self._connection)
        except DatabaseUnavailableError:
            self.close()
            raise

    def _ask(self, connection: Connection) -> bool:
        if self._db.is_sqlite and not self._version_moved(connection):
            return False
        mark = _read_mark(connection)
        connection.rollback()
        changed, self._mark = mark != self._mark, mark
        return changed

    def _version_moved(self, connection: Connection) -> bool:
        version = int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())
        connection.rollback()
        moved, self._version = version != self._version, version
        return moved

    def close(self) -> None:
        """Give the connection back; what was seen so far is forgotten."""
        if self._connection is not None:
            # a version counts for the connection that read it
            self._connection.invalidate()
            self._connection.close()
        self._connection, self._version, self._mark = None, -1, ()


def _read_mark(connection: Connection) -> Mark:
    newest = [
        select(func.coalesce(func.max(table.c.id), 0)).scalar_subquery()
        for table in (event, message, prediction, quarantine, outgoing)
    ]
    steps = (
        select(func.coalesce(func.sum(outgoing.c.version + outgoing.c.attempts), 0))
        .where(outgoing.c.state.in_(["held", "queued", "sending", "unsure", "failed"]))
        .scalar_subquery()
    )
    return tuple(connection.execute(select(*newest, steps)).one())
