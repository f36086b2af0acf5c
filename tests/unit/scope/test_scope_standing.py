"""Whether a reply counts by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from daemon.scope.reading import Decision
from daemon.scope.standing import Answered, Offered, Standing, judge

NOW = datetime(2026, 5, 4, tzinfo=UTC)
OFFER = Offered("anna@client.example", NOW + timedelta(days=7))
YES = Answered("Anna@client.example", True, False, NOW, Decision.APPROVE)


@pytest.mark.parametrize("decision", [Decision.APPROVE, Decision.DECLINE, Decision.COUNTER])
def test_the_approver_s_vouched_answer_counts(decision: Decision) -> None:
    assert judge(OFFER, replace(YES, decision=decision)).standing is Standing.COUNTED


@pytest.mark.parametrize(
    ("offer", "reply", "standing"),
    [
        (OFFER, replace(YES, sender="tom@client.example"), Standing.WAITING),
        (OFFER, replace(YES, vouched=False), Standing.WAITING),
        (OFFER, replace(YES, vouched=False, failed=True), Standing.WAITING),
        (OFFER, replace(YES, received_at=NOW + timedelta(days=8)), Standing.WAITING),
        (OFFER, replace(YES, decision=Decision.NONE), Standing.WAITING),
        (OFFER, replace(YES, decision=Decision.QUESTION), Standing.WAITING),
        (OFFER, replace(YES, by_person=False), Standing.IGNORED),
        (replace(OFFER, newest=False), YES, Standing.WAITING),
        (replace(OFFER, closed="withdrawn"), YES, Standing.WAITING),
        (replace(OFFER, answered=Decision.DECLINE), YES, Standing.WAITING),
        (replace(OFFER, answered=Decision.APPROVE), YES, Standing.IGNORED),
    ],
)
def test_nothing_else_counts(offer: Offered, reply: Answered, standing: Standing) -> None:
    found = judge(offer, reply)
    assert found.standing is standing
    assert found.reason
