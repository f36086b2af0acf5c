"""The line that a search is typed into."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from tui.i18n import t

#: seconds without a key after which it is searched
REST = 0.06
HINT = "words, 部分中文, client: from: label: owner: is: after: before: has: ref:"


class SearchBar(Input):
    """Tells what is asked for as it is typed; Enter goes to what was found, Esc leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "Leave")]

    class Asked(Message):
        """The query has changed."""

        def __init__(self, query: str) -> None:
            super().__init__()
            self.query = query

    class Left(Message):
        """The search is over."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(placeholder=t(HINT), id=id, select_on_focus=False)
        self._resting: Timer | None = None

    @on(Input.Changed)
    def _ask_soon(self, event: Input.Changed) -> None:
        event.stop()
        if self._resting:
            self._resting.stop()
        self._resting = self.set_timer(REST, lambda: self.post_message(self.Asked(self.value)))

    @on(Input.Submitted)
    def _go_to_found(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Asked(self.value))
        self.screen.set_focus(None)

    def action_leave(self) -> None:
        """Go back to the queue from which the search began."""
        self.post_message(self.Left())
