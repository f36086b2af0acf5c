"""The record of a client: people, open work, milestones, satisfaction, and how it fares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from daemon.config import Config
from daemon.model.happening import Happening
from daemon.model.plan import Engagement
from daemon.model.record import Client
from daemon.schedules.health import Facts, Health, judge
from daemon.schedules.statistics import Figure
from daemon.scope.lifecycle import CLOSED
from daemon.services import calendars, figures
from daemon.services.figures import Report, Scope
from daemon.services.milestones import MilestoneLine
from daemon.services.milestones import list_all as list_milestones
from daemon.store import (
    client_records,
    clients,
    happenings,
    opt_outs,
    projects,
    scope_items,
)
from daemon.store.client_records import Bounds, Tally
from daemon.store.engine import Database
from daemon.store.projects import Person
from daemon.store.scope_items import ItemRow, Wanted
from daemon.store.transaction import Transaction

#: an open conversation without a word of ours for so long is an answer owed
OWED_AFTER = timedelta(days=1)
#: how far back satisfaction and low scores are looked at
LOOK_BACK = timedelta(days=365)
LOW_BACK = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class ClientLine:
    """A client as a list shows it."""

    client: Client
    contacts: int
    conversations: int
    items: int
    complaints: int
    last_at: datetime | None
    csat: Figure
    health: Health


@dataclass(frozen=True, slots=True)
class Answering:
    """How fast a person of ours first answered: business hours, the median and nine of ten."""

    count: int
    median: timedelta | None = None
    slow: timedelta | None = None


@dataclass(frozen=True, slots=True)
class ClientRecord:
    """Everything that is known of one client. ``opted_out`` are ids of contacts."""

    line: ClientLine
    people: tuple[Person, ...]
    opted_out: frozenset[int]
    projects: tuple[Engagement, ...]
    items: tuple[ItemRow, ...]
    milestones: tuple[MilestoneLine, ...]
    report: Report
    answering: Answering
    history: tuple[Happening, ...]


def list_all(db: Database, config: Config, now: datetime) -> list[ClientLine]:
    """Return every client with how it fares, by name."""
    with db.read() as transaction:
        known = clients.find_all(transaction)
        tallies = client_records.tally(transaction, _bounds(now))
    report = figures.report(db, config, Scope(until=now, since=now - LOOK_BACK))
    satisfied = {row.name: row.csat for row in report.groups["client"]}
    return [
        _line(each.client, each.contacts, tallies, satisfied.get(each.client.name), now)
        for each in known
    ]


def _bounds(now: datetime) -> Bounds:
    return Bounds(now - OWED_AFTER, now - LOW_BACK, now.date().isoformat(), CLOSED)


def _line(
    client: Client,
    contacts: int,
    tallies: Mapping[int, Tally],
    satisfied: Figure | None,
    now: datetime,
) -> ClientLine:
    tally = tallies.get(client.id, Tally())
    csat = satisfied or Figure(None, 0.0, 1.0, 0)
    facts = Facts(
        complaints=tuple(tally.complaints),
        overdue=tally.overdue,
        owed=tally.owed,
        low=tally.low,
        satisfied=csat.value,
        answers=csat.count,
        silent_days=(now - tally.last_at).days if tally.last_at else None,
        open_work=tally.items + tally.conversations,
    )
    return ClientLine(
        client=client,
        contacts=contacts,
        conversations=tally.conversations,
        items=tally.items,
        complaints=len(tally.complaints),
        last_at=tally.last_at,
        csat=csat,
        health=judge(facts),
    )


def load(db: Database, config: Config, client_id: int, now: datetime) -> ClientRecord:
    """Return the record of a client; raise NotFoundError."""
    with db.read() as transaction:
        client = clients.find(transaction, client_id)
        tallies = client_records.tally(transaction, _bounds(now))
        people = _people(transaction, client_id)
        opted_out = opt_outs.find(transaction, [p.contact_id for p in people])
        theirs = set(client_records.projects_of(transaction, client_id))
        whose = [p for p in projects.find_all(transaction) if p.project_id in theirs]
        wanted = Wanted(not_states=CLOSED, client_id=client_id)
        items = scope_items.find_all(transaction, wanted)
        answering = _answering(transaction, config, client_id, now)
        history = happenings.of_client(transaction, client_id)
    report = figures.report(db, config, Scope(now, now - LOOK_BACK, client=client.name))
    stones = [m for m in list_milestones(db) if m.project.client_id == client_id]
    return ClientRecord(
        line=_line(client, len(people), tallies, report.total.csat, now),
        people=tuple(people),
        opted_out=frozenset(opted_out),
        projects=tuple(whose),
        items=tuple(items),
        milestones=tuple(stones),
        report=report,
        answering=answering,
        history=tuple(history),
    )


def _people(transaction: Transaction, client_id: int) -> list[Person]:
    whose = Engagement(0, "", "", client_id)
    return projects.people_of(transaction, whose)


def _answering(
    transaction: Transaction, config: Config, client_id: int, now: datetime
) -> Answering:
    pairs = client_records.first_answers(transaction, client_id)
    if not pairs:
        return Answering(0)
    known = calendars.load_all(transaction, config, {client_id}, now, "UTC")
    calendar = known.get(client_id, known[None])
    return answering([calendar.worked(since, until) for since, until in pairs])


def answering(spans: Sequence[timedelta]) -> Answering:
    """Return the median of *spans*, and what nine of ten of them do not exceed."""
    if not spans:
        return Answering(0)
    ordered = sorted(spans)
    slow = ordered[min(len(ordered) - 1, (len(ordered) * 9 + 9) // 10 - 1)]
    middle = timedelta(seconds=median(span.total_seconds() for span in ordered))
    return Answering(len(ordered), middle, slow)
