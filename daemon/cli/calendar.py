"""`triaged calendar`: when a client can be met; holidays are suggested, days are yours to set."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from daemon.cli.clients import opened
from daemon.cli.common import ConfigOption, actor, console, plain, table
from daemon.clock import utc_now
from daemon.config.planning import WEEKDAYS
from daemon.errors import UserError
from daemon.services import calendars, clients
from daemon.services.milestones import parse_day

app = typer.Typer(no_args_is_help=True)
Named = Annotated[str, typer.Argument(help="The client's name or number.")]
Days = Annotated[list[str], typer.Argument(help="Days, such as 2026-05-04.")]


@app.command("show")
def show(
    client: Named,
    year: Annotated[int | None, typer.Option(help="Which year; by default this one.")] = None,
    config: ConfigOption = None,
) -> None:
    """Show when a client can be met, and the days that are not as their weekday says."""
    now = utc_now()
    with opened(config) as (settings, db):
        seen = calendars.show(db, settings, clients.find_id(db, client), year or now.year, now)
    hours = seen.effective
    days = ", ".join(WEEKDAYS[d] for d in sorted(hours.weekdays))
    typer.echo(
        f"{plain(seen.client)}: {days} {hours.opens:%H:%M}–{hours.closes:%H:%M} {hours.zone}"
    )
    rows = table("day", "", "name", "source")
    for line in seen.days:
        works = "works" if line.works else "off"
        rows.add_row(line.day.isoformat(), works, plain(line.name), line.source)
    console().print(rows)


@app.command("set")
def set_hours(
    client: Named,
    timezone: Annotated[str | None, typer.Option(help="IANA name, such as Asia/Shanghai.")] = None,
    weekdays: Annotated[str | None, typer.Option(help="Such as mon,tue,wed,thu,fri.")] = None,
    opens: Annotated[str | None, typer.Option(help="Such as 09:00.")] = None,
    closes: Annotated[str | None, typer.Option(help="Such as 18:00.")] = None,
    country: Annotated[str | None, typer.Option(help="Whose holidays: DE, DE-BY, CN.")] = None,
    config: ConfigOption = None,
) -> None:
    """Set what is not as configured; an empty text takes it back."""
    now = utc_now()
    with opened(config) as (settings, db):
        own = calendars.show(db, settings, clients.find_id(db, client), now.year, now).own
        wanted = replace(
            own,
            timezone=own.timezone if timezone is None else timezone,
            weekdays=own.weekdays if weekdays is None else _weekdays(weekdays),
            opens=own.opens if opens is None else opens,
            closes=own.closes if closes is None else closes,
            country=own.country if country is None else country,
        )
        event = calendars.set_hours(db, wanted, actor(), now)
    typer.echo(f"calendar of client {client} set (event {event})")


def _weekdays(text: str) -> tuple[int, ...] | None:
    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    if unknown := [name for name in names if name not in WEEKDAYS]:
        raise UserError(f"no weekday {unknown[0]!r}; there are {', '.join(WEEKDAYS)}")
    return tuple(sorted(WEEKDAYS.index(n) for n in names if n in WEEKDAYS)) or None


@app.command("off")
def days_off(
    client: Named,
    days: Days,
    name: Annotated[str, typer.Option(help="Why.")] = "",
    config: ConfigOption = None,
) -> None:
    """Say that the client does not work on these days."""
    _set(client, days, works=False, name=name, config=config)


@app.command("works")
def working_days(client: Named, days: Days, config: ConfigOption = None) -> None:
    """Say that the client works on these days, whatever the weekday and the suggestions say."""
    _set(client, days, works=True, name="", config=config)


def _set(client: str, days: list[str], *, works: bool, name: str, config: ConfigOption) -> None:
    wanted = [(parse_day(day), works, name) for day in days]
    with opened(config) as (_, db):
        event = calendars.set_days(db, clients.find_id(db, client), wanted, actor(), utc_now())
    typer.echo(f"{len(wanted)} days set (event {event})")


@app.command("clear")
def clear_days(client: Named, days: Days, config: ConfigOption = None) -> None:
    """Let days be again as their weekday and the suggestions say."""
    wanted = [parse_day(day) for day in days]
    with opened(config) as (_, db):
        event = calendars.drop_days(db, clients.find_id(db, client), wanted, actor(), utc_now())
    typer.echo(f"{len(wanted)} days cleared (event {event})")
