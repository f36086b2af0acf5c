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
from tests.tui.project_story import ANNA, CODE, NOW, STATEMENT, add_projects, make_office
from tests.tui.seed import fill
from tests.tui.visiting import make_config, open_with_projects

WEBER, TERMS = 1, (STATEMENT, Asked(ANNA, NOW + timedelta(days=9)))


@pytest.fixture
def story_db(tmp_path: Path) -> Iterator[Database]:
    opened = open_with_projects(tmp_path / "p.sqlite3")
    yield opened
    opened.dispose()


def test_the_list_and_the_record_tell_the_same(story_db: Database) -> None:
    config = make_config()
    found = {c.client.id: c for c in clientrecords.list_all(story_db, config, NOW)}
    seen = clientrecords.load(story_db, config, WEBER, NOW)
    assert seen.line == found[WEBER]
    assert (seen.line.complaints, len(seen.items)) == (2, seen.line.items)
    assert [c.count for c in seen.line.health.costs] == [2, 2, 1]


def test_a_record_holds_people_projects_milestones_and_surveys(story_db: Database) -> None:
    seen = clientrecords.load(story_db, make_config(), WEBER, NOW)
    assert [p.address for p in seen.people] == [ANNA]
    assert [p.code for p in seen.projects] == [CODE]
    assert [m.milestone.name for m in seen.milestones] == ["Kick-off", "Design", "Beta", "Launch"]
    assert (seen.report.total.csat.count, seen.report.verbatims[0].low) == (1, True)
    assert seen.answering.count == 1


def test_a_client_who_is_not_there(story_db: Database) -> None:
    with pytest.raises(NotFoundError):
        clientrecords.load(story_db, make_config(), 99, NOW)


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


def test_time_lines_hold_every_kind_of_thing_in_order(story_db: Database) -> None:
    seen = timeline.of_conversation(story_db, 1)
    assert [h.at for h in seen] == sorted(h.at for h in seen)
    assert {h.kind for h in seen} == set(Kind) - {Kind.MILESTONE, Kind.ASKED}
    history = clientrecords.load(story_db, make_config(), WEBER, NOW).history
    assert {h.kind for h in history} == set(Kind)
    assert history[0].at == max(h.at for h in history)


def test_what_was_taken_back_is_no_decision(story_db: Database) -> None:
    item, before = scope.find(story_db, CODE, "REQ-23")[0], timeline.of_conversation(story_db, 1)
    done = scope.move(story_db, item, "accept", Hand("maria", NOW))
    assert len(timeline.of_conversation(story_db, 1)) == len(before) + 1
    undo.undo(story_db, [done], "maria", NOW)
    assert timeline.of_conversation(story_db, 1) == before


def test_the_file_of_an_item(story_db: Database) -> None:
    seen = itemfile.load(story_db, scope.find(story_db, CODE, "CHG-32")[0].id)
    assert (seen.offers[0].statement["days"], seen.offers[0].made.number) == ("3", 1)
    assert [(h.who, h.words) for h in seen.history] == [("maria", "offered")]
    assert itemfile.owners(story_db) == ["jonas", "maria", "wei"]


def test_a_rehearsal_shows_the_mail_and_leaves_nothing(story_db: Database) -> None:
    office, hand = make_office(story_db, make_config()), Hand("maria", NOW)
    office = replace(office, nonce=lambda: "another")
    before = timeline.of_conversation(story_db, 1)
    [mail] = rehearse(office, lambda o: approvals.offer(o, CODE, "CHG-31", TERMS, hand))
    assert "2,400.00 EUR" in mail.text
    assert dict(mail.headers)["To"] == ANNA
    assert timeline.of_conversation(story_db, 1) == before
    assert scope.find(story_db, CODE, "CHG-31")[0].state == "being assessed"


def test_a_rehearsal_refuses_what_the_deed_would(story_db: Database) -> None:
    office, hand = make_office(story_db, make_config()), Hand("maria", NOW)
    with pytest.raises(UserError, match="cannot offer"):
        rehearse(office, lambda o: approvals.offer(o, CODE, "REQ-21", TERMS, hand))


def test_the_same_is_read_on_either_engine(either_db: Database) -> None:
    config = make_config()
    fill(either_db)
    add_projects(either_db, config)
    [weber] = [c for c in clientrecords.list_all(either_db, config, NOW) if c.complaints]
    seen = clientrecords.load(either_db, config, weber.client.id, NOW)
    assert (seen.line, seen.answering.count) == (weber, 1)
    assert {h.kind for h in seen.history} == set(Kind)
    item = scope.find(either_db, CODE, "CHG-31")[0]
    office = replace(make_office(either_db, config), nonce=lambda: "another")
    hand = Hand("maria", NOW)
    [mail] = rehearse(office, lambda o: approvals.offer(o, CODE, item.ref, TERMS, hand))
    assert "2,400.00 EUR" in mail.text
    assert itemfile.load(either_db, item.id).offers == ()
