"""What is counted for clients: open work, complaints, answers owed, how fast we answered."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, func, select

from daemon.model.record import ItemKind
from daemon.store.plan_tables import engagement, invitation, survey_answer
from daemon.store.schema import contact, conversation, item, outgoing


@dataclass
class Tally:
    """What is open with one client. ``complaints`` holds the severity of each open one."""

    conversations: int = 0
    owed: int = 0
    items: int = 0
    overdue: int = 0
    low: int = 0
    complaints: list[str] = field(default_factory=list)
    last_at: datetime | None = None


_Of = Callable[[int], Tally]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Moments and days that tallies are counted by; *closed* are states that ask no more."""

    owed_before: datetime
    low_since: datetime
    today: str
    closed: Collection[str]


def tally(connection: Connection, bounds: Bounds) -> dict[int, Tally]:
    """Return what is open with each client that has anything."""
    found: dict[int, Tally] = {}

    def of(client_id: int) -> Tally:
        return found.setdefault(client_id, Tally())

    _tally_conversations(connection, bounds, of)
    _tally_items(connection, bounds, of)
    rows = connection.execute(
        select(contact.c.client_id, func.count())
        .select_from(survey_answer)
        .join(invitation, invitation.c.id == survey_answer.c.invitation_id)
        .join(contact, contact.c.id == invitation.c.contact_id)
        .where(
            survey_answer.c.low,
            survey_answer.c.received_at >= bounds.low_since,
            survey_answer.c.state == "counted",
            contact.c.client_id.is_not(None),
        )
        .group_by(contact.c.client_id)
    )
    for client_id, count in rows:
        of(client_id).low = count
    return found


def _tally_conversations(connection: Connection, bounds: Bounds, of: _Of) -> None:
    c = conversation.c
    theirs = (c.client_id.is_not(None), c.merged_into.is_(None))
    newest = select(c.client_id, func.max(c.last_at)).where(*theirs).group_by(c.client_id)
    for client_id, last_at in connection.execute(newest):
        of(client_id).last_at = last_at
    working = (*theirs, c.state.in_(["open", "waiting", "snoozed"]))
    live = select(c.client_id, func.count()).where(*working).group_by(c.client_id)
    for client_id, count in connection.execute(live):
        of(client_id).conversations = count
    waits = (*theirs, c.state == "open", c.last_at < bounds.owed_before)
    owed = select(c.client_id, func.count()).where(*waits).group_by(c.client_id)
    for client_id, count in connection.execute(owed):
        of(client_id).owed = count


def _tally_items(connection: Connection, bounds: Bounds, of: _Of) -> None:
    c = item.c
    rows = connection.execute(
        select(c.client_id, c.kind, c.due, c.details).where(
            c.client_id.is_not(None), c.state.not_in(list(bounds.closed))
        )
    )
    for client_id, kind, due, details in rows:
        each = of(client_id)
        each.items += 1
        each.overdue += bool(due) and due < bounds.today
        if kind == ItemKind.COMPLAINT.value:
            each.complaints.append(str((details or {}).get("severity", "")))


def projects_of(connection: Connection, client_id: int) -> list[int]:
    """Return the projects that are a client's, or that it wrote about."""
    c = conversation.c
    wrote = select(c.project_id).where(c.client_id == client_id, c.merged_into.is_(None))
    theirs = select(engagement.c.project_id).where(engagement.c.client_id == client_id)
    return sorted(set(connection.execute(theirs.union(wrote)).scalars()))


def first_answers(connection: Connection, client_id: int) -> list[tuple[datetime, datetime]]:
    """Return when each conversation began and when a person of ours first answered it."""
    c, o = conversation.c, outgoing.c
    rows = connection.execute(
        select(c.opened_at, func.min(o.sent_at))
        .join(outgoing, o.conversation_id == c.id)
        .where(c.client_id == client_id, o.sent_at.is_not(None), o.automatic.is_(False))
        .group_by(c.id, c.opened_at)
        .order_by(c.opened_at)
    )
    return [(row[0], row[1]) for row in rows if row[1] >= row[0]]
