"""One of a few words, chosen with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tui.i18n import t
from tui.paint.parts import assemble


class ChoiceField(Widget, can_focus=True):
    """Shows all words on a line; the chosen one stands out. The empty word is shown as –."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("right,space", "step(1)", "Next"),
        ("left", "step(-1)", "Previous"),
    ]

    class Changed(Message):
        """Another word is chosen."""

    def __init__(
        self,
        choices: Sequence[str],
        value: str,
        *,
        id: str,  # noqa: A002 - Textual's word
        classes: str = "",
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._choices = tuple(choices)
        self._at = self._choices.index(value) if value in self._choices else 0

    @property
    def value(self) -> str:
        """The chosen word."""
        return self._choices[self._at]

    def choose(self, word: str) -> None:
        """Choose a word; one that is not there changes nothing."""
        if word in self._choices:
            self.action_step(self._choices.index(word) - self._at)

    def render(self) -> Content:
        """Draw the words."""
        parts = []
        for index, word in enumerate(self._choices):
            name = t(word) if word else "–"
            chosen = "bold reverse $accent" if self.has_focus else "bold $accent"
            parts.append((f" {name} ", chosen if index == self._at else "$faint"))
        return assemble(*parts)

    def action_step(self, by: int) -> None:
        """Choose another word."""
        self._at = (self._at + by) % len(self._choices)
        self.refresh()
        self.post_message(self.Changed())
