"""What is known of clients and items, and trying out what would be sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from daemon.errors import NotFoundError, UserError
from daemon.model.happening import Kind
from daemon.services import approvals, clientrecords, itemfile, scope, timeline, undo
from daemon.services.rehearsing import rehearse
from daemon.services.scope import Hand
from daemon.services.terms import Asked
from daemon.store.engine import Database
from tests.tui.project_story import ANNA, CODE, NOW, STATEMENT, make_office
from tests.tui.visiting import make_config, open_with_projects

WEBER, TERMS = 1, (STATEMENT, Asked(ANNA, NOW + timedelta(days=9)))


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = open_with_projects(tmp_path / "p.sqlite3")
    yield opened
    opened.dispose()


def test_the_list_and_the_record_tell_the_same(db: Database) -> None:
    config = make_config()
    found = {c.client.id: c for c in clientrecords.list_all(db, config, NOW)}
    seen = clientrecords.load(db, config, WEBER, NOW)
    assert seen.line == found[WEBER]
    assert (seen.line.complaints, len(seen.items)) == (2, seen.line.items)
    assert [c.count for c in seen.line.health.costs] == [2, 2, 1]


def test_a_record_holds_people_projects_milestones_and_surveys(db: Database) -> None:
    seen = clientrecords.load(db, make_config(), WEBER, NOW)
    assert [p.address for p in seen.people] == [ANNA]
    assert [p.code for p in seen.projects] == [CODE]
    assert [m.milestone.name for m in seen.milestones] == ["Kick-off", "Design", "Beta", "Launch"]
    assert (seen.report.total.csat.count, seen.report.verbatims[0].low) == (1, True)
    assert seen.answering.count == 1


def test_a_client_who_is_not_there(db: Database) -> None:
    with pytest.raises(NotFoundError):
        clientrecords.load(db, make_config(), 99, NOW)


@pytest.mark.parametrize(
    ("hours", "middle", "slow"),
    [
        pytest.param([], None, None, id="none"),
        pytest.param([3], 3, 3, id="one"),
        pytest.param([1, 2, 30], 2, 30, id="three"),
        pytest.param(list(range(1, 21)), 10.5, 18, id="nine of ten of twenty"),
    ],
)
def test_how_fast_we_answer(hours: list[int], middle: float | None, slow: float | None) -> None:
    found = clientrecords.answering([timedelta(hours=h) for h in hours])
    wanted = [timedelta(hours=h) if h is not None else None for h in (middle, slow)]
    assert [found.count, found.median, found.slow] == [len(hours), *wanted]


def test_time_lines_hold_every_kind_of_thing_in_order(db: Database) -> None:
    seen = timeline.of_conversation(db, 1)
    assert [h.at for h in seen] == sorted(h.at for h in seen)
    assert {h.kind for h in seen} == set(Kind) - {Kind.MILESTONE, Kind.ASKED}
    history = clientrecords.load(db, make_config(), WEBER, NOW).history
    assert {h.kind for h in history} == set(Kind)
    assert history[0].at == max(h.at for h in history)


def test_what_was_taken_back_is_no_decision(db: Database) -> None:
    item, before = scope.find(db, CODE, "REQ-23")[0], timeline.of_conversation(db, 1)
    done = scope.move(db, item, "accept", Hand("maria", NOW))
    assert len(timeline.of_conversation(db, 1)) == len(before) + 1
    undo.undo(db, [done], "maria", NOW)
    assert timeline.of_conversation(db, 1) == before


def test_the_file_of_an_item(db: Database) -> None:
    seen = itemfile.load(db, scope.find(db, CODE, "CHG-32")[0].id)
    assert (seen.offers[0].statement["days"], seen.offers[0].made.number) == ("3", 1)
    assert [(h.who, h.words) for h in seen.history] == [("maria", "offered")]
    assert itemfile.owners(db) == ["jonas", "maria", "wei"]


def test_a_rehearsal_shows_the_mail_and_leaves_nothing(db: Database) -> None:
    office, hand = make_office(db, make_config()), Hand("maria", NOW)
    office = replace(office, nonce=lambda: "another")
    before = timeline.of_conversation(db, 1)
    [mail] = rehearse(office, lambda o: approvals.offer(o, CODE, "CHG-31", TERMS, hand))
    assert "2,400.00 EUR" in mail.text
    assert dict(mail.headers)["To"] == ANNA
    assert timeline.of_conversation(db, 1) == before
    assert scope.find(db, CODE, "CHG-31")[0].state == "being assessed"


def test_a_rehearsal_refuses_what_the_deed_would(db: Database) -> None:
    office, hand = make_office(db, make_config()), Hand("maria", NOW)
    with pytest.raises(UserError, match="cannot offer"):
        rehearse(office, lambda o: approvals.offer(o, CODE, "REQ-21", TERMS, hand))
