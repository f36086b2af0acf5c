"""A first look around, on a database that holds no mail yet."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.i18n import t
from tui.paint.parts import assemble, lines, styled

STEPS: tuple[tuple[str, str], ...] = (
    (
        "Mail comes by itself",
        (
            "`triaged run` watches the mailboxes; each client's mail appears here, read and"
            " labelled. `triaged import` takes in what is old."
        ),
    ),
    (
        "Needs a look",
        (
            "Mail that the model is not sure of waits in the first queue. One key says what it is:"
            " c complaint, g change, r requirement, f feedback, o other; y when the label is right."
        ),
    ),
    (
        "One key, then the next mail",
        (
            "d done, w wait for the client, s snooze, n note, R reply. The cursor moves on by"
            " itself; u takes back whatever you did."
        ),
    ),
    (
        "Who wrote?",
        "a says which client a sender belongs to; their earlier mail follows.",
    ),
    (
        "Nothing leaves unseen",
        (
            "What policy holds back waits in the outbox until you approve it. / searches"
            " everything, ? shows the keys, ctrl+p finds any command."
        ),
    ),
)


class TourScreen(ModalScreen[None]):
    """Tells in five lines how one works here; any of these keys closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,enter,q,space", "close", "Close")]

    def compose(self) -> ComposeResult:
        """Show the steps under each other."""
        with VerticalScroll(classes="dialog wide"):
            yield Static(styled(t("Welcome to triaged"), "bold $accent"))
            told = [styled("")]
            for number, (title, words) in enumerate(STEPS, start=1):
                told.append(assemble((f"{number}  {t(title)}", "bold")))
                told += [styled(t(words)), styled("")]
            yield Static(lines(told))
            yield Static(styled(t("enter begins"), "$faint"))

    def action_close(self) -> None:
        """Begin."""
        self.dismiss(None)
