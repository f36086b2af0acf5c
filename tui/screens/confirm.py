"""Asking once more, with the reasons to think again."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.i18n import t
from tui.paint.parts import styled


class ConfirmScreen(ModalScreen[bool]):
    """Shows why to think again; Enter goes on all the same."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("enter", "answer(True)", "Yes"),
        ("escape,n,q", "answer(False)", "No"),
    ]

    def __init__(self, question: str, reasons: Content, verb: str) -> None:
        super().__init__()
        self._question, self._reasons, self._verb = question, reasons, verb

    def compose(self) -> ComposeResult:
        """Show the question, the reasons and the two answers."""
        with VerticalScroll(classes="dialog wide"):
            yield Static(styled(self._question, "bold"))
            yield Static(self._reasons, id="confirm-reasons")
            yield Static(styled(t("enter {verb}   esc goes back", verb=self._verb), "$faint"))

    def action_answer(self, yes: bool) -> None:
        """Give the answer back."""
        self.dismiss(yes)
