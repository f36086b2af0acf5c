"""A client whom a manager has answered is not told once more that the mail arrived."""

from __future__ import annotations

from datetime import datetime

from daemon.model.outgoing import Outgoing, OutgoingState
from daemon.services.attending import DAEMON
from daemon.store import events, outbox
from daemon.store.events import Event
from daemon.store.transaction import Transaction

WITHDRAWN = "outgoing.withdrawn"
REASON = "a manager has answered"


def once(conversation_id: int) -> str:
    """Return the key under which a conversation is acknowledged once."""
    return f"acknowledge:{conversation_id}"


def withdraw(transaction: Transaction, row: Outgoing, now: datetime) -> None:
    """Discard the acknowledgement that still waits for a manager once a reply has left."""
    if row.purpose != "reply" or row.conversation_id is None:
        return
    for held in outbox.find_once(transaction, [once(row.conversation_id)]):
        if held.state is OutgoingState.HELD:
            values = {"last_error": REASON, "next_attempt_at": None}
            outbox.move(transaction, held, OutgoingState.DISCARDED, values)
            event = Event(
                at=now,
                actor=DAEMON,
                verb=WITHDRAWN,
                subject="outgoing",
                subject_id=held.id,
                conversation_id=held.conversation_id,
                before={"state": held.state.value},
                after={"state": OutgoingState.DISCARDED.value, "reason": REASON},
            )
            events.record(transaction, event)
