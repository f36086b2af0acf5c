"""When not to ask: whether an invitation goes out now, later, or not at all, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from daemon.model.record import Role
from daemon.schedules.calendar import BusinessCalendar


class Reason(StrEnum):
    """Why somebody is not asked."""

    OPTED_OUT = "opted out"
    STAFF = "one of ours"
    NO_CLIENT = "belongs to no client"
    NO_ADDRESS = "no address"
    BOUNCED = "mail came back"
    ON_HOLD = "project on hold"
    COMPLAINT = "open complaint"
    CONTACT_ASKED = "asked recently"
    CLIENT_ASKED = "client asked recently"
    SHADOW = "shadow mode"
    MISSED = "too late"
    NO_SURVEY = "survey is gone"
    DISCARDED = "discarded by a manager"
    FAILED = "could not be delivered"
    WITHDRAWN = "milestone taken back"


#: what no manager can override: the contact's own word, and what cannot be done
FINAL = frozenset({Reason.OPTED_OUT, Reason.STAFF, Reason.NO_CLIENT, Reason.NO_ADDRESS})


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of a contact at the moment of asking.

    ``asked_at`` and ``client_asked_at`` are the last invitations for another milestone, to the
    contact and to anybody of its client.
    """

    contact_id: int
    role: Role
    client_id: int | None
    address: str
    bounced: bool = False
    opted_out: bool = False
    on_hold: bool = False
    complaint: str = ""
    asked_at: datetime | None = None
    client_asked_at: datetime | None = None
    shadow: bool = False


@dataclass(frozen=True, slots=True)
class AskingRules:
    """How seldom to ask, how late an invitation may be, when to remind and to close."""

    contact_gap: timedelta = timedelta(days=30)
    client_gap: timedelta = timedelta(days=14)
    late_days: int = 3
    remind_days: int = 4
    open_for: timedelta = timedelta(days=28)


class Step(StrEnum):
    """What happens with something planned."""

    GO = "go"
    WAIT = "wait"
    SKIP = "skip"
    MISS = "miss"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is decided, why, and for WAIT until when."""

    step: Step
    reasons: tuple[str, ...] = ()
    at: datetime | None = None


def reasons_not_to_ask(candidate: Candidate, rules: AskingRules, at: datetime) -> list[str]:
    """Return every reason not to ask *candidate* at that moment; empty when there is none."""
    checks = (
        (Reason.OPTED_OUT, candidate.opted_out),
        (Reason.STAFF, candidate.role is Role.STAFF or candidate.role is Role.MACHINE),
        (Reason.NO_CLIENT, candidate.role is not Role.STAFF and candidate.client_id is None),
        (Reason.NO_ADDRESS, not candidate.address and not candidate.bounced),
        (Reason.BOUNCED, candidate.bounced),
        (Reason.ON_HOLD, candidate.on_hold),
        (Reason.COMPLAINT, bool(candidate.complaint)),
        (Reason.CONTACT_ASKED, _within(candidate.asked_at, rules.contact_gap, at)),
        (Reason.CLIENT_ASKED, _within(candidate.client_asked_at, rules.client_gap, at)),
        (Reason.SHADOW, candidate.shadow),
    )
    return [_worded(reason, candidate) for reason, holds in checks if holds]


def _worded(reason: Reason, candidate: Candidate) -> str:
    if reason is Reason.COMPLAINT:
        return f"{reason.value} {candidate.complaint}"
    last = {
        Reason.CONTACT_ASKED: candidate.asked_at,
        Reason.CLIENT_ASKED: candidate.client_asked_at,
    }.get(reason)
    return f"{reason.value} ({last:%Y-%m-%d})" if last else reason.value


def _within(last: datetime | None, gap: timedelta, at: datetime) -> bool:
    # a clock that was ahead may have left a moment in the future: that is recent as well
    return last is not None and at - last < gap


def is_final(reasons: list[str]) -> bool:
    """Whether one of *reasons* stands against any override."""
    return any(reason in {r.value for r in FINAL} for reason in reasons)


def decide_asking(
    due_at: datetime,
    candidate: Candidate,
    rules: AskingRules,
    calendar: BusinessCalendar,
    now: datetime,
) -> Verdict:
    """Decide on a planned invitation: never before it is due, nor when the client is closed."""
    opens = calendar.next_open(due_at)
    if now < opens:
        return Verdict(Step.WAIT, (calendar.why_closed(due_at),), opens)
    if now >= last_moment(due_at, rules, calendar):
        return Verdict(Step.MISS, (Reason.MISSED.value,))
    if reasons := reasons_not_to_ask(candidate, rules, now):
        return Verdict(Step.SKIP, tuple(reasons))
    if not calendar.is_open(now):
        return Verdict(Step.WAIT, (calendar.why_closed(now),), calendar.next_open(now))
    return Verdict(Step.GO)


def last_moment(due_at: datetime, rules: AskingRules, calendar: BusinessCalendar) -> datetime:
    """Return when it is too late to ask: so many business days after it was due."""
    return calendar.add_days(due_at, rules.late_days)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An invitation that went out and has no answer yet, and what has happened since."""

    asked_at: datetime
    remind_at: datetime
    closes_at: datetime
    replied: bool = False
    bounced: bool = False
    complaint: str = ""
    opted_out: bool = False
    on_hold: bool = False


def decide_reminder(
    waiting: Waiting, rules: AskingRules, calendar: BusinessCalendar, now: datetime
) -> Verdict:
    """Decide on the one reminder of an invitation."""
    checks = (
        ("replied", waiting.replied),
        (Reason.BOUNCED.value, waiting.bounced),
        (Reason.COMPLAINT.value, bool(waiting.complaint)),
        (Reason.OPTED_OUT.value, waiting.opted_out),
        (Reason.ON_HOLD.value, waiting.on_hold),
    )
    if reasons := tuple(reason for reason, holds in checks if holds):
        return Verdict(Step.SKIP, reasons)
    opens = calendar.next_open(waiting.remind_at)
    if now < opens:
        return Verdict(Step.WAIT, (), opens)
    if now >= min(last_moment(waiting.remind_at, rules, calendar), waiting.closes_at):
        return Verdict(Step.MISS, (Reason.MISSED.value,))
    if not calendar.is_open(now):
        return Verdict(Step.WAIT, (calendar.why_closed(now),), calendar.next_open(now))
    return Verdict(Step.GO)
