"""What the screens share on which a manager decides about mail."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from daemon.model.label import Label
from daemon.model.queue import Target
from daemon.model.reading import Conversation, OutgoingMail, QuarantinedMail
from tui.i18n import t
from tui.messages import DeedDone
from tui.paint.parts import styled
from tui.screens.attribute import AttributeScreen, Choice
from tui.screens.choose import choosing_owner
from tui.screens.confirm import ConfirmScreen
from tui.screens.going import GoingScreen
from tui.screens.note import NoteScreen
from tui.screens.reply import ReplyScreen
from tui.screens.snooze import SnoozeScreen
from tui.screens.words import Wording, WordsScreen
from tui.widgets.preview import Document

if TYPE_CHECKING:
    from tui.deeds import Deed


class ActingScreen(GoingScreen):
    """Runs a manager's decisions on conversations and on mail that waits."""

    # what the screens supply

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

    def client_here(self) -> int | None:
        """Return whose conversation it is."""
        seen = self.reading()
        return seen.client_id if seen else None

    def project_here(self) -> str:
        """Return the project of the conversation, else the one looked at last."""
        seen = self.reading()
        return seen.tag.rpartition("-")[0] if seen else self.desk.project

    def message_id(self) -> int | None:
        """Return the mail a label is about; None means the client's newest."""
        return None

    # deciding

    def act_on_targets(self, deed: Callable[[Sequence[Target]], Deed]) -> None:
        """Do *deed* to the row under the cursor or to all that are marked."""
        if targets := self.targets():
            self.act(lambda: deed(targets))

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

    def action_snooze(self) -> None:
        """Ask until when, then put away."""
        targets = self.targets()

        def put_away(until: datetime | None) -> None:
            if until is not None:
                self.act(lambda: self.desk.deeds.snooze(targets, until))

        if targets:
            self.app.push_screen(SnoozeScreen(self.desk.now, self.desk.zone), put_away)

    def action_assign(self) -> None:
        """Ask who looks after it."""
        targets = self.targets()

        def work() -> None:
            names = self.desk.records.list_owners()
            self.app.call_from_thread(self._offer_managers, targets, names)

        if targets:
            self.load(work, "owners")

    def _offer_managers(self, targets: Sequence[Target], names: list[str]) -> None:
        def give(name: str) -> None:
            self.act(partial(self.desk.deeds.assign, targets, name))

        self.app.push_screen(*choosing_owner(names, give))

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
        """Ask once more, for it cannot be taken back; then note that it did leave."""

        def settle(yes: bool | None) -> None:
            if yes:
                self._act_on_shown(self.desk.deeds.settle)

        reason = styled(t("It becomes a mail of its conversation; that cannot be taken back."))
        screen = ConfirmScreen(t("Did this mail leave?"), reason, t("notes it as sent"))
        if isinstance(self.shown(), OutgoingMail):
            self.app.push_screen(screen, settle)
        else:
            self.say(t("Still loading; press again"))

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
