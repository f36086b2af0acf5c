"""Milestones: planning, changing, previewing and reaching them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from daemon.errors import NotFoundError, UserError
from daemon.model.plan import Engagement, InvitationState, Milestone, MilestoneState
from daemon.schedules.asking import is_final, reasons_not_to_ask
from daemon.services import calendars, candidates, checkins
from daemon.services.checkins import Upcoming
from daemon.services.office import Office
from daemon.store import events, invitations, milestones
from daemon.store import projects as project_rows
from daemon.store.engine import Database
from daemon.store.events import Event
from daemon.store.projects import Person
from daemon.store.transaction import Transaction

ADDED, CHANGED, REACHED = "milestone.added", "milestone.changed", "milestone.reached"


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """A milestone with its project and how its invitations stand, by state."""

    milestone: Milestone
    project: Engagement
    invitations: Mapping[str, int]


def list_all(db: Database, code: str | None = None) -> list[MilestoneLine]:
    """Return the milestones of a project, or all, by planned date."""
    with db.read() as transaction:
        wanted = project_rows.find(transaction, code).project_id if code else None
        found = milestones.find_all(transaction, wanted)
        whose = {p.project_id: p for p in project_rows.find_all(transaction)}
        counts: dict[int, dict[str, int]] = {m.id: {} for m in found}
        for each in invitations.find(transaction, milestone_ids=[m.id for m in found]):
            tally = counts[each.milestone_id]
            tally[each.state.value] = tally.get(each.state.value, 0) + 1
    return [MilestoneLine(m, whose[m.project_id], counts[m.id]) for m in found]


def find(db: Database, code: str, name: str) -> Milestone:
    """Return the milestone *name* of project *code*; raise NotFoundError."""
    with db.read() as transaction:
        return find_within(transaction, code, name)


def find_within(transaction: Transaction, code: str, name: str) -> Milestone:
    """Return a milestone in an open transaction; the error names those there are."""
    whose = project_rows.find(transaction, code)
    if (found := milestones.find(transaction, whose.project_id, name)) is not None:
        return found
    there = ", ".join(m.name for m in milestones.find_all(transaction, whose.project_id))
    raise NotFoundError(f"{whose.code} has no milestone “{name}”; it has {there or 'none'}")


def add(db: Database, code: str, new: Milestone, actor: str, now: datetime) -> int:
    """Plan a milestone (its ``id`` and ``project_id`` are not read); return its id."""
    with db.write() as transaction:
        whose = project_rows.find(transaction, code)
        return add_within(transaction, replace(new, project_id=whose.project_id), actor, now)


def add_within(transaction: Transaction, new: Milestone, actor: str, now: datetime) -> int:
    """Plan a milestone in an open transaction; return its id."""
    if not new.name.strip():
        raise UserError("a milestone needs a name")
    milestone_id = milestones.add(transaction, new, now)
    after = {"name": new.name, "planned_on": milestones.columns(new)["planned_on"]}
    entry = Event(now, actor, ADDED, "milestone", milestone_id, after=after)
    events.record(transaction, entry)
    return milestone_id


def change(db: Database, present: Milestone, wanted: Milestone, actor: str, now: datetime) -> int:
    """Change a milestone to *wanted*; return the event's id, StaleError if it is not *present*."""
    with db.write() as transaction:
        return change_within(transaction, present, wanted, actor, now)


def change_within(
    transaction: Transaction, present: Milestone, wanted: Milestone, actor: str, now: datetime
) -> int:
    """Change a milestone in an open transaction; return the event's id."""
    old, new = all_columns(present), all_columns(wanted)
    moved = {name: value for name, value in new.items() if old[name] != value}
    if "name_key" in moved and milestones.find(transaction, present.project_id, wanted.name):
        raise UserError(f"the project has a milestone called “{wanted.name}” already")
    milestones.change(transaction, present, moved)
    before = {name: old[name] for name in moved}
    entry = Event(now, actor, CHANGED, "milestone", present.id, before=before, after=moved)
    return events.record(transaction, entry)


def all_columns(milestone: Milestone) -> dict[str, object]:
    """Return what is recorded of a milestone, its state included."""
    return {**milestones.columns(milestone), "state": milestone.state.value}


def cancel(db: Database, present: Milestone, actor: str, now: datetime) -> int:
    """Give a milestone up that was not reached; return the event's id."""
    if present.state is MilestoneState.REACHED:
        raise UserError(f"“{present.name}” was reached and cannot be cancelled")
    return change(db, present, replace(present, state=MilestoneState.CANCELLED), actor, now)


