"""What the screens share on which a manager decides: targets, workers, toasts, undo."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.notifications import SeverityLevel
from textual.screen import Screen

from daemon.errors import StaleError, TriagedError
from daemon.model.label import Label
from daemon.model.queue import Target
from daemon.model.reading import Conversation, OutgoingMail, QuarantinedMail
from tui.actions import ACTIONS, Action, Context, in_context
from tui.desk import Desk
from tui.i18n import t
from tui.messages import DeedDone, RecordsChanged, Refused
from tui.plain import plain_line
from tui.screens.attribute import AttributeScreen, Choice
from tui.screens.help import HelpScreen
from tui.screens.note import NoteScreen
from tui.screens.reply import ReplyScreen
from tui.screens.snooze import SnoozeScreen
from tui.screens.words import Wording, WordsScreen
from tui.widgets.preview import Document

if TYPE_CHECKING:
    from tui.deeds import Deed

TOAST_SECONDS = 3.0


def bindings() -> list[BindingType]:
    """Return the key bindings of the registry; each can be changed by its id."""
    return [Binding(",".join(a.keys), a.call, a.help, show=False, id=f"{a.id}") for a in ACTIONS]


class ActingScreen(Screen[str | None], inherit_bindings=False):
    """Runs a manager's decisions in a worker and tells what came of them."""

    BINDINGS: ClassVar[list[BindingType]] = bindings()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    # what the screens supply

    @property
    def context(self) -> Context:
        """What is in front of the manager."""
        return Context.CONVERSATIONS

    def targets(self) -> list[Target]:
        """Return what a decision would be about."""
        return []

    def shown(self) -> Document | None:
        """Return what stands in the preview, if it is what the cursor is on."""
        return None

    def reading(self) -> Conversation | None:
        """Return the conversation that stands in the preview."""
        shown = self.shown()
        return shown if isinstance(shown, Conversation) else None

    def message_id(self) -> int | None:
        """Return the mail a label is about; None means the client's newest."""
        return None

    def move_on(self) -> None:
        """Go to what comes next after a decision."""

    # the registry at work

    def actions_here(self) -> list[Action]:
        """Return what can be done here."""
        return in_context(self.context, read_only=self.desk.read_only)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let the actions of this context through, and no change in a read-only session."""
        del parameters
        if action not in {a.call.partition("(")[0] for a in ACTIONS}:
            return True
        return action in {a.call.partition("(")[0] for a in self.actions_here()}

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(HelpScreen(self.actions_here(), read_only=self.desk.read_only))

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

    # deciding

    def act(self, deed: Callable[[], Deed], *, moves_on: bool = True) -> None:
        """Do *deed* in a worker, one deed at a time."""

        def work() -> None:
            try:
                with self.desk.one_by_one:
                    done = deed()
            except StaleError as error:
                self.post_message(Refused(str(error)))
                self.post_message(RecordsChanged())
            except TriagedError as error:
                self.post_message(Refused(str(error)))
            else:
                self.post_message(DeedDone(done.words, bool(done.events)))

        self.run_worker(work, thread=True, group="deeds")
        if moves_on:
            self.move_on()

    def act_on_targets(self, deed: Callable[[Sequence[Target]], Deed]) -> None:
        """Do *deed* to the row under the cursor or to all that are marked."""
        if targets := self.targets():
            self.act(lambda: deed(targets))

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

    def action_label(self, value: str) -> None:
        """Decide what it is."""
        label, message_id = Label(value), self.message_id()
        self.act_on_targets(lambda targets: self.desk.deeds.label(targets, label, message_id))

    def action_confirm(self) -> None:
        """Decide that the label shown is right."""
        seen = self.reading()
        if seen and seen.focus and seen.focus.verdict.label:
            self.action_label(seen.focus.verdict.label.value)
        else:
            self.say(t("There is no label to confirm; give one: c g r f o"))

    def action_done(self) -> None:
        """Call it done."""
        self.act_on_targets(self.desk.deeds.finish)

    def action_reopen(self) -> None:
        """Open it again."""
        self.act_on_targets(self.desk.deeds.reopen)

    def action_wait(self) -> None:
        """Wait for the client."""
        self.act_on_targets(self.desk.deeds.wait)

    def action_undo(self) -> None:
        """Take the last deed back."""
        self.act(self.desk.deeds.undo, moves_on=False)

    def action_snooze(self) -> None:
        """Ask until when, then put away."""
        targets = self.targets()

        def put_away(until: datetime | None) -> None:
            if until is not None:
                self.act(lambda: self.desk.deeds.snooze(targets, until))

        if targets:
            self.app.push_screen(SnoozeScreen(self.desk.now, self.desk.zone), put_away)

    def action_note(self) -> None:
        """Ask for a note."""
        targets = self.targets()[:1]

        def keep(text: str | None) -> None:
            if text:
                self.act(lambda: self.desk.deeds.note(targets[0], text), moves_on=False)

        if targets:
            self.app.push_screen(NoteScreen(), keep)

    async def action_attribute(self) -> None:
        """Ask whose person the sender is."""
        seen = self.reading()
        if seen is None or seen.contact_id is None or seen.focus is None:
            self.say(t("The sender of this conversation is not on record as a person"))
            return
        contact_id = seen.contact_id

        def give(choice: Choice | None) -> None:
            if choice is not None:
                client, whole = choice.client, choice.whole_domain
                self.act(
                    lambda: self.desk.deeds.attribute(contact_id, client, whole_domain=whole),
                    moves_on=False,
                )

        clients = await asyncio.to_thread(self.desk.load_clients)
        screen = AttributeScreen(clients, seen.focus.sender_addr)
        self.app.push_screen(screen, give)

    def action_reply(self) -> None:
        """Write to the client; what was written and not sent is still there."""
        targets, message_id = self.targets()[:1], self.message_id()

        def tell(deed: Deed | None) -> None:
            if deed is not None:
                self.post_message(DeedDone(deed.words, can_undo=True))
                self.move_on()

        if targets:
            self.app.push_screen(ReplyScreen(self.desk, targets[0].id, message_id), tell)

    # the outbox and the quarantine: one row at a time, as it is shown

    def action_approve(self) -> None:
        """Release the mail that is shown."""
        self._act_on_shown(self.desk.deeds.approve)

    def action_edit(self) -> None:
        """Change the words of the mail that is shown."""
        shown = self.shown()
        if not isinstance(shown, OutgoingMail) or shown.state != "held":
            self.say(t("Only held mail can be changed"))
            return
        target = Target(shown.id, shown.version)

        def keep(words: Wording | None) -> None:
            if words is not None:
                deed = partial(self.desk.deeds.edit, target, words.subject, words.text)
                self.act(deed, moves_on=False)

        wording = Wording(dict(shown.headers).get("Subject", ""), shown.text)
        self.app.push_screen(WordsScreen(wording, has_html=bool(shown.html)), keep)

    def action_drop(self) -> None:
        """Do not send the mail that is shown."""
        self._act_on_shown(self.desk.deeds.drop)

    def action_resend(self) -> None:
        """Send it again."""
        self._act_on_shown(self.desk.deeds.resend)

    def action_settle(self) -> None:
        """It did leave."""
        self._act_on_shown(self.desk.deeds.settle)

    def action_discard(self) -> None:
        """Give the mail in quarantine up."""
        self._act_on_shown(self.desk.deeds.discard)

    def action_retry(self) -> None:
        """Process the mail in quarantine again."""
        shown = self.shown()
        if isinstance(shown, QuarantinedMail):
            self.act(lambda: self.desk.deeds.retry(shown))

    def _act_on_shown(self, deed: Callable[[Target], Deed]) -> None:
        """Do *deed* to the very version whose text stands in the preview."""
        shown = self.shown()
        if isinstance(shown, OutgoingMail | QuarantinedMail):
            target = Target(shown.id, shown.version)
            self.act(lambda: deed(target))
        else:
            self.say(t("Still loading; press again"))
