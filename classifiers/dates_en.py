"""Days named in English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from classifiers import days
from classifiers.days import Named, Way

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)"
)
YEAR = r"(?:,?\s+(?P<year>20\d\d))?"
NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "a couple of": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "fourteen": 14,
}
COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"

MORNINGS = re.compile(r" (?:mornings|afternoons|evenings|nights)\b", re.IGNORECASE)
#: "may" that is no month: "lesson 4 may be dropped"
MAY_DO = re.compile(r" (?:be|not|have|also|well|need|come|still|only|just|go|take|make|want|get)\b")
DIGIT = re.compile(r"\d")
PART_OF_DAY = re.compile(r" (?:morning|afternoon|evening|night|noon)")

Match = re.Match[str]
#: hints, pattern, what it reads, whether it says "by", how it names the day
Rule = tuple[Sequence[str], re.Pattern[str], Callable[[Match, date], date | None], bool, Way]


def _rule(
    hints: str,
    pattern: str,
    read: Callable[[Match, date], date | None],
    deadline: bool = False,
    way: Way = Way.DAY,
) -> Rule:
    """Return a rule; what *pattern* finds holds one of *hints*, with "0" for a digit."""
    whole = re.compile(rf"(?<![\w/.-])(?:{pattern})(?!\w)", re.IGNORECASE)
    return hints.split("|"), whole, read, deadline, way


def _month(match: Match) -> int:
    return MONTHS.index(match["month"][:3].lower()) + 1


def _weekday(match: Match) -> int:
    return WEEKDAYS.index(match["weekday"][:3].lower())


def _count(match: Match) -> int:
    word = match["count"].lower()
    return int(word) if word.isdigit() else NUMBERS[word]


def _full(match: Match, written: date) -> date | None:
    month, day = _month(match), int(match["day"])
    if match["month"] == "may" and MAY_DO.match(match.string, match.end("month")):
        return None
    if match["year"]:
        return days.day_of(int(match["year"]), month, day)
    return days.near(written, month, day)


def _numeric(match: Match, written: date) -> date | None:
    """Read 15/9, 15.9. or 9/15: the day first, unless only the other order exists."""
    first, second = int(match["first"]), int(match["second"])
    day, month = (first, second) if second <= 12 else (second, first)
    if year := match["year"]:
        return days.day_of(int(year) + (2000 if len(year) == 2 else 0), month, day)
    return days.near(written, month, day) if 1 <= month <= 12 else None


def _iso(match: Match, _: date) -> date | None:
    return days.day_of(*(int(part) for part in match.group().split("-")))


def _ordinal(match: Match, written: date) -> date | None:
    if match["next"]:
        following = days.month_end(written, 0) + timedelta(days=1)
        return days.day_of(following.year, following.month, int(match["day"]))
    return days.day_ahead(written, int(match["day"]))


def _named_weekday(match: Match, written: date) -> date | None:
    loose = match["weekday"].lower() in {"sat", "sun", "wed", "mon"} and not match["which"]
    if loose and not PART_OF_DAY.match(match.string, match.end()):
        return None  # ordinary words and their fragments
    if MORNINGS.match(match.string, match.end()) or _in_timetable(match):
        return None  # again and again
    weekday = _weekday(match)
    week = (match["which"] or "").lower() + " " + (match["after"] or "").lower()
    if "after next" in week:
        return days.weekday_of_week(written, weekday, 2)
    if "week" in week and "next" not in week and match["after"] and "this" not in week:
        return days.weekday_ahead(written, weekday) + timedelta(weeks=1)
    if "next" in week:
        return days.weekday_of_week(written, weekday, 1)
    if match["which"] and match["which"].lower() == "this":
        return days.weekday_of_week(written, weekday, 0)
    return days.weekday_ahead(written, weekday)


def _in_timetable(match: Match) -> bool:
    """Tell a weekday of a timetable ("mo-thu 12-22") from one that is meant once."""
    start, end = match.span()
    return match.string[start - 1 : start] in set("–-+/&") or match.string[end : end + 1] in set(
        "–-+/&"
    )


def _in_units(match: Match, written: date) -> date | None:
    count, unit = _count(match), match["unit"].lower()
    if unit.startswith(("hour", "hr")):
        return written + timedelta(days=count // 24)
    if unit.startswith(("working", "business")):
        return days.workdays_after(written, count)
    if unit.startswith("month"):
        return min(days.month_end(written, count), written + timedelta(days=31 * count))
    return written + timedelta(days=count * (7 if unit.startswith("week") else 1))


def _end_of(match: Match, written: date) -> date | None:
    which, unit = (match["which"] or "").lower(), match["unit"].lower()
    ahead = int("next" in which)
    if unit == "week":
        return days.weekday_of_week(written, days.FRIDAY, ahead)
    if unit == "month":
        return days.month_end(written, ahead)
    if unit == "quarter":
        return days.quarter_end(written)
    if unit == "year":
        return date(written.year + ahead, 12, 31)
    return written


def _part_of_month(match: Match, written: date) -> date | None:
    part = match["part"].lower()
    if "end" in part or part == "late":
        return days.end_of_month(written, _month(match))
    return days.near(written, _month(match), 15 if part.startswith("mid") else 1)


def _ahead(number: int) -> Callable[[Match, date], date]:
    return lambda _, written: written + timedelta(days=number)


def _feast(month: int, day: int) -> Callable[[Match, date], date | None]:
    return lambda _, written: days.near(written, month, day)


#: in order: a rule wins over those below it where they overlap
RULES: tuple[Rule, ...] = (
    _rule("00", r"20\d\d-\d\d-\d\d", _iso),
    _rule("end|beginning|start|mid|early|late",
          rf"(?P<part>(?:the )?(?:end|beginning|start) of|mid[- ]?|early|late|end)[\s-]*{MONTH}",
          _part_of_month, way=Way.VAGUE),
    _rule("0", rf"(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?(?: of)? {MONTH}{YEAR}", _full),
    _rule("0", rf"{MONTH} (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:%]|\.\d){YEAR}", _full),
    _rule("/", r"(?P<first>\d{1,2})/(?P<second>\d{1,2})(?:/(?P<year>20\d\d|\d\d))?(?!/)", _numeric),
    _rule("0", r"(?P<first>\d{1,2})\.(?P<second>\d{1,2})\.(?P<year>20\d\d|\d\d)?", _numeric),
    _rule("0",
          r"the (?P<day>\d{1,2})(?:st|nd|rd|th)(?P<next> of next month)?(?! (?:floor|time|hall|"
          r"edition|one|version|item|page|point|line|row|slide|photo|picture|batch|week|day))",
          _ordinal),
    _rule("end of|close of",
          r"(?:end|close) of (?P<which>the |this |next |the next )?(?P<unit>week|month|quarter|"
          r"year)", _end_of, True, Way.VAGUE),
    _rule("end of|close of",
          r"(?:end|close) of (?:the |this )?(?:day|business)", _ahead(0), True, Way.WEEKDAY),
    _rule("end", r"(?P<which>month|year|quarter|week)[- ]?end", lambda m, w: {
        "month": days.month_end(w, 0), "year": date(w.year, 12, 31),
        "quarter": days.quarter_end(w), "week": days.weekday_of_week(w, days.FRIDAY, 0),
    }[m["which"].lower()]),
    _rule("mon|tue|wed|thu|fri|sat|sun",
          rf"(?P<which>this |next |the coming |coming |on )?{WEEKDAY}(?P<after> (?:of )?"
          r"(?:next week|this week|the week after next|week))?"
          r"(?: (?:the )?\d{1,2}(?:st|nd|rd|th))?",
          _named_weekday, way=Way.WEEKDAY),
    _rule("after tomorrow", r"the day after tomorrow", _ahead(2)),
    _rule("tomorrow|tmr|tomorow", r"tomorrow|tmrw|tmr|tomorow", _ahead(1)),
    _rule("today|tonight|this|eod|cob",
          r"today|tonight|this (?:morning|afternoon|evening)|eod|cob|right away today", _ahead(0)),
    _rule("hour|hr|day|week|month", rf"(?:within|in|inside)(?: the next| at most| max)? {COUNT}[- ]"
          r"(?P<unit>hours?|hrs?|(?:working |business )?days?|weeks?|months?)(?:'? time)?"
          r"(?! (?:ago|of|after|before|from))",
          _in_units, True, Way.LENGTH),
    _rule("this week", r"this week", lambda _, w: days.weekday_of_week(w, days.FRIDAY, 0)),
    _rule("next week", r"next week", lambda _, w: days.weekday_of_week(w, days.FRIDAY, 1)),
    _rule("weekend", r"(?:the|this) weekend",
          lambda _, w: days.weekday_of_week(w, days.SATURDAY, 0)),
    _rule("christmas|xmas", r"christmas|xmas", _feast(12, 25), way=Way.FEAST),
    _rule("new year", r"new year(?:'s)?(?: eve)?", _feast(12, 31), way=Way.FEAST),
    _rule("by ", rf"(?<=by ){MONTH}(?= |[.,;]|$)", lambda m, w: days.near(w, _month(m), 1)),
)  # fmt: skip


def named_days(text: str, written: date) -> Iterator[Named]:
    """Yield the days that *text* names, rule by rule."""
    plain = DIGIT.sub("0", text.casefold())
    for hints, pattern, read, deadline, way in RULES:
        # to look for a word takes a tenth of the time of a pattern, and most rules find nothing
        if not any(hint in plain for hint in hints):
            continue
        for match in pattern.finditer(text):
            if (found := read(match, written)) is not None:
                yield Named(match.start(), match.end(), found, deadline, way)
