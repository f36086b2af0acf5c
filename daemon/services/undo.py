"""Taking a change back: for each verb of the trail the function that reverses it.

A reversal changes only what the event changed, and only while that still stands as the event
left it; otherwise it raises StaleError and nothing changes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from daemon.errors import NotFoundError, StaleError, UserError
from daemon.model.record import WITHDRAWN
from daemon.services import (
    calendars,
    drawing,
    editing,
    followups,
    improving,
    joining,
    judging,
    milestone_undo,
    optouts,
    projects,
    recalling,
    relabelled,
    replying,
    scope,
    searching,
    surveys,
)
from daemon.services.attribution import undo_attribution
from daemon.services.clients import undo_merge
from daemon.services.delivery import take_back
from daemon.services.scope import Hand
from daemon.services.triage import unpack
from daemon.store import events, quarantine, reading, triage
from daemon.store.engine import Database
from daemon.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Reversal:
    """The event to be taken back, who does it, and when."""

    event_id: int
    entry: events.Event
    actor: str
    now: datetime

    @property
    def hand(self) -> Hand:
        """Who takes it back, and when."""
        return Hand(self.actor, self.now)

    @property
    def before(self) -> dict[str, Any]:
        """What stood before the event."""
        return dict(self.entry.before or {})

    @property
    def after(self) -> dict[str, Any]:
        """What the event left."""
        return dict(self.entry.after or {})


Reverse = Callable[[Transaction, Reversal], None]


def undo(db: Database, event_ids: Sequence[int], actor: str, now: datetime) -> list[int]:
    """Take events back, newest first, all or none; return the ids of the new events.

    Raises StaleError when something has changed since or the event was taken back already,
    UserError for a verb that cannot be undone.
    """
    with db.write() as transaction:
        return [_undo(transaction, i, actor, now) for i in sorted(event_ids, reverse=True)]


def find_last(db: Database, actor: str) -> int | None:
    """Return the newest event of *actor* that can be taken back."""
    with db.read() as transaction:
        found = events.find_last(transaction, actor, REVERSES.keys())
        return found.id if found else None


def _undo(transaction: Transaction, event_id: int, actor: str, now: datetime) -> int:
    recorded = events.load(transaction, event_id)
    if recorded is None:
        raise NotFoundError(f"no event {event_id}")
    if recorded.undone_by is not None:
        raise StaleError("this was taken back already")
    entry = recorded.entry
    reverse = REVERSES.get(entry.verb)
    if reverse is None:
        raise UserError(f"“{entry.verb}” cannot be taken back")
    reverse(transaction, Reversal(event_id, entry, actor, now))
    taken_back = events.Event(
        at=now,
        actor=actor,
        verb="undo",
        subject=entry.subject,
        subject_id=entry.subject_id,
        conversation_id=entry.conversation_id,
        before=entry.after,
        after={**(entry.before or {}), "undoes": event_id},
    )
    new_id = events.record(transaction, taken_back)
    # what followed from it went with it
    for each in (event_id, *recalling.parts_of(entry)):
        events.mark_undone(transaction, each, new_id)
    return new_id


def _reverse_conversation(transaction: Transaction, reversal: Reversal) -> None:
    _restore(transaction, reversal.entry.subject_id, reversal.before, reversal.after)


def _restore(
    transaction: Transaction,
    conversation_id: int,
    before: Mapping[str, object],
    after: Mapping[str, object],
) -> None:
    """Set a conversation's columns back if they still hold what the event left."""
    left, wanted = unpack(after), unpack(before)
    now = triage.load_columns(transaction, conversation_id, [*left, "version"])
    # whether the newest mail was read follows the mail, not the decision
    if any(now[name] != value for name, value in left.items() if name != "unread"):
        raise StaleError("this has changed since and is not taken back; look again")
    triage.change(transaction, conversation_id, now["version"], wanted)


def _reverse_label(transaction: Transaction, reversal: Reversal) -> None:
    before, after, entry = reversal.before, reversal.after, reversal.entry
    assert entry.conversation_id is not None
    standing = triage.load_message_columns(transaction, entry.subject_id, ["label"])
    if standing["label"] != after["label"]:
        raise StaleError("the label has changed since and is not taken back; look again")
    shown = after["conversation"]
    _restore(
        transaction,
        entry.conversation_id,
        {name: before["conversation"][name] for name in shown},
        shown,
    )
    columns = {name: before[name] for name in ("label", "also", "confidence", "abstain")}
    triage.change_message(transaction, entry.subject_id, columns)
    row = {
        "message_id": entry.subject_id,
        "label": before["label"],
        "also": before["also"],
        "actor": before["decided_by"] or reading.MODEL,
        "reason": f"taken back by {reversal.actor}",
        "decided_at": reversal.now,
    }
    triage.add_decision(transaction, row)
    stood = before["items"]
    # an item born of the decision keeps its number and is withdrawn
    states = {int(i): stood.get(i, WITHDRAWN) for i in after["items"]}
    triage.set_item_states(transaction, states)
    relabelled.take_back(transaction, before.get("letters", {}), reversal.hand)


