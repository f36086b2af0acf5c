"""Sums, counts of days and dates in a reply, held against those of the offer."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from daemon.scope.references import amount

_MONEY = re.compile(
    r"(?:eur|usd|€|\$|¥|£)\s?(\d[\d.,]*)|(\d[\d.,]*)\s?(?:eur|usd|euros?|€|\$|dollars?|欧元?|美元"
    r"|美金|人民币|元|块|万|%)|\b(?:for|at|to|it) (\d[\d.,]{2,})$"
    r"|(\d[\d.,]{2,})(?=可以|就|成交|行|我们)"
)
_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
#: numbers in words
COUNTS = {word: n for n, word in enumerate(_WORDS, 1)} | {
    word: n for n, word in enumerate("一二三四五六七八九十", 1)
}
COUNTS["两"] = 2
_DAYS = re.compile(
    rf"(\d{{1,3}}|\b(?:{'|'.join(w for w in COUNTS if w.isascii())})\b"
    r"|(?<![前这])[一两三四五六七八九十])\s?"
    r"(?:working |business )?(?:days?\b|个?工作日|天)|(?:days|工作日|天数): ?(\d{1,3})"
)
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DATE = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th|\.)? ({'|'.join(_MONTHS)})\b|\b({'|'.join(_MONTHS)})"
    rf" (\d{{1,2}})\b"
)
_DAY_OF_MONTH = re.compile(r"(?<!\d)(0?[1-9]|1[0-2])\s?月\s?(\d{1,2})\s?[日号]")
_ISO_DATE = re.compile(r"\b\d{4}-(\d\d)-(\d\d)\b")
_DIGITS = re.compile(r"\d[\d.,]*")


def names_other_figures(texts: Sequence[str], numbers: Collection[str]) -> bool:
    """Whether *texts* name a sum or a count of days that is not in the offer's *numbers*."""
    sums = {amount(m[1] or m[2] or m[3] or m[4]) for t in texts for m in _MONEY.finditer(t)}
    counted = any(n.endswith(" days") for n in numbers)
    days = {_days(m) for t in texts for m in _DAYS.finditer(t) if counted or m[0][0].isdigit()}
    return any(n not in numbers for n in sums) or any(
        (f"{n} days" if counted else n) not in numbers for n in days
    )


def names_other_day(clause: str, numbers: Collection[str]) -> bool:
    """Whether *clause* names a day, and the offer names days but not this one."""
    dated = any(n.endswith(tuple(_MONTHS)) for n in numbers)
    return dated and not find_dates(clause) <= set(numbers)


def _days(found: re.Match[str]) -> str:
    count = found[1] or found[2]
    return str(COUNTS.get(count, count))


def find_dates(text: str) -> set[str]:
    """Return the days that *text* names, as ``12 may``."""
    found = {f"{int(m[1] or m[4])} {m[2] or m[3]}" for m in _DATE.finditer(text)}
    found |= {f"{int(m[2])} {_MONTHS[int(m[1]) - 1]}" for m in _DAY_OF_MONTH.finditer(text)}
    iso = {(int(m[2]), int(m[1])) for m in _ISO_DATE.finditer(text)}
    return found | {
        f"{day} {_MONTHS[month - 1]}" for day, month in iso if 0 < month <= len(_MONTHS)
    }


def known_numbers(text: str) -> frozenset[str]:
    """Return the numbers that stand in *text*, as written, and its counts of days: ``3 days``."""
    days = {f"{_days(m)} days" for m in _DAYS.finditer(text)}
    return frozenset(amount(n) for n in _DIGITS.findall(text)) | days | find_dates(text)


def without_known_days(text: str, known: Collection[str]) -> str:
    """Return *text* without the dates that are *known*."""
    for written in (_DAY_OF_MONTH, _DATE):
        text = written.sub(lambda m: "" if find_dates(m[0]) <= set(known) else m[0], text)
    return text
