"""Who looks after a conversation: stored, listed, searched and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import pytest

from daemon.errors import StaleError, UserError
from daemon.model.queue import ConversationRow, Queue, Target
from daemon.services import itemfile, queues, searching, triage, undo
from daemon.services.conversation import load_conversation
from daemon.services.timeline import of_conversation
from daemon.store.engine import Database
from tests.tui.seed import NOW, open_filled

ANNA, TOM, PER, TILES, DONE = 1, 2, 6, 10, 12


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = open_filled(tmp_path / "t.sqlite3")
    yield opened
    opened.dispose()


def give(db: Database, conversation_id: int, owner: str) -> list[int]:
    version = load_conversation(db, conversation_id).version
    return triage.assign(db, [Target(conversation_id, version)], owner, "maria", NOW)


def mine(db: Database, owner: str) -> list[int]:
    return list(queues.load_order(db, Queue.MINE, NOW, owner=owner))


def test_what_one_looks_after_is_a_queue_of_ones_own(db: Database) -> None:
    for conversation_id in (ANNA, PER, TILES, DONE):
        give(db, conversation_id, "maria")
    give(db, TOM, "jonas")
    # the unsure one first; what is done is nobody's work, a snooze that is over is
    assert mine(db, "maria") == [PER, ANNA, TILES]
    assert mine(db, "jonas") == [TOM]
    assert queues.count_all(db, NOW, "maria")[Queue.MINE] == 3
    assert mine(db, "") == []


def test_the_list_and_the_mail_name_who_looks_after_it(db: Database) -> None:
    give(db, ANNA, "  Maria \t Rossi ")
    row = queues.load_rows(db, Queue.ALL, [ANNA])[ANNA]
    assert isinstance(row, ConversationRow)
    assert (row.owner, load_conversation(db, ANNA).owner) == ("Maria Rossi", "Maria Rossi")


def test_many_are_given_and_taken_back_at_once(db: Database) -> None:
    give(db, TOM, "jonas")
    targets = [Target(i, load_conversation(db, i).version) for i in (ANNA, TOM)]
    done = triage.assign(db, targets, "maria", "maria", NOW)
    undo.undo(db, done, "maria", NOW)
    assert [load_conversation(db, i).owner for i in (ANNA, TOM)] == ["", "jonas"]


def test_what_was_given_on_since_is_not_taken_back(db: Database) -> None:
    done = give(db, ANNA, "maria")
    give(db, ANNA, "jonas")
    with pytest.raises(StaleError, match="has changed since"):
        undo.undo(db, done, "maria", NOW)


@pytest.mark.parametrize("name", ["x" * 101, "a\x1b[31mb"])
def test_a_name_that_is_none_is_refused(db: Database, name: str) -> None:
    with pytest.raises(UserError, match="at most 100 characters"):
        give(db, ANNA, name)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        pytest.param("owner:me", [ANNA], id="whoever asks"),
        pytest.param("owner:我", [ANNA], id="in chinese"),
        pytest.param("owner:mar", [ANNA, PER], id="as one types"),
        pytest.param('owner:"maria rossi"', [PER], id="two words"),
        pytest.param("owner:nobody label:complaint", [12], id="nobody, and more"),
        pytest.param("owner:nobody is:waiting", [9], id="nobody"),
    ],
)
def test_search_knows_whose(db: Database, query: str, ids: list[int]) -> None:
    give(db, ANNA, "maria")
    give(db, PER, "Maria Rossi")
    assert list(searching.find(db, query, NOW, UTC, "maria").ids) == ids


def test_whoever_took_part_is_offered(db: Database) -> None:
    give(db, ANNA, "jonas")
    triage.add_note(db, TOM, "Call him", "sofia", NOW)
    assert {"jonas", "sofia"} <= set(itemfile.owners(db))
    assert "model" not in itemfile.owners(db)


def test_the_time_line_tells(db: Database) -> None:
    give(db, ANNA, "jonas")
    told = [h for h in of_conversation(db, ANNA) if h.state == "assign"]
    assert [(h.who, h.words) for h in told] == [("maria", "jonas")]
