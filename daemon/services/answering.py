"""Answers to surveys among incoming mail: recognised before it is placed, stored after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from daemon.config import MailboxConfig
from daemon.errors import ConfigError, NotFoundError
from daemon.log import get_logger
from daemon.model.label import Label, Prediction
from daemon.model.message import Kind, Message
from daemon.model.plan import (
    AnswerState,
    Engagement,
    Invitation,
    InvitationState,
    Milestone,
    StoredAnswer,
)
from daemon.model.record import ItemKind
from daemon.pipeline.identify import Identity
from daemon.pipeline.trust import Trust
from daemon.services import improving, optouts, surveying
from daemon.services.intake import Intake
from daemon.services.office import Office
from daemon.services.placing import Incoming
from daemon.services.recording import Recorded
from daemon.store import answers, invitations, milestones, projects
from daemon.store.transaction import Transaction
from daemon.surveys.answer import Answer
from daemon.surveys.files import load_survey
from daemon.surveys.questions import Kind as QuestionKind
from daemon.surveys.questions import Survey
from daemon.surveys.reading import Reply, read_answer
from daemon.surveys.tokens import find_token

log = get_logger(__name__)

#: characters of a body in which a token is looked for
BODY_LIMIT = 20_000
#: the highest score that is low, by kind of question
LOW = {QuestionKind.RATING: 2, QuestionKind.NPS: 6, QuestionKind.CES: 3}
_ANSWER_ONLY = Prediction(Label.OTHER, {Label.OTHER: 1.0}, False, "survey")
_REMARK_LABELS = {Label.FEEDBACK, Label.OTHER}


@dataclass(frozen=True, slots=True)
class Recognised:
    """A mail that answers an invitation: what it says, and why it may not count by itself."""

    invitation: Invitation
    milestone: Milestone
    project: Engagement
    survey: Survey
    answer: Answer
    doubt: str = ""

    @property
    def low(self) -> bool:
        """Whether a score says that somebody has to do something."""
        return is_low(self.survey, self.answer.scores)


def is_low(survey: Survey, scores: Mapping[str, int | None]) -> bool:
    """Whether one of *scores* is low on its scale."""
    kinds = {q.key: q.kind for q in survey.questions}
    given = ((kinds.get(key), score) for key, score in scores.items() if score is not None)
    return any(kind in LOW and score <= LOW[kind] for kind, score in given if kind is not None)


def recognise(
    transaction: Transaction, intake: Intake, mails: Sequence[Incoming]
) -> dict[str, Recognised]:
    """Return the mails that answer an invitation, by content; never imported ones."""
    if intake.history:
        return {}
    named = {m.message.content_key: _named(m.message, intake.secret) for m in mails}
    cited = {i for m in mails for i in m.message.references}
    if not cited and not any(named.values()):
        return {}
    by_mail = invitations.by_mail(transaction, cited) if cited else {}
    by_id = invitations.load_all(transaction, {i for i in named.values() if i})
    found: dict[str, Recognised] = {}
    for each in mails:
        message = each.message
        cites = next((by_mail[i] for i in message.references if i in by_mail), None)
        asked = by_id.get(named[message.content_key] or 0) or cites
        if asked is not None and message.kind is Kind.PERSON:
            seen = _read(transaction, intake.mailbox, asked, each)
            if seen is not None:
                found[message.content_key] = seen
    return found


def _named(message: Message, secret: bytes) -> int | None:
    """Return the invitation that a token names, in an address, the subject or the text."""
    addresses = " ".join(a.addr for a in (*message.to, *message.cc))
    for text in (addresses, message.subject, message.body[:BODY_LIMIT]):
        if (found := find_token(text, secret)) is not None:
            return found
    return None


def _read(
    transaction: Transaction, mailbox: MailboxConfig, asked: Invitation, mail: Incoming
) -> Recognised | None:
    milestone = milestones.load(transaction, asked.milestone_id)
    whose = projects.load(transaction, milestone.project_id)
    try:
        survey = load_survey(asked.survey, mailbox.templates)
    except (NotFoundError, ConfigError) as error:
        log.warning("survey.unusable", survey=asked.survey, detail=str(error))
        return None
    message = mail.message
    answer = read_answer(survey, Reply.of(message))
    if answer.auto_reply:
        return None
    doubt = _doubt(asked, mail.identity, mailbox, answer)
    return Recognised(asked, milestone, whose, survey, answer, doubt)


def _doubt(asked: Invitation, who: Identity, mailbox: MailboxConfig, answer: Answer) -> str:
    """Return why a manager has to decide on an answer; empty where it counts."""
    if who.contact_id != asked.contact_id:
        return f"answered by {who.address.addr}, who was not asked"
    if who.trust is Trust.FAILED or (mailbox.authserv_id and who.trust is not Trust.VOUCHED):
        return "the sender could not be verified"
    if answer.needs_person:
        return "; ".join(answer.reasons) or "could not be read for certain"
    return ""


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
    surveying.note(transaction, seen.invitation, "invitation.answer_came", now, after)
    if state is AnswerState.COUNTED:
        complaint = next((i.id for i in entry.items if i.wanted.kind is ItemKind.COMPLAINT), None)
        count(transaction, office, stored, entry.conversation_id, now, complaint)


def _is_impostor(seen: Recognised) -> bool:
    return seen.doubt.startswith(("answered by", "the sender"))


def _is_late(asked: Invitation, at: datetime) -> bool:
    over = asked.closes_at is not None and at >= asked.closes_at
    return over or asked.state in {InvitationState.CLOSED, InvitationState.MISSED}


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
    latest = _settle_others(transaction, stored)
    asked = invitations.load(transaction, stored.invitation_id)
    values: dict[str, object] = {"state": InvitationState.ANSWERED.value}
    values["answered_at"] = max(asked.answered_at or stored.received_at, stored.received_at)
    if not asked.reminder:
        values["reminder"] = "cancelled: replied"
    invitations.change(transaction, asked, values)
    improving.withdraw_reminder(transaction, asked, now)
    if not latest:
        return
    if stored.low or complaint is not None:
        improving.open_for(transaction, office, stored, (conversation_id, complaint), now)
    improving.thank(transaction, office, stored, conversation_id, now)


def _settle_others(transaction: Transaction, stored: StoredAnswer) -> bool:
    """Let the newest answer with values stand alone; return whether it is *stored*."""
    counted = answers.find(
        transaction, invitation_ids=[stored.invitation_id], states=[AnswerState.COUNTED]
    )
    valued = [a for a in counted if a.scores or a.yes_no or a.choices]
    if not valued:
        return True
    newest = max(valued, key=lambda a: (a.received_at, a.id))
    for each in valued:
        if each.id != newest.id:
            answers.change(transaction, each, {"state": AnswerState.SUPERSEDED.value})
    return newest.id == stored.id
