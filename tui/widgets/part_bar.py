"""The parts of a project as a strip of tabs."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui.i18n import t
from tui.paint.parts import assemble, styled
from tui.places import Part
from tui.plain import plain_line

NAMES: dict[Part, str] = {
    Part.GLANCE: "At a glance",
    Part.REQUIREMENTS: "Requirements",
    Part.CHANGES: "Changes",
    Part.COMPLAINTS: "Complaints",
    Part.IMPROVEMENTS: "Improvements",
    Part.DOCUMENT: "Document",
    Part.MILESTONES: "Milestones",
}


class PartBar(Widget):
    """Shows where one is in a project; a click goes elsewhere."""

    counts: reactive[Mapping[Part, int]] = reactive(dict)

    class Picked(Message):
        """A part was clicked."""

        def __init__(self, part: Part) -> None:
            super().__init__()
            self.part = part

    def __init__(self, code: str, current: Part, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._code, self._current = code, current

    def render(self) -> Content:
        """Draw the project and the tabs from the first that lets the current one be seen."""
        parts = [styled(f" {plain_line(self._code, 16)} ", "bold $accent")]
        shown = self._shown()
        parts += [styled(words, self._style(part)) for words, part in shown]
        is_cut = shown[-1][1] is not list(Part)[-1]
        return assemble(*parts, (" ›" if is_cut else "", "$faint"))

    def _style(self, part: Part) -> str:
        if part is self._current:
            return "bold $foreground on $cursor-line"
        return "$foreground" if self.counts.get(part) else "$faint"

    def _shown(self) -> list[tuple[str, Part]]:
        room = self.size.width - cell_len(plain_line(self._code, 16)) - 2
        tabs = [(f" {n} {self._called(part)} ", part) for n, part in enumerate(Part, start=1)]
        if sum(cell_len(words) for words, _ in tabs) > room:
            tabs = [(f" {self._called(part)} ", part) for part in Part]
        here = next(i for i, (_, part) in enumerate(tabs) if part is self._current)
        first = 0
        while first < here and sum(cell_len(w) for w, _ in tabs[first : here + 1]) > room:
            first += 1
        shown: list[tuple[str, Part]] = []
        for words, part in tabs[first:]:
            room -= cell_len(words)
            if room < 2 and part is not self._current:
                break
            shown.append((words, part))
        return shown

    def _called(self, part: Part) -> str:
        count = f" {n}" if (n := self.counts.get(part)) else ""
        return f"{t(NAMES[part])}{count}"

    def on_click(self, event: events.Click) -> None:
        """Tell which tab was clicked."""
        at = cell_len(plain_line(self._code, 16)) + 2
        for words, part in self._shown():
            at += cell_len(words)
            if event.x < at:
                self.post_message(self.Picked(part))
                return
