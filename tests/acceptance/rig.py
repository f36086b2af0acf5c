"""The real command as a process, between real servers, for the acceptance tests."""

from __future__ import annotations

import io
import itertools
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest
from sqlalchemy import Table, select

from daemon.cli import main
from daemon.clock import utc_now
from daemon.config.schema import SendingConfig
from daemon.demo.imap_server import ImapServer
from daemon.model.outgoing import Letter, OutgoingState
from daemon.services import delivery
from daemon.store.engine import Database
from daemon.store.outbox import NewOutgoing
from daemon.store.running_tables import heartbeat
from daemon.store.schema import mailbox, message, outgoing

USER, PASSWORD = "desk", "pw-never-to-be-seen"
ADDRESS = "desk@studio.example"
#: seconds that anything may take on a machine with other things to do
PATIENCE = 180.0
GLANCE = 0.02

CONFIG = """
data_dir = {folder}
staff = ["@studio.example"]
database = {{ url = {url} }}
log = {{ format = "json" }}
model = {{ enabled = {model} }}
{more}
[[mailbox]]
name = "shop"
project = "SHOP"
identity = "Studio <{address}>"
imap = {{ host = "127.0.0.1", port = {imap}, user = "{user}", password = {{ env = "DESK_PW" }} }}
smtp = {{ host = "127.0.0.1", port = {smtp} }}
"""


def until(met: Callable[[], object], what: str, patience: float = PATIENCE) -> None:
    """Wait until *met* is true; fail with *what* was waited for."""
    pause, deadline = threading.Event(), time.monotonic() + patience
    while not met():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        pause.wait(GLANCE)


@dataclass(frozen=True)
class Place:
    """A data folder and the servers and the database that its configuration names."""

    folder: Path
    db: Database
    imap: int
    smtp: int
    more: str = ""
    model: bool = False

    @property
    def config(self) -> Path:
        """The configuration, written anew."""
        path = self.folder / "triaged.toml"
        text = CONFIG.format(
            folder=json.dumps(str(self.folder)),
            url=json.dumps(str(self.db.engine.url)),
            model=str(self.model).lower(),
            more=self.more,
            address=ADDRESS,
            imap=self.imap,
            smtp=self.smtp,
            user=USER,
        )
        self.folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    @property
    def log(self) -> str:
        """What the daemons have logged."""
        return (self.folder / "daemon.log").read_text(encoding="utf-8")

    def call(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        command = [sys.executable, "-m", "daemon.cli", *words, "--config", str(self.config)]
        return subprocess.run(
            command,
            check=False,
            capture_output=True,
            encoding="utf-8",
            env=environment(),
            timeout=PATIENCE,
        )

    def ask(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command inside this process, which takes a tenth of the time."""
        return ask(*words, "--config", str(self.config))

    def daemon(self) -> Daemon:
        """Start the daemon."""
        return Daemon(self)


def ask(*words: str) -> subprocess.CompletedProcess[str]:
    """Run a command inside this process, as the installed script does."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    with redirect_stdout(out), redirect_stderr(err), pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys, "argv", ["triaged", *words])
        for name, value in environment().items():
            patched.setenv(name, value)
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
    return subprocess.CompletedProcess(words, code, out.getvalue(), err.getvalue())


def environment() -> dict[str, str]:
    """Return what the command finds in its environment: wide lines, and the password."""
    return os.environ | {"DESK_PW": PASSWORD, "COLUMNS": "200", "TRIAGED_ACTOR": "maria"}


class Daemon:
    """`triaged run` as a process; killed at the end if it still runs."""

    def __init__(self, place: Place) -> None:
        command = [sys.executable, "-m", "daemon.cli", "run", "--config", str(place.config)]
        self._log = (place.folder / "daemon.log").open("a", encoding="utf-8")
        self.process = subprocess.Popen(
            command, stdout=self._log, stderr=self._log, env=environment()
        )
        self._db = place.db

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()

    def watching(self) -> Self:
        """Wait until this process has its mailbox under watch."""
        until(self._is_watching, "the daemon to watch")
        return self

    def _is_watching(self) -> bool:
        assert self.process.poll() is None, "the daemon has ended"
        signs = rows(self._db, heartbeat)
        boxes = rows(self._db, mailbox)
        known = any(sign["pid"] == self.process.pid for sign in signs)
        return known and any(b["state"] in {"idle", "polling"} for b in boxes)

    def lives_for(self, seconds: float) -> bool:
        """Let it work for so long; return whether it still does."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
        return self.process.poll() is None

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE)
        self._log.close()

    def stop(self) -> int:
        """End it in good order; return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(PATIENCE)
        self._log.close()
        return code


def rows(db: Database, table: Table) -> list[dict[str, Any]]:
    """Return every row of *table*."""
    with db.read() as connection:
        query = select(table).order_by(*table.primary_key.columns)
        return [dict(row._mapping) for row in connection.execute(query)]


def incoming(db: Database) -> list[str]:
    """Return the subjects of the recorded mail of clients, in the order of recording."""
    return [m["subject"] for m in rows(db, message) if m["direction"] == "in"]


def states(db: Database) -> list[str]:
    """Return the state of every outgoing mail."""
    return [row["state"] for row in rows(db, outgoing)]


def is_settled(db: Database) -> bool:
    """Whether nothing waits to be sent, or for its copy in the Sent folder."""
    busy = {OutgoingState.QUEUED.value, OutgoingState.SENDING.value}
    return not any(
        row["state"] in busy or (row["state"] == "sent" and row["filed"] is False)
        for row in rows(db, outgoing)
    )


@dataclass
class Correspondence:
    """Numbered mails of clients, and numbered letters of ours."""

    db: Database
    imap: ImapServer
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    delivered: list[str] = field(default_factory=list)

    def deliver(self, count: int, text: str = "Please look into this.") -> None:
        """Put mails of clients into the mailbox."""
        for number in itertools.islice(self.numbers, count):
            subject = f"Mail {number}"
            self.imap.deliver(USER, mail(subject, text, f"m{number}@weber.example"))
            self.delivered.append(subject)

    def queue(self, count: int) -> None:
        """Put letters of ours into the outbox."""
        for number in itertools.islice(self.numbers, count):
            letter = Letter(
                mailbox="shop",
                sender=f"Studio <{ADDRESS}>",
                to=("anna@weber.example",),
                subject=f"Letter {number}",
                text="Good news.",
                message_id=f"l{number}@studio.example",
                date=utc_now(),
                automatic=False,
            )
            new = NewOutgoing(letter, "reply", None, OutgoingState.QUEUED, None)
            with self.db.write() as transaction:
                delivery.enqueue(transaction, new, SendingConfig(), utc_now())


def mail(subject: str, text: str, message_id: str, headers: Sequence[str] = ()) -> bytes:
    """Return a mail of Anna's."""
    fields = [
        "From: Anna Weber <anna@weber.example>",
        f"To: {ADDRESS}",
        f"Subject: {subject}",
        f"Message-ID: <{message_id}>",
        "Content-Type: text/plain; charset=utf-8",
        *headers,
    ]
    return "\r\n".join([*fields, "", text, ""]).encode()
