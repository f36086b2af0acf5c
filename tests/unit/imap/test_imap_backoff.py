from __future__ import annotations

from random import Random

import pytest

from daemon.imap.backoff import FIRST, MOST, delay


@pytest.mark.parametrize(
    ("attempt", "whole"),
    [(0, 1.0), (1, 2.0), (2, 4.0), (8, 256.0), (9, MOST), (10_000, MOST)],
)
def test_waits_double_up_to_a_limit_half_of_it_by_chance(attempt: int, whole: float) -> None:
    waits = [delay(attempt, Random(seed)) for seed in range(50)]
    assert whole / 2 <= min(waits) < max(waits) <= whole
    assert FIRST * 2.0 ** min(attempt, 20) >= whole or whole == MOST
