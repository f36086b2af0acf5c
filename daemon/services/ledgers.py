"""Writing to a project's ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from daemon.scope.chain import ORIGIN, Entry, digest
from daemon.scope.statement import canonical
from daemon.store import ledger
from daemon.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Fact:
    """What is to be kept for good: who did what to which subject, resting on which mail."""

    actor: str
    verb: str
    subject: str
    data: Mapping[str, object]
    message_id: int | None = None


def append(transaction: Transaction, whose: tuple[int, str], fact: Fact, now: datetime) -> int:
    """Add *fact* to the ledger of a project (id and code); return the id of the entry."""
    project_id, code = whose
    number, previous = ledger.take_place(transaction, project_id, code)
    entry = Entry(
        project=code,
        number=number,
        at=now.astimezone(UTC).isoformat(),
        actor=fact.actor,
        verb=fact.verb,
        subject=fact.subject,
        data=canonical(dict(fact.data)),
        previous=previous or ORIGIN,
    )
    values = {
        "project_id": project_id,
        "number": number,
        "at": entry.at,
        "actor": entry.actor,
        "verb": entry.verb,
        "subject": entry.subject,
        "data": entry.data,
        "previous": entry.previous,
        "sha256": digest(entry),
        "message_id": fact.message_id,
    }
    return ledger.add(transaction, values)


def tells(transaction: Transaction, project_id: int, subject: str, at: datetime) -> bool:
    """Return whether the ledger of a project says anything of *subject* at that moment."""
    return ledger.has(transaction, project_id, subject, at.astimezone(UTC).isoformat())
