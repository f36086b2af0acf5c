"""Projects and milestones: planned, previewed, reached once, taken back, imported."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from daemon.errors import NotFoundError, StaleError, UserError
from daemon.model.plan import Milestone, MilestoneKind, ProjectState
from daemon.model.record import Client
from daemon.schedules.planfile import read_plan
from daemon.services import calendars, clients, milestones, plans, projects, undo
from daemon.services.office import Office
from daemon.services.projects import ProjectWish
from daemon.store import calendars as calendar_rows
from daemon.store.calendars import OwnCalendar
from daemon.store.engine import Database
from daemon.store.plan_tables import invitation, milestone
from daemon.store.schema import event
from tests.integration.desk import NOW, SECRET, Desk, Written

BETA = Milestone(0, 0, "Beta", MilestoneKind.REVIEW, planned_on=date(2026, 3, 9))


@pytest.fixture
def desk(either_db: Database) -> Desk:
    """Weber's Anna and Ben wrote to the shop, and so did a stranger."""
    ready = Desk(either_db)
    ready.watch()
    ready.client("Weber", "weber.example")
    ready.take(
        Written(message_id="a@weber.example"),
        Written("Ben Weber <ben@weber.example>", "Colours", message_id="b@weber.example"),
        Written("Rosa <rosa@gmail.com>", "Hello", message_id="c@gmail.com"),
    )
    wish = ProjectWish("SHOP", client="Weber", owner="maria")
    projects.save(either_db, ready.config, wish, "maria", NOW)
    milestones.add(either_db, "shop", BETA, "maria", NOW)
    return ready


def office(desk: Desk) -> Office:
    return Office(desk.db, desk.config, SECRET, lambda: f"o{next(desk.nonces)}")


def beta(desk: Desk) -> Milestone:
    return milestones.find(desk.db, "SHOP", " beta ")


def test_a_preview_names_who_gets_what_and_when(desk: Desk) -> None:
    seen = milestones.preview(office(desk), beta(desk).id, NOW, NOW)
    assert seen.survey == "milestone"
    assert [(p.person.address, p.at) for p in seen.prospects] == [
        ("anna@weber.example", NOW + timedelta(days=1)),
        ("ben@weber.example", NOW + timedelta(days=1)),
    ]
    assert all(p.reasons == () for p in seen.prospects)
    assert desk.all(invitation) == []


def test_a_preview_names_who_does_not_and_why(desk: Desk) -> None:
    desk.take(Written("Ben Weber <ben@weber.example>", "Broken", "It is broken again."))
    projects.save(desk.db, desk.config, ProjectWish("SHOP", state=ProjectState.HOLD), "maria", NOW)
    seen = milestones.preview(office(desk), beta(desk).id, NOW, NOW)
    assert {p.reasons for p in seen.prospects} == {("project on hold", "open complaint CMP-1")}


def test_a_time_zone_that_is_none_is_refused_and_an_old_one_is_told(desk: Desk) -> None:
    person = milestones.preview(office(desk), beta(desk).id, NOW, NOW).prospects[0].person
    assert person.client_id is not None
    wrong = OwnCalendar(person.client_id, timezone="Mars/Olympus")
    with pytest.raises(UserError, match="Mars/Olympus"):
        calendars.set_hours(desk.db, wrong, "maria", NOW)
    with desk.db.write() as transaction:
        calendar_rows.set_timezone(transaction, person.client_id, "Mars/Olympus")
    seen = milestones.preview(office(desk), beta(desk).id, NOW, NOW)
    assert [p.at for p in seen.prospects] == [NOW + timedelta(days=1)] * 2
    (warning,) = seen.warnings
    assert warning.startswith("Weber: no time zone is called “Mars/Olympus”")
    assert f"calendar set {person.client_id} " in warning


def test_a_client_with_a_time_zone_that_is_none_is_not_recorded(desk: Desk) -> None:
    with pytest.raises(UserError, match="examples"):
        clients.add(desk.db, desk.config, Client(0, "New", (), "en", "Berlin"), "maria", NOW)


def test_a_clients_calendar_moves_the_day(desk: Desk) -> None:
    anna = milestones.preview(office(desk), beta(desk).id, NOW, NOW).prospects[0].person
    assert anna.client_id is not None
    zone = OwnCalendar(anna.client_id, timezone="America/New_York")
    calendars.set_hours(desk.db, zone, "maria", NOW)
    off = [(date(2026, 3, 3), False, "Founders' day")]
    calendars.set_days(desk.db, anna.client_id, off, "maria", NOW)
    seen = milestones.preview(office(desk), beta(desk).id, NOW, NOW)
    # 9:00 UTC is 4:00 there, which counts as 9:00 of that day; the next day is off
    assert seen.prospects[0].at == datetime(2026, 3, 4, 14, tzinfo=UTC)
    view = calendars.show(desk.db, desk.config, anna.client_id, 2026, NOW)
    assert [(d.name, d.source) for d in view.days] == [("Founders' day", "own")]


def test_reaching_plans_an_invitation_each_and_only_once(desk: Desk) -> None:
    first = milestones.reach(office(desk), beta(desk).id, "maria", NOW)
    again = milestones.reach(office(desk), beta(desk).id, "jo", NOW + timedelta(hours=1))
    assert (first.planned, again.planned, again.again) == (2, 0, True)
    assert [i["state"] for i in desk.all(invitation)] == ["planned", "planned"]
    assert again.milestone.reached_by == "maria"


def test_only_those_named_are_asked(desk: Desk) -> None:
    projects.save(
        desk.db, desk.config, ProjectWish("SHOP", contacts=("ben@weber.example",)), "m", NOW
    )
    assert milestones.reach(office(desk), beta(desk).id, "maria", NOW).planned == 1


