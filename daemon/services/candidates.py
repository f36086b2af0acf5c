"""What is known of people at the moment of asking, loaded for many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from daemon.model.plan import Engagement, Milestone, ProjectState
from daemon.model.record import Role
from daemon.schedules.asking import Candidate
from daemon.schedules.calendar import BusinessCalendar
from daemon.services import calendars
from daemon.services.office import Office
from daemon.store import invitations, projects
from daemon.store.projects import Person
from daemon.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Known:
    """A person who could be asked: the facts, and when the client can be met."""

    person: Person
    candidate: Candidate
    calendar: BusinessCalendar


def load(
    transaction: Transaction,
    office: Office,
    whose: Engagement,
    milestone: Milestone,
    contact_ids: Sequence[int],
    now: datetime,
) -> dict[int, Known]:
    """Return what is known of contacts who could be asked for *milestone*."""
    people = projects.load_people(transaction, contact_ids)
    client_ids = {p.client_id for p in people if p.client_id is not None}
    mailbox = office.mailbox_of(whose)
    zone = mailbox.timezone if mailbox else "UTC"
    open_days = calendars.load_all(transaction, office.config, client_ids, now, zone)
    asked = invitations.last_asked(transaction, milestone.id, "id", contact_ids)
    client_asked = invitations.last_asked(transaction, milestone.id, "client_id", client_ids)
    complaints = invitations.open_complaints(transaction, client_ids)
    out = invitations.opted_out(transaction, contact_ids)
    shadow = office.config.sending.shadow or bool(mailbox and mailbox.shadow)
    return {
        p.contact_id: Known(
            p,
            Candidate(
                contact_id=p.contact_id,
                role=p.role,
                client_id=p.client_id,
                address=p.address,
                bounced=p.bounced,
                opted_out=p.contact_id in out,
                on_hold=whose.state is ProjectState.HOLD,
                complaint=complaints.get(p.client_id, "") if p.client_id is not None else "",
                asked_at=asked.get(p.contact_id),
                client_asked_at=client_asked.get(p.client_id) if p.client_id else None,
                shadow=shadow,
            ),
            open_days[p.client_id if p.client_id in open_days else None],
        )
        for p in people
    }


def contact_ids(transaction: Transaction, whose: Engagement, milestone: Milestone) -> list[int]:
    """Return who is to be asked: those the milestone names, the project names, or everybody."""
    if milestone.contacts is not None:
        return list(milestone.contacts)
    if whose.contacts is not None:
        return list(whose.contacts)
    return [p.contact_id for p in projects.people_of(transaction, whose)]


def can_be_written_to(candidate: Candidate) -> bool:
    """Whether a follow-up may go to somebody: a client's person, reachable, who did not opt out."""
    ours = candidate.role in {Role.STAFF, Role.MACHINE}
    return bool(candidate.address) and not (ours or candidate.opted_out or candidate.bounced)
