"""Which answers of an invitation stand, and what follows when one does or no longer does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from daemon.model.plan import AnswerState, Invitation, InvitationState, StoredAnswer
from daemon.services import responding
from daemon.services.office import Office
from daemon.store import answers, invitations
from daemon.store.transaction import Transaction
from daemon.surveys.questions import Kind, Survey
from daemon.surveys.reading.tone import is_negative

#: the highest score that is low, by kind of question
LOW = {Kind.RATING: 2, Kind.NPS: 6, Kind.CES: 3}
_STANDING = (AnswerState.COUNTED, AnswerState.SUPERSEDED)


def is_bad(
    survey: Survey,
    scores: Mapping[str, int | None],
    yes_no: Mapping[str, bool | None],
    remark: str,
) -> bool:
    """Whether an answer says that somebody has to do something: by score, by word, by remark."""
    for question in survey.questions:
        score, said = scores.get(question.key), yes_no.get(question.key)
        if score is not None and question.kind in LOW and score <= LOW[question.kind]:
            return True
        if said is not None and said is question.bad:
            return True
    return is_negative(remark)


def count(
    transaction: Transaction,
    office: Office,
    stored: StoredAnswer,
    conversation_id: int,
    now: datetime,
    complaint: int | None = None,
) -> None:
    """Let an answer stand: it comes in place of an earlier one, and what has to follow does.

    *complaint* is an item that the same mail opened, which then serves for improvement.
    """
    latest = stand(transaction, stored.invitation_id) in {None, stored.id}
    asked = invitations.load(transaction, stored.invitation_id)
    values: dict[str, object] = {"state": InvitationState.ANSWERED.value}
    values["answered_at"] = max(asked.answered_at or stored.received_at, stored.received_at)
    if not asked.reminder:
        values["reminder"] = "cancelled: replied"
    invitations.change(transaction, asked, values)
    responding.withdraw_reminder(transaction, asked, now)
    if not latest:
        return
    if stored.low or complaint is not None:
        responding.open_for(transaction, office, stored, (conversation_id, complaint), now)
    responding.thank(transaction, office, stored, conversation_id, now)


def stand(transaction: Transaction, invitation_id: int) -> int | None:
    """Let the newest value of each question stand; return the newest answer that has one.

    An answer counts on as long as no newer one gives all that it gave.
    """
    found = answers.find(transaction, invitation_ids=[invitation_id], states=_STANDING)
    valued = sorted(
        (a for a in found if _given(a)), key=lambda a: (a.received_at, a.id), reverse=True
    )
    newer: set[str] = set()
    for each in valued:
        state = AnswerState.SUPERSEDED if _given(each) <= newer else AnswerState.COUNTED
        newer |= _given(each)
        if each.state is not state:
            answers.change(transaction, each, {"state": state.value})
    return valued[0].id if valued else None


def _given(answer: StoredAnswer) -> set[str]:
    return {*answer.scores, *answer.yes_no, *answer.choices}


def withdraw(transaction: Transaction, invitation_id: int, before: Mapping[str, object]) -> None:
    """Let an invitation be as it was *before* an answer stood, if none stands any more."""
    stand(transaction, invitation_id)
    if answers.find(transaction, invitation_ids=[invitation_id], states=[AnswerState.COUNTED]):
        return
    asked = invitations.load(transaction, invitation_id)
    invitations.change(transaction, asked, unpack(before))


def pack(asked: Invitation) -> dict[str, object]:
    """Return what an answer changes of an invitation, as JSON can hold it."""
    at = asked.answered_at
    return {
        "state": asked.state.value,
        "answered_at": at.isoformat() if at else None,
        "reminder": asked.reminder,
    }


def unpack(packed: Mapping[str, object]) -> dict[str, object]:
    """Return what `pack` has packed."""
    at = packed["answered_at"]
    return {**packed, "answered_at": datetime.fromisoformat(at) if isinstance(at, str) else None}
