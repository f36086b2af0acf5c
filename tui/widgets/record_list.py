"""A list whose lines are all at hand: records, time lines, clauses."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tui.widgets.rows import Cells, Moment
from tui.widgets.virtual_list import VirtualList


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its id in this list, and its cells for a width."""

    id: int
    lay: Callable[[int, Moment], Cells]


class RecordList(VirtualList):
    """Shows lines; only those in view are laid out."""

    def __init__(self, moment: Moment, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(moment, id=id)
        self._lines: dict[int, Line] = {}

    def show_lines(self, lines: Sequence[Line], *, keep: bool) -> None:
        """Show other lines; *keep* the cursor on its line."""
        self._lines = {line.id: line for line in lines}
        self.show(array("q", self._lines), keep=keep)

    def stand_on(self, line_id: int) -> None:
        """Put the cursor on a line, if it is there."""
        if line_id in self._lines:
            self.cursor = self.ids.index(line_id)

    def ask(self, *, anew: bool = False) -> None:
        """Want nothing: every line is at hand."""

    def lay(self, row_id: int, width: int) -> Cells:
        """Return the cells of a line."""
        return self._lines[row_id].lay(width, self.moment)
