"""How well labels, probabilities, asks and due dates agree with the corpus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifiers.layers import Floats
from daemon.model.label import Label

LABELS = tuple(Label)
Ints = NDArray[np.int64]
Span = tuple[int, int]


def confusion(gold: Ints, chosen: Ints) -> Ints:
    """Return [gold label, chosen label] counts."""
    table = np.zeros((len(LABELS), len(LABELS)), np.int64)
    np.add.at(table, (gold, chosen), 1)
    return table


def f1_by_label(table: Ints) -> NDArray[np.float64]:
    """Return the F1 of each label of a confusion table; 0 where it never occurs."""
    hits = np.diag(table).astype(float)
    total = table.sum(axis=0) + table.sum(axis=1)
    return np.divide(2 * hits, total, out=np.zeros(len(hits)), where=total > 0)


def macro_f1(gold: Ints, chosen: Ints) -> float:
    """Return the mean F1 over the labels that occur in *gold*."""
    table = confusion(gold, chosen)
    return float(f1_by_label(table)[table.sum(axis=1) > 0].mean()) if len(gold) else 0.0


def calibration_error(probabilities: Floats, gold: Ints, bins: int = 10) -> float:
    """Return the expected calibration error: bins of equal width over the top probability."""
    top, hit = probabilities.max(axis=1), probabilities.argmax(axis=1) == gold
    slot = np.minimum((top * bins).astype(int), bins - 1)
    gaps = [abs(top[slot == b].sum() - hit[slot == b].sum()) for b in range(bins)]
    return float(sum(gaps) / max(len(gold), 1))


@dataclass(slots=True)
class Tally:
    """Counts behind a precision, a recall and an F1."""

    hits: int = 0
    found: int = 0
    gold: int = 0

    @property
    def f1(self) -> float:
        """Twice the hits over found and gold together."""
        return 2 * self.hits / max(self.found + self.gold, 1)

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.hits / max(self.found, 1)

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self.hits / max(self.gold, 1)

    def add(self, hits: int, found: int, gold: int) -> None:
        """Count one more mail."""
        self.hits += hits
        self.found += found
        self.gold += gold


def overlap(one: Span, other: Span) -> float:
    """Return the share of characters two stretches have in common, of all they cover."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(common, 0) / max(max(one[1], other[1]) - min(one[0], other[0]), 1)


def paired(
    found: Sequence[Span], gold: Sequence[Span], least: float = 0.5
) -> list[tuple[int, int]]:
    """Pair found with gold stretches that overlap by *least* or more, best first, each once."""
    ways = sorted(
        ((overlap(f, g), i, j) for i, f in enumerate(found) for j, g in enumerate(gold)),
        key=lambda way: (-way[0], way[1:]),
    )
    pairs: list[tuple[int, int]] = []
    for share, i, j in ways:
        if share >= least and all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs
