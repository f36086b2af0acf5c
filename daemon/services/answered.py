"""A client whom a manager has answered is not told once more that the mail arrived."""

from __future__ import annotations

from datetime import datetime

from daemon.model.outgoing import Outgoing, OutgoingState
from daemon.services.withdrawing import withdraw_row
from daemon.store import outbox
from daemon.store.transaction import Transaction

REASON = "a manager has answered"


def once(conversation_id: int) -> str:
    """Return the key under which a conversation is acknowledged once."""
    return f"acknowledge:{conversation_id}"


def discard_acknowledgement(transaction: Transaction, row: Outgoing, now: datetime) -> None:
    """Discard the acknowledgement that still waits for a manager once a reply has left."""
    if row.purpose != "reply" or row.conversation_id is None:
        return
    for held in outbox.find_once(transaction, [once(row.conversation_id)]):
        if held.state is OutgoingState.HELD:
            withdraw_row(transaction, held, REASON, now)
