"""What is planned with clients: projects, milestones, invitations, answers, follow-ups."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class MilestoneKind(StrEnum):
    """The phase of a project that a milestone ends; ``OWN`` is whatever a manager calls one."""

    KICK_OFF = "kick-off"
    PROGRESS = "progress"
    REVIEW = "review"
    WRAP_UP = "wrap-up"
    CHECK_IN = "check-in"
    RESOLUTION = "resolution"
    OWN = "own"


#: the survey that a milestone of each kind sends, unless it names its own; none where empty
USUAL_SURVEY: dict[MilestoneKind, str] = {
    MilestoneKind.KICK_OFF: "needs",
    MilestoneKind.PROGRESS: "",
    MilestoneKind.REVIEW: "milestone",
    MilestoneKind.WRAP_UP: "wrap-up",
    MilestoneKind.CHECK_IN: "after-sales",
    MilestoneKind.RESOLUTION: "complaint-resolution",
    MilestoneKind.OWN: "",
}
#: written where a milestone shall send no survey, or have no follow-up, although its kind does
NONE = "none"


class MilestoneState(StrEnum):
    """Where a milestone stands."""

    PLANNED = "planned"
    REACHED = "reached"
    CANCELLED = "cancelled"


class ProjectState(StrEnum):
    """Whether a project goes on; nobody is asked while it is on hold."""

    ACTIVE = "active"
    HOLD = "hold"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Engagement:
    """A project with whose it is. ``contacts`` are those who are asked, or None for everybody
    of the client who can be; ``mailbox`` is where its mail leaves from.
    """

    project_id: int
    code: str
    name: str
    client_id: int | None = None
    mailbox: str = ""
    state: ProjectState = ProjectState.ACTIVE
    owner: str = ""
    contacts: tuple[int, ...] | None = None
    ended_at: datetime | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated step of a project. ``delay`` is in business days, -1 as configured.

    ``follow_ups`` names rules of the configuration; where it is empty those of its kind hold.
    """

    id: int
    project_id: int
    name: str
    kind: MilestoneKind = MilestoneKind.PROGRESS
    state: MilestoneState = MilestoneState.PLANNED
    planned_on: date | None = None
    reached_at: datetime | None = None
    reached_by: str = ""
    owner: str = ""
    survey: str = ""
    delay: int = -1
    contacts: tuple[int, ...] | None = None
    follow_ups: tuple[str, ...] = ()
    uid: str = ""
    version: int = 0

    @property
    def survey_name(self) -> str:
        """The survey it sends when it is reached; empty for none."""
        wanted = self.survey or USUAL_SURVEY[self.kind]
        return "" if wanted == NONE else wanted

    def triggers(self, rule: str, kinds: Collection[MilestoneKind]) -> bool:
        """Whether reaching it brings about the follow-up *rule*, usual for *kinds*."""
        return rule in self.follow_ups if self.follow_ups else self.kind in kinds


class InvitationState(StrEnum):
    """``planned → asked → answered`` or ``closed``; or never asked: ``skipped``, ``missed``."""

    PLANNED = "planned"
    ASKED = "asked"
    ANSWERED = "answered"
    CLOSED = "closed"
    SKIPPED = "skipped"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Invitation:
    """One contact asked once for one milestone. ``reminder`` says what became of the reminder."""

    id: int
    contact_id: int
    milestone_id: int
    survey: str
    state: InvitationState
    due_at: datetime
    language: str = ""
    address: str = ""
    reasons: tuple[str, ...] = ()
    override_by: str = ""
    outgoing_id: int | None = None
    asked_at: datetime | None = None
    remind_at: datetime | None = None
    reminder: str = ""
    reminder_id: int | None = None
    closes_at: datetime | None = None
    answered_at: datetime | None = None
    decided_at: datetime | None = None
    version: int = 0


class AnswerState(StrEnum):
    """Whether an answer counts. ``HELD`` waits for a manager."""

    COUNTED = "counted"
    HELD = "held"
    SUPERSEDED = "superseded"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """What one mail answered. Values by question key; what was not given is not there."""

    id: int
    invitation_id: int
    message_id: int
    contact_id: int | None
    received_at: datetime
    state: AnswerState
    reason: str = ""
    scores: Mapping[str, int] = field(default_factory=dict)
    yes_no: Mapping[str, bool] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    remark: str = ""
    late: bool = False
    low: bool = False
    item_id: int | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something waited for, under a rule of the configuration, and the step that is next.

    ``anchor`` is what it hangs on, such as ``milestone:12`` or ``conversation:3:…``.
    """

    id: int
    rule: str
    anchor: str
    kind: str
    started_at: datetime
    due_at: datetime
    conversation_id: int | None = None
    project_id: int | None = None
    owner: str = ""
    reason: str = ""
    step: int = 0
    state: str = "waiting"
    version: int = 0

    @property
    def milestone_id(self) -> int | None:
        """The milestone that it hangs on, if it does."""
        hook, _, rest = self.anchor.partition(":")
        return int(rest.partition(":")[0]) if hook == "milestone" else None
