"""Read models of one conversation, one outgoing mail and one quarantined mail."""

from __future__ import annotations

from daemon.model.reading import Conversation, OutgoingMail, QuarantinedMail
from daemon.store import raw, reading, triage
from daemon.store.engine import Database

#: bytes of a quarantined mail that are shown
HEAD_LIMIT = 8_000


def load_conversation(
    db: Database, conversation_id: int, message_id: int | None = None
) -> Conversation:
    """Return a conversation with one mail in focus, by default the client's newest.

    Raises NotFoundError if it is not there.
    """
    with db.read() as connection:
        return reading.load_conversation(connection, conversation_id, message_id)


def load_outgoing(db: Database, outgoing_id: int) -> OutgoingMail:
    """Return exactly what would leave; raise NotFoundError if there is no such mail."""
    with db.read() as connection:
        return reading.load_outgoing(connection, outgoing_id)


def load_quarantined(db: Database, quarantine_id: int) -> QuarantinedMail:
    """Return a quarantined mail and its first bytes; raise NotFoundError if it is gone."""
    with db.read() as connection:
        digest = reading.find_quarantined_raw(connection, quarantine_id)
        head = raw.get(connection, digest)[:HEAD_LIMIT] if digest else b""
        # every byte is shown as one character; nothing here is guessed at
        return reading.load_quarantined(connection, quarantine_id, head.decode("latin-1"))


def place_of(db: Database, message_id: int) -> int:
    """Return the conversation that a mail is in; raise NotFoundError if there is no such mail."""
    with db.read() as transaction:
        row = triage.load_message_columns(transaction, message_id, ["conversation_id"])
        return int(row["conversation_id"])
