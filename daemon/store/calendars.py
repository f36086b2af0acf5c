"""Each client's business calendar, as a manager set it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import BindParameter, Connection, bindparam, delete, insert, select, update

from daemon.store.plan_tables import calendar, calendar_day
from daemon.store.schema import client


@dataclass(frozen=True, slots=True)
class OwnCalendar:
    """What is set for one client; empty where the configured calendar holds."""

    client_id: int
    timezone: str = ""
    weekdays: tuple[int, ...] | None = None
    opens: str = ""
    closes: str = ""
    country: str = ""
    #: day → (worked, name)
    days: dict[date, tuple[bool, str]] = field(default_factory=dict)


_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_DAYS = select(calendar_day).where(calendar_day.c.client_id.in_(_IDS)).order_by(calendar_day.c.day)
_CALENDARS = (
    select(
        client.c.id,
        client.c.timezone,
        calendar.c.weekdays,
        calendar.c.opens,
        calendar.c.closes,
        calendar.c.country,
    )
    .outerjoin(calendar, calendar.c.client_id == client.c.id)
    .where(client.c.id.in_(_IDS))
)


def load(connection: Connection, client_ids: Collection[int]) -> dict[int, OwnCalendar]:
    """Return the calendars of clients; each has one, if only its time zone."""
    ids = list(client_ids)
    days: dict[int, dict[date, tuple[bool, str]]] = {}
    for row in connection.execute(_DAYS, {"ids": ids}):
        known = days.setdefault(row.client_id, {})
        known[date.fromisoformat(row.day)] = (row.works, row.name)
    rows = connection.execute(_CALENDARS, {"ids": ids})
    return {
        row.id: OwnCalendar(
            client_id=row.id,
            timezone=row.timezone,
            weekdays=tuple(row.weekdays) if row.weekdays is not None else None,
            opens=row.opens or "",
            closes=row.closes or "",
            country=row.country or "",
            days=days.get(row.id, {}),
        )
        for row in rows
    }


def save(connection: Connection, wanted: OwnCalendar) -> None:
    """Set a client's calendar, but for its time zone and single days."""
    values = {
        "weekdays": list(wanted.weekdays) if wanted.weekdays is not None else None,
        "opens": wanted.opens,
        "closes": wanted.closes,
        "country": wanted.country,
    }
    done = connection.execute(
        update(calendar).where(calendar.c.client_id == wanted.client_id).values(values)
    )
    if done.rowcount == 0:
        connection.execute(insert(calendar).values(client_id=wanted.client_id, **values))


def set_timezone(connection: Connection, client_id: int, timezone: str) -> None:
    """Say in which time zone a client lives."""
    connection.execute(update(client).where(client.c.id == client_id).values(timezone=timezone))


def set_days(
    connection: Connection, client_id: int, days: Sequence[tuple[date, bool, str]]
) -> None:
    """Say of single days whether they are worked."""
    drop_days(connection, client_id, [day for day, _, _ in days])
    if days:
        connection.execute(
            insert(calendar_day),
            [
                {"client_id": client_id, "day": day.isoformat(), "works": works, "name": name}
                for day, works, name in days
            ],
        )


def drop_days(connection: Connection, client_id: int, days: Sequence[date]) -> None:
    """Let single days be again as their weekday and the suggestions say."""
    connection.execute(
        delete(calendar_day).where(
            calendar_day.c.client_id == client_id,
            calendar_day.c.day.in_([day.isoformat() for day in days]),
        )
    )
