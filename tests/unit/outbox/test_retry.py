"""When to try again: the stair, its stretching, and its end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from daemon.config.schema import SendingConfig
from daemon.outbox.retry import next_attempt, next_look

START = datetime(2026, 5, 4, 12, tzinfo=UTC)
STAIR = SendingConfig(retry_minutes=[1, 5, 60], give_up_hours=72)


@pytest.mark.parametrize(
    ("attempts", "minutes_later", "jitter", "expected"),
    [
        pytest.param(1, 0, 0.0, 1, id="first failure: 0 + 1"),
        pytest.param(2, 1, 0.0, 6, id="second: 1 + 5"),
        pytest.param(3, 6, 0.0, 66, id="third: 6 + 60"),
        pytest.param(9, 600, 0.0, 660, id="beyond the stair its last step: 600 + 60"),
        pytest.param(0, 0, 0.0, 1, id="no attempt yet counts as one: 0 + 1"),
        pytest.param(2, 1, 0.5, 6.625, id="stretched: 1 + 5 x (1 + 0.25 x 0.5)"),
        pytest.param(9, 4310, 0.0, 4320, id="the last try falls on 72 h: min(4310 + 60, 4320)"),
        pytest.param(9, 4319, 0.9, 4320, id="never beyond it, however stretched"),
    ],
)
def test_next_attempt(attempts: int, minutes_later: float, jitter: float, expected: float) -> None:
    now = START + timedelta(minutes=minutes_later)
    again = next_attempt(attempts, START, now, STAIR, jitter)
    assert again == START + timedelta(minutes=expected)


@pytest.mark.parametrize("hours", [72, 73, 1000])
def test_gives_up_at_its_age(hours: int) -> None:
    assert next_attempt(5, START, START + timedelta(hours=hours), STAIR, 0.0) is None


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        pytest.param(0, 1, id="at once: a minute"),
        pytest.param(0.5, 1.5, id="young: still a minute, 0.5 + 1"),
        pytest.param(10, 20, id="as long again: 10 + 10"),
        pytest.param(4320, None, id="72 h: no more"),
    ],
)
def test_next_look(age: float, expected: float | None) -> None:
    again = next_look(START, START + timedelta(minutes=age), STAIR)
    assert again == (START + timedelta(minutes=expected) if expected is not None else None)
