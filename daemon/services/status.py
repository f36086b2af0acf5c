"""How the daemon fares: mailboxes, queues, outbox, quarantine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from daemon.model.mailbox import MailboxHealth, WatchState
from daemon.store import counts, heartbeats, mailboxes
from daemon.store.engine import Database
from daemon.store.heartbeats import Heartbeat

#: without a sign of life for so long a daemon counts as gone
SILENCE = timedelta(seconds=45)


@dataclass(frozen=True, slots=True)
class Status:
    """One look at everything. Counts are by state or queue name."""

    at: datetime
    daemons: tuple[Heartbeat, ...]
    mailboxes: tuple[MailboxHealth, ...]
    conversations: dict[str, int]
    outbox: dict[str, int]
    #: automatic mail that only shadow mode keeps from leaving
    shadowed: int
    quarantine: int
    waiting_for_model: int
    database_bytes: int

    def is_alive(self, sign: Heartbeat) -> bool:
        """Whether a daemon gave a sign of life lately."""
        return self.at - sign.beat_at < SILENCE

    @property
    def problems(self) -> list[str]:
        """What keeps mail from coming in or going out, in words."""
        found = []
        if not any(self.is_alive(d) for d in self.daemons):
            found.append("no daemon is running: `triaged run`, or start its service")
        found += [
            f"mailbox {box.name} ({box.folder}): {box.last_error}"
            for box in self.mailboxes
            if box.state is WatchState.BACKING_OFF
        ]
        if self.outbox.get("unsure"):
            advice = "`triaged outbox list --state unsure`, then sent or retry"
            found.append(
                f"mails that may or may not have been sent: {self.outbox['unsure']}; {advice}"
            )
        if self.outbox.get("failed"):
            advice = "`triaged outbox list --state failed`, then retry or discard"
            found.append(f"mails that could not be sent: {self.outbox['failed']}; {advice}")
        return found


def look(db: Database, now: datetime) -> Status:
    """Return the present status."""
    with db.read() as transaction:
        return Status(
            at=now,
            daemons=tuple(heartbeats.find_all(transaction)),
            mailboxes=tuple(
                m for m in mailboxes.health(transaction) if not m.folder.startswith("import:")
            ),
            conversations=counts.conversations(transaction),
            outbox=counts.outbox(transaction),
            shadowed=counts.shadowed(transaction),
            quarantine=counts.quarantined(transaction),
            waiting_for_model=counts.unclassified(transaction),
            database_bytes=counts.size(transaction),
        )
