"""What became of single mails, named by their Message-ID."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from daemon.store import outcomes
from daemon.store.engine import Database


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the records say of a mail. ``answered`` is the state of what it was answered with."""

    kind: str
    client: str
    label: str
    confidence: float
    tag: str
    items: tuple[str, ...]
    needs_look: bool
    answered: str

    @property
    def item_kinds(self) -> frozenset[str]:
        """The kinds of the items it opened, such as ``REQ``."""
        return frozenset(ref.partition("-")[0] for ref in self.items)


def by_message_id(db: Database, message_ids: Sequence[str]) -> dict[str, Outcome]:
    """Return what became of the mails with these Message-IDs; those not recorded are left out."""
    with db.read() as transaction:
        rows = outcomes.find(transaction, message_ids)
        return {key: Outcome(**row) for key, row in rows.items()}


def count_messages(db: Database) -> int:
    """Return how many mails are on record."""
    with db.read() as transaction:
        return outcomes.count_messages(transaction)


def quarantined_subjects(db: Database) -> set[str]:
    """Return the subjects of the mails in quarantine."""
    with db.read() as transaction:
        return outcomes.quarantined_subjects(transaction)
