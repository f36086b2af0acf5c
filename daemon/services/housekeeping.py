"""What the daemon does by the clock: signs of life, and ending snoozes."""

from __future__ import annotations

from datetime import datetime

from daemon.services.recording import DAEMON
from daemon.store import events, heartbeats, mailboxes, waiting
from daemon.store.engine import Database
from daemon.store.events import Event
from daemon.store.heartbeats import Heartbeat


def beat(db: Database, sign: Heartbeat) -> None:
    """Give a sign of life."""
    with db.write() as transaction:
        heartbeats.beat(transaction, sign)


def end(db: Database, daemon: str) -> None:
    """Note that a daemon ends in good order, and give up its mailboxes."""
    with db.write() as transaction:
        heartbeats.stop(transaction, daemon)
        mailboxes.release(transaction, daemon)


def wake(db: Database, now: datetime) -> int:
    """Open conversations whose snooze is over; return how many."""
    with db.read() as transaction:
        due = waiting.next_wake(transaction)
    if due is None or due > now:
        return 0
    with db.write() as transaction:
        woken = waiting.wake(transaction, now)
        events.record_all(
            transaction,
            [Event(now, DAEMON, "woke", "conversation", i, conversation_id=i) for i in woken],
        )
    return len(woken)
