"""Housekeeping by the clock: signs of life, snoozes, mail that waits for the model."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from daemon.clock import Clock
from daemon.errors import TemporaryError
from daemon.log import get_logger
from daemon.runners.supervise import wait
from daemon.services import approvals, backlog, housekeeping
from daemon.services.intake import Intake
from daemon.store.engine import Database
from daemon.store.heartbeats import Heartbeat

log = get_logger(__name__)

BEAT = 10.0


@dataclass(frozen=True, slots=True)
class Keeper:
    """What housekeeping needs; ``watchdog`` tells the service manager that all is well."""

    db: Database
    sign: Heartbeat
    intakes: Sequence[Intake]
    clock: Clock
    watchdog: Callable[[], None]

    async def run(self, stop: asyncio.Event) -> None:
        """Keep house every ``BEAT`` seconds until *stop*."""
        while not stop.is_set():
            try:
                await asyncio.to_thread(self.keep)
            except TemporaryError as error:
                log.warning("keep.postponed", detail=str(error))
            else:
                self.watchdog()
            await wait(stop, BEAT)

    def keep(self) -> None:
        """Do once what is due."""
        now = self.clock()
        housekeeping.beat(self.db, replace(self.sign, beat_at=now))
        if woken := housekeeping.wake(self.db, now):
            log.info("snooze.over", conversations=woken)
        if over := approvals.expire(self.db, now):
            log.info("offer.expired", offers=over)
        for intake in self.intakes:
            while done := backlog.classify_waiting(intake, self.clock()):
                log.info("backlog.classified", mailbox=intake.mailbox.name, mails=done)
