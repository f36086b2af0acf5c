"""Discarding a mail that waits in the outbox, because what it was for is over."""

from __future__ import annotations

from datetime import datetime

from daemon.model.outgoing import Outgoing, OutgoingState
from daemon.services.attending import DAEMON
from daemon.store import events, outbox
from daemon.store.events import Event
from daemon.store.transaction import Transaction

WITHDRAWN = "outgoing.withdrawn"
_WAITS = frozenset({OutgoingState.HELD, OutgoingState.QUEUED})


def withdraw(
    transaction: Transaction,
    outgoing_id: int | None,
    reason: str,
    now: datetime,
    actor: str = DAEMON,
) -> bool:
    """Discard a mail that has not left yet; return whether it could be."""
    if outgoing_id is None:
        return False
    return withdraw_row(transaction, outbox.load(transaction, outgoing_id), reason, now, actor)


def withdraw_row(
    transaction: Transaction, row: Outgoing, reason: str, now: datetime, actor: str = DAEMON
) -> bool:
    """Discard *row* if it has not left yet; return whether it could be."""
    if row.state not in _WAITS:
        return False
    state = OutgoingState.DISCARDED
    outbox.move(transaction, row, state, {"last_error": reason, "next_attempt_at": None})
    event = Event(
        at=now,
        actor=actor,
        verb=WITHDRAWN,
        subject="outgoing",
        subject_id=row.id,
        conversation_id=row.conversation_id,
        before={"state": row.state.value},
        after={"state": state.value, "reason": reason},
    )
    events.record(transaction, event)
    return True
