"""What the screens look like, at a fixed moment."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from daemon.model.queue import Queue
from daemon.store.engine import Database
from tests.tui.driving import Driver, make_app

SIZES = [pytest.param((80, 24), id="80x24"), pytest.param((120, 40), id="120x40")]
Compare = Callable[..., bool]


def until_settled(
    *keys: str, queue: Queue = Queue.LOOK
) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Return what brings the UI to the picture."""

    async def prepare(pilot: Pilot[None]) -> None:
        driver = Driver(pilot)
        await driver.until(lambda: bool(driver.app.screen.query("#list")))
        await driver.until(lambda: "watched" in driver.text_of("#status"))
        await driver.go(queue)
        await driver.press(*keys)
        if not keys:
            await driver.settle()

    return prepare


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "queue", [Queue.LOOK, Queue.ALL, Queue.CHANGE_REQUEST, Queue.OUTBOX, Queue.QUARANTINE]
)
def test_queue(db: Database, snap_compare: Compare, size: Any, queue: Queue) -> None:
    app = make_app(db)
    assert snap_compare(app, terminal_size=size, run_before=until_settled(queue=queue))


@pytest.mark.parametrize("size", SIZES)
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


@pytest.mark.parametrize("size", SIZES)
def test_composer(db: Database, snap_compare: Compare, size: Any) -> None:
    async def prepare(pilot: Pilot[None]) -> None:
        await until_settled("R")(pilot)
        driver = Driver(pilot)
        await driver.until(lambda: "Hello" in driver.text_of("#reply-picture"))
        await driver.until(lambda: "Not answered" in driver.text_of("#reply-cautions"))

    assert snap_compare(make_app(db), terminal_size=size, run_before=prepare)