def _reverse_reply(transaction: Transaction, reversal: Reversal) -> None:
    replying.take_back(transaction, reversal.entry, reversal.now)
    # where the conversation has moved on since, the mail is called back all the same
    with suppress(StaleError):
        conversation_id = reversal.entry.subject_id
        before, after = reversal.before["conversation"], reversal.after["conversation"]
        _restore(transaction, conversation_id, before, after)


def _reverse_also(transaction: Transaction, reversal: Reversal) -> None:
    message_id = reversal.entry.subject_id
    columns = triage.load_message_columns(transaction, message_id, ["label", "also"])
    if (columns["also"] or []) != reversal.after["also"]:
        raise StaleError("the labels have changed since and are not taken back; look again")
    also = reversal.before["also"]
    triage.change_message(transaction, message_id, {"also": also})
    row = {"message_id": message_id, "label": columns["label"], "also": also}
    reason = f"taken back by {reversal.actor}"
    decided = {"actor": reversal.actor, "reason": reason, "decided_at": reversal.now}
    triage.add_decision(transaction, row | decided)


def _reverse_note(transaction: Transaction, reversal: Reversal) -> None:
    triage.remove_note(transaction, reversal.entry.subject_id)


def _reverse_quarantine(transaction: Transaction, reversal: Reversal) -> None:
    kept = quarantine.find(transaction, reversal.entry.subject_id)
    if kept.state != reversal.after["state"]:
        raise StaleError("this has changed since and is not taken back; look again")
    quarantine.move(transaction, kept, reversal.before["state"])


#: verb → what takes it back; other use cases add theirs here
REVERSES: dict[str, Reverse] = {
    "done": _reverse_conversation,
    "reopen": _reverse_conversation,
    "wait": _reverse_conversation,
    "snooze": _reverse_conversation,
    "assign": _reverse_conversation,
    "look": _reverse_conversation,
    "relabel": _reverse_label,
    "confirm": _reverse_label,
    "note": _reverse_note,
    "also": _reverse_also,
    "reply": _reverse_reply,
    joining.MERGED: lambda transaction, r: joining.undo_merge(transaction, r.entry),
    joining.PARTED: lambda transaction, r: joining.undo_split(transaction, r.entry),
    searching.SAVED: lambda transaction, r: searching.take_back(transaction, r.entry),
    searching.FORGOTTEN: lambda transaction, r: searching.take_back(transaction, r.entry),
    "outgoing.edited": lambda transaction, r: editing.take_back(transaction, r.entry),
    "attributed": lambda transaction, r: undo_attribution(transaction, r.entry),
    "outgoing.approved": lambda transaction, r: take_back(transaction, r.entry),
    "outgoing.retried": lambda transaction, r: take_back(transaction, r.entry),
    "outgoing.discarded": lambda transaction, r: take_back(transaction, r.entry),
    "quarantine.discarded": _reverse_quarantine,
    "contact.opted_out": lambda transaction, r: optouts.take_back(transaction, r.entry),
    "contact.askable": lambda transaction, r: optouts.take_back_allowing(
        transaction, r.entry, r.actor, r.now
    ),
    "item.improved": lambda transaction, r: improving.take_back(transaction, r.entry, r.now),
    "invitation.overridden": lambda transaction, r: surveys.take_back(transaction, r.entry),
    "invitation.cancelled": lambda transaction, r: surveys.take_back(transaction, r.entry),
    "answer.accepted": lambda transaction, r: judging.take_back(transaction, r.entry, r.now),
    "answer.refused": lambda transaction, r: judging.take_back(transaction, r.entry, r.now),
    "follow_up.cancelled": lambda transaction, r: followups.take_back(transaction, r.entry),
    "milestone.added": lambda transaction, r: milestone_undo.adding(transaction, r.entry),
    "milestone.changed": lambda transaction, r: milestone_undo.change(transaction, r.entry),
    "milestone.reached": lambda transaction, r: milestone_undo.reach(transaction, r.entry),
    "project.changed": lambda transaction, r: projects.take_back(transaction, r.entry),
    "calendar.changed": lambda transaction, r: calendars.take_back(transaction, r.entry),
    scope.CHANGED: lambda transaction, r: drawing.take_back(transaction, r.entry, r.hand),
    scope.LINKED: lambda transaction, r: drawing.take_back(transaction, r.entry, r.hand),
    scope.SPLIT: lambda transaction, r: drawing.take_back(transaction, r.entry, r.hand),
    scope.RECAST: lambda transaction, r: drawing.take_back(transaction, r.entry, r.hand),
    scope.FOLLOWED: lambda transaction, r: recalling.refuse_part(transaction, r.event_id, r.entry),
    recalling.OFFERED: lambda transaction, r: recalling.take_back(transaction, r.entry, r.hand),
    recalling.SENT: lambda transaction, r: recalling.take_back(transaction, r.entry, r.hand),
    recalling.RESOLVED: lambda transaction, r: recalling.take_back(transaction, r.entry, r.hand),
    recalling.REPLIED: lambda transaction, r: recalling.take_back_answer(
        transaction, r.entry, r.hand
    ),
    recalling.DECIDED: lambda transaction, r: recalling.take_back_answer(
        transaction, r.entry, r.hand
    ),
    "client.merged": lambda transaction, r: undo_merge(transaction, r.entry),
}
