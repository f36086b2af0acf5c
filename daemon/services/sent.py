"""A mail that has left becomes a message of its conversation, so that answers thread to it."""

from __future__ import annotations

from datetime import datetime

from daemon.model.outgoing import Outgoing
from daemon.outbox.compose import compose
from daemon.parse.message import parse
from daemon.services import answered, attending
from daemon.services.attending import DAEMON
from daemon.store import enclosures, messages, raw, search
from daemon.store.transaction import Transaction

__all__ = ["DAEMON", "record_message", "record_row"]


def record_message(transaction: Transaction, row: Outgoing, data: bytes, now: datetime) -> None:
    """Keep the bytes that left, and add them to the conversation they belong to.

    Mail outside every conversation (alerts) is in the outbox alone. Harmless to repeat.
    """
    if row.conversation_id is None:
        return
    attending.acknowledge(transaction, row, now)
    answered.discard_acknowledgement(transaction, row, now)
    message = parse(data)
    if messages.find_content(transaction, [message.content_key]):
        return  # our own copy came back through the mailbox before we got here
    sha256 = raw.digest(data)
    raw.put(transaction, {sha256: data})
    written = {
        **messages.describe(message),
        "sha256": sha256,
        "direction": "out",
        "conversation_id": row.conversation_id,
        "mailbox": row.letter.mailbox,
        "received_at": now,
        "thread_reason": f"sent by triaged: {row.purpose}",
    }
    [message_id] = messages.add(transaction, [written])
    messages.add_attachments(transaction, [(message_id, message)])
    search.add(transaction, [(message_id, message)])
    cited = dict.fromkeys((message.message_id, *message.references))
    messages.add_references(transaction, [(message_id, rfc_id) for rfc_id in cited if rfc_id])


def record_row(transaction: Transaction, row: Outgoing, now: datetime) -> None:
    """Record a mail whose bytes are composed anew, for they were not at hand."""
    data = compose(row.letter, enclosures.contents(transaction, row.letter.files))
    record_message(transaction, row, data, now)
