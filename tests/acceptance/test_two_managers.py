"""Two managers at their terminals and the daemon at work, all on one database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

import pytest
from textual._context import active_app
from textual.pilot import Pilot

from daemon.app import App
from daemon.clock import utc_now
from daemon.demo.play import running_daemon
from daemon.demo.scenes import SCENES
from daemon.demo.world import World, open_world
from daemon.errors import StaleError
from daemon.model.queue import Queue, Row
from daemon.store.engine import Database, open_database
from tui.app import TriagedApp
from tui.desk import Desk
from tui.screens.tour import TourScreen
from tui.screens.triage import TriageScreen
from tui.widgets.virtual_list import VirtualList

pytestmark = pytest.mark.slow
#: seconds for what crosses three parties: mail in, model, list
PATIENCE = 60


@dataclass(frozen=True, slots=True)
class House:
    """The mail world, the daemon in it, and where both managers look."""

    world: World
    app: App

    def deliver(self, *keys: str) -> None:
        """Let clients write."""
        for step in SCENES:
            if step.key in keys:
                self.world.deliver(step.build(utc_now(), {}), step.mailbox)

    def open_database(self) -> Database:
        """Open the database as another process does."""
        return open_database(self.app.config.database_url)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with ExitStack() as stack:
        world = stack.enter_context(open_world(Path(tmp_path_factory.mktemp("house"))))
        yield House(world, stack.enter_context(running_daemon(world)))


class Manager:
    """One manager's terminal."""

    def __init__(self, pilot: Pilot[None], desk: Desk) -> None:
        self.pilot, self.desk = pilot, desk

    @property
    def screen(self) -> TriageScreen:
        return next(s for s in self.pilot.app.screen_stack if isinstance(s, TriageScreen))

    @property
    def rows(self) -> VirtualList:
        return self.screen.query_one(VirtualList)

    @property
    def told(self) -> str:
        return " ".join(n.message for n in self.pilot.app._notifications)

    async def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until *holds*; both terminals go on meanwhile."""
        for _ in range(PATIENCE * 50):
            if holds():
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"{self.desk.actor} never saw {what}; told: {self.told}")

    async def look_at(self, queue: Queue, count: int) -> None:
        """Go to a queue and wait until it has *count* rows, each at hand."""
        with self._front():
            self.screen.show_queue(queue)
        await self.sees(count)

    async def sees(self, count: int) -> None:
        rows = self.rows
        await self.until(
            lambda: len(rows.ids) == count and all(rows.find(i) for i in rows.ids),
            f"{count} rows in {self.screen.queue}, but {len(rows.ids)}",
        )

    async def press(self, *keys: str) -> None:
        with self._front():
            await self.pilot.press(*keys)

    async def insist(self, key: str, holds: Callable[[], bool]) -> None:
        """Press *key* until *holds*: the daemon may change a mail between the look and the key."""
        while not holds():
            self.pilot.app.clear_notifications()
            await self.press(key)
            await self.until(lambda: holds() or bool(self.told), f"what {key} does")

    def _front(self) -> ExitStack:
        """Make this the terminal that Textual means while a key is handled."""
        stack = ExitStack()
        token = active_app.set(self.pilot.app)
        stack.callback(active_app.reset, token)
        return stack


@asynccontextmanager
async def sitting(house: House, actor: str) -> AsyncIterator[Manager]:
    db = house.open_database()
    desk = Desk(db, house.app.config, actor=actor, zone=UTC)
    async with TriagedApp(desk).run_test(size=(120, 40)) as pilot:
        manager = Manager(pilot, desk)
        await manager.until(lambda: len(pilot.app.screen_stack) > 1, "a list")
        if not len(desk.load_order(Queue.ALL)):
            await manager.until(lambda: isinstance(pilot.app.screen, TourScreen), "the tour")
            await manager.press("escape")
            await manager.until(lambda: isinstance(pilot.app.screen, TriageScreen), "the list")
        yield manager
    db.dispose()


def test_what_one_does_and_what_comes_in_the_other_sees(house: House) -> None:
    async def main() -> None:
        async with sitting(house, "mara") as mara, sitting(house, "jonas") as jonas:
            await asyncio.to_thread(house.deliver, "need", "need-zh")
            for manager in (mara, jonas):
                await manager.look_at(Queue.ALL, 2)
            await mara.insist("d", lambda: len(rows_of(mara)) == 1)
            await mara.look_at(Queue.DONE, 1)
            await jonas.look_at(Queue.DONE, 1)
            await jonas.press("u")
            assert [str(r.state) for r in rows_of(jonas)] == ["done"]  # not his to take back
            await mara.press("u")
            await jonas.sees(0)

    asyncio.run(main())


def rows_of(manager: Manager) -> list[Row]:
    found = manager.desk.load_order(Queue.DONE)
    return list(manager.desk.load_rows(Queue.DONE, list(found)).values())


def test_of_two_decisions_on_the_same_sight_the_second_is_refused(house: House) -> None:
    async def main() -> None:
        async with sitting(house, "mara") as mara, sitting(house, "jonas") as jonas:
            for manager in (mara, jonas):
                await manager.look_at(Queue.ALL, 2)
            targets = jonas.screen.targets()
            await mara.press("c")
            await mara.until(lambda: "complaint" in mara.told, "the deed")
            with pytest.raises(StaleError):
                jonas.desk.deeds.finish(targets)
            # and at once he sees what stands now, and can decide on it
            [seen] = targets

            def is_new() -> bool:
                here = jonas.screen.targets()
                return any(t.id == seen.id and t.version > seen.version for t in here)

            await jonas.until(is_new, "the new version")
            jonas.desk.deeds.finish(jonas.screen.targets())

    asyncio.run(main())
