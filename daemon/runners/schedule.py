"""Work by the clock: invitations, reminders, closings, follow-ups, the weekly digest."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from daemon.clock import Clock
from daemon.errors import StaleError, TemporaryError
from daemon.log import get_logger
from daemon.runners.supervise import wait
from daemon.services import complaints, digests, followups, resolutions, surveying
from daemon.services.followups import Followed
from daemon.services.office import Office
from daemon.services.promised import ReadDay

log = get_logger(__name__)

#: seconds between two looks at the schedules
LOOK = 20.0
#: every so many looks, what is owed is looked for as well
FOLLOW = 3


@dataclass(frozen=True, slots=True)
class Scheduler:
    """Looks at the schedules; ``wake_sender`` is called when mail was written."""

    office: Office
    clock: Clock
    wake_sender: Callable[[], None]
    read_day: ReadDay | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Look every ``LOOK`` seconds until *stop*."""
        looks = 0
        while not stop.is_set():
            try:
                await asyncio.to_thread(self.look, follow=looks % FOLLOW == 0)
            except (TemporaryError, StaleError) as error:
                # somebody changed a row under our hands; the next look sees it as it is
                log.warning("schedule.postponed", detail=str(error))
            looks += 1
            await wait(stop, LOOK)

    def look(self, *, follow: bool = True) -> None:
        """Do once what is due; with *follow* also remind of what is owed."""
        now = self.clock()
        if settled := resolutions.run(self.office, now):
            log.info("complaint.settled", complaints=settled)
        done = surveying.run(self.office, now)
        followed = Followed()
        if follow:
            followed = followups.run(self.office, now, self.read_day)
            digests.run(self.office, now)
            if asked := complaints.ask_again(self.office, now):
                log.info("complaint.asked_again", mails=asked)
                self.wake_sender()
        if done.asked or done.reminded:
            log.info("survey.asked", asked=done.asked, reminded=done.reminded)
        if done.skipped or done.missed or done.closed:
            log.info(
                "survey.not_asked", skipped=done.skipped, missed=done.missed, closed=done.closed
            )
        if followed.reminded:
            log.info("follow_up.reminded", steps=followed.reminded)
        if done.asked or done.reminded or followed.reminded:
            self.wake_sender()
