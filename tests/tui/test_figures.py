"""Insights and surveys: what a manager sees there, goes to, and decides."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import select
from textual.pilot import Pilot
from textual.widgets import Input

from daemon.model.queue import Queue
from daemon.services import optouts
from daemon.store import settings
from daemon.store.engine import Database
from daemon.store.plan_tables import invitation, survey_answer
from tests.tui.driving import Driver, driving, make_app
from tests.tui.figure_story import add_figures
from tests.tui.test_snapshots import ALL_SIZES, Compare, language
from tui.screens.insights import InsightsScreen
from tui.screens.name import NameScreen
from tui.screens.reading import ReadingScreen
from tui.screens.surveys import ASKED, OPTED_OUT, WAITING, SurveysScreen
from tui.screens.triage import TriageScreen
from tui.widgets.record_list import RecordList

__all__ = ["language"]
Drive = Callable[[Driver], Awaitable[None]]


@pytest.fixture(autouse=True)
def _figures(db: Database) -> None:
    add_figures(db)
    with db.write() as transaction:
        # tokens of invitations are shown, and come of this
        settings.put(transaction, "secret", "5e" * 32)


def run(db: Database, drive: Drive) -> None:
    async def main() -> None:
        async with driving(db) as driver:
            await drive(driver)

    asyncio.run(main())


async def see_insights(driver: Driver) -> InsightsScreen:
    await driver.press("I")
    await driver.until(lambda: isinstance(driver.app.screen, InsightsScreen))
    screen = driver.app.screen
    assert isinstance(screen, InsightsScreen)
    await driver.until(lambda: screen.seen is not None)
    return screen


async def see_surveys(driver: Driver, tab: int) -> SurveysScreen:
    await driver.press("V")
    await driver.until(lambda: isinstance(driver.app.screen, SurveysScreen))
    screen = driver.app.screen
    assert isinstance(screen, SurveysScreen)
    await driver.until(lambda: bool(screen.record))
    await driver.press(str(tab + 1))
    return screen


def answer_states(db: Database) -> list[str]:
    with db.read() as transaction:
        return list(transaction.execute(select(survey_answer.c.state)).scalars())


def invited(db: Database, number: int) -> Any:
    with db.read() as transaction:
        query = select(invitation).where(invitation.c.id == number)
        return transaction.execute(query).one()


def test_from_a_bar_to_the_mails_behind_it(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        screen = await see_insights(driver)
        await driver.press("left", "left", "j")
        assert "[complaint 5]" in driver.text_of("#insights-told")
        assert screen.seen is not None
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.app.screen, TriageScreen))
        assert driver.screen.searched.query == "label:complaint after:2026-02-23 before:2026-03-02"
        await driver.until(lambda: len(driver.rows.ids) == 5)
        await driver.press("escape")
        await driver.until(lambda: driver.screen.queue is Queue.LOOK)

    run(db, drive)


def test_the_period_the_client_and_the_project_are_chosen(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        screen = await see_insights(driver)
        await driver.press("t")
        await driver.until(lambda: screen.seen is not None and len(screen.seen.stretches) == 26)
        await driver.press("c")
        await driver.press(*"oakr", "enter")
        await driver.until(lambda: screen.seen is not None and bool(screen.seen.wanted.client))
        await driver.press("p")
        await driver.press(*"acme", "enter")
        await driver.until(lambda: screen.seen is not None and bool(screen.seen.wanted.project))
        assert "26 weeks · Oakridge · ACME" in driver.text_of("#insights-head")

    run(db, drive)


def test_an_answer_that_waits_is_corrected_and_counts(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await see_surveys(driver, WAITING)
        await driver.press("a")
        await driver.until(lambda: isinstance(driver.app.screen, NameScreen))
        field = driver.app.screen.query_one(Input)
        assert field.value.startswith("score=")
        field.value = "score=6"
        assert "counts" in await driver.decide("enter")

    before = answer_states(db).count("held")
    run(db, drive)
    assert answer_states(db).count("held") == before - 1
    with db.read() as transaction:
        assert {"score": 6} in list(transaction.execute(select(survey_answer.c.scores)).scalars())


def test_an_answer_is_not_counted_and_that_is_taken_back(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await see_surveys(driver, WAITING)
        assert "does not count" in await driver.decide("r")
        assert "refused" in answer_states(db)
        assert "Taken back" in await driver.decide("u")

    run(db, drive)
    assert "refused" not in answer_states(db)


def test_the_mail_of_an_answer_is_read(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await see_surveys(driver, WAITING)
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.app.screen, ReadingScreen))
        assert isinstance(driver.app.screen, ReadingScreen)

    run(db, drive)


def test_somebody_is_asked_in_spite_of_the_reason(db: Database) -> None:
    asked: list[int] = []

    async def drive(driver: Driver) -> None:
        screen = await see_surveys(driver, ASKED)
        skipped = next(n for n, r in enumerate(screen._rows()) if _reasons(r))
        screen.query_one(RecordList).stand_on(skipped)
        row: Any = screen.here()
        asked.append(row.invitation.id)
        await driver.until(lambda: "as it will look" in driver.text_of("#detail-text"))
        assert "asked at the next" in await driver.decide("o")

    run(db, drive)
    row = invited(db, asked[0])
    assert (row.state, row.override_by) == ("planned", "maria")


def _reasons(row: Any) -> bool:
    return bool(row.invitation.reasons) and row.person.name != "Per Lund"


def test_opting_out_and_being_asked_again(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await see_surveys(driver, OPTED_OUT)
        assert "may be asked again" in await driver.decide("o")
        assert optouts.list_all(db) == []
        await driver.press("n")
        await driver.until(lambda: isinstance(driver.app.screen, NameScreen))
        driver.app.screen.query_one(Input).value = "tom@oakridge.example"
        await driver.decide("enter")

    run(db, drive)
    assert [o.person.name for o in optouts.list_all(db)] == ["Tom Oakley"]


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("size", ALL_SIZES)
def test_what_insights_look_like(db: Database, snap_compare: Compare, size: Any) -> None:
    async def prepare(pilot: Pilot[None]) -> None:
        driver = Driver(pilot)
        await driver.until(lambda: bool(driver.app.screen.query("#list")))
        await see_insights(driver)
        await driver.until(lambda: "acme" in driver.text_of("#status"))
        await driver.press("left", "left", "j")

    assert snap_compare(make_app(db), terminal_size=size, run_before=prepare)


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("size", ALL_SIZES)
def test_what_surveys_look_like(db: Database, snap_compare: Compare, size: Any) -> None:
    async def prepare(pilot: Pilot[None]) -> None:
        driver = Driver(pilot)
        await driver.until(lambda: bool(driver.app.screen.query("#list")))
        await see_surveys(driver, ASKED)
        await driver.until(lambda: "acme" in driver.text_of("#status"))
        await driver.until(
            lambda: (
                "Subject" in driver.text_of("#detail-text")
                or "主题" in driver.text_of("#detail-text")
            )
        )

    assert snap_compare(make_app(db), terminal_size=size, run_before=prepare)
