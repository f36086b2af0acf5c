"""Picking one of a few lines, and what to do with it, by one key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.i18n import t
from tui.paint.parts import assemble, styled


class PickScreen(ModalScreen[tuple[int, str] | None]):
    """Shows lines; gives back which one, and which of the offered keys was pressed on it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q", "cancel", "Leave"),
        ("j,down", "step(1)", "Next"),
        ("k,up", "step(-1)", "Previous"),
    ]

    def __init__(
        self, title: str, lines: Sequence[Content], verbs: Mapping[str, str], enter: str = "enter"
    ) -> None:
        """Make it; *verbs* are key → what it does ('' unsaid).

        Enter and a click do what the key *enter* does, which must be harmless: nothing, unless
        it is one of the verbs.
        """
        super().__init__()
        self._title, self._lines, self._verbs, self._enter = title, lines, verbs, enter

    def compose(self) -> ComposeResult:
        """Show the lines and the keys."""
        with Vertical(classes="dialog wide"):
            yield Static(styled(self._title, "bold"))
            yield OptionList(*(Option(line) for line in self._lines), id="pick-lines")
            parts = [
                part
                for key, word in self._verbs.items()
                if word
                for part in ((f"{key} ", "bold $accent"), (f"{t(word)}   ", "$faint"))
            ]
            yield Static(assemble(*parts, (t("esc leaves"), "$faint")))

    def on_mount(self) -> None:
        """Stand on the first line; keys are read here."""
        lines = self.query_one(OptionList)
        lines.can_focus = False
        lines.highlighted = 0

    def on_key(self, event: events.Key) -> None:
        """Give back the line with the key that was pressed on it."""
        key = self._enter if event.key == "enter" else event.key
        if key in self._verbs:
            event.stop()
            self._give(self.query_one(OptionList).highlighted or 0, key)

    def _give(self, index: int, key: str) -> None:
        self.dismiss((index, key))

    @on(OptionList.OptionSelected)
    def _give_clicked(self, event: OptionList.OptionSelected) -> None:
        if self._enter in self._verbs:
            self._give(event.option_index, self._enter)

    def action_step(self, by: int) -> None:
        """Go to another line."""
        lines = self.query_one(OptionList)
        lines.highlighted = ((lines.highlighted or 0) + by) % len(self._lines)

    def action_cancel(self) -> None:
        """Pick nothing."""
        self.dismiss(None)
