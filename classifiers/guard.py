"""The shipped test mails, as vectors and scores: what corrections may not spoil."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifiers.heads import LABELS
from classifiers.layers import Floats
from classifiers.memory import REACH, Lesson, Memory, kernel, shifted, spread
from classifiers.store import pack, unpack

FILE = "guard"


@dataclass(frozen=True, slots=True)
class Guard:
    """Vectors [n, 512], probabilities [n, 5] and true labels [n] of the test mails."""

    vectors: Floats
    probabilities: Floats
    gold: NDArray[np.int64]

    @classmethod
    def load(cls, folder: Path) -> Guard:
        """Read the guard that ships with the model in *folder*. Raises OSError, ValueError."""
        found = unpack((folder / FILE).read_bytes())
        return cls(found["vectors"], found["probabilities"], found["gold"].astype(np.int64))

    def save(self, folder: Path) -> None:
        """Write the guard beside the model in *folder*."""
        arrays = {"vectors": self.vectors, "probabilities": self.probabilities}
        (folder / FILE).write_bytes(pack(arrays | {"gold": self.gold.astype(np.float32)}))

    @property
    def shipped(self) -> float:
        """Macro-F1 without any correction."""
        return macro_f1(self.probabilities.argmax(axis=1), self.gold)

    def score(self, memory: Memory, lesson: Lesson | None = None) -> float:
        """Return macro-F1 with the shared lessons of *memory*, and *lesson* as one of them."""
        everyone = np.array(memory.shared, bool)
        vectors, weights = memory.vectors[everyone], memory.weights[everyone]
        if lesson is not None:
            vectors = np.concatenate([vectors, lesson.vector[None]])
            weights = np.concatenate([weights, lesson.weights[None]])
        if not len(vectors):
            return self.shipped
        shift = spread(kernel(self.vectors @ vectors.T, REACH), weights)
        return macro_f1(shifted(self.probabilities, shift).argmax(axis=1), self.gold)


def macro_f1(chosen: NDArray[np.int64], gold: NDArray[np.int64]) -> float:
    """Return the mean F1 over the labels that occur in *gold*; 1 when there are no mails."""
    found = []
    for label in range(len(LABELS)):
        mine, yours = chosen == label, gold == label
        if yours.any():
            found.append(2 * (mine & yours).sum() / (mine.sum() + yours.sum()))
    return float(np.mean(found)) if found else 1.0
