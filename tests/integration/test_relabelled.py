"""A manager's word that a mail is a complaint does what the model's does; and takes it back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from daemon.config.agreeing import ScopeConfig
from daemon.model.label import Label
from daemon.model.outgoing import OutgoingState
from daemon.model.queue import Target
from daemon.services import delivery, labelling, undo
from daemon.services.labelling import Ruling
from daemon.store import asks, outbox
from daemon.store.engine import Database
from daemon.store.schema import conversation, outgoing
from tests.integration import scoping
from tests.integration.desk import NOW, Desk, Written
from tests.integration.scoping import ANNA, VOUCHED, state

TEXT = "Since Monday nobody can order in the shop, and nobody answers us."
BOSS = "boss@studio.example"


@pytest.fixture
def desk(either_db: Database) -> Desk:
    made = scoping.ready(either_db)
    made.config = made.config.model_copy(update={"scope": ScopeConfig(alert=[BOSS])})
    return made


def write(desk: Desk, text: str = TEXT) -> None:
    desk.take(Written(ANNA, "Trouble", text, "t1@weber.example", [VOUCHED]))


def relabel(desk: Desk, label: Label, at: timedelta = timedelta()) -> int:
    shown = desk.conversation_of("Trouble")
    ruling = Ruling(label, office=scoping.office(desk))
    target = Target(shown["id"], shown["version"])
    [event] = labelling.relabel(desk.db, [target], ruling, "maria", NOW + at)
    return event


def letters(desk: Desk, purpose: str) -> list[dict[str, Any]]:
    where = desk.conversation_of("Trouble")["id"]
    return [
        o
        for o in desk.all(outgoing)
        if o["purpose"] == purpose and o["conversation_id"] in {where, None}
    ]


def states(desk: Desk, purpose: str) -> list[str]:
    return [o["state"] for o in letters(desk, purpose)]


def paused(desk: Desk) -> bool:
    with desk.db.read() as transaction:
        client_id = desk.conversation_of("Trouble")["client_id"]
        return bool(asks.open_complaints(transaction, [client_id]))


def test_it_is_seen_to_like_one_that_the_model_found(desk: Desk) -> None:
    write(desk)
    assert (letters(desk, "alert"), letters(desk, "acknowledge"), paused(desk)) == ([], [], False)
    relabel(desk, Label.COMPLAINT)
    shown = desk.conversation_of("Trouble")
    assert (shown["needs_look"], shown["urgent"]) == (True, True)
    assert "CMP-1: a critical complaint (nothing works" in shown["look_reason"]
    [alert] = letters(desk, "alert")
    assert (alert["to_addr"], alert["state"]) == (BOSS, "queued")
    assert "critical · nothing works" in alert["text"]
    [held] = letters(desk, "acknowledge")
    assert (held["state"], held["in_reply_to"]) == ("held", "t1@weber.example")
    assert "Hello Anna Weber" in held["text"]
    assert "automatically" not in held["text"]
    assert paused(desk)


def test_the_same_letters_as_by_the_model(desk: Desk) -> None:
    write(desk, "The shop is broken.")
    by_model = {o["purpose"]: o["text"] for o in desk.all(outgoing)}
    relabel(desk, Label.OTHER)
    relabel(desk, Label.COMPLAINT)
    [held] = letters(desk, "acknowledge")
    assert held["text"] == by_model["acknowledge"]
    assert (
        letters(desk, "alert")[0]["text"].partition("How sure")[0]
        == (by_model["alert"].partition("How sure")[0])
    )


def test_the_owner_hears_once(desk: Desk) -> None:
    write(desk)
    for label in (Label.COMPLAINT, Label.COMPLAINT, Label.FEEDBACK, Label.COMPLAINT):
        relabel(desk, label)
    assert states(desk, "alert") == ["queued"]
    assert states(desk, "acknowledge") == ["held"]


def test_another_label_takes_back_what_has_not_left(desk: Desk) -> None:
    write(desk, "The shop is broken.")
    assert (states(desk, "alert"), states(desk, "acknowledge")) == (["queued"], ["held"])
    relabel(desk, Label.FEEDBACK)
    assert (states(desk, "alert"), states(desk, "acknowledge")) == (["discarded"], ["discarded"])
    shown = desk.conversation_of("Trouble")
    assert (shown["urgent"], shown["needs_look"], paused(desk)) == (False, False, False)
    assert state(desk, "CMP-1") == "withdrawn"


def test_undo_of_a_complaint_discards_its_letters(desk: Desk) -> None:
    write(desk)
    undo.undo(desk.db, [relabel(desk, Label.COMPLAINT)], "maria", NOW)
    assert (states(desk, "alert"), states(desk, "acknowledge")) == (["discarded"], ["discarded"])
    shown = desk.conversation_of("Trouble")
    assert (shown["urgent"], shown["needs_look"], paused(desk)) == (False, False, False)


def test_undo_of_another_label_holds_the_letters_again(desk: Desk) -> None:
    write(desk, "The shop is broken.")
    undo.undo(desk.db, [relabel(desk, Label.FEEDBACK)], "maria", NOW)
    assert (states(desk, "alert"), states(desk, "acknowledge")) == (["held"], ["held"])
    assert state(desk, "CMP-1") == "received"


def test_what_has_left_stays(desk: Desk) -> None:
    write(desk, "The shop is broken.")
    [held] = letters(desk, "acknowledge")
    target = delivery.Target(held["id"], held["version"])
    delivery.approve(desk.db, target, "maria", NOW)
    row = delivery.load(desk.db, held["id"])
    with desk.db.write() as transaction:
        outbox.move(transaction, row, OutgoingState.SENDING, {})
    relabel(desk, Label.FEEDBACK)
    assert states(desk, "acknowledge") == ["sending"]


def test_an_acknowledgement_of_something_else_is_reworded(desk: Desk) -> None:
    write(desk, "Please add a way to order; now nobody can order.")
    [queued] = letters(desk, "acknowledge")
    assert queued["state"] == "queued"
    event = relabel(desk, Label.COMPLAINT)
    [held] = letters(desk, "acknowledge")
    assert (held["id"], held["state"]) == (queued["id"], "held")
    assert held["text"] != queued["text"]
    undo.undo(desk.db, [event], "maria", NOW)
    [again] = letters(desk, "acknowledge")
    assert (again["state"], again["text"]) == ("held", queued["text"])


def test_what_is_long_past_alarms_nobody(desk: Desk) -> None:
    write(desk)
    relabel(desk, Label.COMPLAINT, timedelta(days=60))
    assert (letters(desk, "alert"), letters(desk, "acknowledge")) == ([], [])
    assert any(c["needs_look"] for c in desk.all(conversation))


def test_without_an_office_nobody_is_written_to(desk: Desk) -> None:
    write(desk)
    shown = desk.conversation_of("Trouble")
    target = Target(shown["id"], shown["version"])
    labelling.relabel(desk.db, [target], Ruling(Label.COMPLAINT), "maria", NOW)
    assert (letters(desk, "alert"), state(desk, "CMP-1")) == ([], "received")
