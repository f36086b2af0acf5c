"""What a mail is as well: second labels, set, taken away and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from daemon.errors import StaleError, UserError
from daemon.model.label import Label
from daemon.model.queue import Target
from daemon.services import labelling, undo
from daemon.services.conversation import load_conversation
from daemon.store.engine import Database
from tests.tui.seed import NOW, open_filled

ANNA = 1


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = open_filled(tmp_path / "t.sqlite3")
    yield opened
    opened.dispose()


def toggle(db: Database, label: Label) -> list[int]:
    version = load_conversation(db, ANNA).version
    return labelling.toggle_also(db, [Target(ANNA, version)], label, "maria", NOW)


def also(db: Database) -> list[Label]:
    focus = load_conversation(db, ANNA).focus
    assert focus is not None
    return list(focus.verdict.also)


def test_a_second_label_is_set_and_taken_away(db: Database) -> None:
    toggle(db, Label.FEEDBACK)
    assert also(db) == [Label.CHANGE_REQUEST, Label.FEEDBACK]
    toggle(db, Label.CHANGE_REQUEST)
    assert also(db) == [Label.FEEDBACK]


def test_a_second_label_is_taken_back(db: Database) -> None:
    undo.undo(db, toggle(db, Label.FEEDBACK), "maria", NOW)
    assert also(db) == [Label.CHANGE_REQUEST]


def test_what_changed_since_is_not_taken_back(db: Database) -> None:
    done = toggle(db, Label.FEEDBACK)
    toggle(db, Label.REQUIREMENT)
    with pytest.raises(StaleError):
        undo.undo(db, done, "maria", NOW)


def test_the_main_label_is_no_second_one(db: Database) -> None:
    with pytest.raises(UserError, match="main label"):
        toggle(db, Label.COMPLAINT)
