"""A manager's word on what a mail is: the decision, the items, and taking it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from daemon.errors import NotFoundError, StaleError
from daemon.model.label import Label
from daemon.model.queue import Target
from daemon.services import triage, undo
from daemon.services.conversation import load_conversation
from daemon.services.labelling import Ruling, relabel
from daemon.store.engine import Database
from daemon.store.schema import conversation, decision, item, message
from tests.tui.seed import NOW, open_filled

ANNA, TOM, CALL = 1, 2, 8
OPENS = frozenset(Label) - {Label.OTHER}


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = open_filled(tmp_path / "t.sqlite3")
    yield opened
    opened.dispose()


def decide(db: Database, conversation_id: int, label: Label, version: int = 0) -> int:
    ruling = Ruling(label, OPENS)
    [event_id] = relabel(db, [Target(conversation_id, version)], ruling, "maria", NOW)
    return event_id


def items(db: Database, conversation_id: int) -> dict[str, str]:
    return {i.ref: i.state for i in load_conversation(db, conversation_id).items}


def columns(db: Database, table: Any, row_id: int) -> dict[str, Any]:
    with db.read() as connection:
        found = connection.execute(select(table).where(table.c.id == row_id)).one()
        return {k: v for k, v in found._mapping.items() if k != "version"}


def test_the_label_stands_in_mail_and_list(db: Database) -> None:
    decide(db, ANNA, Label.REQUIREMENT)
    assert columns(db, message, ANNA)["label"] == "requirement"
    shown = columns(db, conversation, ANNA)
    assert (shown["label"], shown["confidence"], shown["unread"]) == ("requirement", 1.0, False)


def test_the_decision_is_on_record_beside_the_prediction(db: Database) -> None:
    decide(db, ANNA, Label.FEEDBACK)
    verdict = load_conversation(db, ANNA).focus
    assert verdict is not None
    assert verdict.verdict.decided_by == "maria"
    assert verdict.verdict.model_label is Label.COMPLAINT


def test_the_look_is_settled(db: Database) -> None:
    decide(db, TOM, Label.CHANGE_REQUEST)
    assert not load_conversation(db, TOM).needs_look


def test_confirming_an_unsure_mail_opens_its_items(db: Database) -> None:
    decide(db, TOM, Label.CHANGE_REQUEST)
    assert items(db, TOM) == {"CHG-1": "proposed"}


def test_another_label_withdraws_the_item_and_opens_its_own(db: Database) -> None:
    decide(db, ANNA, Label.REQUIREMENT)
    assert items(db, ANNA) == {"CMP-1": "withdrawn", "REQ-1": "proposed"}


def test_an_item_somebody_works_on_stays(db: Database) -> None:
    with db.write() as connection:
        connection.execute(item.update().values(state="in progress"))
    decide(db, ANNA, Label.OTHER)
    assert items(db, ANNA) == {"CMP-1": "in progress"}


def test_going_back_to_a_label_brings_its_item_back(db: Database) -> None:
    decide(db, ANNA, Label.OTHER)
    decide(db, ANNA, Label.COMPLAINT, version=1)
    assert items(db, ANNA) == {"CMP-1": "received"}


def test_policy_may_open_no_items(db: Database) -> None:
    relabel(db, [Target(CALL, 0)], Ruling(Label.FEEDBACK, frozenset()), "maria", NOW)
    assert items(db, CALL) == {}


def test_the_same_label_is_told_as_a_confirmation(db: Database) -> None:
    decide(db, ANNA, Label.COMPLAINT)
    assert items(db, ANNA) == {"CMP-1": "received"}
    with db.read() as connection:
        assert [d.label for d in connection.execute(select(decision))] == ["complaint"]


def test_undo_brings_label_look_and_items_back(db: Database) -> None:
    before = columns(db, message, TOM), columns(db, conversation, TOM)
    undo.undo(db, [decide(db, TOM, Label.COMPLAINT)], "maria", NOW)
    assert (columns(db, message, TOM), columns(db, conversation, TOM)) == before
    assert items(db, TOM) == {"CMP-1": "withdrawn"}


def test_undo_brings_withdrawn_items_back(db: Database) -> None:
    undo.undo(db, [decide(db, ANNA, Label.OTHER)], "maria", NOW)
    assert items(db, ANNA) == {"CMP-1": "received"}


def test_undo_adds_a_decision_and_the_word_is_the_models_again(db: Database) -> None:
    undo.undo(db, [decide(db, ANNA, Label.OTHER)], "maria", NOW)
    seen = load_conversation(db, ANNA).focus
    assert seen is not None
    assert (seen.verdict.label, seen.verdict.decided_by) == (Label.COMPLAINT, "")
    with db.read() as connection:
        assert len(connection.execute(select(decision)).all()) == 2


def test_undo_of_a_label_is_refused_after_the_next_decision(db: Database) -> None:
    first = decide(db, ANNA, Label.OTHER)
    decide(db, ANNA, Label.FEEDBACK, version=1)
    with pytest.raises(StaleError):
        undo.undo(db, [first], "maria", NOW)


def test_undo_of_a_label_outlives_a_change_of_state(db: Database) -> None:
    labelled = decide(db, ANNA, Label.FEEDBACK)
    triage.wait(db, [Target(ANNA, 1)], "maria", NOW)
    undo.undo(db, [labelled], "maria", NOW)
    seen = load_conversation(db, ANNA)
    assert seen.focus is not None
    assert (seen.state.value, seen.focus.verdict.label) == ("waiting", Label.COMPLAINT)


def test_a_stale_version_changes_nothing(db: Database) -> None:
    with pytest.raises(StaleError):
        decide(db, ANNA, Label.OTHER, version=3)
    with db.read() as connection:
        assert connection.execute(select(decision)).all() == []


def test_a_mail_of_another_conversation_is_refused(db: Database) -> None:
    with pytest.raises(NotFoundError, match="not in conversation"):
        relabel(db, [Target(ANNA, 0)], Ruling(Label.OTHER, message_id=TOM), "maria", NOW)
    assert columns(db, message, TOM)["label"] == "change_request"


def test_the_policy_of_the_mailbox_goes_first(db: Database) -> None:
    ruling = Ruling(Label.FEEDBACK, OPENS, opens_in={"acme": frozenset()})
    relabel(db, [Target(CALL, 0)], ruling, "maria", NOW)
    assert items(db, CALL) == {}
