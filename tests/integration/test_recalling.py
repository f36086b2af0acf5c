"""What was put to a client is taken back while it has not left, and never after that."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from daemon.errors import StaleError, UserError
from daemon.model.record import ItemKind
from daemon.scope.reading import Decision
from daemon.services import (
    approvals,
    baselines,
    complaints,
    drawing,
    evidence,
    scope,
    undo,
    verify,
)
from daemon.services.complaints import Finding, Resolution
from daemon.services.delivery import GRACE
from daemon.services.terms import Asked, Made
from daemon.store.engine import Database
from daemon.store.schema import event, outgoing
from daemon.store.scope_items import ItemRow
from daemon.store.scope_tables import ledger, offer, offer_reply
from tests.integration import scoping
from tests.integration.desk import NOW, Desk, Written
from tests.integration.scoping import ANNA, MANAGER, STATEMENT, VOUCHED, answer, state

ASKED = Asked("anna@weber.example", NOW + timedelta(days=7))


@pytest.fixture
def desk(either_db: Database) -> Desk:
    made = scoping.ready(either_db)
    made.take(
        Written(ANNA, "Need", "Please add an export.", "w2@weber.example"),
        Written(ANNA, "Cart", "The cart is broken.", "w3@weber.example", [VOUCHED]),
    )
    scoping.accepted(made)
    scope.move(made.db, load(made, "REQ-1"), "accept", MANAGER)
    complaints.investigate(made.db, load(made, "CMP-1"), Finding("a typo", "mended"), MANAGER)
    return made


def load(desk: Desk, ref: str = "CHG-1") -> ItemRow:
    return scope.find(desk.db, "SHOP", ref)[0]


def put(desk: Desk) -> Made:
    return approvals.offer(scoping.office(desk), "SHOP", "CHG-1", (STATEMENT, ASKED), MANAGER)


def send(desk: Desk) -> Made:
    return baselines.send(scoping.office(desk), "SHOP", ("en", {}), ASKED, MANAGER)


def resolve(desk: Desk, told: str = "") -> int:
    resolution = Resolution("It works.", told=told)
    return complaints.resolve(scoping.office(desk), load(desk, "CMP-1"), resolution, MANAGER).event


def do(desk: Desk, what: str) -> int:
    return {
        "offer": lambda: put(desk).event,
        "baseline": lambda: send(desk).event,
        "resolution": lambda: resolve(desk),
    }[what]()


def mail(desk: Desk, purpose: str) -> dict[str, object]:
    return [o for o in desk.all(outgoing) if o["purpose"] == purpose][-1]


def take_back(desk: Desk, *numbers: int) -> None:
    undo.undo(desk.db, numbers, "maria", NOW)


@pytest.mark.parametrize(
    ("what", "ref", "stands"),
    [
        ("offer", "CHG-1", "being assessed"),
        ("baseline", "REQ-1", "accepted"),
        ("resolution", "CMP-1", "investigated"),
    ],
)
def test_what_has_not_left_is_taken_back_with_its_mail(
    desk: Desk, what: str, ref: str, stands: str
) -> None:
    number = do(desk, what)
    written = mail(desk, what)
    assert (written["state"], written["next_attempt_at"]) == ("queued", NOW + GRACE)
    assert undo.find_last(desk.db, "maria") == number
    take_back(desk, number)
    assert (mail(desk, what)["state"], load(desk, ref).state) == ("discarded", stands)
    assert desk.one(offer)["state"] == "withdrawn"
    assert "offer.taken_back" in [e["verb"] for e in desk.all(ledger)]
    assert evidence.check(desk.db, "SHOP") == ""


@pytest.mark.parametrize("left", ["sent", "sending", "unsure"])
@pytest.mark.parametrize(
    ("what", "instead"),
    [
        ("offer", "CHG-1 version 1 has left .* offer it anew"),
        ("baseline", "send another version"),
        ("resolution", "open the complaint again"),
    ],
)
def test_what_has_left_is_not_taken_back(desk: Desk, what: str, instead: str, left: str) -> None:
    number = do(desk, what)
    with desk.db.write() as connection:
        gone = update(outgoing).where(outgoing.c.purpose == what).values(state=left)
        connection.execute(gone)
    with pytest.raises(StaleError, match=instead):
        take_back(desk, number)
    assert desk.one(offer)["state"] == "open"


def test_the_evidence_holds_when_things_were_taken_back(desk: Desk, tmp_path: Path) -> None:
    for what in ("offer", "baseline", "resolution"):
        take_back(desk, do(desk, what))
    put(desk)
    answer(desk, "Approved")
    take_back(desk, next(e["id"] for e in desk.all(event) if e["verb"] == "offer.replied"))
    made = evidence.export(desk.db, "SHOP", tmp_path / "proof", NOW)
    assert verify.verify(made.path) == []


def test_one_told_by_phone_is_taken_back(desk: Desk) -> None:
    take_back(desk, resolve(desk, "by phone"))
    assert state(desk, "CMP-1") == "investigated"
    last = desk.all(ledger)[-1]
    assert (last["verb"], json.loads(last["data"])["was"]) == ("item.taken_back", "resolved")


def test_the_version_before_stands_again(desk: Desk) -> None:
    put(desk)
    take_back(desk, put(desk).event)
    assert [o["state"] for o in desk.all(offer)] == ["open", "withdrawn"]
    assert put(desk).offer.number == 3
    take_back(desk, undo.find_last(desk.db, "maria") or 0)
    answer(desk, "Approved", nth=0)
    assert state(desk) == "approved"


def test_a_yes_to_a_version_taken_back_waits(desk: Desk) -> None:
    take_back(desk, put(desk).event)
    answer(desk, "Approved")
    reply = desk.one(offer_reply)
    assert (reply["standing"], state(desk)) == ("waiting", "being assessed")
    assert "withdrawn" in reply["reason"]


def test_a_manager_s_word_on_a_reply_is_taken_back_as_a_whole(desk: Desk) -> None:
    put(desk)
    answer(desk, "Approved", headers=[])
    before = desk.one(offer_reply)
    done = approvals.decide(desk.db, before["id"], Decision.DECLINE, MANAGER)
    assert (done.state, state(desk)) == ("answered", "declined")
    take_back(desk, done.event)
    now = desk.one(offer_reply)
    assert {k: now[k] for k in ("decision", "standing", "reason")} == {
        k: before[k] for k in ("decision", "standing", "reason")
    }
    assert (state(desk), desk.one(offer)["state"]) == ("offered", "open")
    assert approvals.decide(desk.db, before["id"], Decision.APPROVE, MANAGER).state == "answered"
    assert evidence.check(desk.db, "SHOP") == ""


def test_an_answer_that_counted_by_itself_is_taken_back(desk: Desk) -> None:
    put(desk)
    answer(desk, "Approved")
    whole = next(e["id"] for e in desk.all(event) if e["verb"] == "offer.replied")
    part = next(e["id"] for e in desk.all(event) if e["verb"] == "item.followed")
    with pytest.raises(UserError, match=f"take event {whole} back instead"):
        take_back(desk, part)
    take_back(desk, whole)
    assert (state(desk), desk.one(offer_reply)["standing"]) == ("offered", "waiting")
    assert [e["verb"] for e in desk.all(ledger)][-2:] == ["answer.taken_back", "item.taken_back"]
    with pytest.raises(StaleError, match="already"):
        take_back(desk, whole)


def test_a_baseline_confirmed_by_a_manager_is_taken_back(desk: Desk) -> None:
    send(desk)
    row = mail(desk, "baseline")
    headers = [("In-Reply-To", f"<{row['message_id']}>")]
    desk.take(Written(ANNA, "Re: it", "Approved", "b1@weber.example", headers))
    later = Written(ANNA, "More", "Please add a map.", "w4@weber.example")
    desk.take(later, at=NOW + timedelta(hours=1))
    done = approvals.decide(desk.db, desk.one(offer_reply)["id"], Decision.APPROVE, MANAGER)
    assert (state(desk, "REQ-1"), state(desk, "REQ-2")) == ("in baseline", "withdrawn")
    take_back(desk, done.event)
    assert [state(desk, r) for r in ("REQ-1", "REQ-2", "CHG-2")] == [
        "accepted",
        "proposed",
        "withdrawn",
    ]


def test_an_answer_is_not_taken_back_once_it_was_built_on(desk: Desk) -> None:
    put(desk)
    answer(desk, "Approved")
    whole = next(e["id"] for e in desk.all(event) if e["verb"] == "offer.replied")
    scope.move(desk.db, load(desk), "deliver", MANAGER)
    with pytest.raises(StaleError):
        take_back(desk, whole)
    assert (state(desk), desk.one(offer)["state"]) == ("done", "answered")


def test_a_reply_that_decided_nothing_has_nothing_to_take_back(desk: Desk) -> None:
    put(desk)
    answer(desk, "When?")
    [number] = [e["id"] for e in desk.all(event) if e["verb"] == "offer.replied"]
    with pytest.raises(UserError, match="decided nothing"):
        take_back(desk, number)


def test_items_drawn_from_another_are_withdrawn_again(desk: Desk) -> None:
    done = drawing.split(desk.db, load(desk), ["Footer", "Header"], MANAGER)
    take_back(desk, *done.events)
    assert [state(desk, ref) for ref in done.refs] == ["withdrawn", "withdrawn"]


def test_a_drawn_item_that_was_worked_on_stays(desk: Desk) -> None:
    done = drawing.split(desk.db, load(desk), ["Footer"], MANAGER)
    scope.edit(desk.db, load(desk, done.refs[0]), {"owner": "jo"}, MANAGER)
    with pytest.raises(StaleError):
        take_back(desk, *done.events)


def test_an_item_made_another_kind_is_what_it_was(desk: Desk) -> None:
    desk.take(Written(ANNA, "Logo", "Red instead.", "w5@weber.example"))
    done = drawing.recast(desk.db, load(desk, "CHG-2"), ItemKind.REQUIREMENT, MANAGER)
    take_back(desk, *done.events)
    _, links = scope.find(desk.db, "SHOP", "CHG-2")
    assert (state(desk, "CHG-2"), state(desk, done.refs[0]), links) == ("proposed", "withdrawn", [])


def test_a_closing_taken_back_is_taken_back_in_the_ledger(desk: Desk) -> None:
    number = scope.move(desk.db, load(desk), "withdraw", MANAGER)
    take_back(desk, number)
    verbs = [e["verb"] for e in desk.all(ledger) if e["subject"] == "CHG-1"]
    assert verbs == ["item.withdraw", "item.taken_back"]
