"""Driving the terminal UI in tests: opening it, pressing keys, waiting for what follows."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from zoneinfo import ZoneInfo

from textual.pilot import Pilot
from textual.widgets import Static

from daemon.config import parse_config
from daemon.model.queue import Queue
from daemon.store.engine import Database
from tests.tui.seed import NOW, PROJECTS
from tui.app import TriagedApp
from tui.desk import Desk
from tui.screens.triage import TriageScreen
from tui.widgets.preview import Preview
from tui.widgets.virtual_list import VirtualList

#: rounds of waiting for a state before it is taken as never to come
PATIENCE = 500
CONFIG = "".join(
    f"""
[[mailbox]]
name = "{code.lower()}"
project = "{code}"
identity = "Studio <{code.lower()}@studio.example>"
imap = {{host = "localhost"}}
"""
    for code in PROJECTS
)


def make_app(db: Database, *, read_only: bool = False, theme: str = "triaged-dark") -> TriagedApp:
    """Return the UI of the manager *maria* at a fixed moment in Berlin."""
    desk = Desk(
        db,
        parse_config(CONFIG, "test.toml"),
        actor="maria",
        clock=lambda: NOW,
        zone=ZoneInfo("Europe/Berlin"),
        read_only=read_only,
    )
    return TriagedApp(desk, theme=theme)


class Driver:
    """A running UI and what a manager sees of it."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot

    @property
    def app(self) -> TriagedApp:
        assert isinstance(self.pilot.app, TriagedApp)
        return self.pilot.app

    @property
    def screen(self) -> TriageScreen:
        found = [s for s in self.app.screen_stack if isinstance(s, TriageScreen)]
        return found[0]

    @property
    def rows(self) -> VirtualList:
        return self.screen.query_one(VirtualList)

    @property
    def toasts(self) -> list[str]:
        return [n.message for n in self.app._notifications]

    def text_of(self, selector: str) -> str:
        return str(self.app.screen.query_one(selector, Static).render())

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until *holds*; fail when it never does."""
        for _ in range(PATIENCE):
            if holds():
                return
            await self.pilot.pause(0.01)
        raise AssertionError(f"never came; toasts: {self.toasts}")

    async def settle(self) -> None:
        """Wait until the preview shows the row under the cursor and every row is there."""
        await self.until(self._is_settled)
        await self.pilot.pause()

    def _is_settled(self) -> bool:
        rows, document = self.rows, self.screen.query_one(Preview).document
        if rows.cursor_id is None:
            return document is None
        is_read = document is not None and document.id == rows.cursor_id
        return is_read and rows.find(rows.cursor_id) is not None

    async def press(self, *keys: str) -> None:
        """Press keys, each when what the one before has brought is there."""
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    async def go(self, queue: Queue) -> None:
        """Go to a queue and wait for its rows."""
        self.screen.show_queue(queue)
        await self.pilot.pause()
        expected = list(self.app.desk.load_order(queue))
        await self.until(lambda: list(self.rows.ids) == expected)
        await self.settle()

    async def decide(self, *keys: str) -> str:
        """Press keys and return the words of the toast that answers the last one."""
        self.app.clear_notifications()
        await self.press(*keys)
        await self.until(lambda: bool(self.toasts))
        return self.toasts[-1]


@asynccontextmanager
async def driving(
    db: Database, *, size: tuple[int, int] = (120, 40), read_only: bool = False
) -> AsyncIterator[Driver]:
    """Run the UI until the first list stands."""
    async with make_app(db, read_only=read_only).run_test(size=size) as pilot:
        driver = Driver(pilot)
        await driver.until(lambda: isinstance(driver.app.screen, TriageScreen))
        expected = len(driver.app.desk.load_order(Queue.LOOK))
        await driver.until(lambda: len(driver.rows.ids) == expected)
        await driver.settle()
        yield driver