@dataclass(frozen=True, slots=True)
class Prospect:
    """One person in a preview: when an invitation would go, or why not.

    ``reasons`` is empty for who gets it; ``final`` reasons no manager can override.
    """

    person: Person
    at: datetime
    reasons: tuple[str, ...]
    final: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What reaching a milestone would bring about. ``note`` says why nobody is asked at all."""

    milestone: Milestone
    project: Engagement
    survey: str
    prospects: tuple[Prospect, ...]
    note: str = ""
    follow_ups: tuple[Upcoming, ...] = ()
    #: what is wrong with the records that the dates were reckoned from
    warnings: tuple[str, ...] = ()


def preview(office: Office, milestone_id: int, reached: datetime, now: datetime) -> Preview:
    """Return who would get what and when if a milestone was reached at *reached*."""
    with office.db.read() as transaction:
        present = milestones.load(transaction, milestone_id)
        whose = project_rows.load(transaction, present.project_id)
        note = _why_nobody(office, whose, present)
        people = _prospects(transaction, office, (whose, present), reached, now)
        note = note or ("" if people else "nobody of the client is known yet")
        then = checkins.upcoming(transaction, office, (whose, present), reached, now)
        known = {p.person.client_id for p in people if p.person.client_id is not None}
        wrong = tuple(calendars.unknown_zones(transaction, known))
    return Preview(present, whose, present.survey_name, tuple(people), note, tuple(then), wrong)


def _why_nobody(office: Office, whose: Engagement, present: Milestone) -> str:
    if not present.survey_name:
        return "this milestone sends no survey"
    if office.mailbox_of(whose) is None:
        return f"project {whose.code} has no mailbox to write from"
    return ""


def _prospects(
    transaction: Transaction,
    office: Office,
    what: tuple[Engagement, Milestone],
    reached: datetime,
    now: datetime,
) -> list[Prospect]:
    whose, present = what
    if _why_nobody(office, whose, present):
        return []
    ids = candidates.contact_ids(transaction, whose, present)
    known = candidates.load(transaction, office, what, ids, now)
    there = {i.contact_id for i in invitations.find(transaction, milestone_ids=[present.id])}
    found = []
    for contact_id, each in known.items():
        at = each.calendar.add_days(reached, delay_of(office, present))
        reasons = reasons_not_to_ask(each.candidate, office.config.surveys.rules, at)
        if contact_id in there:
            reasons.insert(0, "invited for this milestone already")
        found.append(Prospect(each.person, at, tuple(reasons), is_final(reasons)))
    return found


def delay_of(office: Office, milestone: Milestone) -> int:
    """Return how many business days after a milestone people are asked."""
    return milestone.delay if milestone.delay >= 0 else office.config.surveys.delay_days


@dataclass(frozen=True, slots=True)
class Reached:
    """What reaching did. ``again`` is True if the milestone had been reached before.

    ``event`` can be taken back while nobody was asked.
    """

    milestone: Milestone
    planned: int
    event: int | None = None
    again: bool = False
    follow_ups: int = 0


def reach(
    office: Office, milestone_id: int, actor: str, now: datetime, at: datetime | None = None
) -> Reached:
    """Say that a milestone is reached, and plan its invitations; again changes nothing.

    *at* is when it was reached, if not now. Raises UserError for a cancelled milestone.
    """
    with office.db.write() as transaction:
        return reach_within(transaction, office, milestone_id, actor, now, at)


def reach_within(
    transaction: Transaction,
    office: Office,
    milestone_id: int,
    actor: str,
    now: datetime,
    at: datetime | None = None,
) -> Reached:
    """Say that a milestone is reached, in an open transaction."""
    moment = at or now
    if moment > now:
        raise UserError("a milestone cannot have been reached in the future")
    invitations.lock(transaction)
    present = milestones.load(transaction, milestone_id)
    if present.state is MilestoneState.REACHED:
        return Reached(present, 0, again=True)
    if present.state is MilestoneState.CANCELLED:
        raise UserError(f"“{present.name}” was cancelled; plan it again first")
    values = {"state": "reached", "reached_at": moment, "reached_by": actor}
    milestones.change(transaction, present, values)
    reached = replace(
        present,
        state=MilestoneState.REACHED,
        reached_at=moment,
        reached_by=actor,
        version=present.version + 1,
    )
    whose = project_rows.load(transaction, present.project_id)
    planned = _plan(transaction, office, (whose, present), moment, now)
    begun = checkins.begin_for(transaction, office, (whose, present), moment, now)
    after = {"reached_at": moment.isoformat(), "invitations": planned, "follow_ups": begun}
    entry = Event(now, actor, REACHED, "milestone", present.id, after=after)
    event = events.record(transaction, entry)
    return Reached(reached, len(planned), event, follow_ups=begun)


def _plan(
    transaction: Transaction,
    office: Office,
    what: tuple[Engagement, Milestone],
    reached: datetime,
    now: datetime,
) -> list[int]:
    """Write an invitation for everybody who could be asked; what becomes of it shows when due."""
    whose, stone = what
    if _why_nobody(office, whose, stone):
        return []
    ids = candidates.contact_ids(transaction, whose, stone)
    met = candidates.calendars_of(transaction, office, whose, ids, now)
    delay = delay_of(office, stone)
    rows = [
        {
            "contact_id": contact_id,
            "milestone_id": stone.id,
            "survey": stone.survey_name,
            "state": InvitationState.PLANNED.value,
            "due_at": calendar.add_days(reached, delay),
            "created_at": now,
        }
        for contact_id, calendar in met.items()
    ]
    return invitations.plan(transaction, rows)


def parse_day(text: str) -> date:
    """Return an ISO date; raise UserError for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(f"{text!r} is no date such as 2026-05-04") from None
