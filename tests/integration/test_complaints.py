"""Complaints are seen through: assessed, alerted, investigated, resolved, and asked about."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from daemon.config.agreeing import ScopeConfig
from daemon.errors import StaleError, UserError
from daemon.model.reply import Draft
from daemon.services import backlog, complaints, delivery, evidence, replying, scope, sent, undo
from daemon.services.complaints import Finding, Resolution
from daemon.services.delivery import Target
from daemon.services.office import Office
from daemon.services.replying import Answer
from daemon.services.scope import Hand
from daemon.store.engine import Database
from daemon.store.schema import item, outgoing
from daemon.store.scope_items import ItemRow
from daemon.store.scope_tables import ledger, offer_reply
from tests.integration import scoping
from tests.integration.desk import NOW, SECRET, Desk, WordClassifier, Written
from tests.integration.scoping import ANNA, FORGED, MANAGER, VOUCHED, state

FINDING = Finding("The disk was full.", "We doubled the disk.")


@pytest.fixture
def desk(either_db: Database) -> Desk:
    made = scoping.ready(either_db)
    heard = ScopeConfig(alert=["boss@studio.example"])
    made.config = made.config.model_copy(update={"scope": heard})
    complain(made, "The export is broken again, we cannot work!")
    return made


def complain(desk: Desk, text: str, name: str = "c1") -> None:
    desk.take(Written(ANNA, f"Trouble {name}", text, f"{name}@weber.example", [VOUCHED]))


def load(desk: Desk, ref: str = "CMP-1") -> ItemRow:
    return scope.find(desk.db, "SHOP", ref)[0]


def resolved(desk: Desk) -> None:
    complaints.investigate(desk.db, load(desk), FINDING, MANAGER)
    complaints.resolve(scoping.office(desk), load(desk), Resolution("It works again."), MANAGER)


def reply(desk: Desk, text: str, purpose: str = "resolution", **more: Any) -> None:
    row = [o for o in desk.all(outgoing) if o["purpose"] == purpose][-1]
    headers = [("In-Reply-To", f"<{row['message_id']}>"), more.get("trust", VOUCHED)]
    sender = more.get("sender", ANNA)
    mail = Written(sender, "Re: it", text, f"r{len(text)}@weber.example", headers)
    desk.take(mail, at=NOW + timedelta(hours=5))


def test_it_comes_to_the_front_with_its_severity_and_why(desk: Desk) -> None:
    one = load(desk)
    assert (one.details["severity"], one.details["theme"], one.priority) == (
        "critical",
        "defect",
        "high",
    )
    shown = desk.conversation_of("Trouble c1")
    assert (shown["needs_look"], shown["urgent"]) == (True, True)
    assert "CMP-1: a critical complaint (not for the first time" in shown["look_reason"]


def test_the_owner_hears_of_one_that_waited_for_the_model(desk: Desk) -> None:
    desk.classifier = WordClassifier(down=True)
    complain(desk, "The invoice is broken too.", "c2")
    desk.classifier = WordClassifier()
    assert backlog.classify_waiting(desk.intake(), NOW + timedelta(hours=1)) == 1
    alerts = [o for o in desk.all(outgoing) if o["purpose"] == "alert"]
    assert [a["to_addr"] for a in alerts] == ["boss@studio.example"] * 2
    assert "The invoice is broken too." in alerts[1]["text"]


def test_the_owner_hears_of_it_once(desk: Desk) -> None:
    [alert] = [o for o in desk.all(outgoing) if o["purpose"] == "alert"]
    assert alert["to_addr"] == "boss@studio.example"
    assert "critical · not for the first time" in alert["text"]


def test_the_acknowledgement_waits_and_then_acknowledges(desk: Desk) -> None:
    [held] = [
        o for o in desk.all(outgoing) if o["purpose"] == "acknowledge" and o["state"] == "held"
    ]
    assert "Hello Anna Weber" in held["text"]
    assert state(desk, "CMP-1") == "received"
    target = Target(held["id"], held["version"])
    delivery.approve(desk.db, target, "maria", NOW)
    row = delivery.load(desk.db, held["id"])
    with desk.db.write() as transaction:
        sent.record_row(transaction, row, NOW)
    assert state(desk, "CMP-1") == "acknowledged"


def test_an_investigation_wants_cause_and_remedy(desk: Desk) -> None:
    with pytest.raises(UserError, match="cause and remedy"):
        scope.move(desk.db, load(desk), "investigate", MANAGER)
    with pytest.raises(UserError, match="give both"):
        complaints.investigate(desk.db, load(desk), Finding("x", " "), MANAGER)
    event = complaints.investigate(desk.db, load(desk), FINDING, MANAGER)
    assert (load(desk).state, load(desk).details["cause"]) == ("investigated", FINDING.cause)
    undo.undo(desk.db, [event], "maria", NOW)
    assert (load(desk).state, "cause" in load(desk).details) == ("received", False)


def test_a_resolved_complaint_is_put_to_the_client(desk: Desk) -> None:
    resolved(desk)
    [mail] = [o for o in desk.all(outgoing) if o["purpose"] == "resolution"]
    assert mail["to_addr"] == "anna@weber.example"
    assert "It works again." in mail["text"]
    assert "yes: it is settled" in mail["text"]
    assert (state(desk, "CMP-1"), mail["state"]) == ("resolved", "queued")
    verbs = [e["verb"] for e in desk.all(ledger)]
    assert verbs == ["complaint.investigated", "complaint.resolved"]


@pytest.mark.parametrize(
    ("text", "after", "standing"),
    [
        ("Yes, all good, thanks!", "confirmed", "counted"),
        ("No, the export is broken as before.", "received", "counted"),
        ("It seems so, I will look again.", "resolved", "waiting"),
    ],
)
def test_the_answer_confirms_or_reopens_or_waits(
    desk: Desk, text: str, after: str, standing: str
) -> None:
    resolved(desk)
    reply(desk, text)
    assert state(desk, "CMP-1") == after
    assert desk.one(offer_reply)["standing"] == standing
    assert evidence.check(desk.db, "SHOP") == ""


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("No, the export is broken as before.", {}),
        ("Is the broken export what you mean?", {2: "withdrawn"}),
    ],
    ids=["a plain no", "words about it"],
)
def test_an_answer_makes_no_second_complaint(desk: Desk, text: str, others: dict[int, str]) -> None:
    resolved(desk)
    reply(desk, text)
    states = {r["number"]: r["state"] for r in desk.all(item) if r["kind"] == "CMP"}
    assert {n: s for n, s in states.items() if n > 1} == others
    for number in others:
        again, links = scope.find(desk.db, "SHOP", f"CMP-{number}")
        assert [(k.relation, k.other) for k in links] == [("duplicate of", "CMP-1")]
        assert again.details["why"] == "it answers what was sent about CMP-1"


@pytest.mark.parametrize(
    "more",
    [{"trust": FORGED}, {"sender": "Tom <tom@weber.example>"}],
    ids=["forged", "a colleague"],
)
def test_only_who_was_asked_settles_it(desk: Desk, more: dict[str, Any]) -> None:
    resolved(desk)
    reply(desk, "Yes", **more)
    assert (state(desk, "CMP-1"), desk.one(offer_reply)["standing"]) == ("resolved", "waiting")


def test_silence_is_asked_about_once(desk: Desk) -> None:
    resolved(desk)
    soon, late = NOW + timedelta(days=1), NOW + timedelta(days=7)
    assert [complaints.ask_again(scoping.office(desk), at) for at in (soon, late, late)] == [
        0,
        1,
        0,
    ]
    reply(desk, "Yes, settled.", "resolution_again")
    assert state(desk, "CMP-1") == "confirmed"
    assert complaints.ask_again(scoping.office(desk), late) == 0


def test_one_told_otherwise_gets_no_mail(desk: Desk) -> None:
    complaints.investigate(desk.db, load(desk), FINDING, MANAGER)
    told = Resolution(told="by phone")
    assert complaints.resolve(scoping.office(desk), load(desk), told, MANAGER).offer is None
    assert (state(desk, "CMP-1"), desk.all(ledger)[-1]["data"]) == (
        "resolved",
        '{"told":"by phone"}',
    )
    assert not [o for o in desk.all(outgoing) if o["purpose"] == "resolution"]


def test_complaints_of_one_kind_are_shown_together(desk: Desk) -> None:
    complain(desk, "The import is broken.", "c2")
    complain(desk, "The broken invoice is wrong too.", "c3")
    [kindred] = complaints.alike(desk.db, "SHOP")
    assert (kindred.theme, [c.ref for c in kindred.complaints]) == ("defect", ["CMP-1", "CMP-2"])
    assert "the same kind once before" in str(load(desk, "CMP-2").details["why"])
    assert len(complaints.alike(desk.db, least=1)) == 2


def test_a_mail_of_the_past_alarms_nobody(desk: Desk) -> None:
    before = desk.count(outgoing)
    old = Written(ANNA, "Old", "It is broken.", "old@weber.example")
    desk.take(old, at=NOW - timedelta(days=60))
    assert desk.count(outgoing) == before
    assert load(desk, "CMP-2").details["theme"] == "defect"


def test_a_change_meanwhile_is_not_overwritten(desk: Desk) -> None:
    seen = load(desk)
    scope.edit(desk.db, load(desk), {"owner": "jo"}, Hand("jo", NOW))
    with pytest.raises(StaleError):
        complaints.investigate(desk.db, seen, FINDING, MANAGER)
    assert load(desk).owner == "jo"


def test_an_answered_complaint_is_not_acknowledged_once_more(desk: Desk) -> None:
    nonces = (f"n{number}" for number in range(9))
    office = Office(desk.db, desk.config, SECRET, lambda: next(nonces))
    [held] = [
        o for o in desk.all(outgoing) if o["purpose"] == "acknowledge" and o["state"] == "held"
    ]
    occasion = replying.load_occasion(desk.db, desk.config, held["conversation_id"])
    replying.reply(office, Answer(occasion, Draft("We look at it now.")), "maria", NOW)
    reply = next(row for row in delivery.find(desk.db) if row.purpose == "reply")
    with desk.db.write() as transaction:
        sent.record_row(transaction, reply, NOW)
    row = delivery.load(desk.db, held["id"])
    assert (row.state.value, row.last_error) == ("discarded", "a manager has answered")
