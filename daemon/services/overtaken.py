"""Replies of ours that have not left when something newer comes in: they are drafts again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from daemon.model.message import Kind
from daemon.model.record import Role
from daemon.services.attending import DAEMON
from daemon.services.recording import Recorded
from daemon.store import events, outbox
from daemon.store.events import Event
from daemon.store.transaction import Transaction

NOTE = "held: something newer came in before it left; read it, then approve or edit"


def hold_back(transaction: Transaction, recorded: Sequence[Recorded], now: datetime) -> int:
    """Hold the replies that wait in conversations to which a person has just written."""
    newer = {
        entry.conversation_id
        for entry in recorded
        if entry.placed.incoming.message.kind is Kind.PERSON
        and entry.placed.incoming.identity.role is not Role.STAFF
        and not entry.placed.incoming.history
    }
    held = outbox.hold_replies(transaction, newer, NOTE) if newer else []
    after = {"state": "held", "reason": NOTE}
    events.record_all(
        transaction,
        [Event(now, DAEMON, "outgoing.held", "outgoing", i, c, after=after) for i, c in held],
    )
    return len(held)
