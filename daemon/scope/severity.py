"""How grave a complaint is, and what kind it is: from its words and the client's history."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from daemon.scope.clauses import normal
from daemon.scope.wording import complaints

#: characters of a complaint that are read
LENGTH = 8000
#: from how many points on
CRITICAL, SERIOUS = 4, 2
#: complaints of a quarter that make a client's next one graver
MANY = 3
#: what came before makes a complaint serious, but alone never critical
PAST = 3
#: a sign that is denied so shortly before counts for nothing
_DENIED = re.compile(
    r"(?:\bno|\bnot|n't|\bnever|\bwithout|\bnothing|没有?|无|并非|不是|未|不)[^.,;!?。，；]{0,14}$"
)


class Severity(StrEnum):
    """How soon somebody has to see to it."""

    MINOR = "minor"
    SERIOUS = "serious"
    CRITICAL = "critical"


@dataclass(frozen=True, slots=True)
class History:
    """The client's other complaints: open now, in the last quarter, and of the same theme."""

    open: int = 0
    recent: int = 0
    alike: int = 0


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a complaint was found to be, and every reason for it."""

    severity: Severity
    reasons: tuple[str, ...] = ()


OTHER = "other"
THEMES = (*(name for name, _ in complaints.THEMES), OTHER)


def assess(text: str, history: History) -> Assessment:
    """Return how grave a complaint is, by the points of every sign in its words and before."""
    plain = normal(text[:LENGTH])
    found = [(points, why) for points, why, sign in complaints.SIGNS if _holds(sign, plain)]
    before = _from_history(history)
    total = sum(p for p, _ in found) + min(PAST, sum(p for p, _ in before))
    found += before
    severity = Severity.MINOR
    if total >= CRITICAL:
        severity = Severity.CRITICAL
    elif total >= SERIOUS:
        severity = Severity.SERIOUS
    return Assessment(severity, tuple(why for _, why in found))


def _holds(sign: re.Pattern[str], text: str) -> bool:
    return any(
        not _DENIED.search(text[max(0, m.start() - 24) : m.start()]) for m in sign.finditer(text)
    )


def _from_history(history: History) -> list[tuple[int, str]]:
    found = []
    if history.alike:
        times = "once" if history.alike == 1 else f"{history.alike} times"
        points = min(history.alike, 2)
        found.append((points, f"the same kind {times} before in a quarter"))
    if history.open:
        found.append((1, f"{history.open} more complaint{'s' * (history.open > 1)} open"))
    if history.recent >= MANY:
        found.append((1, f"{history.recent} complaints in a quarter"))
    return found


_COUNTED = re.compile(r"\d+")


def tell(reasons: str, language: str) -> str:
    """Return reasons of an assessment, joined by "; ", in *language*; English where none is."""
    if language != "zh":
        return reasons
    return "；".join(_in_chinese(each) for each in reasons.split("; "))


def _in_chinese(reason: str) -> str:
    count = _COUNTED.search(reason)
    known = complaints.CHINESE.get(_COUNTED.sub("#", reason))
    return known.replace("#", count[0] if count else "") if known else reason


def theme_of(text: str) -> str:
    """Return what kind of complaint *text* is, one of ``THEMES``."""
    plain = normal(text[:LENGTH])
    return next((name for name, sign in complaints.THEMES if _holds(sign, plain)), OTHER)
