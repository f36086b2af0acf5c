"""What managers see and decide of surveys: invitations, overrides, answers that wait."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from daemon.errors import StaleError, UserError
from daemon.model.plan import (
    AnswerState,
    Engagement,
    Invitation,
    InvitationState,
    Milestone,
    MilestoneKind,
    StoredAnswer,
)
from daemon.outbox.render import Rendered
from daemon.schedules.asking import FINAL, is_final, reasons_not_to_ask
from daemon.services import candidates, counting, judging, letters, milestones
from daemon.services.invited import make_event
from daemon.services.office import Office
from daemon.services.projects import find_contacts
from daemon.store import answers, events, improvements, invitations, projects, triage
from daemon.store import milestones as milestone_rows
from daemon.store.engine import Database
from daemon.store.events import Event
from daemon.store.projects import Person
from daemon.store.transaction import Transaction
from daemon.surveys.files import load_survey
from daemon.surveys.questions import Survey

OVERRIDDEN, SKIPPED = "invitation.overridden", "invitation.cancelled"
ACCEPTED, REFUSED = "answer.accepted", "answer.refused"


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """An invitation with whom and what it is about."""

    invitation: Invitation
    person: Person
    milestone: Milestone
    project: Engagement


def list_invitations(
    db: Database, code: str | None = None, states: Collection[InvitationState] = ()
) -> list[InvitationLine]:
    """Return invitations (of one project, in *states*), newest first."""
    with db.read() as transaction:
        whose = {p.project_id: p for p in projects.find_all(transaction)}
        wanted = projects.find(transaction, code).project_id if code else None
        stones = {m.id: m for m in milestone_rows.find_all(transaction, wanted)}
        rows = invitations.find(transaction, milestone_ids=stones.keys(), states=states)
        ids = sorted({r.contact_id for r in rows})
        people = {p.contact_id: p for p in projects.load_people(transaction, ids)}
    return [
        InvitationLine(
            r,
            people[r.contact_id],
            stones[r.milestone_id],
            whose[stones[r.milestone_id].project_id],
        )
        for r in reversed(rows)
    ]


def preview(office: Office, line: InvitationLine, now: datetime) -> Rendered:
    """Return an invitation as it would look if it went out at *now*.

    Raises UserError where the project has no mailbox, NotFoundError where the survey is gone.
    """
    mailbox = office.mailbox_of(line.project)
    if mailbox is None:
        raise UserError(f"project {line.project.code} has no mailbox that could ask")
    each = line.invitation
    sheet = letters.Questionnaire(
        load_survey(each.survey, mailbox.templates),
        each.id,
        line.person.name,
        line.project,
        line.milestone,
        (now + office.config.surveys.rules.open_for).astimezone(mailbox.zone),
    )
    language = letters.language_of(mailbox, each.language or line.person.language)
    return letters.invitation(office, mailbox, sheet, language)


def override(office: Office, invitation_id: int, actor: str, now: datetime) -> int:
    """Ask in spite of the reasons not to, as a manager's decision; return the event's id.

    Raises UserError for a reason that nobody overrides: the contact's own word above all.
    """
    with office.db.write() as transaction:
        invitations.lock(transaction)
        present = invitations.load(transaction, invitation_id)
        _check_overridable(transaction, office, present, now)
        values = {"state": "planned", "override_by": actor, "due_at": now, "reasons": None}
        invitations.change(transaction, present, values)
        entry = Event(
            now,
            actor,
            OVERRIDDEN,
            "invitation",
            invitation_id,
            before=_stood(present),
            after={"state": "planned"},
        )
        return events.record(transaction, entry)


def _stood(present: Invitation) -> dict[str, object]:
    """Return what an override or a skip changes, as the trail keeps it."""
    return {
        "state": present.state.value,
        "reasons": list(present.reasons),
        "override_by": present.override_by,
        "due_at": present.due_at.isoformat(),
        "decided_at": present.decided_at.isoformat() if present.decided_at else None,
    }


def _check_overridable(
    transaction: Transaction, office: Office, present: Invitation, now: datetime
) -> None:
    allowed = {InvitationState.PLANNED, InvitationState.SKIPPED, InvitationState.MISSED}
    if present.state not in allowed or present.outgoing_id is not None:
        raise UserError(f"invitation {present.id} is {present.state}; there is nothing to override")
    stone = milestone_rows.load(transaction, present.milestone_id)
    whose = projects.load(transaction, stone.project_id)
    ids = [present.contact_id]
    known = candidates.load(transaction, office, (whose, stone), ids, now)[present.contact_id]
    reasons = reasons_not_to_ask(known.candidate, office.config.surveys.rules, now)
    if is_final(reasons):
        words = ", ".join(r for r in reasons if r in {f.value for f in FINAL})
        raise UserError(f"{known.person.name or known.person.address} is not asked: {words}")


def skip(db: Database, invitation_id: int, actor: str, now: datetime) -> int:
    """Decide that a planned invitation does not go out; return the event's id."""
    with db.write() as transaction:
        invitations.lock(transaction)
        present = invitations.load(transaction, invitation_id)
        if present.state is not InvitationState.PLANNED:
            raise UserError(f"invitation {invitation_id} is {present.state}; it cannot be skipped")
        reasons = [f"skipped by {actor}"]
        values = {"state": "skipped", "reasons": reasons, "decided_at": now}
        invitations.change(transaction, present, values)
        after: dict[str, object] = {"state": "skipped", "reasons": reasons}
        entry = make_event(present, SKIPPED, now, after, actor)
        return events.record(transaction, replace(entry, before=_stood(present)))


