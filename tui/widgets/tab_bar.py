"""A strip of tabs with their counts."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui.i18n import t
from tui.paint.parts import assemble, styled


class TabBar(Widget):
    """Shows which tab is in front; a click goes to another."""

    current: reactive[int] = reactive(0)
    counts: reactive[Sequence[int]] = reactive(())

    class Picked(Message):
        """A tab was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, title: str, names: Sequence[str], *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._title, self._names = title, names

    def render(self) -> Content:
        """Draw the title and the tabs, short ones where there is little room."""
        tabs = self._tabs()
        parts = [styled(f" {t(self._title)} ", "bold $accent")]
        return assemble(*parts, *(styled(words, self._style(n)) for n, words in enumerate(tabs)))

    def _style(self, index: int) -> str:
        if index == self.current:
            return "bold $foreground on $cursor-line"
        has_any = not self.counts or self.counts[index]
        return "$foreground" if has_any else "$faint"

    def _tabs(self) -> list[str]:
        counts = [f" {n}" if n else "" for n in self.counts] or [""] * len(self._names)
        pairs = list(zip(self._names, counts, strict=True))
        tabs = [f" {n} {t(name)}{count} " for n, (name, count) in enumerate(pairs, start=1)]
        room = self.size.width - cell_len(t(self._title)) - 2
        if sum(map(cell_len, tabs)) > room:
            tabs = [f" {t(name)}{count} " for name, count in pairs]
        return tabs

    def on_click(self, event: events.Click) -> None:
        """Tell which tab was clicked."""
        at = cell_len(t(self._title)) + 2
        for index, words in enumerate(self._tabs()):
            at += cell_len(words)
            if at - cell_len(words) <= event.x < at:
                self.post_message(self.Picked(index))
