"""What a survey asks. Scales: CSAT 1–5 (rating), NPS 0–10, CES 1–7 (CES 2.0)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What sort of answer a question takes."""

    RATING = "rating"
    NPS = "nps"
    CES = "ces"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    TEXT = "text"


class Scale(NamedTuple):
    """Whole numbers from ``low`` to ``high``, both included; more is better."""

    low: int
    high: int

    def holds(self, value: float) -> bool:
        """Whether *value* is a step of the scale."""
        return value == int(value) and self.low <= value <= self.high

    def nearest(self, value: float) -> int:
        """Return the step nearest to *value*; halves go up."""
        return max(self.low, min(self.high, int(value + 0.5)))

    @property
    def steps(self) -> range:
        """Every step, lowest first."""
        return range(self.low, self.high + 1)


SCALES = {Kind.RATING: Scale(1, 5), Kind.NPS: Scale(0, 10), Kind.CES: Scale(1, 7)}


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in both languages."""

    en: str
    zh: str

    def language(self, language: str) -> str:
        """Return the text in *language*, English where it is another."""
        return self.zh if language.partition("-")[0].lower() == "zh" else self.en

    @property
    def both(self) -> tuple[str, ...]:
        """The texts without an empty or repeated one."""
        return tuple(dict.fromkeys(text for text in (self.en, self.zh) if text))


#: what the ends of a scale mean where a survey does not say
ENDS = {
    Kind.RATING: (
        Wording("very dissatisfied", "非常不满意"),
        Wording("very satisfied", "非常满意"),
    ),
    Kind.NPS: (Wording("not at all likely", "完全不可能"), Wording("extremely likely", "非常可能")),
    Kind.CES: (Wording("strongly disagree", "非常不同意"), Wording("strongly agree", "非常同意")),
}


@dataclass(frozen=True, slots=True)
class Option:
    """One of the things that a choice question offers."""

    key: str
    wording: Wording


@dataclass(frozen=True, slots=True)
class Question:
    """One question; ``key`` is what its answer is recorded under."""

    key: str
    kind: Kind
    wording: Wording
    options: tuple[Option, ...] = ()
    #: what the ends of the scale mean; None where the kind has no scale
    low: Wording | None = None
    high: Wording | None = None
    #: of a yes/no question: the answer after which somebody has to do something
    bad: bool | None = None

    @property
    def scale(self) -> Scale | None:
        """The steps of a rating, NPS or CES question; None for the other kinds."""
        return SCALES.get(self.kind)


@dataclass(frozen=True, slots=True)
class Survey:
    """The questions one contact is asked at once, in order."""

    name: str
    title: Wording
    questions: tuple[Question, ...]
    intro: Wording = Wording("", "")

    def of_kind(self, *kinds: Kind) -> tuple[Question, ...]:
        """Return the questions of these kinds, in order."""
        return tuple(q for q in self.questions if q.kind in kinds)

    @property
    def scaled(self) -> tuple[Question, ...]:
        """The questions that are answered by a number."""
        return self.of_kind(*SCALES)
