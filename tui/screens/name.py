"""Asking for a short name."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.i18n import t
from tui.paint.parts import styled


class NameScreen(ModalScreen[str | None]):
    """Asks one question that a few words answer."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "cancel", "Leave")]

    def __init__(self, question: str, value: str = "") -> None:
        super().__init__()
        self._question, self._value = question, value

    def compose(self) -> ComposeResult:
        """Show the question and a field."""
        with Vertical(classes="dialog"):
            yield Static(styled(self._question, "bold"))
            yield Input(self._value, id="name-text")
            yield Static(styled(t("enter keeps   esc leaves"), "$faint"))

    def on_mount(self) -> None:
        """Begin to write at once."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _give(self, event: Input.Submitted) -> None:
        if name := event.value.strip():
            self.dismiss(name)

    def action_cancel(self) -> None:
        """Keep nothing."""
        self.dismiss(None)
