"""Scores in words: what stands for which step of which scale."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from daemon.surveys.questions import Kind, Question
from daemon.surveys.reading.asides import without_asides
from daemon.surveys.reading.judgements import CES, FACES, RATING
from daemon.surveys.reading.likelihoods import NPS, NPS_GUESS


@dataclass(frozen=True, slots=True)
class Word:
    """A judgement in words at ``start`` to ``end``; ``sure`` is False for a mere guess."""

    start: int
    end: int
    value: int
    sure: bool = True
    #: speaks of satisfaction, agreement or likelihood itself, as the question does
    direct: bool = True


@lru_cache(maxsize=8)
def _table(kind: Kind, high: int) -> tuple[tuple[re.Pattern[str], int, bool, bool], ...]:
    rows = {Kind.RATING: RATING, Kind.CES: CES, Kind.NPS: NPS}[kind]
    unsure = list(NPS_GUESS if kind is Kind.NPS else ())
    unsure += [(p, 1 + round((v - 1) * (high - 1) / 4), d) for p, v, d in FACES]
    if kind is Kind.CES:
        unsure += [(r"👍|💯|👌", 6, False), (r"👎", 2, False)]
    return tuple(
        (re.compile(rf"(?<![a-z])(?:{pattern})(?![a-z])"), value, direct, sure)
        for table, sure in ((rows, True), (unsure, False))
        for pattern, value, direct in table
    )


def find_words(text: str, question: Question) -> list[Word]:
    """Return the judgements in *text* (flat) that have a place on the question's scale."""
    scale = question.scale
    if scale is None:
        return []
    text = without_asides(text)
    found: list[Word] = []
    for pattern, value, direct, sure in _table(question.kind, scale.high):
        for match in pattern.finditer(text):
            if not any(match.start() < w.end and w.start < match.end() for w in found):
                found.append(Word(*match.span(), value, sure, direct))
    return sorted(found, key=lambda word: word.start)


def says_one_step(text: str, question: Question) -> bool:
    """Tell whether *text* (flat) is one judgement on the question's own scale, and no more."""
    words = find_words(text, question)
    if len(words) != 1 or not (words[0].sure and words[0].direct):
        return False
    return not re.search(r"\w", text[: words[0].start] + text[words[0].end :])
