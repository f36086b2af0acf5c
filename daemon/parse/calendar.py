"""Calendar mail (RFC 5545, RFC 5546): what it asks or answers, for the first event in it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time

from icalendar import Calendar, Component

from daemon.model.message import CalendarEvent
from daemon.parse.charset import decode
from daemon.parse.cleaning import clean_line
from daemon.parse.guard import attempt
from daemon.parse.mime import Part

_TYPES = {"text/calendar", "application/ics", "text/x-vcalendar"}
_METHOD = re.compile(rb"(?im)^METHOD[^:\n]{0,100}:[ \t]*([A-Z-]{2,20})")
_END_EVENT = re.compile(rb"(?im)^END:VEVENT[ \t]*\r?$")
_MOST_BYTES = 512 * 1024
_MOST_ANSWERS = 200
#: methods that are a turn in an arrangement; PUBLISH only hands an event over
SCHEDULING = {"REQUEST", "REPLY", "CANCEL", "COUNTER", "DECLINECOUNTER", "REFRESH", "ADD"}


def read_calendar(root: Part, defects: list[str]) -> CalendarEvent | None:
    """Return the event of the first calendar part, or ``None`` when there is none."""
    part = next((one for one in root.walk() if one.media_type in _TYPES), None)
    if part is None:
        return None
    data = _first_event(part.decoded()[0])
    method = _method(part, data)
    return attempt(
        lambda: _read(data, method, part), CalendarEvent(method), defects, "calendar part"
    )


def _first_event(data: bytes) -> bytes:
    """Return a calendar that ends after its first event, however many follow."""
    data = data[:_MOST_BYTES]
    found = _END_EVENT.search(data)
    return data[: found.end()] + b"\r\nEND:VCALENDAR\r\n" if found else data


def _method(part: Part, data: bytes) -> str:
    named = part.content.get("method").strip().upper()
    found = _METHOD.search(data)
    return clean_line(named or (found.group(1).decode("ascii") if found else "PUBLISH")).upper()


def _read(data: bytes, method: str, part: Part) -> CalendarEvent:
    text = decode(data, part.content.get("charset"))[0]
    event = next(iter(Calendar.from_ical(text).walk("VEVENT")), None)
    if event is None:
        return CalendarEvent(method)
    start, end = _moment(event, "DTSTART"), _moment(event, "DTEND")
    return CalendarEvent(
        method=method,
        summary=clean_line(str(event.get("SUMMARY", ""))),
        starts_at=start,
        ends_at=end,
        organizer=_address(event.get("ORGANIZER", "")),
        location=clean_line(str(event.get("LOCATION", ""))),
        answers=_answers(event) if method in ("REPLY", "COUNTER") else (),
    )


def _answers(event: Component) -> tuple[tuple[str, str], ...]:
    attendees = event.get("ATTENDEE", [])
    if not isinstance(attendees, list):
        attendees = [attendees]
    return tuple(
        (_address(one), clean_line(str(one.params.get("PARTSTAT", "NEEDS-ACTION"))).upper())
        for one in attendees[:_MOST_ANSWERS]
    )


def _address(value: object) -> str:
    return clean_line(re.sub(r"(?i)^mailto:", "", str(value))).lower()


def _moment(event: Component, name: str) -> datetime | None:
    """Return a moment in UTC; a whole day begins at midnight UTC, floating time counts as UTC."""
    value = getattr(event.get(name), "dt", None)
    if isinstance(value, datetime):
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, date):
        return datetime.combine(value, time(), UTC)
    return None
