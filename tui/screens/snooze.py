"""Asking when a conversation shall come back."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui import moments, when
from tui.i18n import t
from tui.paint.parts import styled

PRESETS = ("2h", "tomorrow", "fri 9am", "next week", "下周一")


class SnoozeScreen(ModalScreen[datetime | None]):
    """Reads a moment in a manager's own words and shows what it understood."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "cancel", "Leave")]

    def __init__(self, now: datetime, zone: tzinfo) -> None:
        super().__init__()
        self._now, self._zone = now, zone

    def compose(self) -> ComposeResult:
        """Show a field, what it means, and examples."""
        with Vertical(classes="dialog"):
            yield Static(styled(t("Snooze until"), "bold"))
            yield Input(value="tomorrow", id="snooze-text", select_on_focus=True)
            yield Static(id="snooze-meaning", markup=False)
            examples = " · ".join(PRESETS)
            yield Static(
                styled(
                    t("for example {examples}\nenter snoozes   esc leaves", examples=examples),
                    "$faint",
                )
            )

    def on_mount(self) -> None:
        """Show what the first proposal means."""
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _tell_meaning(self, event: Input.Changed) -> None:
        moment = self._read(event.value)
        words = moments.ahead(moment, self._now, self._zone) if moment else t("a day or time?")
        style = "bold $success" if moment else "$warning"
        self.query_one("#snooze-meaning", Static).update(styled(f"→ {words}", style))

    @on(Input.Submitted)
    def _give(self, event: Input.Submitted) -> None:
        if moment := self._read(event.value):
            self.dismiss(moment)

    def _read(self, text: str) -> datetime | None:
        moment = when.parse(text, self._now, self._zone)
        return moment if moment and moment > self._now else None

    def action_cancel(self) -> None:
        """Snooze nothing."""
        self.dismiss(None)
