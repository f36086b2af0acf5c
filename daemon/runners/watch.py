"""Watching a folder: one thread, and the lease that keeps other daemons from doing the same."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from daemon.clock import Clock
from daemon.imap.watch import Watcher
from daemon.log import get_logger
from daemon.model.mailbox import Batch, Cursor, MailboxHealth
from daemon.runners.supervise import wait
from daemon.services import leases
from daemon.services.ingest import ingest
from daemon.services.intake import Intake

log = get_logger(__name__)

#: a daemon that did not renew its lease for so long has lost the folder
LEASE = timedelta(seconds=60)
RENEW = 20.0


@dataclass(frozen=True, slots=True)
class FolderWatch:
    """Watches the folder of *intake*; ``recorded`` is called from its thread after each batch."""

    intake: Intake
    owner: str
    clock: Clock
    recorded: Callable[[], None]

    async def run(self, stop: asyncio.Event) -> None:
        """Watch while the lease is ours, until *stop*."""
        while not stop.is_set():
            if await asyncio.to_thread(self._claim):
                await self._watch(stop)
            else:
                log.info("watch.elsewhere", mailbox=self.intake.mailbox.name)
            await wait(stop, RENEW)

    def _claim(self) -> bool:
        now = self.clock()
        return leases.claim(self.intake, self.owner, (now, now + LEASE))

    async def _watch(self, stop: asyncio.Event) -> None:
        """Run the thread; end it when told to stop, when it dies or when the lease is lost."""
        ending = threading.Event()
        thread = asyncio.create_task(asyncio.to_thread(self._watcher(ending).run))
        try:
            while not thread.done() and not await wait(stop, RENEW):
                if not await asyncio.to_thread(self._claim):
                    log.warning("watch.lost", mailbox=self.intake.mailbox.name)
                    break
        finally:
            ending.set()
            await thread

    def _watcher(self, ending: threading.Event) -> Watcher:
        mailbox = self.intake.mailbox
        return Watcher(
            mailbox=mailbox.name,
            folder=self.intake.folder,
            config=mailbox.imap,
            limits=self.intake.config.limits,
            load_cursor=self._load_cursor,
            record=self._record,
            report=self._report,
            stop=ending,
            clock=self.clock,
        )

    def _load_cursor(self) -> Cursor:
        return leases.load_cursor(self.intake)

    def _record(self, batch: Batch) -> None:
        done = ingest(self.intake, batch, self.clock())
        if batch.mails:
            log.info(
                "mail.recorded",
                mailbox=self.intake.mailbox.name,
                folder=self.intake.folder,
                uid=batch.reached.uid,
                new=done.recorded,
                known=done.known_before,
                quarantined=done.quarantined,
            )
            self.recorded()

    def _report(self, health: MailboxHealth) -> None:
        if health.last_error:
            log.warning("watch.trouble", mailbox=health.name, detail=health.last_error)
        leases.report(self.intake, health)
