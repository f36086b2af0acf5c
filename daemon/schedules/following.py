"""What a conversation is followed up for, and since when: rules over its state, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from daemon.schedules.calendar import BusinessCalendar


@dataclass(frozen=True, slots=True)
class Situation:
    """A conversation at the moment of looking.

    ``written_at`` is the client's newest mail, ``answered_at`` our newest by a person, and
    ``owed_since`` the client's first that came after it.
    """

    id: int
    state: str
    state_at: datetime
    opened_at: datetime
    label: str
    client: str
    written_at: datetime | None
    answered_at: datetime | None
    owed_since: datetime | None

    @property
    def is_over(self) -> bool:
        """Whether nobody waits for anything."""
        return self.state == "done"


@dataclass(frozen=True, slots=True)
class Need:
    """What to wait for: its key under the rule, and since when."""

    anchor: str
    since: datetime


def need(kind: str, seen: Situation) -> Need | None:
    """Return what a rule of *kind* waits for in a conversation, or None."""
    if kind == "no_reply" and seen.state == "waiting" and not _after(seen.written_at, seen):
        return Need(f"conversation:{seen.id}:{seen.state_at.isoformat()}", seen.state_at)
    if seen.state != "open" or seen.written_at is None:
        return None
    if kind == "first_response" and seen.owed_since is not None:
        return Need(f"conversation:{seen.id}:{seen.owed_since.isoformat()}", seen.owed_since)
    if kind == "resolution":
        return Need(f"conversation:{seen.id}:{seen.opened_at.isoformat()}", seen.opened_at)
    return None


def _after(moment: datetime | None, seen: Situation) -> bool:
    return moment is not None and moment > seen.state_at


def still_needed(kind: str, since: datetime, seen: Situation) -> bool:
    """Whether something is still waited for; a reply or an end cancels it."""
    if seen.is_over:
        return False
    if kind == "no_reply":
        replied = seen.written_at is not None and seen.written_at > since
        return seen.state in {"waiting", "snoozed"} and not replied
    if kind == "first_response":
        return seen.answered_at is None or seen.answered_at < since
    if kind == "promise":
        return seen.answered_at is None or seen.answered_at <= since
    return True


def is_answered(since: datetime, heard_at: datetime | None) -> bool:
    """Whether the client has written since a milestone that was to be followed up."""
    return heard_at is not None and heard_at > since


def is_paused(kind: str, seen: Situation) -> bool:
    """Whether the clock stands: a solution is not owed while we wait for the client."""
    return kind in {"resolution", "first_response"} and seen.state in {"waiting", "snoozed"}


def resumed(
    due_at: datetime, paused_at: datetime, calendar: BusinessCalendar, now: datetime
) -> datetime:
    """Return when something is due whose clock stood from *paused_at* until *now*."""
    left = calendar.worked(paused_at, due_at) if due_at > paused_at else timedelta()
    return calendar.add_time(now, left)
