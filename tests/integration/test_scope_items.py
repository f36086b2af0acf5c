"""Items move by the table of life cycles, keep their history, and are never overwritten."""

from __future__ import annotations

import pytest

from daemon.errors import NotFoundError, StaleError, UserError
from daemon.scope.relations import Relation
from daemon.services import drawing, exchange, glance, scope, undo
from daemon.store.engine import Database
from daemon.store.schema import event, item
from daemon.store.scope_items import ItemRow, Wanted
from tests.integration import scoping
from tests.integration.desk import NOW, Desk, Written
from tests.integration.scoping import MANAGER, state


@pytest.fixture
def desk(either_db: Database) -> Desk:
    made = scoping.ready(either_db)
    made.take(Written(scoping.ANNA, "Also", "Red instead of blue.", "w2@weber.example"))
    made.take(Written(scoping.ANNA, "Cart", "The cart is broken.", "w3@weber.example"))
    return made


def load(desk: Desk, ref: str = "CHG-1") -> ItemRow:
    return scope.find(desk.db, "shop", ref)[0]


def test_a_step_is_an_event_that_can_be_taken_back(desk: Desk) -> None:
    done = scope.move(desk.db, load(desk), "accept", MANAGER)
    assert state(desk) == "being assessed"
    entry = next(e for e in desk.all(event) if e["id"] == done)
    assert (entry["before"], entry["after"]) == (
        {"state": "proposed"},
        {"state": "being assessed"},
    )
    undo.undo(desk.db, [done], "maria", NOW)
    assert state(desk) == "proposed"


def test_two_managers_do_not_overwrite_each_other(desk: Desk) -> None:
    seen = load(desk)
    scope.edit(desk.db, seen, {"owner": "jo"}, MANAGER)
    with pytest.raises(StaleError):
        scope.edit(desk.db, seen, {"owner": "tom"}, MANAGER)
    assert load(desk).owner == "jo"


def test_an_undo_after_another_change_is_refused(desk: Desk) -> None:
    first = scope.edit(desk.db, load(desk), {"owner": "jo"}, MANAGER)
    scope.edit(desk.db, load(desk), {"owner": "tom"}, MANAGER)
    with pytest.raises(StaleError):
        undo.undo(desk.db, [first], "maria", NOW)


@pytest.mark.parametrize(
    ("verb", "why"),
    [
        ("deliver", "from here: accept, reject, withdraw"),
        ("approve", "from here"),
        ("fly", "from here"),
    ],
)
def test_a_step_that_is_not_in_the_table_is_refused(desk: Desk, verb: str, why: str) -> None:
    with pytest.raises(UserError, match=why):
        scope.move(desk.db, load(desk), verb, MANAGER)


def test_a_manager_does_not_approve_in_the_client_s_name_by_a_move(desk: Desk) -> None:
    scoping.accepted(desk)
    scoping.offered(desk)
    with pytest.raises(UserError, match="scope decide"):
        scope.move(desk.db, load(desk), "approve", MANAGER)


def test_merging_withdraws_one_and_links_it_and_can_be_taken_back(desk: Desk) -> None:
    events = scope.merge(desk.db, load(desk, "CHG-2"), load(desk), MANAGER)
    _, links = scope.find(desk.db, "SHOP", "CHG-1")
    assert [(k.ref, k.relation, k.other) for k in links] == [("CHG-2", "duplicate of", "CHG-1")]
    assert state(desk, "CHG-2") == "withdrawn"
    undo.undo(desk.db, events, "maria", NOW)
    assert (state(desk, "CHG-2"), scope.find(desk.db, "SHOP", "CHG-1")[1]) == ("proposed", [])


def test_a_split_draws_on_the_same_words(desk: Desk) -> None:
    assert drawing.split(desk.db, load(desk), ["Footer", " "], MANAGER).refs == ("CHG-3",)
    assert load(desk, "CHG-3").words == load(desk).words
    assert load(desk, "CHG-3").title == "Footer"


def test_links_stay_within_a_client_s_project(desk: Desk) -> None:
    scope.link(desk.db, load(desk, "CMP-1"), Relation.CAUSED_BY, load(desk), MANAGER)
    with pytest.raises(UserError, match="already"):
        scope.link(desk.db, load(desk, "CMP-1"), Relation.CAUSED_BY, load(desk), MANAGER)
    desk.client("Other", "other.example")
    desk.take(Written("Eve <eve@other.example>", "X", "Red instead.", "x1@other.example"))
    with pytest.raises(UserError, match="one client"):
        scope.link(desk.db, load(desk, "CHG-3"), Relation.CHANGES, load(desk), MANAGER)


@pytest.mark.parametrize(
    ("ref", "values", "why"),
    [
        ("CHG-1", {"due": "soon"}, "no date"),
        ("CHG-1", {"priority": "huge"}, "one of"),
        ("CHG-1", {"title": " "}, "needs one"),
        ("CHG-1", {"cause": "us"}, "has no cause"),
        ("CHG-1", {"words": "other"}, "has no words"),
        ("CMP-1", {"severity": "mild"}, "one of"),
        ("CHG-1", {}, "nothing to change"),
    ],
)
def test_what_cannot_be_written_is_refused(
    desk: Desk, ref: str, values: dict[str, str], why: str
) -> None:
    with pytest.raises(UserError, match=why):
        scope.edit(desk.db, load(desk, ref), values, MANAGER)


def test_a_complaint_keeps_cause_and_remedy(desk: Desk) -> None:
    scope.edit(desk.db, load(desk, "CMP-1"), {"severity": "serious", "cause": "typo"}, MANAGER)
    scope.edit(desk.db, load(desk, "CMP-1"), {"remedy": "fixed"}, MANAGER)
    wanted = {"severity": "serious", "cause": "typo", "remedy": "fixed"}
    assert load(desk, "CMP-1").details.items() >= wanted.items()
    scope.move(desk.db, load(desk, "CMP-1"), "investigate", MANAGER)
    assert state(desk, "CMP-1") == "investigated"


def test_an_edited_export_is_taken_over_or_refused_as_a_whole(desk: Desk) -> None:
    rows: list[dict[str, object]] = [
        {"project": "SHOP", "ref": "CHG-1", "version": 0, "owner": "jo", "title": "Blue"},
        {"project": "SHOP", "ref": "CHG-2", "version": 0, "owner": ""},
    ]
    assert exchange.take_over(desk.db, rows, MANAGER) == 1
    assert (load(desk).owner, load(desk).title) == ("jo", "Blue")
    rows[1]["owner"] = "tom"
    with pytest.raises(StaleError, match="export again"):
        exchange.take_over(desk.db, rows[::-1], MANAGER)
    assert load(desk, "CHG-2").owner == ""


def test_lists_and_glance_show_what_stands(desk: Desk) -> None:
    scoping.accepted(desk)
    scoping.offered(desk)
    found = scope.find_all(desk.db, Wanted("shop", states=["proposed"]))
    assert [i.ref for i in found] == ["CHG-2"]
    seen = glance.look(desk.db, "SHOP")
    assert [p.as_line() for p in seen.pending] == [
        f"CHG-1  {load(desk).title} (offered, 1200 EUR, 3 days)"
    ]
    assert [i.ref for i in seen.undecided] == ["CHG-2"]
    assert [i.ref for i in seen.complaints] == ["CMP-1"]
    assert ("Pending changes: 1200 EUR, 3 days") in [name for name, _ in seen.as_sections()]
    with pytest.raises(NotFoundError):
        scope.find(desk.db, "SHOP", "CHG-99")
    assert desk.count(item) == 3
