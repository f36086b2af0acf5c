"""Managers' words on answers in the trail, and taking them back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from daemon.errors import StaleError
from daemon.model.plan import AnswerState, InvitationState, StoredAnswer
from daemon.model.record import FIRST_STATE, WITHDRAWN, ItemKind
from daemon.services import counting, responding
from daemon.store import answers, events, improvements, invitations
from daemon.store.events import Event
from daemon.store.transaction import Transaction


def pack(transaction: Transaction, present: StoredAnswer) -> dict[str, object]:
    """Return what a manager's word changes of an answer and its invitation."""
    asked = invitations.load(transaction, present.invitation_id)
    return {
        "state": present.state.value,
        "scores": dict(present.scores),
        "low": present.low,
        "item": present.item_id,
        "invitation": counting.pack(asked),
    }


def unanswered(before: Mapping[str, Any]) -> dict[str, object]:
    """Return how an invitation stands once the only answer to it does not count."""
    return {**before["invitation"], "state": InvitationState.ASKED.value, "answered_at": None}


def note(
    transaction: Transaction,
    what: tuple[StoredAnswer, Mapping[str, object]],
    verb: str,
    who: tuple[str, datetime],
) -> int:
    """Write the event about an answer, with what stood *before*; return its id."""
    present, before = what
    left = pack(transaction, answers.load(transaction, present.id))
    actor, now = who
    subject = "survey_answer"
    entry = Event(now, actor, verb, subject, present.id, before=before, after=left)
    return events.record(transaction, entry)


def take_back(transaction: Transaction, entry: Event, now: datetime) -> None:
    """Undo a manager's word while it stands: the answer, the invitation, and what followed.

    An item that the word opened is withdrawn, and thanks that have not left do not go.
    """
    invitations.lock(transaction)
    present = answers.load(transaction, entry.subject_id)
    before: dict[str, Any] = dict(entry.before or {})
    left: dict[str, Any] = dict(entry.after or {})
    if (present.state.value, dict(present.scores)) != (left["state"], left["scores"]):
        raise StaleError("the answer has changed since and is not taken back; look again")
    values = {"state": before["state"], "scores": before["scores"], "low": before["low"]}
    answers.change(transaction, present, {**values, "item_id": before["item"]})
    if left["item"] is not None and before["item"] is None:
        _withdraw_item(transaction, left["item"])
    was_counted = before["state"] == AnswerState.COUNTED.value
    if was_counted:
        counting.stand(transaction, present.invitation_id)
        asked = invitations.load(transaction, present.invitation_id)
        invitations.change(transaction, asked, counting.unpack(before["invitation"]))
    elif left["state"] == AnswerState.COUNTED.value:
        counting.withdraw(transaction, present.invitation_id, before["invitation"])
        responding.withdraw_thanks(transaction, present.invitation_id, now)


def _withdraw_item(transaction: Transaction, item_id: int) -> None:
    row = improvements.load_item(transaction, item_id)
    if row.state == FIRST_STATE[row.kind] and row.kind is ItemKind.IMPROVEMENT:
        improvements.change_item(transaction, row, {"state": WITHDRAWN})
