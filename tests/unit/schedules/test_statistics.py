"""Figures with their intervals; expected values worked out by hand or from the papers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.schedules.statistics import ces, csat, nps, share


@pytest.mark.parametrize(
    ("hits", "count", "value", "low", "high"),
    [
        (0, 0, None, 0.0, 1.0),
        (0, 10, 0.0, 0.0, 0.2775),  # Wilson's 95 % for 0 of 10
        (10, 10, 1.0, 0.7225, 1.0),
        (81, 263, 0.308, 0.2553, 0.3662),  # Newcombe 1998, table I
    ],
)
def test_shares(hits: int, count: int, value: float | None, low: float, high: float) -> None:
    found = share(hits, count)
    assert found.value == (None if value is None else pytest.approx(value, abs=1e-3))
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-4)


def test_nps_is_promoters_minus_detractors() -> None:
    found = nps([10, 9, 8, 7, 6, 0, 9, 10])
    assert found.value == 25.0  # 4 of 8 minus 2 of 8
    assert found.low < 25.0 < found.high
    assert found.count == 8


def test_csat_counts_four_and_five() -> None:
    assert csat([5, 4, 3, 1]).value == 0.5


def test_ces_is_a_mean_on_its_scale() -> None:
    found = ces([7, 7, 1])
    assert found.value == 5.0
    assert ces([4]).low == 1.0


@given(st.lists(st.integers(0, 10), min_size=1, max_size=200))
def test_every_value_lies_within_its_bounds(scores: list[int]) -> None:
    found = nps(scores)
    assert found.value is not None
    assert -100 <= found.low <= found.high <= 100
    assert -100 <= found.value <= 100
    rated = csat([min(5, max(1, s)) for s in scores])
    assert rated.value is not None
    assert rated.low <= rated.value <= rated.high