def test_reaching_is_taken_back_until_somebody_was_asked(desk: Desk) -> None:
    done = milestones.reach(office(desk), beta(desk).id, "maria", NOW)
    assert done.event is not None
    undo.undo(desk.db, [done.event], "maria", NOW)
    assert (beta(desk).state.value, desk.count(invitation)) == ("planned", 0)
    assert milestones.reach(office(desk), beta(desk).id, "maria", NOW).planned == 2


@pytest.mark.parametrize("kind", [MilestoneKind.PROGRESS, MilestoneKind.OWN])
def test_not_every_milestone_asks(desk: Desk, kind: MilestoneKind) -> None:
    milestones.change(desk.db, beta(desk), replace(beta(desk), kind=kind), "maria", NOW)
    assert milestones.preview(office(desk), beta(desk).id, NOW, NOW).note
    assert milestones.reach(office(desk), beta(desk).id, "maria", NOW).planned == 0


def test_changes_are_events_and_can_be_undone(desk: Desk) -> None:
    moved = replace(beta(desk), planned_on=date(2026, 4, 1), owner="jo")
    changed = milestones.change(desk.db, beta(desk), moved, "maria", NOW)
    kept = desk.all(event)[-1]
    assert (kept["verb"], kept["before"]["planned_on"]) == ("milestone.changed", "2026-03-09")
    undo.undo(desk.db, [changed], "maria", NOW)
    assert beta(desk).planned_on == date(2026, 3, 9)


def test_an_old_view_changes_nothing(desk: Desk) -> None:
    seen = beta(desk)
    milestones.cancel(desk.db, seen, "maria", NOW)
    with pytest.raises(StaleError):
        milestones.change(desk.db, seen, replace(seen, owner="jo"), "jo", NOW)
    with pytest.raises(UserError, match="cancelled"):
        milestones.reach(office(desk), seen.id, "maria", NOW)


def test_a_project_change_is_undone_only_while_it_stands(desk: Desk) -> None:
    hold = ProjectWish("SHOP", state=ProjectState.ENDED)
    ended = projects.save(desk.db, desk.config, hold, "maria", NOW)
    undo.undo(desk.db, [ended], "maria", NOW)
    (shop,) = [p for p in projects.list_all(desk.db) if p.code == "SHOP"]
    assert (shop.state, shop.ended_at, shop.owner) == (ProjectState.ACTIVE, None, "maria")


def test_a_calendar_change_is_undone(desk: Desk) -> None:
    client_id = desk.all(invitation.metadata.tables["client"])[0]["id"]
    hours = OwnCalendar(client_id, weekdays=(0, 1), opens="08:00", closes="12:00", country="DE")
    changed = calendars.set_hours(desk.db, hours, "maria", NOW)
    assert calendars.show(desk.db, desk.config, client_id, 2026, NOW).own.country == "DE"
    undo.undo(desk.db, [changed], "maria", NOW)
    assert calendars.show(desk.db, desk.config, client_id, 2026, NOW).days == ()


@pytest.mark.parametrize(
    ("wish", "problem"),
    [
        (ProjectWish("SHOP", client="Nobody"), "no client called"),
        (ProjectWish("SHOP", mailbox="attic"), "no mailbox attic"),
        (ProjectWish("SHOP", contacts=("nobody@x.example",)), "not known: nobody"),
        (ProjectWish("a b"), "no project code"),
    ],
)
def test_what_is_not_there_is_named(desk: Desk, wish: ProjectWish, problem: str) -> None:
    with pytest.raises(UserError, match=problem):
        projects.save(desk.db, desk.config, wish, "maria", NOW)


def test_a_milestone_that_is_not_there_is_named(desk: Desk) -> None:
    with pytest.raises(NotFoundError, match="it has Beta"):
        milestones.find(desk.db, "SHOP", "Gamma")


PLAN = b"project,name,kind,planned\nSHOP,beta,wrap-up,2026-05-01\nSHOP,Launch,own,\n"


def test_a_file_is_imported_once(desk: Desk) -> None:
    rows = read_plan("plan.csv", PLAN)
    first = plans.import_rows(desk.db, desk.config, rows, "maria", NOW)
    second = plans.import_rows(desk.db, desk.config, rows, "maria", NOW)
    assert (first.added, first.changed, second.same) == (1, 1, 2)
    assert beta(desk).planned_on == date(2026, 5, 1)


def test_an_import_leaves_what_was_reached(desk: Desk) -> None:
    milestones.reach(office(desk), beta(desk).id, "maria", NOW)
    rows = read_plan("plan.csv", PLAN)
    assert plans.import_rows(desk.db, desk.config, rows, "maria", NOW).reached == 1


def test_an_import_is_all_or_nothing(desk: Desk) -> None:
    rows = read_plan("plan.csv", PLAN + b"ATTIC,Roof,own,\n")
    with pytest.raises(UserError, match="no project ATTIC"):
        plans.import_rows(desk.db, desk.config, rows, "maria", NOW)
    assert desk.count(milestone) == 1


def test_a_client_of_whom_nobody_is_known_is_said(db: Database) -> None:
    empty = Desk(db)
    empty.client("Weber", "weber.example")
    projects.save(db, empty.config, ProjectWish("SHOP", client="Weber"), "maria", NOW)
    number = milestones.add(db, "SHOP", BETA, "maria", NOW)
    seen = milestones.preview(office(empty), number, NOW, NOW)
    assert (seen.prospects, seen.note) == ((), "nobody of the client is known yet")
