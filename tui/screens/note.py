"""Writing an internal note."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from tui.i18n import t
from tui.paint.parts import assemble, styled


class NoteScreen(ModalScreen[str | None]):
    """Asks for the words of a note."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "cancel", "Leave"),
        ("ctrl+s,ctrl+j", "keep", "Keep"),
    ]

    def compose(self) -> ComposeResult:
        """Show a field and how to leave it."""
        with Vertical(classes="dialog"):
            yield Static(assemble((t("Note"), "bold"), (t("   never leaves the house"), "$faint")))
            yield TextArea(id="note-text", show_line_numbers=False)
            yield Static(styled(t("ctrl+s keeps   esc leaves"), "$faint"))

    def on_mount(self) -> None:
        """Begin to write at once."""
        self.query_one(TextArea).focus()

    def action_keep(self) -> None:
        """Give the text back."""
        self.dismiss(self.query_one(TextArea).text.strip() or None)

    def action_cancel(self) -> None:
        """Keep nothing."""
        self.dismiss(None)
