"""The keys of the screen below, by group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.actions import NAMES, Action, grouped
from tui.i18n import t
from tui.paint.parts import assemble, styled


class HelpScreen(ModalScreen[None]):
    """Lists what can be done, from the registry; any of these keys closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q,question_mark,enter", "dismiss", "Close"),
    ]

    def __init__(
        self, actions: Sequence[Action], *, read_only: bool, legend: str | None = None
    ) -> None:
        """Make it; *legend* explains the signs of the screen, None those of a list of mail."""
        super().__init__()
        self._legend = t(_LEGEND) if legend is None else legend
        self._actions = actions
        self._read_only = read_only

    def compose(self) -> ComposeResult:
        """Show the groups under each other."""
        with VerticalScroll(classes="dialog wide"):
            yield Static(self._text(), markup=False)

    def _text(self) -> Content:
        parts: list[Content] = []
        if self._read_only:
            parts += [styled(t("This session is read-only."), "bold $warning"), Content("")]
        width = max(LEAST, *(cell_len(_keys(action)) for action in self._actions))
        for group, actions in grouped(self._actions).items():
            parts.append(styled(t(group), "bold $accent"))
            parts += [_line(action, width) for action in actions]
            parts.append(Content(""))
        parts.append(styled(self._legend, "$faint"))
        return Content("\n").join(parts)


#: cells of the column of keys
LEAST = 8
_LEGEND = (
    "In the list: bold is unread, ! is urgent, ? is an unknown sender, @ has files,\n"
    "~ has a draft, * is marked, » somebody looks after it, “look” waits for a person,\n"
    "a percentage says how sure the model is. Counts such as 3 are its mails."
)


def _keys(action: Action) -> str:
    return "  ".join(NAMES.get(key, key) for key in action.bound)


def _line(action: Action, width: int) -> Content:
    return assemble((f"  {set_cell_size(_keys(action), width)}  ", "bold"), t(action.help))
