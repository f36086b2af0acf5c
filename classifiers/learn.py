"""Learns from managers' corrections, on top of the shipped model.

The shipped model never changes. Corrections are an append-only list; replayed in order on the
same model they give the same memory, so the memory itself is only a cache of that list.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from classifiers.classify import SpacyClassifier
from classifiers.guard import Guard
from classifiers.heads import LABELS
from classifiers.layers import Floats
from classifiers.memory import Lesson, Memory, shifted, weights_for
from classifiers.neighbours import unpack_vectors
from classifiers.verdict import expected_cost
from daemon.model.label import Label, Prediction, Text

#: a lesson that costs the guard more than this stays with its client
MOST_HARM = 0.01


class Scope(StrEnum):
    """Whom a correction is applied to."""

    EVERYONE = "everyone"
    CLIENT = "client"


@dataclass(frozen=True, slots=True)
class Correction:
    """A manager's label for a mail. ``id`` is any key that the caller keeps unique."""

    id: str
    text: Text
    label: Label


@dataclass(frozen=True, slots=True)
class Learned:
    """What a correction did: the label before and after, and for whom it counts.

    ``guard_before`` and ``guard_after`` are macro-F1 on the shipped test mails.
    """

    id: str
    before: Label
    after: Label
    scope: Scope
    guard_before: float
    guard_after: float

    @property
    def reason(self) -> str:
        """Why the correction is kept local, or nothing."""
        if self.scope is Scope.EVERYONE:
            return ""
        lost = 100 * (self.guard_before - self.guard_after)
        return f"kept to this client: applied to all it would cost {lost:.1f} points"


class Learner:
    """A classifier that corrections change within one call. One instance serves one thread."""

    def __init__(self, classifier: SpacyClassifier, guard: Guard) -> None:
        self._classifier = classifier
        self._guard = guard
        self._base = classifier.version
        self._memory = Memory()

    @property
    def version(self) -> str:
        """The shipped model's version, and how many corrections stand on it."""
        return f"{self._base}~{len(self._memory.ids)}" if self._memory.ids else self._base

    def predict(self, texts: Sequence[Text]) -> list[Prediction]:
        """Return one prediction a text, with every correction applied."""
        found = self._classifier.predict(texts)
        return [self._adapted(text, one) for text, one in zip(texts, found, strict=True)]

    def apply(self, correction: Correction) -> Learned:
        """Learn one correction; a correction that is known already changes nothing."""
        raw = self._classifier.predict([correction.text])[0]
        before = self._adapted(correction.text, raw)
        after, scope = before, Scope.EVERYONE
        held = self._guard.score(self._memory)
        harm = held
        if correction.id not in self._memory.ids:
            lesson = self._lesson(correction, before)
            trial = self._guard.score(self._memory, lesson)
            scope = Scope.CLIENT if self._guard.shipped - trial > MOST_HARM else Scope.EVERYONE
            self._memory.add(lesson, scope is Scope.EVERYONE)
            harm = trial
            after = self._adapted(correction.text, raw)
        return Learned(correction.id, before.label, after.label, scope, held, harm)

    def replay(self, corrections: Iterable[Correction]) -> list[Learned]:
        """Forget everything, then learn *corrections* in order."""
        self._memory = Memory()
        return [self.apply(correction) for correction in corrections]

    def to_json(self) -> str:
        """Return the memory, for a later `restore` on the same model."""
        data = base64.b64encode(self._memory.to_bytes()).decode()
        return json.dumps({"model": self._base, "memory": data})

    def restore(self, state: str) -> bool:
        """Take up a memory of `to_json`; False, and nothing changed, if it is another model's.

        Raises ValueError or KeyError when *state* is damaged. Replay the corrections then.
        """
        found = json.loads(state)
        if found["model"] != self._base:
            return False
        self._memory = Memory.from_bytes(base64.b64decode(found["memory"]))
        return True

    def _lesson(self, correction: Correction, before: Prediction) -> Lesson:
        scores = np.log(np.maximum(_row(before), 1e-9))
        weights = weights_for(scores, LABELS.index(correction.label))
        return Lesson(correction.id, correction.text.client, _vector(before), weights)

    def _adapted(self, text: Text, found: Prediction) -> Prediction:
        shift = self._memory.shift(_vector(found), text.client)
        if not shift.any():
            return replace(found, model_version=self.version)
        row = shifted(_row(found), shift)
        best = int(row.argmax())
        also = tuple(label for label in found.also if label != LABELS[best])
        return replace(
            found,
            label=LABELS[best],
            probabilities={label: float(p) for label, p in zip(LABELS, row, strict=True)},
            abstain=expected_cost(row) > self._classifier.abstain_above,
            also=also,
            model_version=self.version,
        )


def _row(prediction: Prediction) -> Floats:
    return np.array([prediction.probabilities[label] for label in LABELS], np.float32)


def _vector(prediction: Prediction) -> Floats:
    return unpack_vectors([prediction.vector])[0]


@dataclass(frozen=True, slots=True)
class Decided:
    """A mail that a manager has decided, in a week of the caller's naming ("2026-W10")."""

    correction: Correction
    week: str


@dataclass(frozen=True, slots=True)
class Week:
    """How many of a week's mails the model got right: as shipped, and with what it had learned."""

    week: str
    mails: int
    shipped: int
    learned: int


def weekly(learner: Learner, decided: Sequence[Decided], shipped: SpacyClassifier) -> list[Week]:
    """Replay *decided* in order; each mail is predicted before it is learned.

    *learner* ends up having learned all of them.
    """
    learner.replay([])
    weeks: dict[str, Week] = {}
    for one in decided:
        text, label = one.correction.text, one.correction.label
        week = weeks.get(one.week, Week(one.week, 0, 0, 0))
        plain = shipped.predict([text])[0].label == label
        adapted = learner.apply(one.correction).before == label
        weeks[one.week] = Week(
            one.week, week.mails + 1, week.shipped + plain, week.learned + adapted
        )
    return list(weeks.values())
