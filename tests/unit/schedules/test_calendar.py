"""Business calendars: open moments, days off, and business time between moments."""

# ruff: noqa: DTZ001 - hypothesis takes bounds without a zone
from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.schedules.calendar import BusinessCalendar
from daemon.schedules.holidays import is_country, suggest

BERLIN = BusinessCalendar(ZoneInfo("Europe/Berlin"), exceptions={date(2026, 5, 1): False})
SHANGHAI = BusinessCalendar(
    ZoneInfo("Asia/Shanghai"),
    exceptions={day: worked for day, (worked, _) in suggest("CN", 2026).items()},
)
MOMENTS = st.datetimes(
    datetime(2025, 1, 1),
    datetime(2027, 12, 31),
    timezones=st.just(UTC),
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("calendar", "moment", "why"),
    [
        (BERLIN, "2026-04-30T08:00", ""),
        (BERLIN, "2026-04-30T06:59", "quiet hours"),
        (BERLIN, "2026-04-30T16:00", "quiet hours"),
        (BERLIN, "2026-05-01T08:00", "holiday"),
        (BERLIN, "2026-05-02T08:00", "weekend"),
        (SHANGHAI, "2026-05-09T02:00", ""),  # a Saturday worked for the May holiday
        (SHANGHAI, "2026-10-01T02:00", "holiday"),
    ],
    ids=["open", "before", "after", "holiday", "weekend", "moved workday", "golden week"],
)
def test_it_says_why_a_client_cannot_be_met(
    calendar: BusinessCalendar, moment: str, why: str
) -> None:
    assert calendar.why_closed(at(moment)) == why


@pytest.mark.parametrize(
    ("since", "days", "wanted"),
    [
        ("2026-04-28T08:00", 0, "2026-04-28T08:00"),
        ("2026-04-28T08:00", 1, "2026-04-29T08:00"),
        ("2026-04-30T08:00", 1, "2026-05-04T08:00"),  # over May Day and the weekend
        ("2026-05-02T20:00", 0, "2026-05-04T07:00"),
        ("2026-03-27T08:00", 1, "2026-03-30T07:00"),  # 9:00 by the clock, before and after DST
    ],
    ids=["same day", "next day", "holiday and weekend", "closed", "clock change"],
)
def test_business_days_are_added(since: str, days: int, wanted: str) -> None:
    assert BERLIN.add_days(at(since), days) == at(wanted)


def test_business_time_spans_nights_and_weekends() -> None:
    # Thursday 17:00 local + 2 h = 1 h on Thursday and, after May Day, 1 h on Monday
    assert BERLIN.add_time(at("2026-04-30T15:00"), timedelta(hours=2)) == at("2026-05-04T08:00")
    assert BERLIN.worked(at("2026-04-30T15:00"), at("2026-05-04T08:00")) == timedelta(hours=2)


@given(MOMENTS, st.integers(0, 30))
def test_what_was_added_has_been_worked(since: datetime, hours: int) -> None:
    work = timedelta(hours=hours)
    until = BERLIN.add_time(since, work)
    assert BERLIN.worked(since, until) == work


@given(MOMENTS)
def test_the_next_open_moment_is_open_and_not_before(moment: datetime) -> None:
    for calendar in (BERLIN, SHANGHAI):
        opens = calendar.next_open(moment)
        assert opens >= moment
        assert calendar.is_open(opens)


@pytest.mark.parametrize(
    "wrong",
    [{"weekdays": frozenset()}, {"weekdays": frozenset({7})}, {"opens": time(18)}],
    ids=["no day", "no such day", "closes first"],
)
def test_a_calendar_that_never_opens_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="day"):
        BusinessCalendar(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "known"), [("DE", True), ("DE-BY", True), ("DE-XX", False), ("Germany", False)]
)
def test_countries_are_checked(code: str, known: bool) -> None:
    assert is_country(code) is known
