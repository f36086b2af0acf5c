"""Choosing a file to go with a reply: from disk, or one that the client sent."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from daemon.model.outgoing import Enclosure
from daemon.store.files import ReceivedFile
from tui import moments
from tui.i18n import t
from tui.paint.parts import FAINT, assemble, styled
from tui.plain import plain_line

SHOWN = 60
#: entries of a folder that are looked at
ENTRIES = 5_000
#: a file to take from disk or from the client's mail, or one that goes along and shall not
Wanted = Path | ReceivedFile | Enclosure


@dataclass(frozen=True, slots=True)
class _Folder:
    path: Path


class AttachScreen(ModalScreen[Wanted | None]):
    """A path completes as it is typed; other words look among the client's files."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "cancel", "Leave"),
        ("down", "step(1)", "Next"),
        ("up", "step(-1)", "Previous"),
        ("tab", "complete", "Complete"),
    ]

    def __init__(self, received: Sequence[ReceivedFile], going: Sequence[Enclosure]) -> None:
        super().__init__()
        self._received, self._going = received, going
        self._shown: list[Wanted | _Folder] = []

    def compose(self) -> ComposeResult:
        """Show a field and what matches it."""
        with Vertical(classes="dialog wide"):
            yield Static(styled(t("Files that go with the reply"), "bold"))
            yield Input(placeholder=t("a path such as ~/plan.pdf, or a part of a name"))
            yield OptionList(id="attach-files", markup=False)
            yield Static(styled(t("enter picks   tab completes   esc leaves"), "$faint"))

    def on_mount(self) -> None:
        """Offer what goes along already and what the client sent."""
        self.query_one(OptionList).can_focus = False
        self.query_one(Input).focus()
        self._fill("")

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self._fill(event.value.strip())

    def _fill(self, typed: str) -> None:
        if typed.startswith(("/", "~", ".")):
            self._shown = [*_entries(typed)]
        else:
            folded = typed.casefold()
            self._shown = [g for g in self._going if folded in g.name.casefold()]
            self._shown += [r for r in self._received if folded in r.file.name.casefold()]
        del self._shown[SHOWN:]
        lines = self.query_one(OptionList)
        lines.clear_options()
        lines.add_options([Option(_line(each)) for each in self._shown] or [_nothing(typed)])
        lines.highlighted = 0 if self._shown else None

    @on(Input.Submitted)
    def _pick(self) -> None:
        self._give(self.query_one(OptionList).highlighted)

    @on(OptionList.OptionSelected)
    def _pick_clicked(self, event: OptionList.OptionSelected) -> None:
        self._give(event.option_index)

    def _give(self, index: int | None) -> None:
        picked = self._shown[index] if index is not None and self._shown else None
        if isinstance(picked, _Folder):
            self._type(picked.path)
        elif picked is not None:
            self.dismiss(picked)

    def action_complete(self) -> None:
        """Take the entry under the cursor into the field."""
        index = self.query_one(OptionList).highlighted
        picked = self._shown[index] if index is not None and self._shown else None
        if isinstance(picked, _Folder):
            self._type(picked.path)
        elif isinstance(picked, Path):
            self._type(picked, end="")

    def _type(self, path: Path, end: str = os.sep) -> None:
        field = self.query_one(Input)
        field.value = f"{path}{end}"
        field.cursor_position = len(field.value)

    def action_step(self, by: int) -> None:
        """Move among the entries while the field keeps the keys."""
        lines = self.query_one(OptionList)
        if self._shown:
            lines.highlighted = ((lines.highlighted or 0) + by) % len(self._shown)

    def action_cancel(self) -> None:
        """Attach nothing."""
        self.dismiss(None)


def _entries(typed: str) -> list[Path | _Folder]:
    """Return what a folder holds that begins as *typed*, folders first."""
    path = Path(typed).expanduser()
    folder, start = (path, "") if typed.endswith((os.sep, "~")) else (path.parent, path.name)
    found: list[Path | _Folder] = []
    try:
        with os.scandir(folder) as entries:
            for entry, _ in zip(entries, range(ENTRIES), strict=False):
                hidden = entry.name.startswith(".") and not start.startswith(".")
                if entry.name.casefold().startswith(start.casefold()) and not hidden:
                    whole = folder / entry.name
                    found.append(_Folder(whole) if entry.is_dir() else whole)
    except OSError:
        return []
    return sorted(found, key=lambda e: (isinstance(e, Path), _name(e).casefold()))


def _name(entry: Path | _Folder) -> str:
    return entry.path.name if isinstance(entry, _Folder) else entry.name


def _line(entry: Wanted | _Folder) -> Content:
    if isinstance(entry, _Folder):
        return assemble((f"  {plain_line(entry.path.name)}{os.sep}", "$accent"))
    if isinstance(entry, Path):
        return assemble(f"  {plain_line(entry.name)}")
    if isinstance(entry, Enclosure):
        told = f"   {moments.size(entry.size)}   " + t("goes along; enter takes it away")
        return assemble(("@ ", "bold $accent"), plain_line(entry.name), (told, FAINT))
    told = f"   {moments.size(entry.file.size)}   " + t(
        "sent on {day}", day=f"{entry.received_at:%Y-%m-%d}"
    )
    return assemble("  ", plain_line(entry.file.name) or "?", (told, FAINT))


def _nothing(typed: str) -> Option:
    words = t("Nothing is called that.") if typed else t("This client has sent no files.")
    return Option(styled(words, FAINT), disabled=True)
