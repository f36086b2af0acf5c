"""Clients' business calendars: their own, over public holidays, over the configured one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from daemon.config import Config
from daemon.config.planning import WEEKDAYS, CalendarConfig
from daemon.errors import UserError
from daemon.log import get_logger
from daemon.schedules.calendar import BusinessCalendar
from daemon.schedules.holidays import is_country, suggest
from daemon.schedules.zones import zone_named
from daemon.store import calendars, clients, events
from daemon.store.calendars import OwnCalendar
from daemon.store.engine import Database
from daemon.store.events import Event
from daemon.store.transaction import Transaction

log = get_logger(__name__)
CHANGED = "calendar.changed"


def build(
    own: OwnCalendar | None, base: CalendarConfig, zone: str, now: datetime
) -> BusinessCalendar:
    """Return the calendar of a client around *now*; *zone* is for a client without one."""
    own = own or OwnCalendar(0)
    country = own.country or base.country
    days = dict(_public(country, now.year)) if country else {}
    days |= {day: worked for day, (worked, _) in own.days.items()}
    weekdays = own.weekdays or tuple(WEEKDAYS.index(w) for w in base.weekdays)
    return BusinessCalendar(
        zone=zone_of(own, zone),
        weekdays=frozenset(weekdays),
        opens=time.fromisoformat(own.opens) if own.opens else base.opens,
        closes=time.fromisoformat(own.closes) if own.closes else base.closes,
        exceptions=days,
    )


def zone_of(own: OwnCalendar, zone: str) -> ZoneInfo:
    """Return a client's time zone; *zone* where it has none, or one that does not exist."""
    found = zone_named(own.timezone) if own.timezone else None
    if found is None and own.timezone:
        _tell(own.client_id, own.timezone, zone)
    return found or zone_named(zone) or ZoneInfo("UTC")


@lru_cache(maxsize=256)
def _tell(client_id: int, timezone: str, used: str) -> None:
    """Log a time zone that does not exist, once a run."""
    log.warning("zone.unknown", client_id=client_id, timezone=timezone, used=used)


def unknown_zones(transaction: Transaction, client_ids: Collection[int]) -> list[str]:
    """Return a sentence for each of these clients whose time zone does not exist."""
    wrong = {
        i: own.timezone
        for i, own in calendars.load(transaction, sorted(client_ids)).items()
        if own.timezone and zone_named(own.timezone) is None
    }
    return [
        f"{clients.find(transaction, i).name}: no time zone is called “{zone}”; the mailbox's is"
        f" used. `triaged calendar set {i} --timezone …` puts it right"
        for i, zone in wrong.items()
    ]


def check_zone(name: str) -> None:
    """Raise UserError for a time zone that does not exist; none at all is fine."""
    if name and zone_named(name) is None:
        raise UserError(f"no time zone is called {name!r} (examples: Europe/Berlin, Asia/Shanghai)")


@lru_cache(maxsize=64)
def _public(country: str, year: int) -> dict[date, bool]:
    """Return the days off of a country in the years around *year*, by whether they are worked."""
    found: dict[date, bool] = {}
    for each in range(year - 1, year + 3):
        found |= {day: worked for day, (worked, _) in suggest(country, each).items()}
    return found


def load_all(
    transaction: Transaction,
    config: Config,
    client_ids: Collection[int | None],
    now: datetime,
    zone: str = "UTC",
) -> dict[int | None, BusinessCalendar]:
    """Return the calendar of each client, and under None the configured one."""
    own = calendars.load(transaction, [i for i in client_ids if i is not None])
    found: dict[int | None, BusinessCalendar] = {None: build(None, config.calendar, zone, now)}
    found |= {i: build(each, config.calendar, zone, now) for i, each in own.items()}
    return found


@dataclass(frozen=True, slots=True)
class DayLine:
    """A day that is not as its weekday says. ``source``: ``suggested`` or ``own``."""

    day: date
    works: bool
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class CalendarView:
    """A client's calendar as it is shown and edited."""

    client: str
    own: OwnCalendar
    effective: BusinessCalendar
    days: tuple[DayLine, ...]


