"""What the screens share that show records: a list, what is known of a line, and going back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content

from daemon.errors import NotFoundError
from tui.desk import Desk
from tui.i18n.errors import tell
from tui.messages import DeedDone, DetailLoaded, RecordLoaded, RecordsChanged, Refused
from tui.paint.mail import View
from tui.screens.form import Form, FormScreen
from tui.screens.going import GoingScreen
from tui.screens.watchful import WatchfulScreen
from tui.widgets.bars import Banner, KeyBar, ListHead, StatusBar
from tui.widgets.detail import Detail
from tui.widgets.record_list import Line, RecordList
from tui.widgets.virtual_list import VirtualList

if TYPE_CHECKING:
    from tui.deeds import Deed


class RecordScreen(WatchfulScreen, GoingScreen):
    """A screen on records that are read as a whole; it shows again what others change."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (160, "-wide")]  # noqa: RUF012
    #: keys are for the list
    AUTO_FOCUS = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.record: object = None

    # what the screens supply

    def read(self) -> object:
        """Return what is shown (called in a worker)."""
        return None

    def show_record(self) -> None:
        """Show ``record`` anew."""

    @property
    def legend(self) -> str | None:
        """What the signs on the screen mean."""
        return ""

    # reading

    def on_mount(self) -> None:
        """Read the records."""
        self.begin_watch()
        self.offer_keys()
        self.refresh_records()

    @on(RecordsChanged)
    def refresh_records(self) -> None:
        """Read and show anew; the cursor stays."""

        def work() -> None:
            try:
                self.post_message(RecordLoaded(self.read()))
            except NotFoundError as error:
                self.post_message(Refused(tell(error)))

        self.load(work, "record")

    @on(RecordLoaded)
    def _take_record(self, message: RecordLoaded) -> None:
        self.record = message.record
        self.show_record()
        self.offer_keys()

    def open_form(self, form: Form) -> None:
        """Show a form, and tell what came of it."""

        def tell(deed: Deed | None) -> None:
            if deed is not None:
                self.post_message(DeedDone(deed.words, bool(deed.events)))

        self.app.push_screen(FormScreen(self.desk, form), tell)

    def view(self) -> View:
        """Return the moment and the zone that things are shown in."""
        return View(self.desk.now, self.desk.zone)

    def action_back(self) -> None:
        """Go back to where one came from."""
        self.dismiss(None)

    def action_scroll(self, by: int) -> None:
        """Scroll what is known of the line."""
        self.query_one(Detail).page(by)


class ListedScreen(RecordScreen):
    """A list above or beside what is known of the line under the cursor."""

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        yield Banner(id="banner", markup=False)
        yield from self.compose_top()
        with Container(id="work"):
            with Vertical(id="listing"):
                yield ListHead(id="head", markup=False)
                yield RecordList(self.moment(), id="list")
            with Vertical(id="reading"):
                yield Detail(id="detail")
        yield StatusBar(id="status", markup=False)
        yield KeyBar(id="keys")

    def compose_top(self) -> ComposeResult:
        """Lay out what stands above the list."""
        yield from ()

    def lines(self) -> list[Line]:
        """Return the lines of the list."""
        return []

    def head(self) -> tuple[str, str]:
        """Return what the list is called, and how much it holds."""
        return "", ""

    def empty_text(self) -> str:
        """Return what an empty list says."""
        return ""

    def paint(self, line_id: int | None) -> Content:
        """Return what is known of a line."""
        del line_id
        return Content("")

    def show_record(self) -> None:
        """Show the lines anew."""
        rows = self.query_one(RecordList)
        rows.moment = self.moment()
        rows.empty_text = self.empty_text()
        rows.show_lines(self.lines(), keep=bool(rows.ids))
        self.query_one(ListHead).tell(*self.head())
        self.show_detail()

    @on(VirtualList.Moved)
    def show_detail(self) -> None:
        """Show what is known of the line under the cursor."""
        line_id = self.query_one(RecordList).cursor_id
        self.query_one(Detail).show(line_id, self.paint(line_id))

    def load_detail(self, line_id: int, read: Callable[[], object]) -> None:
        """Read what is known of a line; `paint_loaded` shows it if the cursor is still there."""

        def work() -> None:
            self.post_message(DetailLoaded(line_id, read()))

        self.load(work, "detail")

    @on(DetailLoaded)
    def _show_loaded(self, message: DetailLoaded) -> None:
        if message.line_id == self.query_one(RecordList).cursor_id:
            self.query_one(Detail).show(message.line_id, self.paint_loaded(message.detail))

    def paint_loaded(self, detail: object) -> Content:
        """Return what was read of a line."""
        del detail
        return Content("")

    @on(VirtualList.Opened)
    def _open_clicked(self) -> None:
        self.action_look()

    def action_look(self) -> None:
        """Open what the cursor is on."""

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.query_one(RecordList).move(by)

    def action_page(self, by: int) -> None:
        """Move the cursor by a page."""
        rows = self.query_one(RecordList)
        rows.move(by * max(1, rows.size.height - 1))

    def action_edge(self, by: int) -> None:
        """Move the cursor to the first or the last line."""
        rows = self.query_one(RecordList)
        rows.move(by * len(rows.ids))
