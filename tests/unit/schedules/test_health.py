"""The figure of a client, and what it lost points to."""

from __future__ import annotations

import pytest

from daemon.schedules.health import Facts, judge


@pytest.mark.parametrize(
    ("facts", "points", "word"),
    [
        pytest.param(Facts(), 100, "well", id="nothing known"),
        pytest.param(Facts(complaints=("minor",)), 92, "well", id="a minor complaint"),
        pytest.param(Facts(complaints=("critical",)), 65, "fair", id="a critical one"),
        pytest.param(Facts(complaints=("critical",) * 5), 50, "at risk", id="limited"),
        pytest.param(Facts(complaints=("unheard of",)), 85, "well", id="unknown severity"),
        pytest.param(Facts(overdue=2, owed=1), 85, "well", id="promises and answers"),
        pytest.param(Facts(overdue=90, owed=90, low=90), 40, "at risk", id="each is limited"),
        pytest.param(Facts(satisfied=0.2, answers=2), 100, "well", id="too few answers"),
        pytest.param(Facts(satisfied=0.2, answers=3), 85, "well", id="not satisfied"),
        pytest.param(Facts(satisfied=0.9, answers=30), 100, "well", id="satisfied"),
        pytest.param(Facts(silent_days=90), 100, "well", id="quiet, nothing open"),
        pytest.param(Facts(silent_days=31, open_work=1), 90, "well", id="quiet with open work"),
    ],
)
def test_points(facts: Facts, points: int, word: str) -> None:
    found = judge(facts)
    assert (found.points, found.word) == (points, word)
    assert 100 - sum(c.points for c in found.costs) == points


def test_no_figure_is_below_zero_and_every_cost_is_told() -> None:
    found = judge(Facts(("critical",) * 9, 99, 99, 99, 0.0, 9, 99, 9))
    assert found.points == 0
    assert [c.what for c in found.costs] == [
        *("open complaints", "items overdue", "answers owed", "low scores"),
        *("per cent satisfied", "days without a word"),
    ]