def show(db: Database, config: Config, client_id: int, year: int, now: datetime) -> CalendarView:
    """Return a client's calendar with the special days of *year*; NotFoundError if none."""
    with db.read() as transaction:
        name = clients.find(transaction, client_id).name
        own = calendars.load(transaction, [client_id])[client_id]
    country = own.country or config.calendar.country
    suggested = suggest(country, year) if country else {}
    lines = {d: DayLine(d, w, n, "suggested") for d, (w, n) in suggested.items()}
    lines |= {d: DayLine(d, w, n, "own") for d, (w, n) in own.days.items() if d.year == year}
    effective = build(own, config.calendar, "UTC", now)
    return CalendarView(name, own, effective, tuple(lines[d] for d in sorted(lines)))


def set_hours(db: Database, wanted: OwnCalendar, actor: str, now: datetime) -> int:
    """Set time zone, weekdays, hours and country of a client; return the event's id.

    Empty values leave the configured ones. Raises UserError for a calendar never open.
    """
    if wanted.country and not is_country(wanted.country):
        raise UserError(f"no holidays known for {wanted.country!r} (examples: DE, DE-BY, CN)")
    check_zone(wanted.timezone)
    try:
        build(wanted, CalendarConfig(), "UTC", now)
    except (ValueError, KeyError) as error:
        raise UserError(f"not a calendar: {error}") from None
    with db.write() as transaction:
        before = calendars.load(transaction, [wanted.client_id])[wanted.client_id]
        _save(transaction, wanted)
        return _note(transaction, before, wanted, actor, now)


def set_days(
    db: Database,
    client_id: int,
    days: Sequence[tuple[date, bool, str]],
    actor: str,
    now: datetime,
) -> int:
    """Say of single days whether the client works; return the event's id."""
    with db.write() as transaction:
        clients.find(transaction, client_id)
        before = calendars.load(transaction, [client_id])[client_id]
        calendars.set_days(transaction, client_id, days)
        merged = before.days | {day: (works, name) for day, works, name in days}
        return _note(transaction, before, replace(before, days=merged), actor, now)


def drop_days(db: Database, client_id: int, days: Sequence[date], actor: str, now: datetime) -> int:
    """Let single days be as suggested again; return the event's id."""
    with db.write() as transaction:
        clients.find(transaction, client_id)
        before = calendars.load(transaction, [client_id])[client_id]
        calendars.drop_days(transaction, client_id, days)
        left = {d: v for d, v in before.days.items() if d not in set(days)}
        return _note(transaction, before, replace(before, days=left), actor, now)


def _save(transaction: Transaction, wanted: OwnCalendar) -> None:
    clients.find(transaction, wanted.client_id)
    calendars.save(transaction, wanted)
    calendars.set_timezone(transaction, wanted.client_id, wanted.timezone)


def _note(
    transaction: Transaction, before: OwnCalendar, after: OwnCalendar, actor: str, now: datetime
) -> int:
    entry = Event(
        now, actor, CHANGED, "client", after.client_id, before=_pack(before), after=_pack(after)
    )
    return events.record(transaction, entry)


def _pack(own: OwnCalendar) -> dict[str, object]:
    return {
        "timezone": own.timezone,
        "weekdays": list(own.weekdays) if own.weekdays is not None else None,
        "opens": own.opens,
        "closes": own.closes,
        "country": own.country,
        "days": [[d.isoformat(), w, n] for d, (w, n) in sorted(own.days.items())],
    }


def _unpack(client_id: int, packed: dict[str, object]) -> OwnCalendar:
    weekdays, days = packed["weekdays"], packed["days"]
    assert isinstance(days, list)
    return OwnCalendar(
        client_id=client_id,
        timezone=str(packed["timezone"]),
        weekdays=tuple(weekdays) if isinstance(weekdays, list) else None,
        opens=str(packed["opens"]),
        closes=str(packed["closes"]),
        country=str(packed["country"]),
        days={date.fromisoformat(d): (bool(w), str(n)) for d, w, n in days},
    )


def take_back(transaction: Transaction, entry: Event) -> None:
    """Undo a change while it still stands; raise UserError if the calendar has changed since."""
    before = _unpack(entry.subject_id, dict(entry.before or {}))
    left = _unpack(entry.subject_id, dict(entry.after or {}))
    present = calendars.load(transaction, [entry.subject_id])[entry.subject_id]
    if present != left:
        raise UserError("the calendar has changed since and is not taken back; look again")
    _save(transaction, before)
    calendars.drop_days(transaction, entry.subject_id, list(left.days))
    days = [(day, works, name) for day, (works, name) in before.days.items()]
    calendars.set_days(transaction, entry.subject_id, days)
