"""How long to wait after a failure."""

from __future__ import annotations

from random import Random

FIRST = 1.0
MOST = 300.0


def delay(attempt: int, random: Random, first: float = FIRST, most: float = MOST) -> float:
    """Return seconds to wait before try number *attempt* + 1, counted from 0.

    Doubles up to *most*; the upper half is left to chance, so that mailboxes of one server
    do not come back all at once.
    """
    whole = min(most, first * 2.0 ** min(attempt, 30))
    return whole * (0.5 + random.random() / 2)
