"""A running Watcher with a recorder in memory, to see what it brings."""

from __future__ import annotations

import threading
from collections.abc import Callable
from random import Random
from types import TracebackType
from typing import Any, Self

from daemon.config.schema import ImapConfig, LimitsConfig
from daemon.config.secret import Secret
from daemon.errors import TemporaryError
from daemon.imap.watch import Watcher
from daemon.model.mailbox import Batch, Cursor, Fetched, MailboxHealth, WatchState

PATIENCE = 30


def imap_config(port: int, user: str, password: str, **changes: Any) -> ImapConfig:
    """Return a configuration for a server on loopback, with short times."""
    values: dict[str, Any] = {
        "host": "127.0.0.1",
        "port": port,
        "user": user,
        "password": Secret(value=password),
        "timeout": 5,
    }
    return ImapConfig(**(values | changes))


class Watching:
    """Runs a Watcher in a thread and keeps what it records, as a store would."""

    def __init__(
        self, config: ImapConfig, limits: LimitsConfig | None = None, folder: str = "INBOX"
    ) -> None:
        self.cursor = Cursor()
        #: in the order of recording, each content once
        self.mails: list[Fetched] = []
        self.batches: list[Batch] = []
        self.reports: list[MailboxHealth] = []
        #: raised instead of recording, one at a time
        self.troubles: list[TemporaryError] = []
        #: whether reports fail, after they were taken
        self.deaf = False
        self.stop = threading.Event()
        self._changed = threading.Condition()
        self._contents: set[bytes] = set()
        self.watcher = Watcher(
            mailbox="desk",
            folder=folder,
            config=config,
            limits=limits or LimitsConfig(),
            load_cursor=lambda: self.cursor,
            record=self._record,
            report=self._report,
            stop=self.stop,
            random=Random(1),
            first_delay=0.005,
        )
        self._thread = threading.Thread(target=self.watcher.run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop.set()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()

    @property
    def subjects(self) -> list[str]:
        """What follows ``Subject:`` in each recorded mail."""
        return [subject(mail.raw or mail.head) for mail in self.mails]

    @property
    def problems(self) -> list[str]:
        return [mail.problem for mail in self.mails if mail.problem]

    def wait_for(self, met: Callable[[], object]) -> None:
        """Wait until *met* is true; it is asked after each record and report."""
        with self._changed:
            assert self._changed.wait_for(met, PATIENCE), (self.subjects, self.reports[-8:])

    def wait_for_mails(self, count: int) -> None:
        self.wait_for(lambda: len(self.mails) >= count)

    def wait_for_state(self, state: WatchState) -> None:
        self.wait_for(lambda: self.reports and self.reports[-1].state == state)

    def wait_for_reports(self, further: int) -> None:
        before = len(self.reports)
        self.wait_for(lambda: len(self.reports) >= before + further)

    def states(self) -> set[WatchState]:
        return {report.state for report in self.reports}

    def _record(self, batch: Batch) -> None:
        with self._changed:
            if self.troubles:
                raise self.troubles.pop(0)
            for mail in batch.mails:
                if mail.problem or mail.raw not in self._contents:
                    self._contents.add(mail.raw)
                    self.mails.append(mail)
            self.cursor = batch.reached
            self.batches.append(batch)
            self._changed.notify_all()

    def _report(self, health: MailboxHealth) -> None:
        with self._changed:
            self.reports.append(health)
            self._changed.notify_all()
            if self.deaf:
                raise TemporaryError("database is locked")


def limits(**sizes: int) -> LimitsConfig:
    """Return limits with some *sizes*, in bytes, other than the default."""
    return LimitsConfig.model_validate(sizes)


def mail(name: str, size: int = 0) -> bytes:
    """Return a mail with the subject *name*, padded to about *size* bytes."""
    filler = b"All work and no play makes mail.\r\n" * (size // 34)
    return f"From: a@example.org\r\nSubject: {name}\r\n\r\nHello\r\n".encode() + filler


def subject(raw: bytes) -> str:
    """Return the subject of a mail made by `mail`."""
    return raw.partition(b"Subject: ")[2].partition(b"\r\n")[0].decode()
