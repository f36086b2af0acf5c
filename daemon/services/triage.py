"""What a manager decides about conversations: done, waiting, snoozed, open again, whose, noted.

Each function takes any number of conversations, changes all or none, and returns the id of
one event for each, which `undo` takes back. A conversation that somebody else has changed
since it was shown raises StaleError.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from daemon.clock import check_aware
from daemon.errors import UserError
from daemon.model.queue import Target
from daemon.store import events, triage
from daemon.store.engine import Database
from daemon.store.transaction import Transaction

#: characters of one note, and of the name of a manager
NOTE_LIMIT, NAME_LIMIT = 20_000, 100


@dataclass(frozen=True, slots=True)
class Act:
    """Who does what, and when."""

    verb: str
    actor: str
    now: datetime


def finish(db: Database, targets: Sequence[Target], actor: str, now: datetime) -> list[int]:
    """Call conversations done; somebody has looked at them."""
    values = {"state": "done", "state_at": now, "snoozed_until": None, **LOOKED_AT}
    return _change_all(db, targets, Act("done", actor, now), values)


def reopen(db: Database, targets: Sequence[Target], actor: str, now: datetime) -> list[int]:
    """Put conversations back among the open ones."""
    values = {"state": "open", "state_at": now, "snoozed_until": None}
    return _change_all(db, targets, Act("reopen", actor, now), values)


def wait(db: Database, targets: Sequence[Target], actor: str, now: datetime) -> list[int]:
    """Wait for the client's answer."""
    values = {"state": "waiting", "state_at": now, "snoozed_until": None, **LOOKED_AT}
    return _change_all(db, targets, Act("wait", actor, now), values)


def snooze(
    db: Database, targets: Sequence[Target], until: datetime, actor: str, now: datetime
) -> list[int]:
    """Put conversations away until a moment, which has to lie ahead."""
    if check_aware(until) <= now:
        raise UserError("the moment to come back lies in the past; give a later one")
    values = {"state": "snoozed", "state_at": now, "snoozed_until": until, "unread": False}
    return _change_all(db, targets, Act("snooze", actor, now), values)


def assign(
    db: Database, targets: Sequence[Target], owner: str, actor: str, now: datetime
) -> list[int]:
    """Say who looks after conversations; an empty name: nobody does."""
    name = " ".join(owner.split())
    if len(name) > NAME_LIMIT or not name.isprintable():
        raise UserError(f"a manager's name has at most {NAME_LIMIT} characters, all printable")
    return _change_all(db, targets, Act("assign", actor, now), {"owner": name})


def look(db: Database, targets: Sequence[Target], actor: str, now: datetime) -> list[int]:
    """Note that a person has looked, whatever the reason was."""
    return _change_all(db, targets, Act("look", actor, now), LOOKED_AT)


def add_note(db: Database, conversation_id: int, text: str, actor: str, now: datetime) -> int:
    """Write an internal note on a conversation; return the event's id."""
    text = text.strip()
    if not text:
        raise UserError("an empty note says nothing; it was not kept")
    if len(text) > NOTE_LIMIT:
        raise UserError(f"a note holds at most {NOTE_LIMIT} characters; this has {len(text)}")
    with db.write() as transaction:
        note_id = triage.add_note(transaction, conversation_id, actor, text, now)
        entry = events.Event(
            now, actor, "note", "note", note_id, conversation_id, after={"text": text}
        )
        return events.record(transaction, entry)


#: what holds once a person has looked
LOOKED_AT: Mapping[str, object] = {"needs_look": False, "look_reason": "", "unread": False}


def _change_all(
    db: Database, targets: Sequence[Target], act: Act, values: Mapping[str, object]
) -> list[int]:
    with db.write() as transaction:
        return [_change(transaction, target, act, values) for target in targets]


def _change(
    transaction: Transaction, target: Target, act: Act, values: Mapping[str, object]
) -> int:
    before = triage.load_columns(transaction, target.id, list(values))
    triage.change(transaction, target.id, target.version, values)
    entry = events.Event(
        at=act.now,
        actor=act.actor,
        verb=act.verb,
        subject="conversation",
        subject_id=target.id,
        conversation_id=target.id,
        before=pack(before),
        after=pack(values),
    )
    return events.record(transaction, entry)


def pack(values: Mapping[str, object]) -> dict[str, object]:
    """Return *values* as JSON can hold them: moments as ISO text."""
    return {k: v.isoformat() if isinstance(v, datetime) else v for k, v in values.items()}


def unpack(values: Mapping[str, object]) -> dict[str, object]:
    """Return conversation columns from the trail, moments as moments again."""
    return {
        name: datetime.fromisoformat(value)
        if isinstance(value, str) and triage.is_moment(name)
        else value
        for name, value in values.items()
    }
