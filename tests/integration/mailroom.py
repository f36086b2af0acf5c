"""An outbox with mail in it, and a running Sender, for tests."""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any, Self

from daemon.config import Config, MailboxConfig
from daemon.config.schema import SendingConfig
from daemon.errors import TemporaryError
from daemon.model.outgoing import Outgoing, OutgoingState
from daemon.runners.send import Sender
from daemon.runners.sentfolder import SentFolder
from daemon.services import delivery
from daemon.store import conversations
from daemon.store.engine import Database
from daemon.store.outbox import NewOutgoing
from tests.unit.outbox.letters import make_letter

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
LIMITS = SendingConfig()
PATIENCE = 30.0
_COUNT = itertools.count(1)


def make_config(smtp: Mapping[str, Any] | None, **sending: Any) -> Config:
    """Return a configuration with the mailbox ``acme``."""
    mailbox = {
        "name": "acme",
        "project": "ACME",
        "identity": "Acme team <help@acme.example>",
        "imap": {"host": "127.0.0.1"},
        "smtp": smtp,
    }
    return Config.model_validate({"mailbox": [mailbox], "sending": sending})


def new_outgoing(
    state: OutgoingState = OutgoingState.QUEUED,
    conversation_id: int | None = None,
    once: str | None = None,
    purpose: str = "acknowledge",
    **letter: Any,
) -> NewOutgoing:
    """Return a row to be written, its Message-ID unlike any other."""
    values = {"message_id": f"t.1.n{next(_COUNT)}@acme.example", "date": NOW} | letter
    return NewOutgoing(make_letter(**values), purpose, once, state, conversation_id)


def queue(db: Database, new: NewOutgoing | None = None, now: datetime = NOW) -> int:
    """Write a row; return its id."""
    with db.write() as transaction:
        return delivery.enqueue(transaction, new or new_outgoing(), LIMITS, now)


def open_conversation(db: Database) -> int:
    """Return the id of a new conversation."""
    with db.write() as transaction:
        project = conversations.ensure_project(transaction, "ACME", "Acme", NOW)
        row: dict[str, object] = {
            "project_id": project,
            "number": next(_COUNT),
            "mailbox": "acme",
            "state_at": NOW,
            "opened_at": NOW,
            "last_at": NOW,
        }
        return conversations.add(transaction, [row])[0]


class HandClock:
    """A clock that stands until it is wound."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def wind(self, **by: float) -> None:
        """Let time pass."""
        self.now += timedelta(**by)


class Sent:
    """A Sent folder in memory; ``trouble`` is raised by whatever is tried while it is set."""

    def __init__(self) -> None:
        self.mails: dict[str, bytes] = {}
        self.trouble = ""
        self.looks = 0

    @contextmanager
    def open(self, mailbox: MailboxConfig) -> Iterator[SentFolder]:
        if self.trouble:
            raise TemporaryError(self.trouble)
        yield self

    def holds(self, message_id: str) -> bool:
        self.looks += 1
        return message_id in self.mails

    def file(self, message_id: str, data: bytes, at: datetime) -> None:
        assert message_id not in self.mails
        self.mails[message_id] = data


class Mailroom:
    """A Sender at work in a thread of its own; a context manager."""

    def __init__(self, db: Database, config: Config, clock: HandClock, sent: Sent) -> None:
        self.db, self.config, self.clock, self.sent = db, config, clock, sent
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()))
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop
        self._wake: asyncio.Event
        self._stop: asyncio.Event

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._wake, self._stop = asyncio.Event(), asyncio.Event()
        self._ready.set()
        sender = Sender(
            self.db,
            self.config,
            "tester",
            self.clock,
            self._wake,
            open_sent=self.sent.open,
            random=lambda: 0.0,
        )
        await sender.run(self._stop)

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(PATIENCE)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()

    def stop(self) -> None:
        """Tell the sender to end."""
        self._loop.call_soon_threadsafe(self._stop.set)

    def wake(self) -> None:
        """Tell the sender that there may be something to do."""
        self._loop.call_soon_threadsafe(self._wake.set)

    def until(self, outgoing_id: int, wanted: Callable[[Outgoing], bool]) -> Outgoing:
        """Wait until the row is as *wanted*; return it."""
        pause = threading.Event()
        for _ in range(int(PATIENCE / 0.005)):
            row = delivery.load(self.db, outgoing_id)
            if wanted(row):
                return row
            self.wake()
            pause.wait(0.005)
        raise AssertionError(f"still {row}")
