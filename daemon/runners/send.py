"""Sending what is queued: claim, compose, hand over, record; one mail a mailbox at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from random import random as real_random

from daemon.clock import Clock
from daemon.config import Config, MailboxConfig
from daemon.errors import TemporaryError
from daemon.log import get_logger
from daemon.model.outgoing import DeliveryOutcome, DeliveryReport, Outgoing
from daemon.outbox.address import AddressError, bare_address
from daemon.outbox.compose import recipients_of
from daemon.runners.filing import Clerk
from daemon.runners.sentfolder import OpenSent, open_sent
from daemon.runners.supervise import wait
from daemon.services import sending
from daemon.services.sending import SHADOW_NOTE, UNABLE_NOTE, Attempt
from daemon.smtp.courier import Courier
from daemon.store.engine import Database

log = get_logger(__name__)

#: seconds between two looks at the outbox when nothing wakes the sender
POLL = 2.0
#: seconds before an outcome that the database did not take is written again
PAUSE = 1.0


class Sender:
    """Works through the outbox under the name *worker*, which survives restarts.

    Each mailbox with mail due gets a lane: a task that sends until nothing is due, so that a
    slow server holds up its own mail alone. A lane claims one mail at a time, so a crash leaves
    one mail a mailbox in doubt at most.
    """

    def __init__(
        self,
        db: Database,
        config: Config,
        worker: str,
        clock: Clock,
        wake: asyncio.Event,
        *,
        open_sent: OpenSent = open_sent,
        random: Callable[[], float] = real_random,
    ) -> None:
        self._db, self._config, self._worker, self._clock = db, config, worker, clock
        self._wake, self._random = wake, random
        self._stop = asyncio.Event()
        self._clerk = Clerk(db, config, clock, open_sent)
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._couriers: dict[str, Courier] = {}

    async def run(self, stop: asyncio.Event) -> None:
        """Send until *stop*; a mail on its way is seen through."""
        self._stop = stop
        lost = await asyncio.to_thread(sending.doubt_lost, self._db, self._clock(), self._worker)
        if lost:
            log.warning("mail.unsure", mails=lost, reason="the daemon ended while sending")
        try:
            while not stop.is_set():
                self._wake.clear()
                try:
                    await self._look()
                except TemporaryError as error:
                    log.warning("send.postponed", detail=str(error))
                await self._next_look()
        finally:
            await self._end()

    async def _next_look(self) -> None:
        """Wait until there may be something to do."""
        waking = asyncio.create_task(self._wake.wait())
        stopping = asyncio.create_task(self._stop.wait())
        try:
            await asyncio.wait(
                (waking, stopping), timeout=POLL, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            waking.cancel()
            stopping.cancel()

    async def _end(self) -> None:
        await asyncio.gather(*self._lanes.values(), return_exceptions=True)
        self._lanes.clear()
        await asyncio.gather(*(courier.close() for courier in self._couriers.values()))
        self._couriers.clear()

    async def _look(self) -> None:
        """Start a lane for whatever waits."""
        work = await asyncio.to_thread(sending.find_work, self._db, self._clock())
        if work.expired:
            await asyncio.to_thread(sending.doubt_lost, self._db, self._clock())
        for mailbox in self._config.mailbox:
            if mailbox.name in work.due:
                await self._send_or_hold(mailbox)
        if work.doubtful or work.unfiled:
            self._start(
                "the Sent folders", lambda: asyncio.to_thread(self._clerk.tidy, self._stop.is_set)
            )

    async def _send_or_hold(self, mailbox: MailboxConfig) -> None:
        note = ""
        if self._config.sending.shadow or mailbox.shadow:
            note = SHADOW_NOTE
        elif mailbox.smtp is None:
            note = UNABLE_NOTE
        else:
            courier = self._couriers.setdefault(mailbox.name, Courier(mailbox.smtp))
            self._start(mailbox.name, lambda: self._drain(mailbox.name, courier))
        if note:
            held = await asyncio.to_thread(
                sending.hold_back, self._db, [mailbox.name], note, self._clock()
            )
            log.info("mail.held", mailbox=mailbox.name, mails=held, reason=note)

    def _start(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """Run *work* as the lane called *name*, unless it is still at it; raise what it raised."""
        if lane := self._lanes.get(name):
            if not lane.done():
                return
            del self._lanes[name]
            lane.result()

        async def guarded() -> None:
            try:
                await work()
            except TemporaryError as error:
                log.warning("send.postponed", lane=name, detail=str(error))

        self._lanes[name] = asyncio.create_task(guarded(), name=f"send {name}")

    async def _drain(self, mailbox: str, courier: Courier) -> None:
        """Send what is due, one after the other."""
        while not self._stop.is_set():
            step = asyncio.create_task(self._send_next(mailbox, courier))
            try:
                sent = await asyncio.shield(step)
            except asyncio.CancelledError:
                await step  # a claimed mail is seen through, or its outcome would be lost
                raise
            if not sent:
                return

    async def _send_next(self, mailbox: str, courier: Courier) -> bool:
        row = await asyncio.to_thread(sending.claim, self._db, mailbox, self._worker, self._clock())
        if row is None:
            return False
        attempt, report = await self._hand_over(row, courier)
        state = await self._record(attempt, report)
        log.info(
            "mail.attempted",
            outcome=report.outcome.value,
            id=row.id,
            mailbox=mailbox,
            message_id=row.letter.message_id,
            attempt=row.attempts,
            code=report.code,
            detail=report.detail,
            state=state,
        )
        self._wake.set()  # there is a copy to file, or a doubt to look into
        return True

    async def _hand_over(self, row: Outgoing, courier: Courier) -> tuple[Attempt, DeliveryReport]:
        try:
            data = await asyncio.to_thread(sending.write_out, self._db, row)
            recipients = recipients_of(row.letter)
            sender = bare_address(row.letter.sender)
        except TemporaryError as error:  # the files could not be read: nothing has left
            report = DeliveryReport(DeliveryOutcome.TEMPORARY, detail=str(error))
            return Attempt(row, self._worker), report
        except (AddressError, ValueError) as error:
            report = DeliveryReport(DeliveryOutcome.PERMANENT, detail=str(error))
            return Attempt(row, self._worker), report
        try:
            report = await courier.send(data, sender, recipients)
        except Exception as error:  # whatever happened, the row must not stay claimed
            log.exception("send.failed", id=row.id)
            detail = f"sending broke off: {type(error).__name__}"
            report = DeliveryReport(DeliveryOutcome.UNKNOWN, detail=detail)
        return Attempt(row, self._worker, data), report

    async def _record(self, attempt: Attempt, report: DeliveryReport) -> str:
        """Write the outcome down, however long the database takes to come back."""
        while True:
            moment = (self._clock(), self._random())
            try:
                return await asyncio.to_thread(
                    sending.record, self._db, attempt, report, self._config.sending, moment
                )
            except TemporaryError as error:
                if self._stop.is_set():
                    raise
                log.warning("send.not_recorded", id=attempt.row.id, detail=str(error))
                await wait(self._stop, PAUSE)
