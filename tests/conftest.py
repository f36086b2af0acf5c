"""For all tests: quick logs, and a database on each engine, migrated once and then copied."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from daemon import log
from daemon.store.engine import Database
from tests.servers import postgres
from tests.servers.databases import PostgresTemplate, SqliteTemplate
from tests.servers.postgres import Postgres


class _Stderr(io.TextIOBase):
    """Standard error as pytest has it at the moment of writing."""

    def write(self, text: str, /) -> int:
        return sys.stderr.write(text)


@pytest.fixture(autouse=True)
def _logs() -> None:
    """Log as the daemon does; structlog's own way of showing an exception takes seconds."""
    log.configure("info", "json", _Stderr())  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> SqliteTemplate:
    return SqliteTemplate(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_template() -> Iterator[PostgresTemplate]:
    postgres.demand()
    with Postgres() as running:
        yield PostgresTemplate(running)


@pytest.fixture
def db(sqlite_template: SqliteTemplate, tmp_path: Path) -> Iterator[Database]:
    """An empty SQLite database at the present schema."""
    database = sqlite_template.copy(tmp_path)
    yield database
    database.dispose()


@pytest.fixture
def postgres_db(postgres_template: PostgresTemplate) -> Iterator[Database]:
    """An empty PostgreSQL database at the present schema."""
    database = postgres_template.copy()
    yield database
    postgres_template.give_back(database)


@pytest.fixture(params=["db", pytest.param("postgres_db", marks=pytest.mark.postgres)])
def either_db(request: pytest.FixtureRequest) -> Database:
    """An empty database at the present schema, on each engine in turn."""
    database = request.getfixturevalue(request.param)
    assert isinstance(database, Database)
    return database
