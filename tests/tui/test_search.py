"""Searching as one types, keeping a search, and going back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from textual.widgets import Input

from daemon.model.queue import Queue
from daemon.services import searching
from daemon.services.conversation import load_conversation
from daemon.store import search
from daemon.store.engine import Database
from tests.tui.driving import Driver, driving
from tests.tui.seed import NOW, open_filled
from tui.screens.name import NameScreen
from tui.widgets.queue_list import QueueList
from tui.widgets.search_bar import SearchBar

ANNA, LI = 1, 3
Drive = Callable[[Driver], Awaitable[None]]


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = open_filled(tmp_path / "t.sqlite3")
    with opened.write() as transaction:
        search.index_all(transaction)
    yield opened
    opened.dispose()


def run(db: Database, drive: Drive, *, size: tuple[int, int] = (120, 40)) -> None:
    async def main() -> None:
        async with driving(db, size=size) as driver:
            await drive(driver)

    asyncio.run(main())


async def look_for(driver: Driver, query: str) -> None:
    await driver.press("slash")
    driver.screen.query_one(SearchBar).value = query
    await driver.until(lambda: driver.screen.searched.query == query)
    expected = list(driver.app.desk.search(query).ids)
    await driver.until(lambda: list(driver.rows.ids) == expected)
    await driver.settle()


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        pytest.param("nightly exp", [1], id="words as one types"),
        pytest.param("报名表", [3], id="chinese"),
        pytest.param("client:weber label:req", [5], id="filters"),
        pytest.param("database password", [1], id="a note"),
        pytest.param("nothing like it", [], id="nothing"),
    ],
)
def test_what_is_typed_is_found_at_once(db: Database, query: str, ids: list[int]) -> None:
    async def drive(driver: Driver) -> None:
        await look_for(driver, query)
        assert list(driver.rows.ids) == ids

    run(db, drive)


def test_what_was_found_is_decided_with_the_same_keys(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await look_for(driver, "报名表")
        await driver.press("enter")
        assert driver.app.focused is None
        await driver.decide("d")

    run(db, drive)
    assert load_conversation(db, LI).state == "done"


def test_the_list_moves_while_the_query_is_typed(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await look_for(driver, "client:weber")
        await driver.press("down")
        assert driver.rows.cursor == 1
        assert isinstance(driver.app.focused, SearchBar)

    run(db, drive)


@pytest.mark.parametrize("keys", [["escape"], ["enter", "escape"]], ids=["typing", "in the list"])
def test_escape_goes_back_to_the_queue_before(db: Database, keys: list[str]) -> None:
    async def drive(driver: Driver) -> None:
        await driver.go(Queue.COMPLAINT)
        await look_for(driver, "weber")
        await driver.press(*keys)
        await driver.until(lambda: driver.screen.queue is Queue.COMPLAINT)
        assert not driver.screen.query_one(SearchBar).display

    run(db, drive)


def test_a_filter_that_is_not_understood_is_named(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await look_for(driver, "label:colour weber")
        assert "label:colour: not understood" in driver.text_of("#head")

    run(db, drive)


def test_a_search_is_kept_and_listed_and_forgotten(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await look_for(driver, "client:weber")
        await driver.press("enter", "S")
        await driver.until(lambda: isinstance(driver.app.screen, NameScreen))
        driver.app.screen.query_one(Input).value = "Weber"
        assert "kept as Weber" in await driver.decide("enter")
        queues = driver.screen.query_one(QueueList)
        await driver.until(lambda: [s.name for s in queues.saved] == ["Weber"])
        driver.screen.show_queue(Queue.ALL)
        await driver.press("right")
        await driver.until(lambda: 1 in driver.rows.ids and len(driver.rows.ids) < 5)
        assert queues.current == queues.saved[0]
        assert "forgotten" in await driver.decide("S")

    run(db, drive)
    assert searching.list_saved(db) == []


def test_a_click_on_a_kept_search_lists_it(db: Database) -> None:
    searching.save(db, "横幅", "横幅", "jonas", NOW)

    async def drive(driver: Driver) -> None:
        queues = driver.screen.query_one(QueueList)
        await driver.until(lambda: bool(queues.saved))
        line = queues._line_places().index(queues.saved[0]) + 2
        await driver.pilot.click(QueueList, offset=(4, line))
        await driver.until(lambda: list(driver.rows.ids) == [LI])
        assert queues.current == queues.saved[0]

    run(db, drive)


def test_new_mail_that_matches_comes_up_by_itself(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await look_for(driver, "is:done client:weber")
        assert not driver.rows.ids
        with db.write() as connection:
            connection.exec_driver_sql("UPDATE conversation SET state='done' WHERE id=1")
            connection.exec_driver_sql(
                "INSERT INTO event(at, actor, verb, subject, subject_id)"
                " VALUES ('2026-03-12 09:30:00', 'x', 'done', 'conversation', 1)"
            )
        await driver.until(lambda: list(driver.rows.ids) == [ANNA])

    run(db, drive)
