"""When not to ask: one reason a row, and what happens when something is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from daemon.model.record import Role
from daemon.schedules.asking import (
    AskingRules,
    Candidate,
    Step,
    Waiting,
    decide_asking,
    decide_reminder,
    is_final,
    reasons_not_to_ask,
)
from daemon.schedules.calendar import BusinessCalendar

CALENDAR = BusinessCalendar()
RULES = AskingRules()
DUE = datetime(2026, 5, 6, 10, tzinfo=UTC)  # a Wednesday
ANNA = Candidate(1, Role.CLIENT, 7, "anna@weber.example")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, None),
        ({"opted_out": True}, "opted out"),
        ({"role": Role.STAFF, "client_id": None}, "one of ours"),
        ({"client_id": None, "role": Role.UNKNOWN}, "belongs to no client"),
        ({"address": ""}, "no address"),
        ({"address": "", "bounced": True}, "mail came back"),
        ({"on_hold": True}, "project on hold"),
        ({"complaint": "CMP-3"}, "open complaint CMP-3"),
        ({"asked_at": DUE - timedelta(days=29)}, "asked recently (2026-04-07)"),
        ({"asked_at": DUE - timedelta(days=30)}, None),
        ({"client_asked_at": DUE - timedelta(days=13)}, "client asked recently (2026-04-23)"),
        ({"client_asked_at": DUE - timedelta(days=14)}, None),
        ({"asked_at": DUE + timedelta(days=300)}, "asked recently (2027-03-02)"),
        ({"shadow": True}, "shadow mode"),
    ],
)
def test_each_reason_stands_alone(change: dict[str, Any], reason: str | None) -> None:
    found = reasons_not_to_ask(replace(ANNA, **change), RULES, DUE)
    assert found == ([reason] if reason else [])


@pytest.mark.parametrize(
    ("later", "step"),
    [
        (timedelta(minutes=-1), Step.WAIT),
        (timedelta(), Step.GO),
        (timedelta(hours=10), Step.WAIT),  # 20:00
        (timedelta(days=2), Step.GO),
        (timedelta(days=3), Step.WAIT),  # Saturday
        (timedelta(days=5) - timedelta(minutes=1), Step.GO),  # Monday, the third business day
        (timedelta(days=5), Step.MISS),
        (timedelta(days=-400), Step.WAIT),
    ],
    ids=["early", "due", "evening", "Friday", "weekend", "last moment", "too late", "clock back"],
)
def test_an_invitation_goes_in_its_window_and_never_at_night(later: timedelta, step: Step) -> None:
    assert decide_asking(DUE, ANNA, RULES, CALENDAR, DUE + later).step is step


def test_a_reason_skips_and_says_so() -> None:
    verdict = decide_asking(DUE, replace(ANNA, opted_out=True), RULES, CALENDAR, DUE)
    assert (verdict.step, verdict.reasons) == (Step.SKIP, ("opted out",))


@pytest.mark.parametrize(
    ("reasons", "final"),
    [([], False), (["open complaint CMP-3"], False), (["asked recently", "opted out"], True)],
)
def test_a_contacts_own_word_is_final(reasons: list[str], final: bool) -> None:
    assert is_final(reasons) is final


OPEN = Waiting(DUE, DUE + timedelta(days=6), DUE + timedelta(days=28))


@pytest.mark.parametrize(
    ("change", "later", "step"),
    [
        ({}, 5, Step.WAIT),
        ({}, 6, Step.GO),
        ({}, 11, Step.MISS),
        ({"replied": True}, 6, Step.SKIP),
        ({"replied": True}, 1, Step.SKIP),
        ({"bounced": True}, 6, Step.SKIP),
        ({"complaint": "CMP-1"}, 6, Step.SKIP),
        ({"opted_out": True}, 6, Step.SKIP),
        ({"on_hold": True}, 6, Step.SKIP),
    ],
)
def test_one_reminder_unless_something_came(change: dict[str, Any], later: int, step: Step) -> None:
    now = DUE + timedelta(days=later)
    assert decide_reminder(replace(OPEN, **change), RULES, CALENDAR, now).step is step
