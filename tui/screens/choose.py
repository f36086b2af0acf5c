"""Choosing one of many by typing a part of its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.i18n import t
from tui.paint.parts import assemble, styled
from tui.plain import plain_line

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Chosen:
    """The place of what was chosen, or, without one, the words that were typed."""

    index: int | None
    words: str


class ChooseScreen(ModalScreen[Chosen | None]):
    """Narrows lines down while one types; with *new*, words that match nothing can be given."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "cancel", "Leave"),
        ("down", "step(1)", "Next"),
        ("up", "step(-1)", "Previous"),
    ]

    def __init__(self, title: str, names: Sequence[str], *, new: str = "", value: str = "") -> None:
        """Make it; *new* says what words that match no line would be, '' refuses them."""
        super().__init__()
        self._title, self._names, self._new, self._value = title, names, new, value
        self._shown: list[Chosen] = []

    def compose(self) -> ComposeResult:
        """Show a field and the lines that match."""
        with Vertical(classes="dialog"):
            yield Static(styled(self._title, "bold"), markup=False)
            yield Input(self._value, id="choose-text", placeholder=t("type a part of it"))
            yield OptionList(id="choose-lines")
            yield Static(styled(t("↑ ↓ choose   enter takes   esc leaves"), "$faint"))

    def on_mount(self) -> None:
        """Show everything first."""
        self.query_one(OptionList).can_focus = False
        self.query_one(Input).focus()
        self._fill(self._value)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self._fill(event.value)

    def _fill(self, typed: str) -> None:
        wanted = typed.strip()
        folded = wanted.casefold()
        found = [(i, n) for i, n in enumerate(self._names) if folded in n.casefold()][:SHOWN]
        self._shown = [Chosen(i, n) for i, n in found]
        options = [Option(styled(plain_line(n))) for _, n in found]
        if self._new and wanted and not any(n.casefold() == folded for _, n in found):
            self._shown.append(Chosen(None, wanted))
            options.append(Option(assemble((f"{self._new} ", "$faint"), (wanted, "bold"))))
        lines = self.query_one(OptionList)
        lines.clear_options()
        lines.add_options(options)
        lines.highlighted = 0 if options else None

    @on(Input.Submitted)
    def _give(self) -> None:
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self.dismiss(self._shown[at])

    @on(OptionList.OptionSelected)
    def _give_clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._shown[event.option_index])

    def action_step(self, by: int) -> None:
        """Move among the lines while the field keeps the keys."""
        lines = self.query_one(OptionList)
        if self._shown:
            lines.highlighted = ((lines.highlighted or 0) + by) % len(self._shown)

    def action_cancel(self) -> None:
        """Choose nothing."""
        self.dismiss(None)


def choosing_owner(
    names: Sequence[str], give: Callable[[str], None]
) -> tuple[ChooseScreen, Callable[[Chosen | None], None]]:
    """Return the screen that asks who looks after something, and what takes its answer.

    *names* begin with the manager who asks; *give* gets a name, empty for nobody.
    """
    lines = [t("{who} (me)", who=names[0]), *names[1:], t("nobody")]

    def take(chosen: Chosen | None) -> None:
        if chosen is not None:
            known = [*names, ""]
            give(chosen.words if chosen.index is None else known[chosen.index])

    return ChooseScreen(t("Who looks after it?"), lines, new=t("somebody else:")), take
