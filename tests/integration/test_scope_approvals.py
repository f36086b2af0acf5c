"""A change is approved by mail only by whom it was offered to, in time, once, in plain words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from daemon.errors import UserError
from daemon.scope.reading import Decision
from daemon.services import approvals
from daemon.services.scope import Hand
from daemon.services.terms import Asked
from daemon.store.engine import Database
from daemon.store.schema import conversation, outgoing
from daemon.store.scope_tables import ledger, offer, offer_reply
from tests.integration import scoping
from tests.integration.desk import NOW, Desk, Written
from tests.integration.scoping import FORGED, MANAGER, answer, offered, state


@pytest.fixture
def desk(either_db: Database) -> Desk:
    made = scoping.ready(either_db)
    scoping.accepted(made)
    return made


def test_an_offer_is_a_mail_in_the_conversation_with_version_and_expiry(desk: Desk) -> None:
    made = offered(desk)
    mail = next(o for o in desk.all(outgoing) if o["purpose"] == "offer")
    assert mail["recipients"] == ["anna@weber.example"]
    assert "CHG-1 (version 1)" in mail["subject"]
    assert made.sha256[:8] in mail["text"]
    assert mail["in_reply_to"] == "w1@weber.example"
    assert state(desk) == "offered"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Approved.\n\nAnna", "approved"),
        ("同意", "approved"),
        ("We decline.", "declined"),
        ("Yes, but only for 900 EUR", "countered"),
    ],
)
def test_the_approver_decides_by_reply(desk: Desk, text: str, wanted: str) -> None:
    offered(desk)
    answer(desk, text)
    assert state(desk) == wanted
    assert desk.one(offer_reply)["standing"] == "counted"
    assert desk.one(offer)["state"] == "answered"
    assert [e["verb"] for e in desk.all(ledger)] == ["offer.made", "offer.answered"]


@pytest.mark.parametrize(
    ("text", "more", "why"),
    [
        ("Approved", {"headers": []}, "does not vouch"),
        ("Approved", {"headers": [FORGED]}, "forged"),
        ("Approved", {"sender": "Tom <tom@weber.example>"}, "was asked"),
        ("Approved", {"at": NOW + timedelta(days=8)}, "expired"),
        ("I approve version 7", {}, "another version"),
        ("When would you start?", {}, "question"),
        ("Thanks, will look at it.", {}, "plain words"),
        ("Tom: approved", {}, "somebody else"),
        ("Approved", {"subject": "Fwd: CHG-1"}, "forwarded"),
    ],
)
def test_everything_else_waits_for_a_manager(
    desk: Desk, text: str, more: dict[str, object], why: str
) -> None:
    offered(desk)
    answer(desk, text, **more)
    reply = desk.one(offer_reply)
    assert (reply["standing"], state(desk)) == ("waiting", "offered")
    assert why in reply["reason"]
    assert any(c["needs_look"] and "CHG-1" in c["look_reason"] for c in desk.all(conversation))


def test_a_yes_to_an_older_version_waits(desk: Desk) -> None:
    offered(desk)
    offered(desk, nonce=200)
    answer(desk, "Approved", nth=0)
    assert "older version" in desk.one(offer_reply)["reason"]
    assert [o["state"] for o in desk.all(offer)] == ["superseded", "open"]


def test_a_second_differing_answer_changes_nothing(desk: Desk) -> None:
    offered(desk)
    answer(desk, "Approved")
    answer(desk, "We decline.", at=NOW + timedelta(hours=5))
    assert state(desk) == "approved"
    assert [r["standing"] for r in desk.all(offer_reply)] == ["counted", "waiting"]


def test_a_machine_decides_nothing(desk: Desk) -> None:
    offered(desk)
    headers = [scoping.VOUCHED, ("Auto-Submitted", "auto-replied")]
    answer(desk, "Approved", headers=headers)
    assert desk.one(offer_reply)["standing"] == "ignored"
    assert state(desk) == "offered"


def test_a_manager_confirms_what_waits(desk: Desk) -> None:
    offered(desk)
    answer(desk, "Approved", headers=[])
    ((reply, _),) = approvals.waiting(desk.db)
    assert approvals.decide(desk.db, reply.id, Decision.APPROVE, MANAGER).state == "answered"
    assert state(desk) == "approved"
    assert desk.one(offer)["decided_by"] == "maria"
    with pytest.raises(UserError, match="does not wait"):
        approvals.decide(desk.db, reply.id, Decision.DECLINE, MANAGER)


def test_a_manager_sets_a_reply_aside(desk: Desk) -> None:
    offered(desk)
    answer(desk, "Approved", headers=[FORGED])
    ((reply, _),) = approvals.waiting(desk.db)
    assert approvals.decide(desk.db, reply.id, None, MANAGER).state == "open"
    assert (state(desk), approvals.waiting(desk.db)) == ("offered", [])


def test_an_offer_expires(desk: Desk) -> None:
    offered(desk)
    assert approvals.expire(desk.db, NOW + timedelta(days=6)) == 0
    assert approvals.expire(desk.db, NOW + timedelta(days=8)) == 1
    assert (state(desk), desk.one(offer)["state"]) == ("expired", "expired")


def test_only_people_of_the_client_are_asked(desk: Desk) -> None:
    desk.client("Other", "other.example")
    desk.take(Written("Eve <eve@other.example>", "Hi", "lovely work", "e1@other.example"))
    asked = Asked("eve@other.example", NOW + timedelta(days=7))
    with pytest.raises(UserError, match="nobody of Weber"):
        approvals.offer(
            scoping.office(desk), "SHOP", "CHG-1", (scoping.STATEMENT, asked), Hand("m", NOW)
        )
