"""The score in a subject line, as our links write it there."""

from __future__ import annotations

import re

from daemon.surveys.questions import Question
from daemon.surveys.reading.normal import flat

_SCORE = re.compile(
    r"(?:\b(?:score|rating|rate|vote|answer|nps|csat|ces)\b|评分|打分|评价|得分|分数)\s*(?:is|of"
    r"|[:=#-])?\s*(\d{1,2})(?![\d.])(?:\s?分)?(?:\s*(?:/|of|out of)\s*(\d{1,2}))?"
)
_FRACTION = re.compile(r"(?<![\d/])(\d{1,2})\s?/\s?(\d{1,2})(?![\d/])\s*$")


def subject_score(subject: str, question: Question) -> int | None:
    """Return the score that *subject* names outright ("Score 4 [S-…]"), or None."""
    scale = question.scale
    if scale is None:
        return None
    said = re.sub(r"\[[^\]]*\]", " ", flat(subject)).strip()
    match = _SCORE.search(said) or _FRACTION.search(said)
    if match is None or (match[2] and int(match[2]) != scale.high):
        return None
    value = int(match[1])
    return value if scale.holds(value) else None
