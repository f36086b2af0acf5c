"""The day an ask is due, read by rule from English and Chinese wording."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from classifiers import dates_en, dates_zh
from classifiers.days import Named
from classifiers.words import HAN

#: a day further ahead than this is no deadline
FAR = timedelta(days=900)

HAS_HAN = re.compile(rf"[{HAN}]")
#: without one of these no English wording names a day
ENGLISH_HINT = re.compile(
    r"\d|day|week|month|year|quarter|tomorrow|tonight|this|eod|cob|christmas|xmas|within|in |mon"
    r"|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|business|24 hours",
    re.IGNORECASE,
)
CUE_BEFORE = re.compile(
    r"(?:\b(?:by|before|until|till|til|latest|deadline|due|as of|later than)"
    r"(?: (?:on|the|is|at|about|around|this|next|end of|eod|cob|noon|the latest|lunch|midnight|"
    r"\w+day,?|\d\d?(?::\d\d)?(?:am|pm)?))*\W{0,2}$"
    r"|(?:到|至|为|為|在|最晚|最迟|最遲|限|于|於|截止|截至|起|务必|務必|赶在|趕在|挪到|改成|换成)[^，。]{0,3}$)",
    re.IGNORECASE,
)
CUE_AFTER = re.compile(
    r"^(?:[^，。,;；]{0,6}?(?:之?前|以前|内|內|为止|為止|截止|起|生效|上线|上線)"
    r"|,? (?:at the latest|latest|or earlier|or sooner|already|please|pls"
    r"|if (?:at all )?possible))",
    re.IGNORECASE,
)
#: what stands before a day that is being left, or is past
AGAINST = re.compile(
    r"(?:\b(?:since|instead of|rather than|not(?: on)?|not for|was|were|originally|planned for|ago"
    r"|last|dated|every|each|weekly)(?: (?:on|the|for|due))*\W{0,2}$"
    r"|(?:不是|原定|原来|原來|原本|原计划|原計劃|本来|本來|自从|截至|上次|昨|每|从|從|由)[^，。到至改]{0,4}$)",
    re.IGNORECASE,
)
#: an hour without a day means the day of writing
TIME_TODAY = re.compile(
    r"\bby (?:noon|lunch(?:time)?|\d{1,2}:\d\d|(?:\d{1,2}|two|three|four|five) ?(?:[ap]m|o'clock))",
    re.IGNORECASE,
)
REQUEST = re.compile(
    r"\b(?:please|pls|plz|kindly|need|want|must|require|expect|can you|could you|send|fix|asap"
    r"|urgent)\b|请|請|能否|能不能|帮|幫|给|給|麻烦|麻煩|务必|務必|必须|必須|要求|希望|尽快|盡快|得\b",
    re.IGNORECASE,
)
#: where something is moved to is no deadline
MOVED = re.compile(
    r"\b(?:mov|shift|postpon|bring|brought|push|swap|chang|resched|defer)\w*\b"
    r"[^.;]*\bto(?: the)?(?: \w+day)? $",
    re.IGNORECASE,
)
TILL_NOW = re.compile(r"(?:[到至]|\bas of |\buntil )(?:今|today|this morning)\w*$", re.IGNORECASE)
FROM = re.compile(r"\bfrom(?: \w+,?)?\s$", re.IGNORECASE)


def due_date(text: str, written: date, rest: str = "", least: int = 0) -> date | None:
    """Return the day by which *text* wants something, seen from the day it was *written*.

    *least* is the wording it takes: 2 a deadline ("by Friday"), 1 a day in a request
    ("please come on Friday"), 0 any day. A day that *rest* (the words around) names counts
    only when it is worded as a deadline.
    """
    own = _best(text, written, least)
    if own is None and TIME_TODAY.search(text):
        return written
    return own or (_best(rest, written, 2) if rest else None)


def _best(text: str, written: date, least: int) -> date | None:
    """Return the day with the strongest wording; the first of equals."""
    asked = int(bool(REQUEST.search(text)))
    found = [
        (strength, -named.start, named)
        for named in _apart(named_days(text, written))
        if written <= named.day <= written + FAR
        and (strength := _strength(text, named, asked)) >= least
    ]
    return max(found, key=lambda entry: entry[:2])[2].day if found else None


def named_days(text: str, written: date) -> Iterable[Named]:
    """Return every day named in *text*, in either language."""
    if HAS_HAN.search(text):
        yield from dates_zh.named_days(text, written)
    if ENGLISH_HINT.search(text):
        yield from dates_en.named_days(text, written)


def _apart(found: Iterable[Named]) -> list[Named]:
    """Drop what overlaps an earlier find."""
    kept: list[Named] = []
    for named in found:
        if all(named.end <= other.start or named.start >= other.end for other in kept):
            kept.append(named)
    return kept


def _strength(text: str, named: Named, asked: int) -> int:
    """Return 2 for a deadline, *asked* for a bare day, -1 for a day that is being left."""
    before, after = text[max(0, named.start - 40) : named.start], text[named.end : named.end + 24]
    if AGAINST.search(before) or TILL_NOW.search(before + text[named.start : named.end]):
        return -1
    if MOVED.search(before) or (FROM.search(before) and re.search(r"\bto\b|\buntil\b", after)):
        return -1
    return 2 if named.deadline or CUE_BEFORE.search(before) or CUE_AFTER.search(after) else asked
