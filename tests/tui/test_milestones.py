"""Milestones: planned, changed, reached, taken back; and who is asked."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from daemon.model.plan import InvitationState, MilestoneKind
from daemon.services import milestones, surveys
from daemon.store import calendars, clients
from daemon.store.engine import Database
from daemon.store.plan_tables import invitation, milestone
from daemon.store.schema import item as items
from tests.tui.project_story import CODE
from tests.tui.visiting import Visitor, part, visit
from tui.places import Part

MILESTONES = part(Part.MILESTONES)


async def stand_on(visitor: Visitor, name: str) -> None:
    """Go to a milestone and wait for what is known of it."""
    found = next(m for m in visitor.app.desk.records.list_milestones(CODE) if _name(m) == name)
    await visitor.until(lambda: found.milestone.id in visitor.lines.ids)
    visitor.lines.stand_on(found.milestone.id)
    await visitor.shows(name)


def _name(line: milestones.MilestoneLine) -> str:
    return line.milestone.name


def test_a_milestone_is_planned_and_changed(projects_db: Database) -> None:
    async def drive(visitor: Visitor) -> None:
        await visitor.press("n")
        await visitor.fill_in(name="Trial run", planned="2026-04-20", delay="2")
        assert "planned" in await visitor.decide("ctrl+s")
        await stand_on(visitor, "Trial run")
        await visitor.press("E")
        await visitor.fill_in(planned="2026-04-27")
        await visitor.decide("ctrl+s")
        await visitor.shows("2026-04-27")
        await visitor.decide("u")

    visit(projects_db, MILESTONES, drive)
    found = milestones.find(projects_db, CODE, "Trial run")
    assert (f"{found.planned_on}", found.delay) == ("2026-04-20", 2)
    assert found.kind is MilestoneKind.PROGRESS


def test_the_preview_says_who_is_not_asked_and_why(projects_db: Database) -> None:
    async def drive(visitor: Visitor) -> None:
        await stand_on(visitor, "Beta")
        await visitor.shows("open complaint CMP-")
        await visitor.press("a")
        await visitor.fill_in()
        await visitor.pictured("asked recently (2026-03-03)")

    visit(projects_db, MILESTONES, drive)
    assert milestones.find(projects_db, CODE, "Beta").state == "planned"


def test_a_milestone_is_reached_and_that_is_taken_back(projects_db: Database) -> None:
    states = []

    async def drive(visitor: Visitor) -> None:
        await stand_on(visitor, "Beta")
        await visitor.press("a")
        await visitor.fill_in()
        assert "1 invitations" in await visitor.decide("ctrl+s")
        states.append(milestones.find(projects_db, CODE, "Beta").state)
        await visitor.decide("u")

    visit(projects_db, MILESTONES, drive)
    assert (*states, milestones.find(projects_db, CODE, "Beta").state) == ("reached", "planned")


def test_a_milestone_is_cancelled_and_planned_again(projects_db: Database) -> None:
    states = []

    async def drive(visitor: Visitor) -> None:
        await stand_on(visitor, "Launch")
        assert "cancelled" in await visitor.decide("X")
        states.append(milestones.find(projects_db, CODE, "Launch").state)
        await visitor.shows("cancelled")
        await visitor.decide("o")

    visit(projects_db, MILESTONES, drive)
    assert (*states, milestones.find(projects_db, CODE, "Launch").state) == ("cancelled", "planned")


@pytest.mark.parametrize(
    ("before", "key", "after"),
    [
        pytest.param("skipped", "o", InvitationState.PLANNED, id="ask all the same"),
        pytest.param("planned", "s", InvitationState.SKIPPED, id="do not ask"),
    ],
)
def test_a_manager_decides_who_is_asked(
    projects_db: Database, before: str, key: str, after: InvitationState
) -> None:
    with projects_db.write() as transaction:
        transaction.execute(update(invitation).values(state=before, outgoing_id=None))
        # what nobody overrides shall not stand in the way
        transaction.execute(update(items).where(items.c.kind == "CMP").values(state="confirmed"))

    async def drive(visitor: Visitor) -> None:
        await stand_on(visitor, "Design")
        await visitor.press("i")
        await visitor.decide(key)

    visit(projects_db, MILESTONES, drive)
    [line] = [
        i for i in surveys.list_invitations(projects_db, CODE) if i.milestone.name == "Design"
    ]
    assert line.invitation.state is after


def test_a_project_without_milestones_says_how_to_plan_one(projects_db: Database) -> None:
    with projects_db.write() as transaction:
        transaction.execute(update(milestone).values(project_id=2))

    async def drive(visitor: Visitor) -> None:
        assert "n plans the first one" in visitor.lines.empty_text

    visit(projects_db, MILESTONES, drive)


def test_planning_is_taken_back(projects_db: Database) -> None:
    async def drive(visitor: Visitor) -> None:
        await visitor.press("n")
        await visitor.fill_in(name="Trial run")
        assert "undoes" in await visitor.decide("ctrl+s")
        await visitor.decide("u")

    visit(projects_db, MILESTONES, drive)
    assert "Trial run" not in [m.milestone.name for m in milestones.list_all(projects_db, CODE)]


def test_a_follow_up_that_is_not_there_is_refused(projects_db: Database) -> None:
    async def drive(visitor: Visitor) -> None:
        await visitor.press("n")
        await visitor.fill_in(name="Trial run", follow_ups="dance")
        await visitor.press("ctrl+s")
        await visitor.until(lambda: "no follow-up 'dance'" in visitor.text_of("#form-problem"))

    visit(projects_db, MILESTONES, drive)
    assert "Trial run" not in [m.milestone.name for m in milestones.list_all(projects_db, CODE)]


def test_the_preview_says_what_is_wrong_with_the_records(projects_db: Database) -> None:
    with projects_db.write() as transaction:
        client_id = clients.find_by_name(transaction, "Weber Retail")
        assert client_id is not None
        calendars.set_timezone(transaction, client_id, "Mars/Olympus")

    async def drive(visitor: Visitor) -> None:
        await stand_on(visitor, "Beta")
        await visitor.shows("no time zone is called “Mars/Olympus”")
        assert "! Weber Retail: no time zone" in visitor.detail

    visit(projects_db, MILESTONES, drive)
