"""Asking which client a sender belongs to."""

from __future__ import annotations

from collections.abc import Sequence
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

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Choice:
    """A client by id, or the name of a new one; and whether the whole mail domain is theirs."""

    client: int | str
    whole_domain: bool


class AttributeScreen(ModalScreen[Choice | None]):
    """Picks a client by typing a part of its name; a new name makes a new client."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "cancel", "Leave"),
        ("down", "step(1)", "Next"),
        ("up", "step(-1)", "Previous"),
        ("ctrl+t", "domain", "Whole domain"),
    ]

    def __init__(self, clients: Sequence[tuple[int, str]], addr: str) -> None:
        super().__init__()
        self._clients = clients
        self._addr = addr
        self._whole_domain = False
        self._shown: list[int | str] = []

    def compose(self) -> ComposeResult:
        """Show a field, the clients that match, and whether the whole domain is meant."""
        with Vertical(classes="dialog"):
            addr = plain_line(self._addr)
            yield Static(assemble((t("Whose is "), "bold"), (addr, "bold $accent"), "?"))
            yield Input(placeholder=t("client"), id="attribute-text")
            yield OptionList(id="attribute-clients")
            yield Static(id="attribute-domain", markup=False)

    def on_mount(self) -> None:
        """Show every client first."""
        self.query_one(OptionList).can_focus = False
        self.query_one(Input).focus()
        self._fill("")
        self._tell_domain()

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self._fill(event.value.strip())

    def _fill(self, wanted: str) -> None:
        folded = wanted.casefold()
        found = [(i, name) for i, name in self._clients if folded in name.casefold()][:SHOWN]
        self._shown = [i for i, _ in found]
        options = [Option(styled(plain_line(name))) for _, name in found]
        if wanted and not any(name.casefold() == folded for _, name in found):
            self._shown.append(wanted)
            options.append(Option(assemble(t("new client "), (plain_line(wanted), "bold"))))
        clients = self.query_one(OptionList)
        clients.clear_options()
        clients.add_options(options)
        clients.highlighted = 0 if options else None

    @on(Input.Submitted)
    def _give(self) -> None:
        highlighted = self.query_one(OptionList).highlighted
        if highlighted is not None:
            self.dismiss(Choice(self._shown[highlighted], self._whole_domain))

    @on(OptionList.OptionSelected)
    def _give_clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(Choice(self._shown[event.option_index], self._whole_domain))

    def action_step(self, by: int) -> None:
        """Move among the clients while the field keeps the keys."""
        clients = self.query_one(OptionList)
        if self._shown:
            clients.highlighted = ((clients.highlighted or 0) + by) % len(self._shown)

    def action_domain(self) -> None:
        """Mean everybody at the sender's mail domain, or the sender alone."""
        self._whole_domain = not self._whole_domain
        self._tell_domain()

    def _tell_domain(self) -> None:
        domain = plain_line(self._addr.rpartition("@")[2])
        who = (
            t("everybody at {domain}", domain=domain)
            if self._whole_domain
            else t("this person only")
        )
        text = assemble(
            (t("for {who}", who=who), "bold"),
            (t("\nctrl+t changes   enter picks   esc leaves"), "$faint"),
        )
        self.query_one("#attribute-domain", Static).update(text)

    def action_cancel(self) -> None:
        """Attribute nothing."""
        self.dismiss(None)
