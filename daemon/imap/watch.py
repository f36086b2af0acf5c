"""Watching one folder of one mailbox in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random

from daemon.clock import Clock, utc_now
from daemon.config.schema import ImapConfig, LimitsConfig
from daemon.errors import (
    ConfigError,
    LoginRefusedError,
    MailboxUnavailableError,
    TemporaryError,
)
from daemon.imap import backoff
from daemon.imap.alarm import Alarm
from daemon.imap.client import Session, connect
from daemon.imap.errors import RefusedError
from daemon.imap.fetch import fetch_alone, fetch_head, fetch_portion
from daemon.imap.salvage import Salvage
from daemon.imap.sync import groups, new_uids, portions, start_point
from daemon.model.mailbox import Batch, Cursor, Fetched, MailboxHealth, WatchState

#: times in a row that IDLE may miss mail before the folder is polled instead
SILENT = 2
#: seconds of the first IDLE after new mail: some servers keep to themselves what came between
#: the last search and the start of IDLE, so a second look follows soon
SETTLING = 2.0
#: repeats of a search that was overtaken by an announcement
OVERTAKEN = 3
#: times longer than usual to wait after a refused log-in: many servers lock out who tries often
REFUSED = 30


@dataclass(kw_only=True)
class Watcher:
    """Brings every new mail of a folder to ``record``, in the order of its UIDs.

    ``record`` stores mails and cursor in one transaction; when it raises TemporaryError the same
    mails come again later. ``load_cursor``, ``record`` and ``report`` are called in the thread
    of ``run``.
    """

    mailbox: str
    folder: str
    config: ImapConfig
    limits: LimitsConfig
    load_cursor: Callable[[], Cursor]
    record: Callable[[Batch], None]
    report: Callable[[MailboxHealth], None]
    stop: threading.Event
    clock: Clock = utc_now
    random: Random = field(default_factory=Random)
    #: seconds of the first wait after a failure, doubled with each further one
    first_delay: float = backoff.FIRST

    def __post_init__(self) -> None:
        self._alarm: Alarm | None = None
        self._salvage = Salvage()
        self._cursor = Cursor()
        self._failures = 0
        self._failed_at = 0
        self._idle_missed = 0
        self._health = MailboxHealth(self.mailbox, self.folder, WatchState.STARTING, self._cursor)

    def poke(self) -> None:
        """Look for new mail now. May be called from any thread."""
        if self._alarm is not None:
            self._alarm.ring()

    def run(self) -> None:
        """Watch until stopped; every failure that may pass is waited out and tried again."""
        with closing(Alarm(self.stop)) as alarm:
            self._alarm = alarm
            while not self.stop.is_set():
                try:
                    self._say(WatchState.STARTING)
                    with connect(self.config, self.limits, self.stop) as session:
                        self._watch(session, alarm)
                except (TemporaryError, ConfigError) as error:
                    self._back_off(error, alarm)
        self._say(WatchState.STOPPED)

    def _watch(self, session: Session, alarm: Alarm) -> None:
        """Synchronise, then wait for more, until stopped or something breaks."""
        folder = session.select(self.folder, readonly=not self.config.mark_seen)
        stored = self.load_cursor()
        self._cursor = start_point(stored, folder)
        if self._cursor != stored:
            self._salvage.begin(())
            self._record(session, self._cursor.uid, [])
        self._sync(session)
        if self.config.idle and "IDLE" in session.capabilities():
            self._idle(session, alarm)
        self._poll(session, alarm)

    def _idle(self, session: Session, alarm: Alarm) -> None:
        """Wait for pushes; return when stopped or when pushes do not come."""
        quiet, settled = 0, False
        while not self.stop.is_set() and self._idle_missed < SILENT:
            self._say(WatchState.IDLE)
            renew = self.config.idle_renew
            try:
                woken = session.idle(alarm, renew if settled else min(SETTLING, renew))
            except RefusedError:
                return
            found = self._sync(session)
            if found and woken:
                self._idle_missed = 0
            elif found and settled:
                self._idle_missed += 1
            settled = not found
            # A server that chatters about flags must not keep us running in circles.
            quiet = quiet + 1 if woken and not found else 0
            if quiet > 1:
                alarm.wait(min(quiet / 20, 1.0))

    def _poll(self, session: Session, alarm: Alarm) -> None:
        while not self.stop.is_set():
            self._say(WatchState.POLLING)
            alarm.wait(self.config.poll)
            if not self.stop.is_set():
                session.noop()
                self._sync(session)

    def _sync(self, session: Session) -> bool:
        """Bring all new mail to record; tell whether there was any."""
        found, overtaken = False, 0
        while not self.stop.is_set():
            answered, announced = session.uids_above(self._cursor.uid)
            uids = new_uids(answered, self._cursor)
            overtaken += announced
            if uids:
                found = True
                self._fetch(session, uids)
            elif not announced or overtaken > OVERTAKEN:
                break
        self._failures = 0
        self._health = replace(self._health, heard_at=self.clock(), last_error="", retry_at=None)
        return found

    def _fetch(self, session: Session, uids: Sequence[int]) -> None:
        """Fetch and record *uids* in portions; what a stop leaves over is fetched next time."""
        if len(uids) > self.limits.batch_messages:  # a few mails are there before it is told
            self._say(WatchState.SYNCING)
        self._fetch_suspects(session)
        rest = [uid for uid in uids if uid > self._cursor.uid]
        for group in groups(rest, self.limits):
            if self.stop.is_set():
                return
            with self._suspecting(group):
                facts = session.facts(group, self.clock())
            for portion in portions(facts, self.limits):
                with self._suspecting(portion.uids):
                    mails = fetch_portion(session, portion, self.limits)
                self._record(session, portion.uids[-1], mails)
            # Mails that went away between search and fetch are not asked for again.
            self._cursor = replace(self._cursor, uid=group[-1])

    @contextmanager
    def _suspecting(self, uids: Sequence[int]) -> Iterator[None]:
        """Have *uids* asked for one by one when what is inside fails twice at the same place."""
        try:
            yield
        except TemporaryError as error:
            if uids[0] == self._failed_at or not isinstance(error, MailboxUnavailableError):
                self._salvage.begin(uids)
            self._failed_at = uids[0]
            raise

    def _fetch_suspects(self, session: Session) -> None:
        """Settle the mails of a portion that failed, one by one."""
        while not self.stop.is_set():
            if done := self._salvage.settled():
                self._record(session, done[-1], self._salvage.mails(done))
                self._salvage.forget(done)
            uid = self._salvage.next_uid(int(self.limits.batch))
            if uid is None:
                return
            try:
                if self._salvage.wants_head(uid):
                    self._salvage.keep_head(uid, fetch_head(session, uid, self.limits))
                mail = fetch_alone(session, uid, self.limits, self.clock())
            except TemporaryError as error:
                if not self.stop.is_set():
                    self._salvage.fail(uid, error, self.clock())
                raise
            self._salvage.settle(uid, mail)

    def _record(self, session: Session, reached: int, mails: Sequence[Fetched]) -> None:
        cursor = replace(self._cursor, uid=reached)
        self.record(Batch(cursor.uidvalidity, tuple(mails), cursor))
        self._cursor, self._failures = cursor, 0
        self._health = replace(self._health, cursor=cursor)
        if not mails:
            return
        self._health = replace(self._health, last_mail_at=self.clock())
        if self.config.mark_seen and (whole := [m.uid for m in mails if not m.problem]):
            # The flag is for people; what has been recorded does not depend on it.
            with suppress(RefusedError):
                session.mark_seen(whole, seen=True)

    def _back_off(self, error: TemporaryError | ConfigError, alarm: Alarm) -> None:
        """Wait before the next try: a stop or a poke ends the wait."""
        if self.stop.is_set():
            return
        first = self.first_delay * (REFUSED if isinstance(error, LoginRefusedError) else 1)
        seconds = backoff.delay(self._failures, self.random, first)
        self._failures += 1
        retry_at = self.clock() + timedelta(seconds=seconds)
        self._health = replace(self._health, last_error=str(error), retry_at=retry_at)
        self._say(WatchState.BACKING_OFF)
        alarm.wait(seconds)

    def _say(self, state: WatchState) -> None:
        self._health = replace(self._health, state=state)
        # Telling how it goes is no reason to stop going.
        with suppress(TemporaryError):
            self.report(self._health)
