"""Figures of surveys: CSAT, NPS, CES and response rate, each with its count and interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

#: the two-sided 95 % quantile of the normal distribution
Z = 1.959964


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its 95 % interval, from *count* answers; None where there is no answer.

    Shares run from 0 to 1, an NPS from -100 to 100, a mean over its scale.
    """

    value: float | None
    low: float
    high: float
    count: int


def share(hits: int, count: int) -> Figure:
    """Return hits of count with Wilson's score interval (Wilson 1927)."""
    if not count:
        return Figure(None, 0.0, 1.0, 0)
    p, z2 = hits / count, Z * Z
    centre = (p + z2 / (2 * count)) / (1 + z2 / count)
    half = Z / (1 + z2 / count) * sqrt(p * (1 - p) / count + z2 / (4 * count * count))
    return Figure(p, max(0.0, min(p, centre - half)), min(1.0, max(p, centre + half)), count)


def csat(scores: Sequence[int]) -> Figure:
    """Return the share of satisfied answers: 4 and 5 of 1–5."""
    return share(sum(score >= 4 for score in scores), len(scores))


def nps(scores: Sequence[int]) -> Figure:
    """Return promoters (9, 10) minus detractors (0–6) in points of a hundred.

    The interval is the adjusted Wald interval of Rocks (2016), usable from few answers on.
    """
    count = len(scores)
    if not count:
        return Figure(None, -100.0, 100.0, 0)
    promoters, detractors = sum(s >= 9 for s in scores), sum(s <= 6 for s in scores)
    p, d = (promoters + 0.75) / (count + 3), (detractors + 0.75) / (count + 3)
    half = Z * sqrt((p + d - (p - d) ** 2) / (count + 3))
    low, high = max(-1.0, p - d - half), min(1.0, p - d + half)
    return Figure(100 * (promoters - detractors) / count, 100 * low, 100 * high, count)


def ces(scores: Sequence[int]) -> Figure:
    """Return the mean of 1–7 with a normal interval; of one answer the whole scale."""
    count = len(scores)
    if not count:
        return Figure(None, 1.0, 7.0, 0)
    mean = sum(scores) / count
    if count == 1:
        return Figure(mean, 1.0, 7.0, 1)
    spread = sqrt(sum((s - mean) ** 2 for s in scores) / (count - 1))
    half = Z * spread / sqrt(count)
    return Figure(mean, max(1.0, mean - half), min(7.0, mean + half), count)
