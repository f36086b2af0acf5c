"""Driving the screens on clients and projects: opening one, and waiting for what it shows."""

from __future__ import annotations

import asyncio
import functools
import tempfile
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static, TextArea

from daemon.config import Config, parse_config
from daemon.services import scope
from daemon.store.engine import Database, open_database
from daemon.store.scope_items import ItemRow
from tests.tui.driving import CONFIG, Driver, make_app
from tests.tui.project_story import CODE, add_projects
from tests.tui.seed import open_filled
from tui.places import MailPlace, Part, ProjectPlace, Room
from tui.screens.board import BoardScreen
from tui.screens.form import FormScreen
from tui.screens.places import open_place
from tui.screens.recording import RecordScreen
from tui.screens.triage import TriageScreen
from tui.widgets.board import Board
from tui.widgets.detail import Detail
from tui.widgets.record_list import RecordList


def make_config() -> Config:
    """Return the configuration that the UI is tried with."""
    return parse_config(CONFIG, "test.toml")


def open_with_projects(path: Path) -> Database:
    """Open a database at *path* that holds both stories."""
    path.write_bytes(_template())
    return open_database(f"sqlite:///{path}")


@functools.cache
def _template() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.sqlite3"
        db = open_filled(path)
        add_projects(db, make_config())
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.dispose()
        return path.read_bytes()


def item(db: Database, ref: str) -> ItemRow:
    """Return an item of the project as it is stored."""
    return scope.find(db, CODE, ref)[0]


class Visitor(Driver):
    """A manager on a screen of clients or projects."""

    @property
    def front(self) -> RecordScreen:
        """The topmost screen of records, whatever dialog covers it."""
        return [s for s in self.app.screen_stack if isinstance(s, RecordScreen)][-1]

    @property
    def detail(self) -> str:
        """What is known of the line or card under the cursor."""
        text = self.front.query_one(Detail).query_one("#detail-text", Static)
        return str(text.render())

    @property
    def lines(self) -> RecordList:
        """The list of the screen in front."""
        return self.front.query_one(RecordList)

    async def arrive(self, screen: type = RecordScreen) -> None:
        """Wait until a screen is in front and shows what it read."""
        await self.until(lambda: isinstance(self.app.screen, screen))
        await self.until(lambda: self.front.record is not None)
        await self.pilot.pause()

    async def loaded(self) -> None:
        """Wait until every worker of the screen in front is done, and it is drawn."""
        await self.until(lambda: self.app.screen.is_mounted)
        screen = self.app.screen

        def is_idle() -> bool:
            return all(w.is_finished for w in self.app.workers if w.node is screen)

        for _ in range(3):
            # what is read asks for more: a list for its line, a record for its numbers
            await self.pilot.pause()
            await self.until(is_idle)
        await self.pilot.pause()

    async def shows(self, words: str) -> None:
        """Wait until the detail holds *words*."""
        await self.until(lambda: words in self.detail)

    async def stand_on(self, ref: str) -> None:
        """Go to a card of the board by its reference, and wait for it."""
        board, screen = self.front.query_one(Board), self.front
        assert isinstance(screen, BoardScreen)
        card = next(i for i in screen.items if i.ref == ref)
        assert board.stand_on(card.id)
        board.post_message(Board.Moved(card.id))
        await self.shows(ref)

    async def still(self) -> None:
        """Stop cursors from blinking, and wait for the picture of a form."""
        for field in self.app.screen.query(Input):
            field.cursor_blink = False
        for area in self.app.screen.query(TextArea):
            area.cursor_blink = False
        if self.app.screen.query("#preview-text"):
            await self.until(lambda: bool(self.text_of("#preview-text")))
        if any(isinstance(s, RecordScreen) for s in self.app.screen_stack):
            await self.until(lambda: bool(self.detail))
        for thread in self.app.screen.query("#thread").results(OptionList):
            await self.until(partial(_is_in_view, thread))
        if self.app.screen.query("#form-picture"):
            await self.until(lambda: bool(self.text_of("#form-picture")))
        await self.pilot.pause()

    async def type_in(self, words: str) -> None:
        """Put *words* into the field of the dialog in front, once it is there."""
        await self.until(lambda: bool(self.app.screen.query("ModalScreen Input, .dialog Input")))
        self.app.screen.query_one(Input).value = words
        await self.pilot.pause()

    async def fill_in(self, **values: str) -> None:
        """Fill in fields of the form in front."""
        await self.until(lambda: isinstance(self.app.screen, FormScreen))
        for key, value in values.items():
            field = self.app.screen.query_one(f"#field-{key}")
            if isinstance(field, TextArea):
                field.text = value
            else:
                assert isinstance(field, Input)
                field.value = value
        await self.pilot.pause()

    async def pictured(self, words: str) -> None:
        """Wait until the picture beside the form holds *words*."""
        await self.until(lambda: words in self.text_of("#form-picture"))


def _is_in_view(lines: OptionList) -> bool:
    """Return whether the highlighted line of a time line, a line each, can be seen."""
    top, at = int(lines.scroll_offset.y), lines.highlighted
    return at is not None and top <= at < top + lines.size.height


Visit = Callable[[Visitor], Awaitable[None]]


def visit(db: Database, place: Room | None, drive: Visit, *, read_only: bool = False) -> None:
    """Open the UI on a place (None: the first screen) and drive it to the end."""

    async def main() -> None:
        async with make_app(db, read_only=read_only).run_test(size=(120, 40)) as pilot:
            await drive(await enter(pilot, place))

    asyncio.run(main())


async def enter(pilot: Pilot[None], place: Room | None) -> Visitor:
    """Open the UI on a place and return who visits it."""
    visitor = Visitor(pilot)
    await visitor.until(lambda: isinstance(visitor.app.screen, TriageScreen))
    await visitor.until(lambda: visitor.app.desk.health is not None)
    if place is None:
        await visitor.settle()
    else:
        visitor.app.push_screen(open_place(visitor.app.desk, place))
        if not isinstance(place, MailPlace):
            await visitor.arrive()
    return visitor


def part(name: Part) -> ProjectPlace:
    """Return a part of the project."""
    return ProjectPlace(CODE, name)
