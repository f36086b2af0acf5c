"""Items are opened under change control, joined where they repeat, accepted where policy says."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from daemon.model.label import Label
from daemon.services import baselines, scope, undo
from daemon.services.terms import Asked
from daemon.store.engine import Database
from daemon.store.schema import event, item, outgoing
from tests.integration import scoping
from tests.integration.desk import NOW, Desk, Written
from tests.integration.scoping import ANNA, MANAGER, VOUCHED, state

EXPORT = "Please add an export of all paid orders as CSV."


@pytest.fixture
def desk(either_db: Database) -> Desk:
    made = scoping.ready(either_db)
    need(made, EXPORT, "r1")
    return made


def need(desk: Desk, text: str, name: str, hours: float = 0, **more: Any) -> None:
    mail = Written(ANNA, f"Need {name}", text, f"{name}@weber.example", **more)
    desk.take(mail, at=NOW + timedelta(hours=hours))


def send(desk: Desk) -> str:
    """Send the document; return the Message-ID of the mail."""
    scope.move(desk.db, scope.find(desk.db, "SHOP", "REQ-1")[0], "accept", MANAGER)
    asked = Asked("anna@weber.example", NOW + timedelta(days=7))
    baselines.send(scoping.office(desk), "SHOP", ("en", {}), asked, MANAGER)
    return str(next(o["message_id"] for o in desk.all(outgoing) if o["purpose"] == "baseline"))


def confirmed(desk: Desk) -> None:
    need(desk, "Approved.", "yes", 1, headers=[("In-Reply-To", f"<{send(desk)}>"), VOUCHED])
    assert state(desk, "REQ-1") == "in baseline"


def refs(desk: Desk) -> dict[str, str]:
    return {f"{r['kind']}-{r['number']}": r["state"] for r in desk.all(item)}


def test_on_a_baseline_a_new_ask_is_a_change_and_says_why(desk: Desk) -> None:
    confirmed(desk)
    need(desk, "Please add a gift wrap option to the cart.", "r2", 2)
    assert refs(desk)["CHG-2"] == "proposed"
    why = str(scope.find(desk.db, "SHOP", "CHG-2")[0].details["why"])
    assert why == "version 1 is the baseline since 2026-03-02; what is new is a change"


def test_what_came_before_the_baseline_is_a_requirement(desk: Desk) -> None:
    confirmed(desk)
    need(desk, "Please add a gift wrap option to the cart.", "r2", 0.5)
    assert "REQ-2" in refs(desk)


def test_corrections_to_the_document_become_changes(desk: Desk) -> None:
    text = "Two corrections. Please add the tax rate and the country to it."
    need(desk, text, "c", 1, headers=[("In-Reply-To", f"<{send(desk)}>"), VOUCHED])
    assert (refs(desk)["REQ-1"], refs(desk)["CHG-2"]) == ("accepted", "proposed")
    why = scope.find(desk.db, "SHOP", "CHG-2")[0].details["why"]
    assert why == "a correction to version 1 of the requirement document"


def test_corrections_without_an_ask_are_one_change(desk: Desk) -> None:
    headers = [("In-Reply-To", f"<{send(desk)}>"), VOUCHED]
    need(desk, "Yes, but only with the tax rate in it.", "c", 1, headers=headers)
    assert refs(desk)["CHG-2"] == "proposed"
    found = scope.find(desk.db, "SHOP", "CHG-2")[0]
    assert found.words == "Yes, but only with the tax rate in it."
    assert found.details["why"] == "a correction to version 1 of the requirement document"


def test_an_ask_said_again_becomes_part_of_the_first(desk: Desk) -> None:
    need(desk, "Hello again, please add an export of all paid orders as CSV, thanks!", "r2", 1)
    assert (refs(desk)["REQ-1"], refs(desk)["REQ-2"]) == ("proposed", "withdrawn")
    again, links = scope.find(desk.db, "SHOP", "REQ-2")
    assert [(k.relation, k.other) for k in links] == [("duplicate of", "REQ-1")]
    assert again.details["why"] == "it says again what REQ-1 says"
    told = [o["text"] for o in desk.all(outgoing) if o["purpose"] == "acknowledge"][-1]
    assert "REQ-1" in told
    assert "REQ-2" not in told


def test_joining_is_taken_back(desk: Desk) -> None:
    need(desk, EXPORT, "r2", 1)
    made = [e["id"] for e in desk.all(event) if e["verb"] in {"item.linked", "item.changed"}]
    undo.undo(desk.db, made, "maria", NOW)
    again, links = scope.find(desk.db, "SHOP", "REQ-2")
    assert (again.state, links, "why" in again.details) == ("proposed", [], False)


@pytest.mark.parametrize(
    ("sender", "text"),
    [
        (ANNA, "Please add an export of all paid orders as PDF."),
        ("Ben <ben@other.example>", EXPORT),
    ],
    ids=["another ask", "another client"],
)
def test_what_is_not_the_same_stands_alone(desk: Desk, sender: str, text: str) -> None:
    desk.client("Other", "other.example")
    desk.take(Written(sender, "Need", text, "x@weber.example"))
    assert refs(desk)["REQ-2"] == "proposed"


@pytest.mark.parametrize(
    ("accept", "after"), [(0, "proposed"), (0.9, "accepted"), (0.99, "proposed")]
)
def test_policy_takes_on_what_is_sure_enough(desk: Desk, accept: float, after: str) -> None:
    [shop, fair] = desk.config.mailbox
    rule = shop.policy[Label.REQUIREMENT].model_copy(update={"accept": accept})
    policy = {**shop.policy, Label.REQUIREMENT: rule}
    boxes = [shop.model_copy(update={"policy": policy}), fair]
    desk.config = desk.config.model_copy(update={"mailbox": boxes})
    need(desk, "Please add gift cards.", "r2")
    assert refs(desk)["REQ-2"] == after
