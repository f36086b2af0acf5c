"""Changing the words of a mail that is held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static, TextArea

from daemon.errors import UserError
from tui import editor
from tui.i18n import t
from tui.i18n.errors import tell
from tui.paint.parts import styled
from tui.plain import plain


@dataclass(frozen=True, slots=True)
class Wording:
    """A mail's subject and text."""

    subject: str
    text: str


class WordsScreen(ModalScreen[Wording | None]):
    """Edits subject and text of one mail."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Leave", priority=True),
        Binding("ctrl+s", "keep", "Keep", priority=True),
        Binding("ctrl+o", "editor", "Editor", priority=True),
    ]

    def __init__(self, wording: Wording, *, has_html: bool) -> None:
        super().__init__()
        self._wording, self._has_html = wording, has_html

    def compose(self) -> ComposeResult:
        """Show both fields and what becomes of the HTML part."""
        hint = t("ctrl+s keeps   ctrl+o your editor   esc leaves")
        if self._has_html:
            hint = t("With another text the HTML part goes: the mail leaves as text.") + "\n" + hint
        with Vertical(classes="dialog full"):
            yield Input(plain(self._wording.subject), id="words-subject", select_on_focus=False)
            yield TextArea(plain(self._wording.text), id="words-text", show_line_numbers=False)
            yield Static(styled(hint, "$faint"))

    def on_mount(self) -> None:
        """Begin in the text."""
        self.query_one(TextArea).focus()

    def action_editor(self) -> None:
        """Write on in the manager's own editor."""
        area = self.query_one(TextArea)
        try:
            with self.app.suspend():
                area.text = plain(editor.edit(area.text))
        except UserError as error:
            self.notify(plain(tell(error)), severity="error", markup=False)

    def action_keep(self) -> None:
        """Give the words back; the same words change nothing."""
        found = Wording(self.query_one(Input).value, self.query_one(TextArea).text)
        same = Wording(plain(self._wording.subject), plain(self._wording.text))
        self.dismiss(found if found != same else None)

    def action_cancel(self) -> None:
        """Change nothing."""
        self.dismiss(None)
