"""What all screens share: the registry at work, workers, deeds and their undo, short words."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from textual import actions as calls
from textual import on
from textual.binding import Binding, BindingType
from textual.notifications import SeverityLevel
from textual.screen import Screen

from daemon.errors import StaleError, TriagedError
from tui.actions import ACTIONS, Action, Context, in_context
from tui.desk import Desk
from tui.i18n import t
from tui.i18n.errors import tell
from tui.messages import DeedDone, RecordsChanged, Refused
from tui.plain import plain_line
from tui.screens.help import HelpScreen
from tui.widgets.bars import KeyBar

if TYPE_CHECKING:
    from tui.deeds import Deed

TOAST_SECONDS = 3.0
#: a call of the registry: the action's name and what it is called with
Call = tuple[str, tuple[object, ...]]


def bindings() -> list[BindingType]:
    """Return the key bindings of the registry; each can be changed by its id."""
    return [Binding(",".join(a.keys), a.call, a.help, show=False, id=f"{a.id}") for a in ACTIONS]


@cache
def call_of(action: Action) -> Call:
    """Return an action's call taken apart."""
    _, name, parameters = calls.parse(action.call)
    return name, parameters


class DeskScreen(Screen[str | None], inherit_bindings=False):
    """A screen whose keys are those of the registry for what it shows."""

    BINDINGS: ClassVar[list[BindingType]] = bindings()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    @property
    def context(self) -> Context:
        """What is in front of the manager."""
        return Context.CONVERSATIONS

    @property
    def legend(self) -> str | None:
        """What the signs on the screen mean; None for those of a list of mail."""
        return None

    def actions_here(self) -> list[Action]:
        """Return what can be done here."""
        return in_context(self.context, read_only=self.desk.read_only)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let the actions of this context through, and no change in a read-only session."""
        if action not in {call_of(a)[0] for a in ACTIONS}:
            return True
        return (action, parameters) in {call_of(a) for a in self.actions_here()}

    def offer_keys(self) -> None:
        """Show the keys that matter most here."""
        self.query_one(KeyBar).offer(self.actions_here())

    @on(KeyBar.Pressed)
    async def _run_pressed(self, message: KeyBar.Pressed) -> None:
        await self.run_action(message.call)

    def action_help(self) -> None:
        """Show the keys."""
        actions, read_only = self.actions_here(), self.desk.read_only
        self.app.push_screen(HelpScreen(actions, read_only=read_only, legend=self.legend))

    def action_palette(self) -> None:
        """Show all commands."""
        self.app.action_command_palette()

    async def action_quit(self) -> None:
        """Leave."""
        await self.app.action_quit()

    def action_theme(self) -> None:
        """Switch between light and dark."""
        is_dark = self.app.current_theme.dark
        self.app.theme = "triaged-light" if is_dark else "triaged-dark"

    # reading and changing records, in workers

    def load(self, work: Callable[[], None], group: str, *, exclusive: bool = True) -> None:
        """Read records in a worker; it posts what it finds."""

        def guarded() -> None:
            try:
                work()
            except TriagedError as error:
                self.post_message(Refused(tell(error)))

        self.run_worker(guarded, thread=True, group=group, exclusive=exclusive)

    def act(self, deed: Callable[[], Deed], *, moves_on: bool = True) -> None:
        """Do *deed* in a worker, one deed at a time."""

        def work() -> None:
            try:
                with self.desk.one_by_one:
                    done = deed()
            except StaleError as error:
                self.post_message(Refused(tell(error)))
                self.post_message(RecordsChanged())
            except TriagedError as error:
                self.post_message(Refused(tell(error)))
            else:
                self.post_message(DeedDone(done.words, bool(done.events)))

        self.run_worker(work, thread=True, group="deeds")
        if moves_on:
            self.move_on()

    def move_on(self) -> None:
        """Go to what comes next after a decision."""

    def action_undo(self) -> None:
        """Take the last deed back."""
        self.act(self.desk.deeds.undo, moves_on=False)

    @on(DeedDone)
    def _tell_deed(self, message: DeedDone) -> None:
        hint = t(" · u undoes") if message.can_undo else ""
        self.say(f"{message.words}{hint}")
        self.post_message(RecordsChanged())

    @on(Refused)
    def _tell_refusal(self, message: Refused) -> None:
        self.say(message.words, severity="error")

    def say(self, words: str, *, severity: SeverityLevel = "information") -> None:
        """Show a short word in the corner."""
        self.app.clear_notifications()
        self.notify(plain_line(words), severity=severity, timeout=TOAST_SECONDS, markup=False)
