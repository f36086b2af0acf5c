"""What is known of people at the moment of asking, loaded for many at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from daemon.model.plan import Engagement, Milestone, ProjectState
from daemon.model.record import Role
from daemon.schedules.asking import Candidate
from daemon.schedules.calendar import BusinessCalendar
from daemon.services import calendars
from daemon.services.office import Office
from daemon.store import asks, opt_outs, projects
from daemon.store import calendars as calendar_rows
from daemon.store.calendars import OwnCalendar
from daemon.store.projects import Person
from daemon.store.transaction import Transaction

#: who was asked when, by milestone
Asks = dict[int, dict[int, datetime]]


@dataclass(frozen=True, slots=True)
class Known:
    """A person who could be asked: the facts, and when the client can be met."""

    person: Person
    candidate: Candidate
    calendar: BusinessCalendar


@dataclass(slots=True)
class Crowd:
    """What is known of many contacts at one moment; who is asked counts for the next."""

    office: Office
    now: datetime
    people: dict[int, Person]
    own: dict[int, OwnCalendar]
    contact_asks: Asks
    client_asks: Asks
    complaints: dict[int, str]
    opted_out: set[int]
    _calendars: dict[tuple[int | None, str], BusinessCalendar] = field(default_factory=dict)

    @classmethod
    def gather(
        cls, transaction: Transaction, office: Office, contact_ids: Collection[int], now: datetime
    ) -> Self:
        """Load what is known of contacts."""
        found = projects.load_people(transaction, sorted(set(contact_ids)))
        client_ids = {p.client_id for p in found if p.client_id is not None}
        rules = office.config.surveys.rules
        since = now - max(rules.contact_gap, rules.client_gap)
        contact_asks: Asks = {}
        client_asks: Asks = {}
        for ask in asks.recent_asks(transaction, contact_ids, client_ids, since):
            _add(contact_asks, ask.contact_id, ask.milestone_id, ask.at)
            if ask.client_id is not None:
                _add(client_asks, ask.client_id, ask.milestone_id, ask.at)
        return cls(
            office=office,
            now=now,
            people={p.contact_id: p for p in found},
            own=calendar_rows.load(transaction, client_ids),
            contact_asks=contact_asks,
            client_asks=client_asks,
            complaints=asks.open_complaints(transaction, client_ids),
            opted_out=opt_outs.find(transaction, contact_ids),
        )

    def known(self, contact_id: int, whose: Engagement, milestone: Milestone) -> Known:
        """Return what is known of a contact who could be asked for *milestone*."""
        person = self.people[contact_id]
        mailbox = self.office.mailbox_of(whose)
        shadow = self.office.config.sending.shadow or bool(mailbox and mailbox.shadow)
        client_id = person.client_id
        candidate = Candidate(
            contact_id=contact_id,
            role=person.role,
            client_id=client_id,
            address=person.address,
            bounced=person.bounced,
            opted_out=contact_id in self.opted_out,
            on_hold=whose.state is ProjectState.HOLD,
            complaint=self.complaints.get(client_id, "") if client_id is not None else "",
            asked_at=_last(self.contact_asks.get(contact_id), milestone.id),
            client_asked_at=_last(self.client_asks.get(client_id or 0), milestone.id),
            shadow=shadow,
        )
        zone = mailbox.timezone if mailbox else "UTC"
        return Known(person, candidate, self._calendar(client_id, zone))

    def note_asked(self, contact_id: int, milestone_id: int) -> None:
        """Let an invitation count for those that are decided after it."""
        person = self.people[contact_id]
        _add(self.contact_asks, contact_id, milestone_id, self.now)
        if person.client_id is not None:
            _add(self.client_asks, person.client_id, milestone_id, self.now)

    def _calendar(self, client_id: int | None, zone: str) -> BusinessCalendar:
        key = (client_id, zone)
        if key not in self._calendars:
            own = self.own.get(client_id or 0)
            base = self.office.config.calendar
            self._calendars[key] = calendars.build(own, base, zone, self.now)
        return self._calendars[key]


def _add(asks: Asks, who: int, milestone_id: int, at: datetime) -> None:
    mine = asks.setdefault(who, {})
    mine[milestone_id] = max(at, mine.get(milestone_id, at))


def _last(mine: dict[int, datetime] | None, milestone_id: int) -> datetime | None:
    """Return when somebody was last asked for another milestone."""
    return max((at for other, at in (mine or {}).items() if other != milestone_id), default=None)


def load(
    transaction: Transaction,
    office: Office,
    what: tuple[Engagement, Milestone],
    contact_ids: Sequence[int],
    now: datetime,
) -> dict[int, Known]:
    """Return what is known of contacts who could be asked for one milestone."""
    crowd = Crowd.gather(transaction, office, contact_ids, now)
    return {i: crowd.known(i, *what) for i in crowd.people}


def calendars_of(
    transaction: Transaction,
    office: Office,
    whose: Engagement,
    contact_ids: Sequence[int],
    now: datetime,
) -> dict[int, BusinessCalendar]:
    """Return when each of *contact_ids* can be met."""
    people = projects.load_people(transaction, contact_ids)
    mailbox = office.mailbox_of(whose)
    zone = mailbox.timezone if mailbox else "UTC"
    client_ids = {p.client_id for p in people}
    known = calendars.load_all(transaction, office.config, client_ids, now, zone)
    return {p.contact_id: known.get(p.client_id, known[None]) for p in people}


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
