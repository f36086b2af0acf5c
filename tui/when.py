"""Reading when a snoozed conversation shall come back: ``2d``, ``fri 9am``, ``下周一``."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta, tzinfo

MORNING = time(9)
_UNITS = {
    **dict.fromkeys(("m", "min", "分钟"), timedelta(minutes=1)),
    **dict.fromkeys(("h", "hour", "hours", "小时"), timedelta(hours=1)),
    **dict.fromkeys(("d", "day", "days", "天"), timedelta(days=1)),
    **dict.fromkeys(("w", "week", "weeks", "周", "星期"), timedelta(weeks=1)),
}
_WEEKDAYS = {
    **{name: i for i, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))},
    **{name: i for i, name in enumerate("一二三四五六日")},
    "天": 6,
}
_DAYS = {"today": 0, "今天": 0, "tomorrow": 1, "明天": 1, "tom": 1, "后天": 2}
_SPAN = re.compile(rf"(?:in )?(\d{{1,3}}) ?({'|'.join(_UNITS)})后?")
_CLOCK = re.compile(
    r"(?:^|[ ,]|(?<=[\u4e00-\u9fff]))(?:at )?(上午|下午|晚上)?(\d{1,2})(?:[:：点](\d{2})?|)"
    r" ?(am|pm|h|点)?$"
)
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NAMED = re.compile(
    r"(next |下)?(?:周|星期|礼拜)?(mon|tue|wed|thu|fri|sat|sun|[一二三四五六日天])[a-z]*"
)


def parse(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    """Return the moment that *text* names, seen from *now* in *zone*; None if it names none.

    A day without a time means nine in the morning; a weekday is the next one to come.
    """
    words = " ".join(text.lower().split())
    if span := _SPAN.fullmatch(words):
        return now + int(span[1]) * _UNITS[span[2]]
    today = now.astimezone(zone)
    day_words, clock = _split_clock(words)
    day = _read_day(day_words, today)
    if day is None:
        return None
    if clock is None and day_words in {"today", "今天", ""}:
        return None
    moment = datetime.combine(day, clock or MORNING, today.tzinfo)
    if moment <= now and not day_words:
        moment += timedelta(days=1)
    return moment


def _split_clock(words: str) -> tuple[str, time | None]:
    """Cut a time of day off the end."""
    found = _CLOCK.search(words)
    if found is None or _DATE.fullmatch(words):
        return words, None
    hour, minute = int(found[2]), int(found[3] or 0)
    late = found[4] == "pm" or found[1] in {"下午", "晚上"}
    if late and hour < 12:
        hour += 12
    if found[4] == "am" and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        return words, None
    return words[: found.start()].strip(" ,"), time(hour, minute)


def _read_day(words: str, today: datetime) -> datetime | None:
    if not words:
        return today
    if words in _DAYS:
        return today + timedelta(days=_DAYS[words])
    if words in {"next week", "下周"}:
        return today + timedelta(days=7 - today.weekday())
    if date := _DATE.fullmatch(words):
        try:
            return today.replace(year=int(date[1]), month=int(date[2]), day=int(date[3]))
        except ValueError:
            return None
    if named := _NAMED.fullmatch(words):
        return today + timedelta(days=_days_to(named, today.weekday()))
    return None


def _days_to(named: re.Match[str], weekday: int) -> int:
    wanted = _WEEKDAYS[named[2]]
    if named[1] == "下":  # the one of next week, whatever today is
        return 7 - weekday + wanted
    return (wanted - weekday - 1) % 7 + 1
