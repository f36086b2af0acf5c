"""Business calendars: when a client can be met, and how much business time lies between moments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: no calendar is closed for longer than this many days on end
HORIZON = 400
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BusinessCalendar:
    """Weekdays (0 is Monday), opening hours in ``zone``, and the days that are otherwise.

    ``exceptions`` says of a day whether it is worked, whatever its weekday. Raises ValueError
    for a calendar that is never open.
    """

    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    weekdays: frozenset[int] = frozenset(range(5))
    opens: time = time(9)
    closes: time = time(18)
    exceptions: Mapping[date, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= set(range(7)):
            raise ValueError("a business calendar needs at least one weekday, 0 (Monday) to 6")
        if self.opens >= self.closes:
            raise ValueError(f"a day that opens at {self.opens} cannot close at {self.closes}")

    def is_business_day(self, day: date) -> bool:
        """Whether *day* is worked."""
        return self.exceptions.get(day, day.weekday() in self.weekdays)

    def is_open(self, moment: datetime) -> bool:
        """Whether somebody can be met at *moment*."""
        local = moment.astimezone(self.zone)
        return self.is_business_day(local.date()) and self.opens <= local.time() < self.closes

    def why_closed(self, moment: datetime) -> str:
        """Return ``quiet hours``, ``weekend``, ``holiday``, or nothing while it is open."""
        if self.is_open(moment):
            return ""
        day = moment.astimezone(self.zone).date()
        if self.is_business_day(day):
            return "quiet hours"
        return "holiday" if day.weekday() in self.weekdays else "weekend"

    def next_open(self, moment: datetime) -> datetime:
        """Return *moment* while open, else the next moment at which it opens, in UTC."""
        if self.is_open(moment):
            return moment.astimezone(UTC)
        day = moment.astimezone(self.zone).date()
        return next(
            opens for each in self._days_from(day) if (opens := self._at(each, self.opens)) > moment
        )

    def add_days(self, moment: datetime, days: int) -> datetime:
        """Return the same time of day, within opening hours, *days* business days later (UTC)."""
        local = self.next_open(moment).astimezone(self.zone)
        ahead = self._days_from(local.date() + _DAY)
        day = local.date()
        for _ in range(days):
            day = next(ahead)
        return self.next_open(self._at(day, local.time()))

    def add_time(self, moment: datetime, work: timedelta) -> datetime:
        """Return the moment at which *work* of opening time has passed since *moment* (UTC)."""
        at = self.next_open(moment)
        for day in self._days_from(at.astimezone(self.zone).date()):
            start = max(at, self._at(day, self.opens))
            room = self._at(day, self.closes) - start
            if work <= room:
                return start + work
            work -= max(room, timedelta())
        raise AssertionError("the days of a calendar do not end")

    def worked(self, since: datetime, until: datetime) -> timedelta:
        """Return the opening time between two moments."""
        total, day = timedelta(), since.astimezone(self.zone).date()
        last = until.astimezone(self.zone).date()
        while day <= last:
            if self.is_business_day(day):
                start = max(since, self._at(day, self.opens))
                end = min(until, self._at(day, self.closes))
                total += max(end - start, timedelta())
            day += _DAY
        return total

    def _days_from(self, day: date) -> Iterator[date]:
        """Yield the business days from *day* on; ValueError if there is none for too long."""
        idle = 0
        while idle <= HORIZON:
            if self.is_business_day(day):
                idle = 0
                yield day
            else:
                idle += 1
            day += _DAY
        raise ValueError(f"no business day in the {HORIZON} days before {day}")

    def _at(self, day: date, at: time) -> datetime:
        """Return a local time as UTC; a time that a clock change skips counts as its end."""
        return datetime.combine(day, at.replace(tzinfo=None), self.zone).astimezone(UTC)
