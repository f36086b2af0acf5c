"""What the screens look like, at a fixed moment."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from daemon.model.queue import Queue
from daemon.store.engine import Database, open_database
from daemon.store.migrate import upgrade
from tests.tui.driving import Driver, make_app
from tui import i18n
from tui.screens.reading import ReadingScreen
from tui.screens.tour import TourScreen
from tui.widgets.search_bar import SearchBar

SIZES = [pytest.param((80, 24), id="80x24"), pytest.param((120, 40), id="120x40")]
ALL_SIZES = [*SIZES, pytest.param((200, 60), id="200x60")]
Compare = Callable[..., bool]


def until_settled(
    *keys: str, queue: Queue = Queue.LOOK
) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Return what brings the UI to the picture."""

    async def prepare(pilot: Pilot[None]) -> None:
        driver = Driver(pilot)
        await driver.until(lambda: bool(driver.app.screen.query("#list")))
        await driver.until(lambda: "acme" in driver.text_of("#status"))
        await driver.go(queue)
        await driver.press(*keys)
        if not keys:
            await driver.settle()

    return prepare


@pytest.fixture(params=["en", "zh"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    i18n.use(request.param)
    yield request.param
    i18n.use("en")


@pytest.mark.parametrize("size", ALL_SIZES)
@pytest.mark.parametrize(
    "queue", [Queue.LOOK, Queue.ALL, Queue.CHANGE_REQUEST, Queue.OUTBOX, Queue.QUARANTINE]
)
@pytest.mark.usefixtures("language")
def test_queue(db: Database, snap_compare: Compare, size: Any, queue: Queue) -> None:
    app = make_app(db)
    assert snap_compare(app, terminal_size=size, run_before=until_settled(queue=queue))


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("size", ALL_SIZES)
@pytest.mark.parametrize("key", ["question_mark", "n", "a", "s"])
def test_dialog(db: Database, snap_compare: Compare, size: Any, key: str) -> None:
    app = make_app(db)
    prepare = until_settled(key, queue=Queue.UNKNOWN_SENDER)
    assert snap_compare(app, terminal_size=size, run_before=prepare)


def test_light(db: Database, snap_compare: Compare) -> None:
    app = make_app(db, theme="triaged-light")
    prepare = until_settled(queue=Queue.COMPLAINT)
    assert snap_compare(app, terminal_size=(180, 50), run_before=prepare)


def test_without_colour(
    db: Database, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(make_app(db), terminal_size=(120, 40), run_before=until_settled())


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("size", ALL_SIZES)
def test_conversation(db: Database, snap_compare: Compare, size: Any) -> None:
    async def prepare(pilot: Pilot[None]) -> None:
        await until_settled("enter", queue=Queue.COMPLAINT)(pilot)
        driver = Driver(pilot)
        await driver.until(lambda: isinstance(driver.app.screen, ReadingScreen))
        await driver.until(lambda: bool(driver.text_of("#preview-text")))

    assert snap_compare(make_app(db), terminal_size=size, run_before=prepare)


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("size", ALL_SIZES)
def test_search(db: Database, snap_compare: Compare, size: Any) -> None:
    async def prepare(pilot: Pilot[None]) -> None:
        await until_settled()(pilot)
        driver = Driver(pilot)
        await driver.press("slash")
        bar = driver.screen.query_one(SearchBar)
        bar.cursor_blink = False
        bar.value = "client:weber"
        await driver.until(lambda: len(driver.rows.ids) == 3)
        await driver.settle()

    assert snap_compare(make_app(db), terminal_size=size, run_before=prepare)


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("size", ALL_SIZES)
def test_tour(snap_compare: Compare, size: Any, tmp_path: Path) -> None:
    db = open_database(f"sqlite:///{tmp_path}/empty.sqlite3")
    upgrade(db)

    async def prepare(pilot: Pilot[None]) -> None:
        driver = Driver(pilot)
        await driver.until(lambda: isinstance(driver.app.screen, TourScreen))

    assert snap_compare(make_app(db), terminal_size=size, run_before=prepare)
    db.dispose()


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("size", ALL_SIZES)
def test_composer(db: Database, snap_compare: Compare, size: Any) -> None:
    async def prepare(pilot: Pilot[None]) -> None:
        await until_settled("R")(pilot)
        driver = Driver(pilot)
        await driver.until(lambda: "Hello" in driver.text_of("#reply-picture"))
        await driver.until(lambda: "centimetres" in driver.text_of("#reply-cautions"))

    assert snap_compare(make_app(db), terminal_size=size, run_before=prepare)
