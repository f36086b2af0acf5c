"""Arithmetic on days that date wording needs."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

FRIDAY, SATURDAY, SUNDAY = 4, 5, 6
#: a day and month this long ago is taken for next year's
LONG_AGO = timedelta(days=150)


class Way(Enum):
    """How a day is named."""

    DAY = auto()
    WEEKDAY = auto()
    LENGTH = auto()
    FEAST = auto()
    VAGUE = auto()


@dataclass(frozen=True, slots=True)
class Named:
    """A day that a text names, and where; ``deadline`` when the wording itself says "by"."""

    start: int
    end: int
    day: date
    deadline: bool = False
    way: Way = Way.DAY

    @property
    def length(self) -> bool:
        """Whether it is a length of time ("within two days")."""
        return self.way is Way.LENGTH


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def near(written: date, month: int, day: int) -> date | None:
    """Return that day of this year, or of the next one where this year's is long past."""
    found = day_of(written.year, month, day)
    if found and found < written - LONG_AGO:
        return day_of(written.year + 1, month, day)
    if found and found - written > timedelta(days=330):
        return day_of(written.year - 1, month, day)
    return found


def day_ahead(written: date, day: int) -> date | None:
    """Return the next date with that day of the month, today included."""
    found = day_of(written.year, written.month, day)
    if found and found >= written:
        return found
    following = month_end(written, 0) + timedelta(days=1)
    return day_of(following.year, following.month, day)


def weekday_ahead(written: date, weekday: int) -> date:
    """Return the next such weekday after *written*."""
    return written + timedelta(days=(weekday - written.weekday() - 1) % 7 + 1)


def weekday_of_week(written: date, weekday: int, weeks: int) -> date:
    """Return the weekday in this week (0), the next (1), and so on; weeks begin on Monday."""
    return written + timedelta(days=weekday - written.weekday() + 7 * weeks)


def month_end(written: date, months: int) -> date:
    """Return the last day of this month (0), the next (1), and so on."""
    index = written.year * 12 + written.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def end_of_month(written: date, month: int) -> date | None:
    """Return the last day of the named month, this year or next."""
    first = near(written, month, 1)
    return month_end(first, 0) if first else None


def quarter_end(written: date) -> date:
    """Return the last day of the quarter *written* lies in."""
    return month_end(written, (3 - written.month % 3) % 3)


def workdays_after(written: date, count: int) -> date:
    """Return the day *count* working days (Monday to Friday) later."""
    day = written
    for _ in range(min(count, 400)):
        day += timedelta(days=1)
        while day.weekday() >= SATURDAY:
            day += timedelta(days=1)
    return day
