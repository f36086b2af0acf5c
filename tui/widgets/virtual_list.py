"""A list of any length: ids are known, rows are fetched and drawn only where one looks."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from daemon.model.queue import Row
from tui.plain import plain
from tui.widgets.rows import Cells, Moment, lay_out

#: rows kept around the lines in view
AHEAD = 100
#: rows kept in memory; the rest is fetched again
CACHE_LIMIT = 4_000


class VirtualList(ScrollView, can_focus=False):
    """Shows rows by id. The cursor is a line; marks are ids and outlive a new order."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list--cursor",
        "list--marked",
        "list--text",
        "list--strong",
        "list--faint",
        "list--warn",
        "list--alert",
        "list--accent",
        "list--label-complaint",
        "list--label-change",
        "list--label-requirement",
        "list--label-feedback",
        "list--label-other",
    }
    cursor: reactive[int] = reactive(0, repaint=False)

    class Moved(Message):
        """The cursor stands on another row; None on an empty list."""

        def __init__(self, row_id: int | None) -> None:
            super().__init__()
            self.row_id = row_id

    class Wanted(Message):
        """These rows are about to be seen and are not at hand."""

        def __init__(self, ids: tuple[int, ...]) -> None:
            super().__init__()
            self.ids = ids

    class Opened(Message):
        """A row was clicked while the cursor stood on it."""

    def __init__(self, moment: Moment, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.moment = moment
        self.empty_text = ""
        self.marked: set[int] = set()
        self._ids: array[int] = array("q")
        self._rows: dict[int, Row] = {}
        self._asked: set[int] = set()
        self._base = Style()

    @property
    def ids(self) -> array[int]:
        """The ids in the order of the list."""
        return self._ids

    @property
    def cursor_id(self) -> int | None:
        """The id under the cursor; None on an empty list."""
        return self._ids[self.cursor] if self._ids else None

    def find(self, row_id: int) -> Row | None:
        """Return a row if it is at hand."""
        return self._rows.get(row_id)

    def show(self, ids: array[int], *, keep: bool) -> None:
        """Show another order. *keep*: stay on the same row, or on the line where it was."""
        line = self._line_after(ids) if keep else 0
        self._ids = ids
        self.marked &= set(ids) if self.marked else set()
        self.virtual_size = Size(self.size.width, len(ids))
        self._place(line)
        self.ask()
        self.refresh()

    def _line_after(self, ids: array[int]) -> int:
        """Return where the cursor goes: its row, else the next of the rows that followed it."""
        for row_id in self._ids[self.cursor : self.cursor + AHEAD]:
            if row_id in ids:
                return ids.index(row_id)
        return self.cursor

    def _place(self, line: int) -> None:
        before = self.cursor
        self.cursor = max(0, min(line, len(self._ids) - 1))
        if self.cursor == before:
            self.post_message(self.Moved(self.cursor_id))
        self._reveal()

    def deliver(self, rows: Mapping[int, Row]) -> None:
        """Take rows that were asked for."""
        if len(self._rows) > CACHE_LIMIT:
            self._rows.clear()
        self._rows.update(rows)
        self._asked.difference_update(rows)
        self.refresh()

    def forget(self, *, kinds_differ: bool) -> None:
        """Fetch rows anew; the old ones stay in view until then if they are of the same kind."""
        if kinds_differ:
            self._rows.clear()
            self.marked.clear()
        self._asked.clear()
        self.ask(anew=True)

    def ask(self, *, anew: bool = False) -> None:
        """Ask for the rows in view and some around them."""
        top = int(self.scroll_offset.y)
        near = self._ids[max(0, top - AHEAD) : top + self.size.height + AHEAD]
        have: Collection[int] = () if anew else self._rows.keys()
        missing = tuple(i for i in near if i not in have and i not in self._asked)
        # a few missing at the far edge are not worth a query yet
        seen = set(self._ids[top : top + self.size.height])
        if missing and (anew or len(missing) > AHEAD // 2 or not seen.isdisjoint(missing)):
            self._asked.update(missing)
            self.post_message(self.Wanted(missing))

    def move(self, lines: int) -> None:
        """Move the cursor by lines."""
        self.cursor = max(0, min(self.cursor + lines, len(self._ids) - 1))

    def watch_cursor(self, before: int, after: int) -> None:
        """Redraw the two lines and tell."""
        top = int(self.scroll_offset.y)
        self.refresh_lines(before - top, 1)
        self.refresh_lines(after - top, 1)
        self._reveal()
        self.post_message(self.Moved(self.cursor_id))

    def _reveal(self) -> None:
        top, height = int(self.scroll_offset.y), self.size.height
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False)
        elif height and self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False)

    def toggle_mark(self) -> None:
        """Mark the row under the cursor, or take its mark away, and go on."""
        if (row_id := self.cursor_id) is not None:
            self.marked ^= {row_id}
            self.refresh()
            self.move(1)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Fetch what comes into view."""
        super().watch_scroll_y(old_value, new_value)
        self.ask()

    def on_resize(self) -> None:
        """Fetch what comes into view and keep the cursor there."""
        self.virtual_size = Size(self.size.width, len(self._ids))
        self._reveal()
        self.ask()

    def on_click(self, event: events.Click) -> None:
        """Move to the line; a click on the line of the cursor opens it."""
        line = int(self.scroll_offset.y) + event.y
        if line >= len(self._ids):
            return
        if line == self.cursor:
            self.post_message(self.Opened())
        self.cursor = line

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines; what they have in common is worked out once."""
        self._base = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.size.width
        line = int(self.scroll_offset.y) + y
        base = self._base
        if line >= len(self._ids):
            text = self.empty_text if not self._ids and y == 1 else ""
            style = base + self.get_component_rich_style("list--faint", partial=True)
            return Strip([Segment(f"  {text}"[:width].ljust(width), style)], width)
        row_id = self._ids[line]
        is_cursor, is_marked = line == self.cursor, row_id in self.marked
        cells: Cells = [(_edge(is_cursor=is_cursor, is_marked=is_marked), "strong")]
        cells += self.lay(row_id, width - 3)
        cells.append((" ", "text"))
        if is_marked:
            base += self.get_component_rich_style("list--marked", partial=True)
        if is_cursor:
            base += self.get_component_rich_style("list--cursor", partial=True)
        return Strip(self._segments(cells, base)).adjust_cell_length(width, base)

    def lay(self, row_id: int, width: int) -> Cells:
        """Return the cells of a row; blank until it is at hand."""
        row = self._rows.get(row_id)
        return lay_out(row, width, self.moment) if row else [(" " * width, "faint")]

    def _segments(self, cells: Iterable[tuple[str, str]], base: Style) -> list[Segment]:
        return [
            # the columns are plain already; this is the last door before the terminal
            Segment(
                plain(text), base + self.get_component_rich_style(f"list--{role}", partial=True)
            )
            for text, role in cells
        ]


def _edge(*, is_cursor: bool, is_marked: bool) -> str:
    """Return two cells that say by shape what the background says by colour."""
    return ("▌" if is_cursor else " ") + ("*" if is_marked else " ")
