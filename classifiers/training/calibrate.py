"""Settings of the verdict, chosen on the development split."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from classifiers.heads import LABELS
from classifiers.layers import Floats
from classifiers.reading import Reading
from classifiers.secondary import CONSTANT, TRAITS, secondary_traits
from classifiers.training.examples import Example
from classifiers.verdict import COSTS, expected_cost, mixed
from daemon.model.label import Label

#: what a person's look costs, in parts of a missed complaint
LOOK = 0.09


def calibrated(network: Floats, plain: Floats, gold: NDArray[np.int64]) -> dict[str, float]:
    """Return the readers' weights and biases that make the probabilities truest.

    Least log loss, drawn a little towards even weights, and firmly towards no bias, which is
    the authors' more than the labels'.
    """
    names = ["network", "plain", *(f"bias_{label}" for label in LABELS)]

    def loss(values: NDArray[np.float64]) -> float:
        found = mixed(network, plain, dict(zip(names, values, strict=True)))
        wrong = -np.log(found[np.arange(len(gold)), gold] + 1e-9).mean()
        return float(
            wrong + 0.2 * (values[2:] ** 2).sum() + 0.002 * ((values[:2] - 0.7) ** 2).sum()
        )

    start = np.array([0.7, 0.7] + [0.0] * len(LABELS))
    limits = [(0.1, 3.0)] * 2 + [(-1.0, 1.0)] * len(LABELS)
    best = minimize(loss, start, bounds=limits, method="L-BFGS-B").x
    settings = {name: round(float(value), 4) for name, value in zip(names, best, strict=True)}
    return settings | {"abstain": LOOK, "also": 0.5, "urgent": 0.5}


def secondary_settings(readings: Sequence[Reading], dev: Sequence[Example]) -> dict[str, float]:
    """Return how secondary labels are told from the traits of *readings*, and the threshold."""
    traits, is_one = [], []
    for reading, example in zip(readings, dev, strict=True):
        assert reading.probabilities is not None
        best = int(reading.probabilities.argmax())
        for number, row in enumerate(secondary_traits(reading)):
            if number != best and LABELS[number] is not Label.OTHER:
                traits.append(row)
                is_one.append(float(LABELS[number] in example.mail.also))
    gold = np.array(is_one)
    if not gold.any():
        return {"also_head": 1.0}
    model = LogisticRegression(C=0.3).fit(np.array(traits), gold)
    found = dict(zip(TRAITS, map(float, model.coef_[0]), strict=True))
    sure = model.predict_proba(np.array(traits))[:, 1]
    return found | {CONSTANT: float(model.intercept_[0]), "also": best_line(sure, gold)}


def best_line(sure: Floats, gold: Floats) -> float:
    """Return the threshold with the best F1 for yes-or-no answers."""
    lines = [round(0.1 + 0.05 * step, 2) for step in range(15)]

    def f1(line: float) -> float:
        chosen = sure >= line
        return float(2 * (chosen * gold).sum() / max(chosen.sum() + gold.sum(), 1))

    return max(lines, key=f1)


def costs_of(probabilities: Floats, gold: NDArray[np.int64], line: float) -> tuple[float, float]:
    """Return (share of mails decided, cost a mail) when *line* is the abstain threshold."""
    chosen = probabilities.argmax(axis=1)
    decided = np.array([expected_cost(row) <= line for row in probabilities])
    cost = np.where(decided, COSTS[gold, chosen], LOOK)
    return float(decided.mean()), float(cost.mean())
