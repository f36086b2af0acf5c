"""Time lines: mails, notes, decisions, items, milestones and surveys in one order."""

from __future__ import annotations

from daemon.model.happening import Happening
from daemon.store import happenings
from daemon.store.engine import Database


def of_conversation(db: Database, conversation_id: int) -> list[Happening]:
    """Return what happened in a conversation, oldest first."""
    with db.read() as transaction:
        return happenings.of_conversation(transaction, conversation_id)


def of_client(db: Database, client_id: int) -> list[Happening]:
    """Return what happened with a client, newest first."""
    with db.read() as transaction:
        return happenings.of_client(transaction, client_id)