def take_back(transaction: Transaction, entry: Event) -> None:
    """Undo an override or a skip while it still stands; raise StaleError otherwise."""
    present = invitations.load(transaction, entry.subject_id)
    if present.state.value != (entry.after or {})["state"] or present.outgoing_id is not None:
        raise StaleError("the invitation has moved on since and is not taken back")
    before = dict(entry.before or {})
    values: dict[str, object] = {
        "state": before["state"],
        "reasons": before.get("reasons"),
        "override_by": before.get("override_by", ""),
    }
    for name in ("due_at", "decided_at"):
        if name in before:
            at = before[name]
            values[name] = datetime.fromisoformat(at) if isinstance(at, str) else None
    invitations.change(transaction, present, values)


@dataclass(frozen=True, slots=True)
class Sending:
    """A survey sent by hand: to whom (addresses or names; empty: as for a milestone)."""

    project: str
    survey: str
    contacts: tuple[str, ...] = ()


def send(office: Office, wanted: Sending, actor: str, now: datetime) -> milestones.Reached:
    """Ask by hand: a milestone of its own is planned and reached, so every rule holds."""
    load_survey(wanted.survey, office.config.mailbox[0].templates)
    with office.db.write() as transaction:
        whose = projects.find(transaction, wanted.project)
        name = _free_name(transaction, whose, f"{wanted.survey} {now:%Y-%m-%d}")
        asked = tuple(find_contacts(transaction, wanted.contacts)) if wanted.contacts else None
        new = Milestone(
            0, whose.project_id, name, MilestoneKind.OWN, survey=wanted.survey, delay=0,
            contacts=asked,
        )  # fmt: skip
        number = milestones.add_within(transaction, new, actor, now)
        return milestones.reach_within(transaction, office, number, actor, now)


def _free_name(transaction: Transaction, whose: Engagement, name: str) -> str:
    taken = {m.name for m in milestone_rows.find_all(transaction, whose.project_id)}
    names = (name, *(f"{name} ({count})" for count in range(2, 1000)))
    return next(each for each in names if each not in taken)


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """An answer with whom it came for and about."""

    answer: StoredAnswer
    invitation: Invitation
    person: Person
    milestone: Milestone


