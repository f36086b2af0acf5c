"""Answers to surveys among incoming mail: placed as what they are, and stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from daemon.model.label import Label, Prediction
from daemon.model.plan import AnswerState, Invitation, InvitationState, StoredAnswer
from daemon.model.record import ItemKind
from daemon.services import optouts
from daemon.services.counting import count
from daemon.services.intake import Intake
from daemon.services.invited import make_event
from daemon.services.office import Office
from daemon.services.placing import Incoming
from daemon.services.recognising import Recognised
from daemon.services.recording import Recorded
from daemon.store import answers, events
from daemon.store.transaction import Transaction

_ANSWER_ONLY = Prediction(Label.OTHER, {Label.OTHER: 1.0}, False, "survey")
_REMARK_LABELS = {Label.FEEDBACK, Label.OTHER}


def prepared(mails: Sequence[Incoming], found: Mapping[str, Recognised]) -> list[Incoming]:
    """Return *mails* as they shall be placed: a plain answer asks nobody for anything.

    What a remark complains of or asks for is routed as if it had come by itself.
    """
    return [
        _prepared(m, found[m.message.content_key]) if m.message.content_key in found else m
        for m in mails
    ]


def _prepared(mail: Incoming, seen: Recognised) -> Incoming:
    if seen.doubt:
        return replace(mail, look=f"answer to a survey: {seen.doubt}")
    said = mail.prediction
    if not seen.answer.remark.strip() or seen.answer.opt_out:
        return replace(mail, quiet=True, prediction=_ANSWER_ONLY)
    if said is not None and not said.abstain and said.label in _REMARK_LABELS:
        return replace(mail, quiet=True)
    if seen.low and (said is None or said.abstain):
        # the improvement item sees to it
        return replace(mail, quiet=True)
    return mail


def record(
    transaction: Transaction,
    intake: Intake,
    recorded: Sequence[Recorded],
    found: Mapping[str, Recognised],
    now: datetime,
) -> None:
    """Store what was answered, and let follow what has to."""
    office = Office(intake.db, intake.config, intake.secret, intake.nonce)
    for entry in recorded:
        seen = found.get(entry.placed.incoming.message.content_key)
        if seen is not None:
            _record(transaction, office, entry, seen, now)


def _record(
    transaction: Transaction, office: Office, entry: Recorded, seen: Recognised, now: datetime
) -> None:
    incoming, answer = entry.placed.incoming, seen.answer
    if answer.opt_out and not _is_impostor(seen):
        contact_id = seen.invitation.contact_id
        optouts.note(transaction, contact_id, entry.message_id, now)
        if answer.is_empty:
            return
    state = AnswerState.HELD if seen.doubt else AnswerState.COUNTED
    new = StoredAnswer(
        id=0,
        invitation_id=seen.invitation.id,
        message_id=entry.message_id,
        contact_id=incoming.identity.contact_id,
        received_at=incoming.received_at,
        state=state,
        reason=seen.doubt,
        scores={k: v for k, v in answer.scores.items() if v is not None},
        yes_no={k: v for k, v in answer.yes_no.items() if v is not None},
        choices={k: v for k, v in answer.choices.items() if v is not None},
        remark=answer.remark,
        late=_is_late(seen.invitation, incoming.received_at),
        low=seen.low,
    )
    stored = replace(new, id=answers.add(transaction, new))
    after = {"answer": stored.id, "scores": dict(new.scores), "state": state.value}
    entry_of = make_event(seen.invitation, "invitation.answer_came", now, after)
    events.record(transaction, entry_of)
    if state is AnswerState.COUNTED:
        complaint = next((i.id for i in entry.items if i.wanted.kind is ItemKind.COMPLAINT), None)
        count(transaction, office, stored, entry.conversation_id, now, complaint)


def _is_impostor(seen: Recognised) -> bool:
    return seen.doubt.startswith(("answered by", "the sender"))


def _is_late(asked: Invitation, at: datetime) -> bool:
    over = asked.closes_at is not None and at >= asked.closes_at
    return over or asked.state in {InvitationState.CLOSED, InvitationState.MISSED}
