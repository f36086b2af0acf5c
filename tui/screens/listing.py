"""Moving about a list and the mail beside it."""

from __future__ import annotations

from daemon.model.queue import ConversationRow
from tui.screens.handling import HandlingScreen
from tui.screens.watchful import WatchfulScreen
from tui.widgets.preview import Preview
from tui.widgets.virtual_list import VirtualList


class ListingScreen(HandlingScreen, WatchfulScreen):
    """A screen with a list of rows and a preview of the one under the cursor."""

    def tell_head(self) -> None:
        """Name what is listed."""

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.query_one(VirtualList).move(by)

    def action_page(self, by: int) -> None:
        """Move the cursor by a page."""
        rows = self.query_one(VirtualList)
        rows.move(by * max(1, rows.size.height - 1))

    def action_edge(self, by: int) -> None:
        """Move the cursor to the first or the last row."""
        rows = self.query_one(VirtualList)
        rows.move(by * len(rows.ids))

    def action_scroll(self, by: int) -> None:
        """Scroll the mail by a page."""
        preview = self.query_one(Preview)
        preview.scroll_relative(y=by * max(1, preview.size.height - 2), animate=False)

    def action_mark(self) -> None:
        """Mark the row."""
        rows = self.query_one(VirtualList)
        if isinstance(rows.find(rows.cursor_id or 0), ConversationRow):
            rows.toggle_mark()
            self.tell_head()

    def action_unmark(self) -> None:
        """Take all marks away."""
        rows = self.query_one(VirtualList)
        rows.marked.clear()
        rows.refresh()
        self.tell_head()
