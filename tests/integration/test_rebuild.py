"""Raw mail and the journal, replayed into an empty database, give the same state."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert, update

from daemon.errors import UserError
from daemon.model.label import Label
from daemon.model.queue import Target
from daemon.services import complaints, evidence, labelling, rebuild, scope, searching, triage, undo
from daemon.services.complaints import Finding, Resolution
from daemon.services.labelling import Ruling
from daemon.store import journal, migrate, replay
from daemon.store.engine import Database
from daemon.store.journal_tables import journal as noted
from daemon.store.running_tables import setting
from daemon.store.schema import conversation, message, project
from tests.integration import scoping
from tests.integration.desk import NOW, Desk, Written
from tests.integration.scoping import ANNA, MANAGER
from tests.servers.databases import PostgresTemplate, SqliteTemplate


@pytest.fixture
def empty(
    either_db: Database, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """An empty database of the same engine as ``either_db``."""
    if either_db.is_sqlite:
        files: SqliteTemplate = request.getfixturevalue("sqlite_template")
        made = files.copy(tmp_path_factory.mktemp("rebuilt"))
        yield made
        made.dispose()
        return
    servers: PostgresTemplate = request.getfixturevalue("postgres_template")
    made = servers.copy()
    yield made
    servers.give_back(made)


def lived(db: Database) -> Desk:
    """Return a desk at which all kinds of things were done."""
    desk = scoping.ready(db)
    scoping.accepted(desk)
    scoping.offered(desk)
    scoping.answer(desk, "Yes, but only for 900 EUR.")
    for number, text in enumerate(["导出坏了 broken", "Please add PDF.", "Please add PDF."]):
        desk.take(Written(ANNA, f"M{number}", text, f"m{number}@weber.example"))
    desk.take(Written("Zoe <zoe@new.example>", "Hello", "hmm", "z@new.example"), b"\xff no mail")
    one, _ = scope.find(db, "SHOP", "CMP-1")
    complaints.investigate(db, one, Finding("a", "b"), MANAGER)
    one, _ = scope.find(db, "SHOP", "CMP-1")
    complaints.resolve(scoping.office(desk), one, Resolution(), MANAGER)
    decided(desk)
    return desk


def decided(desk: Desk) -> None:
    """Let a manager label, assign, note, undo and search."""
    shown = desk.conversation_of("M1")
    target = Target(shown["id"], shown["version"])
    [event] = labelling.relabel(desk.db, [target], Ruling(Label.FEEDBACK), "maria", NOW)
    undo.undo(desk.db, [event], "maria", NOW)
    shown = desk.conversation_of("M1")
    triage.assign(desk.db, [Target(shown["id"], shown["version"])], "jonas", "maria", NOW)
    triage.add_note(desk.db, shown["id"], "a note 🙂 %s", "maria", NOW)
    searching.save(desk.db, "mine", "label:complaint", "maria", NOW)


def test_the_same_state_comes_out(either_db: Database, empty: Database) -> None:
    desk = lived(either_db)
    made = rebuild.rebuild(either_db, empty)
    assert made.differences == ()
    assert made.messages == desk.count(message)
    assert evidence.check(empty, "SHOP") == ""


def test_work_goes_on_in_the_rebuilt_one(either_db: Database, empty: Database) -> None:
    desk = lived(either_db)
    rebuild.rebuild(either_db, empty)
    for db in (either_db, empty):
        there = Desk(db, desk.config)
        there.take(Written(ANNA, "On", "Please add more.", "on@weber.example"))
    with either_db.read() as one, empty.read() as other:
        assert list(replay.differences(one, other)) == []


def test_a_difference_is_told(either_db: Database, empty: Database) -> None:
    lived(either_db)
    rebuild.rebuild(either_db, empty)
    with empty.write() as connection:
        connection.execute(update(conversation).where(conversation.c.id == 1).values(owner="x"))
    with either_db.read() as one, empty.read() as other:
        assert list(replay.differences(one, other)) == ["conversation 1: owner"]


def test_a_database_that_holds_something_is_left_alone(
    either_db: Database, empty: Database
) -> None:
    with empty.write() as connection:
        connection.execute(insert(project).values(code="X", created_at=NOW))
    with pytest.raises(UserError, match="holds something"):
        rebuild.rebuild(either_db, empty)


def test_what_was_there_before_the_journal_is_noted(either_db: Database, empty: Database) -> None:
    lived(either_db)
    with either_db.write() as connection:
        journal.remove(connection)
        connection.execute(noted.delete())
        connection.execute(setting.delete().where(setting.c.key == "journal"))
    migrate.upgrade(either_db)
    assert rebuild.rebuild(either_db, empty).differences == ()


def test_opening_again_leaves_the_journal_alone(db: Database, tmp_path: Path) -> None:
    lived(db)
    with db.read() as connection:
        before = journal.count(connection)
    migrate.upgrade(db)
    with db.read() as connection:
        assert journal.count(connection) == before > 0
    assert tmp_path.is_dir()
