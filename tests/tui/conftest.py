"""A filled database for each test of the terminal UI."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from daemon.store.engine import Database
from tests.tui.seed import open_filled
from tests.tui.visiting import open_with_projects
from tui import i18n


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = open_filled(tmp_path / "t.sqlite3")
    yield opened
    opened.dispose()


@pytest.fixture
def projects_db(tmp_path: Path) -> Iterator[Database]:
    """A database with a project's scope, milestones and surveys beside the mails."""
    opened = open_with_projects(tmp_path / "p.sqlite3")
    yield opened
    opened.dispose()


@pytest.fixture(params=["en", "zh"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each language of the interface in turn."""
    i18n.use(request.param)
    yield request.param
    i18n.use("en")
