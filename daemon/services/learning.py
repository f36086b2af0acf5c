"""What managers decided, as lessons for the model; what was learned is kept with the records."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from daemon.model.label import Label, Text
from daemon.services.recording import DAEMON
from daemon.store import events, lessons, reading, settings
from daemon.store.engine import Database
from daemon.store.events import Event
from daemon.store.lessons import PastMail

STATE = "lessons"
#: new mail is compared with so many of the newest
PAST = 5000


@dataclass(frozen=True, slots=True)
class Lesson:
    """A mail and the label a manager gave it. ``predicted`` is what the model had said."""

    decision_id: int
    text: Text
    label: Label
    predicted: Label | None
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Memory:
    """What has been learned: the decisions in order, and the model's own state of it."""

    decisions: tuple[int, ...] = ()
    state: str = ""


def client_key(client_id: int | None) -> str:
    """Return the key under which a client's habits are learned."""
    return str(client_id) if client_id is not None else ""


def newest_decision(db: Database) -> int:
    """Return the id of the newest decision: it tells whether there is anything to learn."""
    with db.read() as transaction:
        return lessons.newest(transaction)


def load_lessons(db: Database) -> list[Lesson]:
    """Return every mail that a manager decided, in the order decided."""
    with db.read() as transaction:
        found = []
        for one in lessons.decided(transaction):
            mail = reading.load_mail(transaction, one.message_id)
            text = Text(mail.subject, mail.text, mail.language, mail.at, client_key(one.client_id))
            found.append(Lesson(one.decision_id, text, one.label, one.predicted, one.decided_at))
        return found


def load_memory(db: Database) -> Memory:
    """Return what was learned before this daemon started."""
    with db.read() as transaction:
        stored = settings.get(transaction, STATE)
    if stored is None:
        return Memory()
    data = json.loads(stored)
    return Memory(tuple(data["decisions"]), data["state"])


def keep_memory(
    db: Database, memory: Memory, learned: Sequence[tuple[int, str]], now: datetime
) -> None:
    """Keep *memory*, and note each newly learned decision with what became of it."""
    with db.write() as transaction:
        data = {"decisions": list(memory.decisions), "state": memory.state}
        settings.put(transaction, STATE, json.dumps(data))
        events.record_all(
            transaction,
            [
                Event(now, DAEMON, "learned", "decision", decision_id, after={"outcome": outcome})
                for decision_id, outcome in learned
            ],
        )


def load_past(db: Database, after: int = 0) -> list[PastMail]:
    """Return the newest classified mails whose prediction came after *after*, oldest first."""
    with db.read() as transaction:
        return lessons.past(transaction, after, PAST)
