"""The servers that the real command talks to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from daemon.demo.imap_server import ImapServer
from daemon.demo.smtp_server import SmtpServer
from daemon.store.engine import Database
from tests.acceptance.rig import PASSWORD, USER, Correspondence, Place
from tests.servers.smtp import Behaviour


@pytest.fixture
def imap() -> Iterator[ImapServer]:
    with ImapServer({USER: PASSWORD}) as server:
        yield server


@pytest.fixture
def postman() -> Behaviour:
    """Takes every mail and keeps it."""
    return Behaviour()


@pytest.fixture
def smtp(postman: Behaviour) -> Iterator[SmtpServer]:
    with SmtpServer(postman) as server:
        yield server


@pytest.fixture
def place(tmp_path: Path, db: Database, imap: ImapServer, smtp: SmtpServer) -> Place:
    """A data folder with an empty SQLite database and both servers."""
    return Place(tmp_path / "data", db, imap.port, smtp.port)


@pytest.fixture
def letters(db: Database, imap: ImapServer) -> Correspondence:
    return Correspondence(db, imap)
