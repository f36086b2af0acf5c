"""A settled complaint is asked about by itself, once, and by the rules of asking."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from daemon.services import improving, milestones, resolutions, scope, undo
from daemon.services.scope import Hand
from daemon.store import scope_items
from daemon.store.engine import Database
from daemon.store.plan_tables import invitation, milestone
from daemon.store.schema import event, item, outgoing
from tests.integration.asking import Shop, open_shop
from tests.integration.desk import NOW, Written

DAY = timedelta(days=1)
#: after the acknowledgements that were queued at first
LATER = NOW + DAY


@pytest.fixture
def shop(either_db: Database) -> Shop:
    return complaining(either_db)


def complaining(db: Database, **surveys: Any) -> Shop:
    """Return a shop where Anna has complained once."""
    shop = open_shop(db, **surveys)
    complain(shop, "first")
    return shop


def complain(shop: Shop, name: str) -> None:
    mail = Written(subject=f"Shop {name}", text="It is broken.", message_id=f"{name}@weber.example")
    shop.desk.take(mail)


def settle(shop: Shop, state: str, at: datetime = LATER, number: int = 1) -> None:
    with shop.desk.db.write() as transaction:
        row = scope_items.find(transaction, "SHOP", f"CMP-{number}")
        scope.move_within(transaction, row, state, Hand("maria", at))


def stones(shop: Shop) -> list[tuple[str, str, str]]:
    return [(m["name"], m["kind"], m["state"]) for m in shop.desk.all(milestone)]


def test_a_confirmed_complaint_is_asked_about_once(shop: Shop) -> None:
    assert resolutions.run(shop.office, LATER) == 0
    settle(shop, "confirmed")
    assert [resolutions.run(shop.office, LATER) for _ in range(3)] == [1, 0, 0]
    assert stones(shop) == [("CMP-1 settled", "resolution", "reached")]
    assert shop.run(LATER + DAY).asked == 1
    [mail] = [o for o in shop.desk.all(outgoing) if o["purpose"] == "survey"]
    assert (mail["to_addr"], "Did we put it right?" in mail["subject"]) == (
        "anna@weber.example",
        True,
    )


def test_a_resolved_one_waits_for_the_clients_word(shop: Shop) -> None:
    settle(shop, "resolved")
    assert resolutions.run(shop.office, LATER + 13 * DAY) == 0
    assert resolutions.run(shop.office, LATER + 14 * DAY) == 1


def test_nobody_is_asked_while_another_complaint_is_open(shop: Shop) -> None:
    complain(shop, "second")
    settle(shop, "confirmed", number=1)
    resolutions.run(shop.office, LATER)
    assert shop.run(LATER + DAY).skipped == 1
    assert shop.desk.one(invitation)["reasons"] == ["open complaint CMP-2"]


def test_a_reopened_complaint_is_open_again(shop: Shop) -> None:
    settle(shop, "confirmed")
    resolutions.run(shop.office, LATER)
    settle(shop, "received", LATER + timedelta(hours=1))
    assert shop.run(LATER + DAY).skipped == 1
    settle(shop, "confirmed", LATER + 2 * DAY)
    assert resolutions.run(shop.office, LATER + 2 * DAY) == 0


@pytest.mark.parametrize(
    ("after_complaint", "state", "planned"),
    [("never", "confirmed", 0), ("confirmed", "resolved", 0), ("confirmed", "confirmed", 1)],
)
def test_it_is_asked_when_the_configuration_says(
    db: Database, after_complaint: str, state: str, planned: int
) -> None:
    shop = complaining(db, after_complaint=after_complaint)
    settle(shop, state)
    assert resolutions.run(shop.office, LATER + 14 * DAY) == planned


def test_what_was_settled_long_ago_is_history(db: Database) -> None:
    shop = complaining(db)
    settle(shop, "confirmed")
    assert resolutions.run(shop.office, LATER + 90 * DAY) == 0


def test_not_solved_is_a_bad_answer_and_the_chain_names_the_complaint(db: Database) -> None:
    shop = complaining(db)
    settle(shop, "confirmed")
    resolutions.run(shop.office, LATER)
    shop.run(LATER + DAY)
    shop.send(LATER + DAY)
    shop.run(LATER + DAY)
    shop.answer("1) no", LATER + DAY)
    [link] = improving.chain(db, item_id=shop.desk.all(item)[-1]["id"])
    assert (link.cause, link.milestone, link.item) == ("CMP-1", "CMP-1 settled", "IMP-1")


def test_its_milestone_is_not_taken_away(db: Database) -> None:
    shop = complaining(db)
    settle(shop, "confirmed")
    resolutions.run(shop.office, LATER)
    found = {e["verb"]: e["id"] for e in shop.desk.all(event) if e["subject"] == "milestone"}
    undo.undo(db, [found["milestone.reached"]], "maria", LATER)
    assert shop.run(LATER + DAY).asked == 0
    stone = milestones.find(db, "SHOP", "CMP-1 settled")
    milestones.cancel(db, stone, "maria", LATER)
    assert resolutions.run(shop.office, LATER) == 0
