"""What hangs on projects and milestones: check-ins after an end, follow-ups of a milestone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from daemon.config import Config
from daemon.config.planning import FollowUpRule, FollowUpStep
from daemon.errors import StaleError, UserError
from daemon.model.plan import NONE, Engagement, Milestone
from daemon.schedules.calendar import BusinessCalendar
from daemon.services import calendars, waiting
from daemon.services.office import Office
from daemon.services.waiting import Rows, Scene
from daemon.store import followups
from daemon.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A follow-up that reaching a milestone brings about; ``steps`` say what happens then."""

    rule: str
    kind: str
    at: datetime
    steps: tuple[str, ...]


def check_names(config: Config, names: Sequence[str]) -> None:
    """Raise UserError for a follow-up that no milestone can trigger."""
    there = [r.name for r in config.follow_up if r.is_triggered]
    if unknown := [n for n in names if n not in {*there, NONE}]:
        known = ", ".join((*there, NONE))
        raise UserError(f"no follow-up {unknown[0]!r} after a milestone; there are {known}")


def upcoming(
    transaction: Transaction,
    office: Office,
    what: tuple[Engagement, Milestone],
    reached: datetime,
    now: datetime,
) -> list[Upcoming]:
    """Return the follow-ups of a milestone that is reached at *reached*, soonest first."""
    calendar = _calendar(transaction, office, what[0], now)
    found = [
        Upcoming(rule.name, rule.kind, at, tuple(step_words(rule, s) for s in rule.step))
        for rule, at, _ in _triggered(office, what[1], reached, calendar)
    ]
    return sorted(found, key=lambda each: each.at)


def begin_for(
    transaction: Transaction,
    office: Office,
    what: tuple[Engagement, Milestone],
    reached: datetime,
    now: datetime,
) -> int:
    """Wait for what a milestone triggers; return how many are new."""
    whose, milestone = what
    if not any(_is_for(rule, milestone) for rule in office.config.follow_up):
        return 0
    calendar = _calendar(transaction, office, whose, now)
    rows: Rows = {}
    for rule, at, count in _triggered(office, milestone, reached, calendar):
        anchor = f"milestone:{milestone.id}:{count}"
        rows[(rule.name, anchor)] = {
            "rule": rule.name,
            "anchor": anchor,
            "kind": rule.kind,
            "project_id": whose.project_id,
            "owner": milestone.owner or whose.owner,
            "reason": f"after “{milestone.name}”",
            "started_at": reached,
            "due_at": at,
        }
    return waiting.add(transaction, rows)


def take_back(transaction: Transaction, milestone_id: int) -> None:
    """Forget what a milestone triggered; raise StaleError if somebody was reminded already."""
    found = followups.of_milestone(transaction, milestone_id)
    if any(each.step for each in found):
        raise StaleError("it has been followed up since; this is not taken back")
    followups.remove(transaction, [each.id for each in found])


def _calendar(
    transaction: Transaction, office: Office, whose: Engagement, now: datetime
) -> BusinessCalendar:
    mailbox = office.mailbox_of(whose)
    zone = mailbox.timezone if mailbox else "UTC"
    known = calendars.load_all(transaction, office.config, [whose.client_id], now, zone)
    return known.get(whose.client_id, known[None])


def _triggered(
    office: Office, milestone: Milestone, reached: datetime, calendar: BusinessCalendar
) -> Iterator[tuple[FollowUpRule, datetime, int]]:
    """Yield rule, moment and count of everything that a milestone triggers."""
    for rule in office.config.follow_up:
        if not _is_for(rule, milestone):
            continue
        if rule.kind == "milestone":
            due = calendar.add_time(reached, timedelta(hours=rule.hours))
            yield rule, calendar.next_open(due), 1
            continue
        for count in range(1, rule.times + 1):
            yield rule, months_after(reached, rule.months * count, calendar), count


def _is_for(rule: FollowUpRule, milestone: Milestone) -> bool:
    return rule.is_triggered and milestone.triggers(rule.name, rule.milestones)


def months_after(moment: datetime, months: int, calendar: BusinessCalendar) -> datetime:
    """Return when the day so many months later opens for the client."""
    day = moment.astimezone(calendar.zone).date() + relativedelta(months=months)
    at = datetime.combine(day, time(), calendar.zone)
    return calendar.next_open(at.astimezone(UTC))


def begin_ended(transaction: Transaction, scene: Scene) -> int:
    """Wait for the check-ins after the end of projects."""
    rows: Rows = {}
    for rule in scene.rules:
        if rule.kind != "check_in":
            continue
        for whose in scene.projects.values():
            if whose.ended_at is None:
                continue
            calendar = scene.calendar(whose.client_id)
            for count in range(1, rule.times + 1):
                anchor = f"project:{whose.project_id}:{whose.ended_at.date()}:{count}"
                rows[(rule.name, anchor)] = {
                    "rule": rule.name,
                    "anchor": anchor,
                    "kind": "check_in",
                    "project_id": whose.project_id,
                    "owner": whose.owner,
                    "reason": f"{rule.months * count} months after its end",
                    "started_at": whose.ended_at,
                    "due_at": months_after(whose.ended_at, rule.months * count, calendar),
                }
    return waiting.add(transaction, rows)


def step_words(rule: FollowUpRule, step: FollowUpStep) -> str:
    """Return what a step does, in a few words."""
    held = " (held)" if step.send == "hold" else ""
    if step.do == "mail":
        return f"alert {', '.join(step.to)}"
    if step.do == "look":
        return "remind the managers"
    if rule.kind == "check_in" and rule.survey != NONE:
        return f"ask by the survey {rule.survey}"
    return f"write “{step.template}” to the client{held}"
