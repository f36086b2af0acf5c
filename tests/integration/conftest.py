"""Servers that several integration tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from daemon.store.engine import Database
from tests.servers.databases import PostgresTemplate, SqliteTemplate
from tests.servers.dovecot import Dovecot, demand
from tests.servers.postgres import Postgres
from tests.servers.postgres import demand as demand_postgres


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    demand()
    with Dovecot() as running:
        yield running


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> SqliteTemplate:
    return SqliteTemplate(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_template() -> Iterator[PostgresTemplate]:
    demand_postgres()
    with Postgres() as running:
        yield PostgresTemplate(running)


@pytest.fixture
def db(sqlite_template: SqliteTemplate, tmp_path: Path) -> Iterator[Database]:
    """An empty SQLite database at the present schema."""
    database = sqlite_template.copy(tmp_path)
    yield database
    database.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def either_db(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database at the present schema, on each engine in turn."""
    template = request.getfixturevalue(f"{request.param}_template")
    database = template.copy(tmp_path) if request.param == "sqlite" else template.copy()
    yield database
    database.dispose()
