"""Managers' words on answers: let count, corrected, refused; each taken back with what followed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from daemon.errors import StaleError, UserError
from daemon.services import surveys, undo
from daemon.store.engine import Database
from daemon.store.schema import item, outgoing
from tests.integration.asking import DAY, DUE, Shop, open_shop

LATER = DUE + timedelta(hours=2)


@pytest.fixture
def shop(either_db: Database) -> Shop:
    ready = open_shop(either_db)
    ready.ask()
    return ready


def accept(shop: Shop, **scores: int) -> int:
    return surveys.accept(shop.office, shop.answers()[-1]["id"], scores, "maria", LATER)


def invitation(shop: Shop) -> tuple[str, Any, str]:
    row = shop.invitation_of("Anna Weber")
    return row["state"], row["answered_at"], row["reminder"]


def answered(shop: Shop) -> list[tuple[str, dict[str, int]]]:
    return [(a["state"], a["scores"]) for a in shop.answers()]


def thanks(shop: Shop) -> list[str]:
    rows = shop.desk.all(outgoing)
    return [o["state"] for o in rows if o["purpose"] == "survey_thanks"]


def test_letting_an_answer_count_is_taken_back_with_what_followed(shop: Shop) -> None:
    shop.answer("Q1: somewhere between 2 and 3", LATER)
    before = invitation(shop)
    event = accept(shop, q1=2)
    assert (invitation(shop)[0], shop.desk.one(item)["state"]) == ("answered", "open")
    undo.undo(shop.desk.db, [event], "maria", LATER)
    assert answered(shop) == [("held", {})]
    assert invitation(shop) == before
    assert shop.desk.one(item)["state"] == "withdrawn"
    assert thanks(shop) == ["discarded"]
    assert shop.answers()[0]["item_id"] is None


def test_it_can_be_let_count_again(shop: Shop) -> None:
    shop.answer("Q1: somewhere between 2 and 3", LATER)
    undo.undo(shop.desk.db, [accept(shop, q1=2)], "maria", LATER)
    accept(shop, q1=3)
    assert answered(shop) == [("counted", {"q1": 3})]


def test_taking_back_lets_the_earlier_answer_stand(shop: Shop) -> None:
    shop.answer("Q1: 5", LATER)
    shop.answer("Q1: somewhere between 3 and 4", LATER + DAY)
    event = accept(shop, q1=4)
    assert answered(shop) == [("superseded", {"q1": 5}), ("counted", {"q1": 4})]
    undo.undo(shop.desk.db, [event], "maria", LATER)
    assert answered(shop) == [("counted", {"q1": 5}), ("held", {})]
    assert invitation(shop)[0] == "answered"


def test_an_answer_that_counts_is_corrected(shop: Shop) -> None:
    shop.answer("Q1: 5", LATER)
    with pytest.raises(UserError, match="give a score to correct it"):
        accept(shop)
    event = accept(shop, q1=1)
    assert (answered(shop), shop.desk.one(item)["kind"]) == ([("counted", {"q1": 1})], "IMP")
    undo.undo(shop.desk.db, [event], "maria", LATER)
    assert (answered(shop), invitation(shop)[0]) == ([("counted", {"q1": 5})], "answered")


def test_an_answer_that_counted_is_refused_and_taken_back(shop: Shop) -> None:
    shop.answer("Q1: 5", LATER)
    event = surveys.refuse(shop.desk.db, shop.answers()[0]["id"], "maria", LATER)
    assert (answered(shop)[0][0], invitation(shop)[:2]) == ("refused", ("asked", None))
    with pytest.raises(UserError, match="does not count as it is"):
        surveys.refuse(shop.desk.db, shop.answers()[0]["id"], "maria", LATER)
    undo.undo(shop.desk.db, [event], "maria", LATER)
    assert (answered(shop)[0][0], invitation(shop)[0]) == ("counted", "answered")


def test_what_changed_since_is_not_taken_back(shop: Shop) -> None:
    shop.answer("Q1: somewhere between 2 and 3", LATER)
    event = accept(shop, q1=2)
    accept(shop, q1=3)
    with pytest.raises(StaleError):
        undo.undo(shop.desk.db, [event], "maria", LATER)


def test_a_second_answer_replaces_only_what_it_answers(shop: Shop) -> None:
    shop.answer("Q1: 5\nQ2: 4\nQ3: 5", LATER)
    shop.answer("Q2: 2", LATER + DAY)
    assert [state for state, _ in answered(shop)] == ["counted", "counted"]
    shop.answer("Q1: 4\nQ2: 3\nQ3: 4", LATER + 2 * DAY)
    assert [state for state, _ in answered(shop)] == ["superseded", "superseded", "counted"]
