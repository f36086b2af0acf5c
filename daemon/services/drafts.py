"""Drafts that outlive the session: kept as they are written, gone when they are sent."""

from __future__ import annotations

from datetime import datetime

from daemon.errors import StaleError
from daemon.model.reply import Draft, KeptDraft, Occasion
from daemon.store import drafts
from daemon.store.engine import Database
from daemon.store.transaction import Transaction


def find(db: Database, conversation_id: int, author: str) -> KeptDraft | None:
    """Return what *author* has begun to answer to a conversation."""
    with db.read() as transaction:
        return drafts.find(transaction, conversation_id, author)


def keep(
    db: Database, occasion: Occasion, written: Draft, version: int | None, who: tuple[str, datetime]
) -> int:
    """Keep a draft; return its version. *who* is author and moment.

    *version* is the one that was read or kept last, None where there was none. Raises StaleError
    if the draft was changed or sent elsewhere since; what is kept there then stands.
    """
    author, now = who
    place = occasion.conversation_id
    with db.write() as transaction:
        present = drafts.find(transaction, place, author)
        if (present.version if present else None) != version:
            raise StaleError("you write this reply in another window too; that draft is kept")
        if present is None:
            drafts.add(transaction, (place, author), written, occasion.mark, now)
            return 0
        drafts.change(transaction, present, written, occasion.mark, now)
        return present.version + 1


def drop(db: Database, conversation_id: int, author: str) -> None:
    """Drop a draft, if there is one."""
    with db.write() as transaction:
        take(transaction, conversation_id, author)


def take(transaction: Transaction, conversation_id: int, author: str) -> KeptDraft | None:
    """Take an author's draft off the records and return it."""
    present = drafts.find(transaction, conversation_id, author)
    if present is not None:
        drafts.remove(transaction, present)
    return present


def give_back(
    transaction: Transaction,
    place: tuple[int, str],
    written: Draft,
    mark: tuple[int, int],
    now: datetime,
) -> None:
    """Keep a draft again whose mail was called back, unless another was begun meanwhile."""
    if drafts.find(transaction, *place) is None:
        drafts.add(transaction, place, written, mark, now)
