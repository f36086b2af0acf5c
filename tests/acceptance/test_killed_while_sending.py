"""The real command, killed while it sends: nothing is sent twice, nothing is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from daemon.clock import utc_now
from daemon.demo.imap_server import ImapServer
from daemon.demo.smtp_server import SmtpServer
from daemon.model.outgoing import Outgoing, OutgoingState
from daemon.services import delivery
from daemon.store import migrate
from daemon.store.engine import Database, open_database
from tests.integration.mailroom import new_outgoing, queue
from tests.servers.smtp import Behaviour, HoldAnswer

PATIENCE = 60.0
CONFIG = """
data_dir = "{folder}"
[model]
enabled = false
[[mailbox]]
name = "acme"
project = "ACME"
identity = "Acme team <help@acme.example>"
imap = {{ host = "127.0.0.1", port = {imap}, user = "help", password = "pw" }}
smtp = {{ host = "127.0.0.1", port = {smtp} }}
"""


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = open_database(f"sqlite:///{tmp_path}/triaged.sqlite3")
    migrate.upgrade(database)
    yield database
    database.dispose()


@pytest.fixture
def imap() -> Iterator[ImapServer]:
    with ImapServer({"help": "pw"}) as server:
        yield server


class Daemon:
    """`triaged run` as a process of its own, killed at the end and whenever asked."""

    def __init__(self, folder: Path, imap: ImapServer, smtp: SmtpServer) -> None:
        self._config = folder / "triaged.toml"
        self._config.write_text(CONFIG.format(folder=folder, imap=imap.port, smtp=smtp.port))

    @contextmanager
    def running(self) -> Iterator[subprocess.Popen[bytes]]:
        triaged = str(Path(sys.executable).with_name("triaged"))
        command = [triaged, "run", "--config", str(self._config)]
        with subprocess.Popen(
            command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        ) as process:
            try:
                yield process
            finally:
                if process.poll() is None:
                    os.kill(process.pid, signal.SIGKILL)


def until(db: Database, wanted: Callable[[list[Outgoing]], bool]) -> list[Outgoing]:
    """Wait until the outbox is as *wanted*; return its rows."""
    pause = threading.Event()
    for _ in range(int(PATIENCE / 0.02)):
        rows = delivery.find(db, limit=1000)
        if wanted(rows):
            return rows
        pause.wait(0.02)
    raise AssertionError(Counter(row.state for row in rows))


def test_killed_between_the_servers_yes_and_our_record(
    tmp_path: Path, db: Database, imap: ImapServer
) -> None:
    behaviour = HoldAnswer()
    queue(db, new_outgoing(automatic=False), utc_now())
    with SmtpServer(behaviour) as smtp:
        daemon = Daemon(tmp_path, imap, smtp)
        with daemon.running():
            assert behaviour.waiting.wait(PATIENCE)  # the server has it; we do not know yet
        behaviour.hold = False
        behaviour.release()
        with daemon.running():
            until(db, lambda rows: "not in the Sent folder" in rows[0].last_error)
    assert delivery.find(db)[0].state is OutgoingState.UNSURE
    assert sum(behaviour.copies().values()) == 1


@pytest.mark.slow
def test_killed_at_random_moments(tmp_path: Path, db: Database, imap: ImapServer) -> None:
    random, behaviour, pause = Random(5), Behaviour(), threading.Event()
    total = 150
    for _ in range(total):
        queue(db, new_outgoing(automatic=False), utc_now())
    with SmtpServer(behaviour) as smtp:
        daemon = Daemon(tmp_path, imap, smtp)
        for kills in range(1, 6):
            with daemon.running():
                until(db, lambda rows: _sent(rows) >= 20 * kills)  # noqa: B023
                pause.wait(random.uniform(0, 0.1))  # any moment will do
        with daemon.running():
            rows = until(db, _all_settled)
    states = Counter(row.state for row in rows)
    assert set(behaviour.copies().values()) == {1}
    assert states[OutgoingState.SENT] + states[OutgoingState.UNSURE] == total
    assert states[OutgoingState.UNSURE] <= 5
    assert len(behaviour.mails) >= states[OutgoingState.SENT]


def _sent(rows: list[Outgoing]) -> int:
    return sum(row.state is OutgoingState.SENT for row in rows)


def _all_settled(rows: list[Outgoing]) -> bool:
    waiting = {OutgoingState.QUEUED, OutgoingState.SENDING}
    return not any(row.state in waiting for row in rows)
