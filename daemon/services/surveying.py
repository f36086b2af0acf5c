"""Asking, reminding and closing by the clock: each step decided anew at its moment, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from daemon.config import MailboxConfig
from daemon.errors import ConfigError, NotFoundError
from daemon.model.outgoing import OutgoingState
from daemon.model.plan import Engagement, Invitation, InvitationState, Milestone, ProjectState
from daemon.schedules.asking import (
    FINAL,
    Reason,
    Step,
    Verdict,
    Waiting,
    decide_asking,
    decide_reminder,
)
from daemon.services import candidates, letters, recording
from daemon.services.candidates import Known
from daemon.services.letters import Questionnaire
from daemon.services.office import Office, Parcel, post
from daemon.store import events, invitations, milestones, outbox, projects
from daemon.store.events import Event
from daemon.store.transaction import Transaction
from daemon.surveys.files import load_survey

#: invitations that are decided upon in one transaction
CHUNK = 200


@dataclass(frozen=True, slots=True)
class Tick:
    """What one look at the schedules did."""

    asked: int = 0
    skipped: int = 0
    missed: int = 0
    reminded: int = 0
    closed: int = 0

    def __add__(self, other: Tick) -> Tick:
        return Tick(
            self.asked + other.asked,
            self.skipped + other.skipped,
            self.missed + other.missed,
            self.reminded + other.reminded,
            self.closed + other.closed,
        )


def run(office: Office, now: datetime) -> Tick:
    """Do what is due at *now*; any number of daemons may, at any moment, and again."""
    with office.db.read() as transaction:
        if not invitations.is_anything_due(transaction, now):
            return Tick()
    return _ask_due(office, now) + _look_after_asked(office, now)


def _ask_due(office: Office, now: datetime) -> Tick:
    total, after = Tick(), None
    while True:
        with office.db.write() as transaction:
            invitations.lock(transaction)
            due = invitations.find_due(transaction, now, CHUNK, after)
            for milestone_id, group in groupby(due, key=lambda i: i.milestone_id):
                # what was decided for one milestone counts for the next
                total += _ask(transaction, office, milestone_id, list(group), now)
        if len(due) < CHUNK:
            return total
        after = (due[-1].due_at, due[-1].id)


@dataclass(frozen=True, slots=True)
class _Asking:
    """A milestone that people are asked about, with its project and mailbox."""

    office: Office
    whose: Engagement
    milestone: Milestone
    mailbox: MailboxConfig | None
    now: datetime


def _about(transaction: Transaction, office: Office, milestone_id: int, now: datetime) -> _Asking:
    milestone = milestones.load(transaction, milestone_id)
    whose = projects.load(transaction, milestone.project_id)
    return _Asking(office, whose, milestone, office.mailbox_of(whose), now)


def _ask(
    transaction: Transaction,
    office: Office,
    milestone_id: int,
    group: Sequence[Invitation],
    now: datetime,
) -> Tick:
    about = _about(transaction, office, milestone_id, now)
    ids = [i.contact_id for i in group]
    known = candidates.load(transaction, office, about.whose, about.milestone, ids, now)
    total = Tick()
    for each in group:
        person = known[each.contact_id]
        total += _decide(transaction, about, each, person)
    return total


def _decide(transaction: Transaction, about: _Asking, each: Invitation, known: Known) -> Tick:
    rules = about.office.config.surveys.rules
    verdict = decide_asking(each.due_at, known.candidate, rules, known.calendar, about.now)
    if verdict.step is Step.SKIP and each.override_by:
        verdict = _overridden(verdict, known, about.now)
    if verdict.step is Step.GO:
        verdict = _send(transaction, about, each, known)
    if verdict.step is Step.SKIP:
        _settle(transaction, each, InvitationState.SKIPPED, verdict.reasons, about.now)
        return Tick(skipped=1)
    if verdict.step is Step.MISS:
        _settle(transaction, each, InvitationState.MISSED, verdict.reasons, about.now)
        return Tick(missed=1)
    return Tick(asked=int(verdict.step is Step.GO))


def _overridden(verdict: Verdict, known: Known, now: datetime) -> Verdict:
    """Leave of the reasons those that no manager can override."""
    final = {r.value for r in FINAL} | {Reason.BOUNCED.value}
    if left := tuple(r for r in verdict.reasons if r in final):
        return Verdict(Step.SKIP, left)
    if known.calendar.is_open(now):
        return Verdict(Step.GO)
    return Verdict(Step.WAIT, at=known.calendar.next_open(now))


def _settle(
    transaction: Transaction,
    each: Invitation,
    state: InvitationState,
    reasons: Sequence[str],
    now: datetime,
) -> None:
    values: dict[str, object] = {"state": state.value, "reasons": list(reasons)}
    if state is not InvitationState.CLOSED:
        # who was asked was asked then, not when the time was over
        values["decided_at"] = now
    invitations.change(transaction, each, values)
    note(transaction, each, f"invitation.{state.value}", now, {"reasons": list(reasons)})


def note(
    transaction: Transaction,
    each: Invitation,
    verb: str,
    now: datetime,
    after: dict[str, object],
    actor: str = recording.DAEMON,
) -> int:
    """Write an event about an invitation; return its id."""
    entry = Event(
        now, actor, verb, "invitation", each.id, before={"state": each.state.value}, after=after
    )
    return events.record(transaction, entry)


def _send(transaction: Transaction, about: _Asking, each: Invitation, known: Known) -> Verdict:
    """Write the invitation to the outbox; GO, or SKIP if it cannot be written."""
    if about.mailbox is None:
        return Verdict(Step.SKIP, ("the project has no mailbox",))
    language = letters.language_of(about.mailbox, known.person.language)
    try:
        survey = load_survey(each.survey, about.mailbox.templates)
    except (NotFoundError, ConfigError):
        return Verdict(Step.SKIP, (f"{Reason.NO_SURVEY.value}: {each.survey}",))
    closes_at = (about.now + about.office.config.surveys.rules.open_for).astimezone(
        known.calendar.zone
    )
    sheet = Questionnaire(
        survey, each.id, known.person.name, about.whose, about.milestone, closes_at
    )
    hold = about.office.config.surveys.invite == "hold"
    parcel = Parcel(
        words=letters.invitation(about.office, about.mailbox, sheet, language),
        to=known.candidate.address,
        purpose="survey",
        once=f"invitation:{each.contact_id}:{each.milestone_id}",
        hold=hold,
        reason="held by policy" if hold else "",
        reply_to=letters.reply_address(about.office, about.mailbox, each.id),
    )
    outgoing_id = post(transaction, about.office, about.mailbox, parcel, about.now)
    values = {
        "state": InvitationState.ASKED.value,
        "outgoing_id": outgoing_id,
        "address": parcel.to,
        "language": language,
        "reasons": None,
        "decided_at": about.now,
    }
    invitations.change(transaction, each, values)
    note(transaction, each, "invitation.asked", about.now, {"outgoing": outgoing_id})
    return Verdict(Step.GO)


def _look_after_asked(office: Office, now: datetime) -> Tick:
    total, after = Tick(), 0
    while True:
        with office.db.write() as transaction:
            invitations.lock(transaction)
            rows = invitations.find_open(transaction, now, CHUNK, after)
            by_milestone = sorted(rows, key=lambda row: row[0].milestone_id)
            for milestone_id, group in groupby(by_milestone, key=lambda row: row[0].milestone_id):
                total += _look_after(transaction, office, milestone_id, list(group), now)
        if len(rows) < CHUNK:
            return total
        after = rows[-1][0].id


def _look_after(
    transaction: Transaction,
    office: Office,
    milestone_id: int,
    group: Sequence[tuple[Invitation, OutgoingState]],
    now: datetime,
) -> Tick:
    about = _about(transaction, office, milestone_id, now)
    ids = [each.contact_id for each, _ in group]
    known = candidates.load(transaction, office, about.whose, about.milestone, ids, now)
    total = Tick()
    for each, mail in group:
        total += _follow(transaction, about, each, known[each.contact_id], mail)
    return total


def _follow(
    transaction: Transaction,
    about: _Asking,
    each: Invitation,
    known: Known,
    mail: OutgoingState,
) -> Tick:
    if each.asked_at is None:
        if mail is OutgoingState.SENT:
            _note_sent(transaction, about, each, known)
            return Tick()
        given_up = Reason.DISCARDED if mail is OutgoingState.DISCARDED else Reason.FAILED
        _settle(transaction, each, InvitationState.SKIPPED, [given_up.value], about.now)
        return Tick(skipped=1)
    if each.closes_at is not None and each.closes_at <= about.now:
        _settle(transaction, each, InvitationState.CLOSED, ["no answer"], about.now)
        return Tick(closed=1)
    return _remind(transaction, about, each, known)


def _note_sent(transaction: Transaction, about: _Asking, each: Invitation, known: Known) -> None:
    """Count the days from the moment the mail left."""
    assert each.outgoing_id is not None
    sent_at = outbox.load(transaction, each.outgoing_id).sent_at or about.now
    rules = about.office.config.surveys.rules
    values: dict[str, object] = {
        "asked_at": sent_at,
        "closes_at": sent_at + rules.open_for,
        "reminder": "" if rules.remind_days else "off",
        "remind_at": known.calendar.add_days(sent_at, rules.remind_days),
    }
    invitations.change(transaction, each, values)


def _remind(transaction: Transaction, about: _Asking, each: Invitation, known: Known) -> Tick:
    assert each.asked_at is not None
    assert each.remind_at is not None
    assert each.closes_at is not None
    waiting = Waiting(
        asked_at=each.asked_at,
        remind_at=each.remind_at,
        closes_at=each.closes_at,
        replied=invitations.is_replied(transaction, each),
        bounced=invitations.is_bounced(transaction, each.address, each.asked_at),
        complaint=known.candidate.complaint,
        opted_out=known.candidate.opted_out,
        on_hold=about.whose.state is ProjectState.HOLD,
    )
    rules = about.office.config.surveys.rules
    verdict = decide_reminder(waiting, rules, known.calendar, about.now)
    if verdict.step is Step.SKIP and waiting.bounced:
        _settle(transaction, each, InvitationState.CLOSED, [Reason.BOUNCED.value], about.now)
        return Tick(closed=1)
    if verdict.step in {Step.SKIP, Step.MISS}:
        word = "missed" if verdict.step is Step.MISS else "cancelled"
        said = f"{word}: {', '.join(verdict.reasons)}"
        invitations.change(transaction, each, {"reminder": said})
        note(transaction, each, "invitation.not_reminded", about.now, {"reminder": said})
        return Tick()
    if verdict.step is Step.WAIT:
        return Tick()
    return _send_reminder(transaction, about, each, known)


def _send_reminder(
    transaction: Transaction, about: _Asking, each: Invitation, known: Known
) -> Tick:
    assert each.outgoing_id is not None
    try:
        if about.mailbox is None:
            raise NotFoundError
        survey = load_survey(each.survey, about.mailbox.templates)
    except (NotFoundError, ConfigError):
        invitations.change(transaction, each, {"reminder": f"cancelled: {Reason.NO_SURVEY.value}"})
        return Tick()
    first = outbox.load(transaction, each.outgoing_id)
    closes_at = each.closes_at.astimezone(known.calendar.zone) if each.closes_at else None
    sheet = Questionnaire(
        survey, each.id, known.person.name, about.whose, about.milestone, closes_at
    )
    parcel = Parcel(
        words=letters.reminder(about.office, about.mailbox, sheet, each.language),
        to=each.address,
        purpose="survey_reminder",
        once=f"invitation-reminder:{each.id}",
        hold=about.office.config.surveys.invite == "hold",
        reply_to=letters.reply_address(about.office, about.mailbox, each.id),
        in_reply_to=first.letter.message_id,
        references=(first.letter.message_id,),
    )
    outgoing_id = post(transaction, about.office, about.mailbox, parcel, about.now)
    invitations.change(transaction, each, {"reminder": "sent", "reminder_id": outgoing_id})
    note(transaction, each, "invitation.reminded", about.now, {"outgoing": outgoing_id})
    return Tick(reminded=1)
