"""A manager's decisions on conversations, stored with their trail, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from daemon.errors import NotFoundError, StaleError, UserError
from daemon.model.queue import Target
from daemon.services import triage, undo
from daemon.services.conversation import load_conversation
from daemon.store.engine import Database
from daemon.store.schema import conversation, event, note
from tests.tui.seed import NOW, open_filled

LATER = NOW + timedelta(days=1)
ANNA, TOM, TILES = 1, 2, 10
Decide = Callable[[Database, Sequence[Target], str, datetime], list[int]]


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = open_filled(tmp_path / "t.sqlite3")
    yield opened
    opened.dispose()


def row(db: Database, conversation_id: int) -> dict[str, Any]:
    with db.read() as connection:
        query = select(conversation).where(conversation.c.id == conversation_id)
        return dict(connection.execute(query).one()._mapping)


def snooze_a_day(db: Database, targets: Sequence[Target], actor: str, now: datetime) -> list[int]:
    return triage.snooze(db, targets, LATER, actor, now)


DECISIONS = [
    pytest.param(triage.finish, "done", id="done"),
    pytest.param(triage.wait, "waiting", id="wait"),
    pytest.param(snooze_a_day, "snoozed", id="snooze"),
    pytest.param(triage.reopen, "open", id="reopen"),
]


@pytest.mark.parametrize(("decide", "state"), DECISIONS)
def test_a_decision_sets_the_state_and_raises_the_version(
    db: Database, decide: Decide, state: str
) -> None:
    before = row(db, TOM)
    decide(db, [Target(TOM, before["version"])], "maria", NOW)
    after = row(db, TOM)
    assert (after["state"], after["state_at"]) == (state, NOW)
    assert after["version"] == before["version"] + 1


@pytest.mark.parametrize(("decide", "state"), DECISIONS)
def test_a_decision_is_an_event_with_before_and_after(
    db: Database, decide: Decide, state: str
) -> None:
    [event_id] = decide(db, [Target(TOM, 0)], "maria", NOW)
    with db.read() as connection:
        told = connection.execute(select(event).where(event.c.id == event_id)).one()
    assert (told.actor, told.at, told.conversation_id) == ("maria", NOW, TOM)
    assert (told.before["state"], told.after["state"]) == ("open", state)


@pytest.mark.parametrize(("decide", "state"), DECISIONS)
def test_undo_brings_every_column_back(db: Database, decide: Decide, state: str) -> None:
    before = row(db, TILES)
    events = decide(db, [Target(TILES, before["version"])], "maria", NOW)
    assert row(db, TILES)["state"] == state
    undo.undo(db, events, "maria", LATER)
    assert row(db, TILES) == {**before, "version": before["version"] + 2}


def test_done_settles_the_look(db: Database) -> None:
    triage.finish(db, [Target(TOM, 0)], "maria", NOW)
    assert not row(db, TOM)["needs_look"]


def test_a_snooze_keeps_the_look_owed(db: Database) -> None:
    triage.snooze(db, [Target(TOM, 0)], LATER, "maria", NOW)
    assert row(db, TOM)["needs_look"]


def test_looking_alone_leaves_the_state(db: Database) -> None:
    triage.look(db, [Target(TOM, 0)], "maria", NOW)
    assert (row(db, TOM)["needs_look"], row(db, TOM)["state"]) == (False, "open")


def test_a_snooze_into_the_past_is_refused(db: Database) -> None:
    with pytest.raises(UserError, match="past"):
        triage.snooze(db, [Target(TOM, 0)], NOW, "maria", NOW)


def test_a_stale_version_is_refused(db: Database) -> None:
    triage.wait(db, [Target(TOM, 0)], "jonas", NOW)
    with pytest.raises(StaleError):
        triage.finish(db, [Target(TOM, 0)], "maria", NOW)
    assert row(db, TOM)["state"] == "waiting"


def test_of_many_all_change_or_none(db: Database) -> None:
    with pytest.raises(StaleError):
        triage.finish(db, [Target(ANNA, 0), Target(TOM, 7)], "maria", NOW)
    assert row(db, ANNA)["state"] == "open"


def test_a_conversation_that_is_not_there_is_named(db: Database) -> None:
    with pytest.raises(NotFoundError, match="999"):
        triage.finish(db, [Target(999, 0)], "maria", NOW)


def test_many_are_taken_back_at_once(db: Database) -> None:
    events = triage.finish(db, [Target(ANNA, 0), Target(TOM, 0)], "maria", NOW)
    undo.undo(db, events, "maria", NOW)
    assert {row(db, ANNA)["state"], row(db, TOM)["state"]} == {"open"}


def test_a_note_is_kept_and_taken_back(db: Database) -> None:
    event_id = triage.add_note(db, TOM, "  call him\n", "maria", NOW)
    assert [n.text for n in load_conversation(db, TOM).notes] == ["call him"]
    undo.undo(db, [event_id], "maria", NOW)
    with db.read() as connection:
        count = connection.execute(select(note).where(note.c.conversation_id == TOM)).all()
    assert count == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(" \n", id="blank"),
        pytest.param("x" * (triage.NOTE_LIMIT + 1), id="too long"),
    ],
)
def test_a_note_that_cannot_be_kept_is_refused(db: Database, text: str) -> None:
    with pytest.raises(UserError):
        triage.add_note(db, TOM, text, "maria", NOW)
    assert load_conversation(db, TOM).notes == ()


def test_undo_is_refused_after_somebody_else_decided(db: Database) -> None:
    events = triage.wait(db, [Target(TOM, 0)], "maria", NOW)
    triage.finish(db, [Target(TOM, 1)], "jonas", NOW)
    with pytest.raises(StaleError, match="changed since"):
        undo.undo(db, events, "maria", NOW)
    assert row(db, TOM)["state"] == "done"


def test_an_event_is_taken_back_once(db: Database) -> None:
    events = triage.wait(db, [Target(TOM, 0)], "maria", NOW)
    undo.undo(db, events, "maria", NOW)
    with pytest.raises(StaleError, match="already"):
        undo.undo(db, events, "maria", NOW)


def test_what_was_done_last_is_found_after_a_restart(db: Database) -> None:
    triage.wait(db, [Target(ANNA, 0)], "maria", NOW)
    [last] = triage.finish(db, [Target(TOM, 0)], "maria", NOW)
    triage.finish(db, [Target(ANNA, 1)], "jonas", NOW)
    assert undo.find_last(db, "maria") == last
    assert undo.find_last(db, "nobody") is None


def test_an_event_without_a_reversal_is_refused(db: Database) -> None:
    [first] = triage.wait(db, [Target(TOM, 0)], "maria", NOW)
    [taken_back] = undo.undo(db, [first], "maria", NOW)
    with pytest.raises(UserError, match="undo"):
        undo.undo(db, [taken_back], "maria", NOW)
