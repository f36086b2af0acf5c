"""What deciding on invitations works with: what they are about, and what was decided."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Self

from daemon.config import MailboxConfig
from daemon.errors import ConfigError, NotFoundError
from daemon.model.plan import Engagement, Invitation, InvitationState, Milestone
from daemon.services import recording
from daemon.services.office import Office
from daemon.store import events, invitations, milestones, projects
from daemon.store.events import Event
from daemon.store.transaction import Transaction
from daemon.surveys.files import load_survey
from daemon.surveys.questions import Survey

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


@dataclass(frozen=True, slots=True)
class About:
    """A milestone that people are asked about, with its project and mailbox."""

    whose: Engagement
    milestone: Milestone
    mailbox: MailboxConfig | None


@dataclass(slots=True)
class Sitting:
    """One round of decisions in one transaction: what it is about, and what was decided.

    What changes is written at the end, in a few statements.
    """

    transaction: Transaction
    office: Office
    now: datetime
    abouts: dict[int, About]
    _surveys: dict[tuple[str, Path | None], Survey | None] = field(default_factory=dict)
    _changes: list[tuple[Invitation, dict[str, object]]] = field(default_factory=list)
    _events: list[Event] = field(default_factory=list)

    @classmethod
    def open(
        cls,
        transaction: Transaction,
        office: Office,
        milestone_ids: Collection[int],
        now: datetime,
    ) -> Self:
        """Load what invitations for these milestones are about."""
        stones = milestones.load_all(transaction, milestone_ids)
        whose = projects.load_all(transaction, {m.project_id for m in stones.values()})
        abouts = {
            number: About(whose[m.project_id], m, office.mailbox_of(whose[m.project_id]))
            for number, m in stones.items()
        }
        return cls(transaction, office, now, abouts)

    def survey_of(self, each: Invitation) -> Survey | None:
        """Return the survey that an invitation sends, or None where it is gone."""
        mailbox = self.abouts[each.milestone_id].mailbox
        key = (each.survey, mailbox.templates if mailbox else None)
        if key not in self._surveys:
            try:
                self._surveys[key] = load_survey(*key)
            except (NotFoundError, ConfigError):
                self._surveys[key] = None
        return self._surveys[key]

    def change(self, each: Invitation, values: dict[str, object]) -> None:
        """Decide on columns of an invitation."""
        self._changes.append((each, values))

    def note(self, each: Invitation, verb: str, after: dict[str, object]) -> None:
        """Tell the trail about an invitation."""
        self._events.append(make_event(each, verb, self.now, after))

    def settle(self, each: Invitation, state: InvitationState, reasons: Sequence[str]) -> None:
        """Bring an invitation to a state for *reasons*."""
        values: dict[str, object] = {"state": state.value, "reasons": list(reasons)}
        if state is not InvitationState.CLOSED:
            # who was asked was asked then, not when the time was over
            values["decided_at"] = self.now
        self.change(each, values)
        self.note(each, f"invitation.{state.value}", {"reasons": list(reasons)})

    def close(self) -> None:
        """Write what was decided; raise StaleError when somebody else decided meanwhile."""
        invitations.change_all(self.transaction, self._changes)
        events.record_all(self.transaction, self._events)


def make_event(
    each: Invitation,
    verb: str,
    now: datetime,
    after: dict[str, object],
    actor: str = recording.DAEMON,
) -> Event:
    """Return an event about an invitation."""
    return Event(
        now, actor, verb, "invitation", each.id, before={"state": each.state.value}, after=after
    )
