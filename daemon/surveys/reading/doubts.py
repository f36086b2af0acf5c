"""Why a careful reader would not record a score that a text names plainly."""

from __future__ import annotations

import re

from daemon.surveys.questions import Question, Scale
from daemon.surveys.reading.tone import complains, praises, scolds
from daemon.surveys.reading.wordings import find_words

_SCHOOL = re.compile(
    r"\bschool (?:grade|mark|note)|\b(?:like|as) (?:in|at) school\b|\bschulnote|\bsehr gut\b"
    r"|\bgerman (?:grade|mark|note)|\bgrade (?:in|as in) german"
)
#: "five if you fix it, three otherwise"
_OTHERWISE = re.compile(
    r"\bif\b[^.;!?\n]{1,80}\b(?:otherwise|if not|or else)\b|如果[^。;!?\n]{1,40}(?:否则|不然)"
)


def doubt_of(value: int, text: str, question: Question, scale: Scale) -> str:
    """Return why the words of *text* (flat) do not go with *value*, or ``""``."""
    if _OTHERWISE.search(text):
        return "a score on a condition"
    if _SCHOOL.search(text):
        return "school marks, which may run the other way"
    third = (scale.high - scale.low) / 3
    if value >= scale.high - third and scolds(text):
        return "a high score with harsh words"
    if value == scale.high and complains(text):
        return "full marks beside a complaint"
    if value <= scale.low + third and praises(text):
        return "a low score with praise"
    if _is_other_way_round(value, text, question, scale):
        return "the words say another score"
    return ""


def _is_other_way_round(value: int, text: str, question: Question, scale: Scale) -> bool:
    """Tell whether a judgement right beside the number lies at the other end of the scale."""
    words = [w for w in find_words(text, question) if w.sure and w.direct]
    gap = (scale.high - scale.low) * 0.7
    return bool(words) and all(abs(w.value - value) >= gap for w in words)
