"""What is known of the line under the cursor."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static


class Detail(VerticalScroll, can_focus=False):
    """Shows one text; the same thing shown again keeps its place."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._key: object = None

    def compose(self) -> ComposeResult:
        """Make room for the text."""
        yield Static(id="detail-text", markup=False)

    def show(self, key: object, content: Content) -> None:
        """Show *content*, which tells of *key*."""
        self.query_one("#detail-text", Static).update(content)
        if key != self._key:
            self.scroll_home(animate=False)
        self._key = key

    def page(self, by: int) -> None:
        """Scroll by a page."""
        self.scroll_relative(y=by * max(1, self.size.height - 2), animate=False)
