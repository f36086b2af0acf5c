"""Labels, predictions and the seam to the classifier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Label(StrEnum):
    """What a client's mail is, in the order of what it would be most wrong to miss."""

    COMPLAINT = "complaint"
    CHANGE_REQUEST = "change_request"
    REQUIREMENT = "requirement"
    FEEDBACK = "feedback"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Text:
    """What a classifier sees of a mail: never quoted history, signatures or disclaimers.

    ``at`` (aware; its zone is the client's) resolves dates such as "by Friday".
    """

    subject: str
    body: str
    language: str = ""
    at: datetime | None = None
    #: whose habits apply; the classifier treats it as an opaque key
    client: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing a mail asks for: a stretch of ``Text.body`` with a label of its own.

    ``due`` is an ISO date, or empty.
    """

    start: int
    end: int
    text: str
    label: Label
    probability: float
    title: str
    due: str = ""
    urgent: bool = False
    question: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of ``Text.body``, its label probabilities, and its weight in the verdict."""

    start: int
    end: int
    text: str
    probabilities: Mapping[Label, float]
    weight: float


@dataclass(frozen=True, slots=True)
class SimilarMail:
    """A past mail that resembles this one, and how it was decided."""

    text: str
    label: Label
    similarity: float
    source: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why the classifier thinks so; complete enough that a reader needs no model."""

    sentences: tuple[Sentence, ...] = ()
    #: words for and against the chosen label, with their weight, strongest first
    words_for: tuple[tuple[str, float], ...] = ()
    words_against: tuple[tuple[str, float], ...] = ()
    similar: tuple[SimilarMail, ...] = ()

    def strongest(self, count: int) -> list[Sentence]:
        """Return the *count* sentences that weigh most, heaviest first."""
        return sorted(self.sentences, key=lambda sentence: -sentence.weight)[:count]


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the model says of one text. ``abstain`` means: a person looks."""

    label: Label
    probabilities: Mapping[Label, float]
    abstain: bool
    model_version: str
    also: tuple[Label, ...] = ()
    asks: tuple[Ask, ...] = ()
    evidence: Evidence = Evidence()
    urgent: bool = False
    #: where the mail lies among others, as the classifier packs it; for finding similar ones
    vector: bytes = b""

    @property
    def confidence(self) -> float:
        """The probability of the chosen label, 0..1."""
        return self.probabilities.get(self.label, 0.0)


class Classifier(Protocol):
    """Label probabilities for texts. Raises ModelUnavailableError when it cannot run."""

    @property
    def version(self) -> str:
        """The version of the model, stored with each prediction."""
        ...

    def predict(self, texts: Sequence[Text]) -> list[Prediction]:
        """Return one prediction a text, in order."""
        ...
