"""Opening the database, and transactions that two processes can share."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from daemon.errors import ConfigError, PermanentError, TemporaryError, TriagedError

#: seconds a writer waits for another process's transaction
BUSY_TIMEOUT = 30
SUPPORTED = ("sqlite", "postgresql")
#: PostgreSQL's words for two transactions that met: the same key, a deadlock, no common order
CONFLICTS = {"23505", "40P01", "40001"}


class DatabaseUnavailableError(TemporaryError):
    """The database cannot be reached just now."""


class ConflictError(TemporaryError):
    """Somebody else wrote the same to the database at the same moment; trying again helps."""


class RefusedError(PermanentError):
    """The database refused to write something."""


class Database:
    """One database: an engine, and the two kinds of transaction.

    Thread-safe; each transaction uses a connection of its own.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded default."""
        return self.engine.dialect.name == "sqlite"

    @property
    def place(self) -> str:
        """Its address, without the password."""
        return self.engine.url.render_as_string(hide_password=True)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Open a transaction that commits at the end and rolls back on any exception."""
        with translated(), self.engine.connect() as connection, connection.begin():
            if self.is_sqlite:
                # take the write lock now: a read that later writes could not be upgraded
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a transaction that sees one state of the database and writes nothing."""
        with translated(), self.engine.connect() as connection, connection.begin():
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN")
            yield connection

    def dispose(self) -> None:
        """Close all idle connections."""
        self.engine.dispose()


@contextmanager
def translated() -> Iterator[None]:
    """Raise DatabaseUnavailableError for what the driver says of a database out of reach.

    Where two transactions met, raise ConflictError; for anything else it refuses RefusedError.
    The driver's own words may hold the row, so they go no further.
    """
    try:
        yield
    except DBAPIError as error:
        raise _in_our_words(error).with_traceback(error.__traceback__) from None


def _in_our_words(error: DBAPIError) -> TriagedError:
    # SQLite has no such states: its writers come one after the other and never meet
    if getattr(error.orig, "sqlstate", None) in CONFLICTS:
        return ConflictError()
    if isinstance(error, OperationalError) or error.connection_invalidated:
        return DatabaseUnavailableError(f"database: {error.orig}")
    said = getattr(getattr(error.orig, "diag", None), "message_primary", None) or error.orig
    return RefusedError(f"database: {said}")


def open_database(url: str, password: str | None = None) -> Database:
    """Return the database at *url* (``sqlite:///…`` or ``postgresql://…``).

    A missing SQLite folder is made. Raises ConfigError for a URL that cannot be used.
    """
    target = _checked(url, password)
    if target.get_backend_name() == "sqlite":
        if target.database and target.database != ":memory:":
            _make_folder(Path(target.database).parent)
        engine = create_engine(
            target,
            connect_args={"timeout": BUSY_TIMEOUT, "check_same_thread": False},
            hide_parameters=True,
        )
        event.listen(engine, "connect", _prepare_sqlite)
    else:
        # what clients write shall not end in a log because a statement failed
        engine = create_engine(target, pool_pre_ping=True, hide_parameters=True)
    return Database(engine)


def _checked(url: str, password: str | None) -> URL:
    try:
        target = make_url(url)
    except ArgumentError:
        raise ConfigError(["database.url: not a database URL"]) from None
    if target.get_backend_name() not in SUPPORTED:
        advice = "write postgresql://user@server/name, or leave it empty for SQLite"
        problem = f"database.url: {target.get_backend_name()} is not supported; {advice}"
        raise ConfigError([problem])
    if target.drivername == "postgresql":
        target = target.set(drivername="postgresql+psycopg")
    return target.set(password=password) if password else target


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = f"{folder}: {error.strerror}; correct data_dir or database.url"
        raise ConfigError([problem]) from None


def _prepare_sqlite(connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
    """Set up each connection: WAL, foreign keys, and transactions begun by hand."""
    del entry
    connection.isolation_level = None
    for pragma in (
        "journal_mode = WAL",
        # a claim written before sending must survive a power cut
        "synchronous = FULL",
        "foreign_keys = ON",
        "cache_size = -32000",
        "temp_store = MEMORY",
        "mmap_size = 268435456",
    ):
        connection.execute(f"PRAGMA {pragma}")
