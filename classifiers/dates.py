"""The day an ask is due, read by rule from English and Chinese wording."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from classifiers import dates_en, dates_zh
from classifiers.days import Named, Way
from classifiers.words import HAN

#: a day further ahead than this is no deadline
FAR = timedelta(days=900)
#: a vague day and an exact one this near to it are the same
NEARLY = timedelta(days=10)

HAS_HAN = re.compile(rf"[{HAN}]")
CUE_BEFORE = re.compile(
    r"(?:\b(?:by|before|until|till|til|latest|deadline|due|later than)"
    r"(?: (?:on|the|is|at|about|around|this|next|end of|eod|cob|noon|the latest|lunch|midnight|"
    r"\w+day,?|\d\d?(?::\d\d)?(?:am|pm)?))*\W{0,2}$"
    r"|\b(?:before|in time for) (?:[\w'’-]+ ){1,6}on (?:the )?(?:\w+day,? )?(?:the )?$"
    r"|(?:到|至|为|為|在|最晚|最迟|最遲|限|于|於|截止|截至|起|务必|務必|赶在|趕在)[^，。]{0,3}$)",
    re.IGNORECASE,
)
CUE_AFTER = re.compile(
    r"^(?:[^，。,;；]{0,6}?(?:之?前|以前|内|內|为止|為止|截止|起|生效|上线|上線)"
    r"|,? (?:at the latest|latest|or earlier|or sooner|already|please|pls"
    r"|if (?:at all )?possible))",
    re.IGNORECASE,
)
#: a day put in place of another is what shall be, not when it shall be done
REPLACING = re.compile(
    r"^[^.;!?]{0,24}?\b(?:instead|rather than|in place of|and not|not|no longer|and no longer)\b"
    r"|^[^，。；]{0,6}?(?:而不是|，?不是|代替)",
    re.IGNORECASE,
)
#: what stands before a day that is being left, or is past
AGAINST = re.compile(
    r"(?:\b(?:since|instead of|in place of|rather than|not(?: on)?|not for|was|were|originally"
    r"|planned for|ago|last|dated|every|each|weekly|no longer|cancel(?: the)?|valid until"
    r"|on air until|open until)"
    r"(?: (?:on|the|for|due|until|till))*\W{0,2}$"
    r"|(?:不是|原定|原来|原來|原本|原计划|原計劃|本来|本來|自从|截至|上次|昨|每|从|從|由|避开|避開|不能放在)"
    r"[^，。到至改]{0,4}$)",
    re.IGNORECASE,
)
#: an hour without a day means the day of writing
TIME_TODAY = re.compile(
    r"\bby (?:noon|lunch(?:time)?|\d{1,2}:\d\d|(?:\d{1,2}|two|three|four|five) ?(?:[ap]m|o'clock))",
    re.IGNORECASE,
)
REQUEST = re.compile(
    r"\b(?:please|pls|plz|kindly|needs?|want|must|require|expect|can (?:you|this|it|we)|asap|urgent"
    r"|could (?:you|this|it|be|we)|send|fix|ha(?:s|ve) to|should|ought to|perhaps|shall we"
    r"|would you|like (?:you|them|it|to)|would be (?:good|great|kind|nice|possible))\b"
    r"|^\W*(?:stop|change|correct|remove|delete|switch|turn|take|pull|replace|call|ring|come|bring"
    r"|put|check|restore|get|give|tell|let|sort|repair|reprint|deliver|confirm|refund|do|make)\b"
    r"|请|請|能否|能不能|帮|幫|给|給|麻烦|麻煩|务必|務必|必须|必須|要求|希望|尽快|盡快|得\b",
    re.IGNORECASE,
)
#: where something is moved to, or how long it goes on, is no deadline
MOVED = re.compile(
    r"\b(?:mov|shift|postpon|bring|brought|push|swap|chang|resched|defer|extend|prolong)\w*\b[^.;]*"
    r"\b(?:to|until|till)(?: the)?(?: (?:week of|end of|\w+day))*,? ?(?:the )?$"
    r"|\b(?:is|are|be|takes place|starts?|begins?|comes?) now(?: on)?(?: the)? $"
    r"|\bfrom [^.;,]{0,25}\b(?:to|until|till)(?: the)? $|[从從由][^，。；]{1,12}[到至]$"
    r"|(?:改|挪|移|延|换|換|推迟|推遲|顺延|順延|延后|延後|提前|压|壓)(?:到|至|为|為|成|在|给我们|給我們|做)[^，。；]{0,6}$",
    re.IGNORECASE,
)
#: a length of time that somebody promised, or that runs from an event, ends on no named day
PROMISED = re.compile(
    r"\b(?:promis|confirm|said|says|agreed|told|was to|were to|contract|every|each|any"
    r"|within your)\w*\b[^.;!?]*$"
    r"|(?:说好|說好|答应|答應|承诺|承諾|约定|約定|按约|按約|写明|寫明|答复|答覆|每|说|說)[^。；]*$"
    r"|(?:后|後|起|之日)\s*$",
    re.IGNORECASE,
)
#: "today" where the day is only told
TOLD = re.compile(
    r"^(?:都|已|就是|是|第|[\d一二三四五六七八九十]+[月号號天]|一早|早上|又|还|還|才)"
)
#: words that point back to a day named before
THEN = re.compile(
    r"\b(?:by|before|until|till|from) (?:then|that (?:date|day|time))\b"
    r"|(?:那|此|这|這)之?(?:前|時|时)|届时|屆時",
    re.IGNORECASE,
)
TILL_NOW = re.compile(r"(?:[到至]|\bas of |\buntil )(?:今|today|this morning)\w*$", re.IGNORECASE)
FROM = re.compile(r"\bfrom(?: \w+,?){0,3}\s$", re.IGNORECASE)
RANGE = re.compile(r"(?: \S+)? (?:to|until|till|through)\b", re.IGNORECASE)
TODAY = re.compile(r"今[天日]")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a date takes to be a deadline.

    ``least``: 2 a deadline ("by Friday"), 1 a day in a request ("please come on Friday"), 0 any
    day. ``lengths``: whether a length of time counts ("within two days").
    """

    least: int = 0
    lengths: bool = True


