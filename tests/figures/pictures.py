"""Pictures of the terminal UI from a real run of the demo's story: `make pictures`."""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from textual.pilot import Pilot

from daemon import log
from daemon.config import Config
from daemon.demo.play import play, running_daemon
from daemon.demo.scenes import SCENES
from daemon.demo.world import open_world
from daemon.store.engine import Database
from tests.figures.manager import manage
from tui.app import TriagedApp
from tui.desk import Desk

DOCS = Path(__file__).parents[2] / "docs"
SIZE = (132, 40)
#: seconds from a key to a picture, so generous that a slow machine draws the same
SETTLE = 1.5


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its file, and the keys that lead to it from the first screen."""

    name: str
    keys: tuple[str, ...]


PICTURES = (
    Picture("triage", ("]", "]")),
    Picture("conversation", ("]", "]", "enter")),
    Picture("reply", ("]", "]", "R")),
    Picture("outbox", ("colon", *"outbox", "enter")),
    Picture("search", ("slash", *"error")),
    Picture("help", ("question_mark",)),
    Picture("clients", ("K",)),
    Picture("client", ("K", "enter")),
    Picture("glance", ("]", "]", "j", "p")),
    Picture("board", ("]", "]", "j", "p", "3")),
    Picture("document", ("]", "]", "j", "p", "6", "j", "j")),
    Picture("milestones", ("]", "]", "j", "m", "j")),
    Picture("insights", ("I",)),
    Picture("surveys", ("V",)),
)


def main() -> None:
    """Play the story and take every picture while the daemon runs."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        world = stack.enter_context(open_world(folder))
        log.configure("info", "json", stack.enter_context((folder / "daemon.log").open("w")))
        app = stack.enter_context(running_daemon(world))
        play(world, app, SCENES, 0, lambda _: None)
        manage(app.db, app.config)
        for picture in PICTURES:
            asyncio.run(_take(app.db, app.config, picture))


async def _take(db: Database, config: Config, picture: Picture) -> None:
    app = TriagedApp(Desk(db, config, actor="mara", zone=UTC))
    async with app.run_test(size=SIZE) as pilot:
        await _settle(pilot)
        for key in picture.keys:
            await pilot.press(key)
            await _settle(pilot)
        path = DOCS / f"{picture.name}.svg"
        path.write_text(app.export_screenshot(title="triaged"), encoding="utf-8")
        print(path.name)


async def _settle(pilot: Pilot[None]) -> None:
    """Give what was asked of the database time to reach the screen."""
    await pilot.pause(SETTLE)


if __name__ == "__main__":
    main()