def list_answers(db: Database, states: Collection[AnswerState] = ()) -> list[AnswerLine]:
    """Return answers (in *states*), newest first."""
    with db.read() as transaction:
        rows = answers.find(transaction, states=states)
        asked = invitations.load_all(transaction, {r.invitation_id for r in rows})
        ids = sorted({i.contact_id for i in asked.values()})
        people = {p.contact_id: p for p in projects.load_people(transaction, ids)}
        stones = {m.id: m for m in milestone_rows.find_all(transaction)}
    return [
        AnswerLine(
            r,
            asked[r.invitation_id],
            people[asked[r.invitation_id].contact_id],
            stones[asked[r.invitation_id].milestone_id],
        )
        for r in reversed(rows)
    ]


def accept(
    office: Office, answer_id: int, scores: Mapping[str, int], actor: str, now: datetime
) -> int:
    """Let an answer count, with *scores* as the manager reads them; return the event's id.

    Scores not given stay as they were read; one that counts already is corrected so. Raises
    UserError for a score off its scale, or where there is nothing to correct.
    """
    with office.db.write() as transaction:
        invitations.lock(transaction)
        present = answers.load(transaction, answer_id)
        merged = _checked(transaction, office, present, scores)
        if present.state is AnswerState.COUNTED and merged == dict(present.scores):
            raise UserError(f"answer {answer_id} counts already; give a score to correct it")
        survey = _survey(transaction, office, present)
        low = counting.is_bad(survey, merged, present.yes_no, present.remark)
        values = {"state": AnswerState.COUNTED.value, "scores": merged, "low": low}
        before = judging.pack(transaction, present)
        answers.change(transaction, present, values)
        counted = answers.load(transaction, answer_id)
        conversation_id = improvements.conversation_of(transaction, present.message_id)
        counting.count(transaction, office, counted, conversation_id, now)
        _looked_at(transaction, conversation_id)
        return judging.note(transaction, (present, before), ACCEPTED, (actor, now))


def _survey(transaction: Transaction, office: Office, present: StoredAnswer) -> Survey:
    asked = invitations.load(transaction, present.invitation_id)
    stone = milestone_rows.load(transaction, asked.milestone_id)
    mailbox = office.mailbox_of(projects.load(transaction, stone.project_id))
    return load_survey(asked.survey, mailbox.templates if mailbox else None)


def _checked(
    transaction: Transaction, office: Office, present: StoredAnswer, scores: Mapping[str, int]
) -> dict[str, int]:
    scales = {q.key: q.scale for q in _survey(transaction, office, present).questions if q.scale}
    for key, score in scores.items():
        if key not in scales:
            raise UserError(f"no scored question {key}; there are {', '.join(scales)}")
        if not scales[key].holds(score):
            low, high = scales[key]
            raise UserError(f"{key}: {score} is off its scale, {low} to {high}")
    return {**present.scores, **scores}


def refuse(db: Database, answer_id: int, actor: str, now: datetime) -> int:
    """Decide that an answer does not count; return the event's id."""
    with db.write() as transaction:
        invitations.lock(transaction)
        present = answers.load(transaction, answer_id)
        if present.state is AnswerState.REFUSED:
            raise UserError(f"answer {answer_id} does not count as it is")
        before = judging.pack(transaction, present)
        answers.change(transaction, present, {"state": AnswerState.REFUSED.value})
        if present.state is AnswerState.COUNTED:
            counting.withdraw(transaction, present.invitation_id, judging.unanswered(before))
        _looked_at(transaction, improvements.conversation_of(transaction, present.message_id))
        return judging.note(transaction, (present, before), REFUSED, (actor, now))


def _looked_at(transaction: Transaction, conversation_id: int) -> None:
    """Note that a person has looked at the mail that the answer came in."""
    names = ("version", "look_reason")
    row = triage.load_columns(transaction, conversation_id, names)
    if str(row["look_reason"]).startswith("answer to a survey"):
        values = {"needs_look": False, "look_reason": "", "unread": False}
        triage.change(transaction, conversation_id, row["version"], values)