@dataclass(frozen=True, slots=True)
class Around:
    """The words around an ask: what leads up to it, and the rest of its sentence."""

    before: str = ""
    rest: str = ""


def due_date(
    text: str, written: date, around: Around = Around(), wording: Wording = Wording()
) -> date | None:
    """Return the day by which *text* wants something, seen from the day it was *written*.

    A day that the rest of the sentence names counts only when it is worded as a deadline;
    one named before it, only where *text* points back to it ("by then").
    """
    own = _best(text, written, wording)
    if own is None and TIME_TODAY.search(text):
        return written
    strict = replace(wording, least=2)
    if own is None and THEN.search(text):
        own = _last(around.before, written)
    return own or (_best(around.rest, written, strict) if around.rest else None)


def lead_date(lead: str, written: date) -> date | None:
    """Return the deadline in a line that leads into a list ("please send by Friday:")."""
    return _best(lead, written, Wording(least=2))


def _last(text: str, written: date) -> date | None:
    """Return the day ahead that *text* names last."""
    found = [named for named in _apart(named_days(text, written)) if named.day >= written]
    return max(found, key=lambda named: named.start).day if found else None


def _best(text: str, written: date, wording: Wording) -> date | None:
    """Return the day with the strongest wording; the first of equals."""
    asked = int(bool(REQUEST.search(text)))
    found = [
        (strength, -named.start, named)
        for named in _apart(named_days(text, written))
        if written <= named.day <= written + FAR
        and (wording.lengths or not named.length)
        and (strength := _strength(text, named, asked)) >= wording.least
    ]
    return max(found, key=lambda entry: entry[:2])[2].day if found else None


def named_days(text: str, written: date) -> Iterable[Named]:
    """Return every day named in *text*, in either language."""
    if HAS_HAN.search(text):
        yield from dates_zh.named_days(text, written)
    yield from dates_en.named_days(text, written)


def _apart(found: Iterable[Named]) -> list[Named]:
    """Drop what overlaps an earlier find, and what a date right after it puts more exactly."""
    kept: list[Named] = []
    for named in found:
        if all(named.end <= other.start or named.start >= other.end for other in kept):
            kept.append(named)
    return [named for named in kept if not any(_more_exact(named, other) for other in kept)]


def _more_exact(named: Named, other: Named) -> bool:
    """Tell whether *other* says the same again: "Friday, 13 March", "end of May, the 29th"."""
    gap = other.start - named.end
    if named.way is Way.WEEKDAY:
        return 0 <= gap <= 2
    vague = named.way in (Way.VAGUE, Way.FEAST) and other.way is Way.DAY
    return vague and 0 <= gap <= 30 and abs(other.day - named.day) <= NEARLY


def _strength(text: str, named: Named, asked: int) -> int:
    """Return 2 for a deadline, *asked* for a bare day, -1 for a day that is no deadline."""
    before, after = text[max(0, named.start - 40) : named.start], text[named.end : named.end + 24]
    if (AGAINST.search(before) and not after.startswith("起")) or TILL_NOW.search(
        before + text[named.start : named.end]
    ):
        return -1
    if MOVED.search(before) or REPLACING.search(after):
        return -1
    if FROM.search(before) and RANGE.match(after):
        return -1
    if named.length and PROMISED.search(before):
        return -1
    if TODAY.fullmatch(text[named.start : named.end]) and TOLD.match(after):
        return -1
    if named.deadline or CUE_BEFORE.search(before) or CUE_AFTER.search(after):
        return 2
    return -1 if named.way is Way.FEAST else asked
