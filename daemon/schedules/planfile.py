"""Milestones from files: TOML, CSV and iCalendar (RFC 5545), as rows to be imported."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import icalendar
from dateutil.rrule import rrulestr

from daemon.errors import UserError
from daemon.model.plan import MilestoneKind

FIELDS = (
    "project",
    "name",
    "kind",
    "planned",
    "owner",
    "survey",
    "delay",
    "contacts",
    "follow_ups",
)
#: of a recurring event at most so many dates are taken
OCCURRENCES = 24


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One milestone as a file gives it; ``where`` says in which place, for messages.

    Values that the file does not give are None, so that an import leaves them as they are.
    """

    where: str
    project: str
    name: str
    kind: MilestoneKind | None = None
    planned: date | None = None
    owner: str | None = None
    survey: str | None = None
    delay: int | None = None
    contacts: tuple[str, ...] | None = None
    follow_ups: tuple[str, ...] | None = None
    uid: str | None = None


class _Unreadable(ValueError):  # noqa: N818 - it never leaves this file
    """Something else stands where a table was wanted."""


class PlanFileError(UserError):
    """A plan cannot be read; the message lists every problem with its place."""


def read_plan(name: str, data: bytes, project: str = "") -> list[PlanRow]:
    """Read a plan by the ending of its *name*; *project* is for rows that name none.

    Raises PlanFileError with every problem found.
    """
    ending = name.rpartition(".")[2].lower()
    readers = {"toml": _toml, "csv": _csv, "ics": _ics}
    if ending not in readers:
        raise PlanFileError(f"{name}: a plan is a .toml, .csv or .ics file")
    problems: list[str] = []
    rows: list[PlanRow] = []
    try:
        for where, values in readers[ending](name, data):
            try:
                rows.append(_row(where, values, project))
            except ValueError as error:
                problems.append(f"{where}: {error}")
    except (ValueError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        problems.append(f"{name}: {error}")
    if problems:
        raise PlanFileError("\n".join(problems))
    return rows


def _toml(name: str, data: bytes) -> Iterator[tuple[str, Mapping[str, Any]]]:
    tables = tomllib.loads(data.decode("utf-8-sig"))
    if unknown := sorted(tables.keys() - {"milestone"}):
        raise ValueError(f"unknown table {unknown[0]!r}; milestones are [[milestone]]")
    entries = tables.get("milestone", [])
    if not isinstance(entries, list):
        raise _Unreadable("milestones are [[milestone]], with two brackets")
    for number, entry in enumerate(entries, 1):
        yield f"{name}: milestone {number}", entry


def _csv(name: str, data: bytes) -> Iterator[tuple[str, Mapping[str, Any]]]:
    text = data.decode("utf-8-sig")
    first = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in first else ",")
    for values in reader:
        if None in values:
            raise ValueError(f"line {reader.line_num} has more fields than the heading")
        filled = {k.strip().lower(): v.strip() for k, v in values.items() if v and v.strip()}
        if filled:
            yield f"{name}:{reader.line_num}", filled


def _ics(name: str, data: bytes) -> Iterator[tuple[str, Mapping[str, Any]]]:
    feed = icalendar.Calendar.from_ical(data.decode("utf-8", "replace"))
    events = feed.walk("VEVENT")
    if not events:
        raise ValueError("holds no event")
    for number, event in enumerate(events, 1):
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            continue
        values = {"name": str(event.get("SUMMARY", ""))}
        uid = str(event.get("UID", ""))
        for position, day in enumerate(_days(event)):
            dated = f" ({day})" if "RRULE" in event else ""
            yield (
                f"{name}: event {number}",
                {
                    "name": values["name"] + dated,
                    "planned": day,
                    "uid": f"{uid}/{position}" if "RRULE" in event else uid,
                    **_prefix(values["name"], dated),
                },
            )


def _prefix(summary: str, dated: str) -> dict[str, str]:
    """Read ``ACME-web: Beta`` as a project and a name."""
    code, colon, rest = summary.partition(":")
    if colon and rest.strip() and " " not in code.strip():
        return {"project": code.strip(), "name": rest.strip() + dated}
    return {}


def _days(event: icalendar.Component) -> list[date]:
    start = event.get("DTSTART")
    if start is None:
        raise ValueError(f"the event “{event.get('SUMMARY', '')}” has no date")
    begins = start.dt
    if "RRULE" not in event:
        return [begins.date() if isinstance(begins, datetime) else begins]
    first = datetime(begins.year, begins.month, begins.day)  # noqa: DTZ001 - days have no zone
    rule_text = event["RRULE"].to_ical()
    text = (rule_text.decode() if isinstance(rule_text, bytes) else rule_text).partition("UNTIL=")
    # days alone are compared, so an UNTIL in UTC is cut to its day
    until = f"UNTIL={text[2][:8]}{''.join(text[2].partition(';')[1:])}" if text[1] else ""
    rule = rrulestr(text[0] + until, dtstart=first)
    return [at.date() for _, at in zip(range(OCCURRENCES), rule, strict=False)]


def _row(where: str, values: Mapping[str, Any], project: str) -> PlanRow:
    if not isinstance(values, Mapping):
        raise _Unreadable("not a table of keys and values")
    if unknown := sorted(set(values) - {*FIELDS, "uid"}):
        raise ValueError(f"unknown key {unknown[0]!r}; there are {', '.join(FIELDS)}")
    code = str(values.get("project") or project)
    name = " ".join(str(values.get("name", "")).split())
    if not code:
        raise ValueError("no project; name one, or give --project")
    if not name:
        raise ValueError("a milestone needs a name")
    return PlanRow(
        where=where,
        project=code,
        name=name,
        kind=_kind(values.get("kind")),
        planned=_day(values.get("planned")),
        owner=_text(values.get("owner")),
        survey=_text(values.get("survey")),
        delay=_delay(values.get("delay")),
        contacts=_list(values.get("contacts")),
        follow_ups=_list(values.get("follow_ups")),
        uid=_text(values.get("uid")),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _kind(value: object) -> MilestoneKind | None:
    if value is None:
        return None
    if value not in set(MilestoneKind):
        raise ValueError(f"kind {value!r}; there are {', '.join(MilestoneKind)}")
    return MilestoneKind(str(value))


def _day(value: object) -> date | None:
    if value is None or isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"planned {value!r} is no date such as 2026-05-04") from None


def _delay(value: object) -> int | None:
    if value is None:
        return None
    text = str(value)
    if not text.isascii() or not text.isdigit() or int(text) > 365:
        raise ValueError(f"delay {value!r} is no number of business days")
    return int(text)


def _list(value: object) -> tuple[str, ...] | None:
    if value is None:
        return None
    parts = value if isinstance(value, list) else str(value).replace("|", ";").split(";")
    return tuple(p for each in parts if (p := str(each).strip()))
