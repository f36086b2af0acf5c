"""The whole conversation: its mails in order, and one of them in full."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from daemon.errors import NotFoundError, TriagedError
from daemon.model.happening import Happening, Kind
from daemon.model.label import Label
from daemon.model.queue import Queue, Target
from daemon.model.reading import Conversation, MailLine, OutgoingMail
from tui.actions import Action
from tui.desk import Desk
from tui.i18n import t
from tui.i18n.errors import tell
from tui.messages import DocumentLoaded, RecordLoaded, RecordsChanged, Refused
from tui.paint.happening import explain_signs, paint_happening, paint_option
from tui.paint.mail import View
from tui.paint.thread import paint_line
from tui.places import MailPlace
from tui.screens.handling import HandlingScreen
from tui.screens.watchful import WatchfulScreen
from tui.widgets.bars import Banner, KeyBar, ListHead, StatusBar
from tui.widgets.preview import Document, Preview

#: a line of the time line
Entry = MailLine | Happening
_ELSEWHERE = {"open", "next_queue", "previous_queue", "mark", "search", "save_search", "merge"}


class ReadingScreen(HandlingScreen, WatchfulScreen):
    """Shows one conversation. Gives back the call that the list below shall run, if any."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium")]  # noqa: RUF012

    def __init__(self, desk: Desk, conversation_id: int, place: MailPlace | None = None) -> None:
        """Make it; with a *place* it is not the list below that the reading came from."""
        super().__init__(desk)
        self._conversation_id = conversation_id
        self._seen: Conversation | None = None
        self._picked: Entry | None = None
        self._entries: list[Entry] = []
        self._place = place
        self._first = place.message_id if place else None
        self._unfolded = False
        self._history: list[Happening] = []

    def compose(self) -> ComposeResult:
        """Lay out the mails and the one that is read."""
        yield Banner(id="banner", markup=False)
        yield ListHead(id="head", markup=False)
        with Container(id="conversation"):
            yield OptionList(id="thread")
            yield Preview(id="preview")
        yield StatusBar(id="status", markup=False)
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Load the conversation with the client's newest mail in focus."""
        self.query_one("#thread", OptionList).can_focus = False
        self.query_one(KeyBar).offer(self.actions_here())
        self.begin_watch()
        self._load()

    def actions_here(self) -> list[Action]:
        """Return what can be done while reading."""
        return [a for a in super().actions_here() if a.id not in _ELSEWHERE]

    @property
    def legend(self) -> str | None:
        """What the signs of the time line mean."""
        return explain_signs()

    def targets(self) -> list[Target]:
        """Return this conversation as it was loaded."""
        seen = self._seen
        return [Target(seen.id, seen.version, seen.tag)] if seen else []

    def shown(self) -> Document | None:
        """Return what is read."""
        return self._seen

    def message_id(self) -> int | None:
        """Return the client's mail that is read."""
        picked = self._picked
        is_theirs = isinstance(picked, MailLine) and picked.incoming and not picked.state
        return picked.id if picked and is_theirs else None

    @on(RecordsChanged)
    def _load(self) -> None:
        picked = self._picked
        self.run_worker(lambda: self._read(picked), thread=True, group="document", exclusive=True)

    def _read(self, picked: Entry | None) -> None:
        """Read the conversation, and the mail of ours that is picked (in a worker)."""
        is_ours = isinstance(picked, MailLine) and bool(picked.state)
        is_mail = isinstance(picked, MailLine) and not is_ours
        message_id = picked.id if picked and is_mail else self._first
        try:
            history = self.desk.records.load_history(self._conversation_id)
            seen = self.desk.load_document(Queue.ALL, self._conversation_id, message_id)
            self.post_message(RecordLoaded(history))
            self.post_message(DocumentLoaded(Queue.ALL, self._conversation_id, seen))
            if picked and is_ours:
                letter = self.desk.load_document(Queue.OUTBOX, picked.id)
                self.post_message(DocumentLoaded(Queue.OUTBOX, picked.id, letter))
        except NotFoundError:
            self.post_message(DocumentLoaded(Queue.ALL, self._conversation_id, None))
        except TriagedError as error:
            self.post_message(Refused(tell(error)))

    @on(RecordLoaded)
    def _take_history(self, message: RecordLoaded) -> None:
        found = message.record
        self._history = found if isinstance(found, list) else []

    def _view(self) -> View:
        cited = self._place.words if self._place else ""
        return View(self.desk.now, self.desk.zone, self._unfolded, cited)

    @on(DocumentLoaded)
    def _show(self, message: DocumentLoaded) -> None:
        document, view = message.document, self._view()
        if isinstance(document, OutgoingMail):
            self.query_one(Preview).show(document, view)
        elif isinstance(document, Conversation):
            self._seen = document
            self._list(document, view)
            if isinstance(self._picked, Happening):
                self.query_one(Preview).tell(paint_happening(self._picked, view))
            elif self._picked is None or not self._picked.state:
                self.query_one(Preview).show(document, view)
        else:
            self.dismiss(None)

    def _list(self, seen: Conversation, view: View) -> None:
        """List mails and what happened between them, oldest first."""
        self.query_one(ListHead).tell(f"{seen.tag}   " + t("mails"), str(len(seen.mails)))
        other = [h for h in self._history if h.kind not in {Kind.RECEIVED, Kind.SENT}]
        self._entries = sorted([*seen.mails, *other], key=lambda entry: entry.at)
        thread = self.query_one("#thread", OptionList)
        thread.clear_options()
        thread.add_options([Option(_option(entry, view)) for entry in self._entries])
        focus = seen.focus.id if seen.focus else None
        here = [i for i, entry in enumerate(self._entries) if self._is_here(entry, focus)]
        thread.highlighted = here[0] if here else None
        # the lines have a place only after they are laid out
        self.call_after_refresh(thread.scroll_to_highlight)

    def _is_here(self, entry: Entry, focus: int | None) -> bool:
        """Return whether an entry is the one that is read."""
        picked = self._picked
        if isinstance(picked, Happening):
            is_same = isinstance(entry, Happening) and entry.kind is picked.kind
            return is_same and entry.id == picked.id
        if picked and picked.state:
            return isinstance(entry, MailLine) and bool(entry.state) and entry.id == picked.id
        return isinstance(entry, MailLine) and not entry.state and entry.id == focus

    # moving between the mails

    def action_move(self, by: int) -> None:
        """Read the next mail, or the one before."""
        thread = self.query_one("#thread", OptionList)
        if self._entries:
            at = (thread.highlighted or 0) + by
            self._pick(max(0, min(at, len(self._entries) - 1)))

    def action_edge(self, by: int) -> None:
        """Read the first or the last mail."""
        self.action_move(by * 1_000_000)

    @on(OptionList.OptionSelected)
    def _pick_clicked(self, event: OptionList.OptionSelected) -> None:
        self._pick(event.option_index)

    def _pick(self, index: int) -> None:
        if self._seen:
            self._picked = self._entries[index]
            self.query_one("#thread", OptionList).highlighted = index
            self._load()

    def action_page(self, by: int) -> None:
        """Scroll the mail by a page."""
        preview = self.query_one(Preview)
        preview.scroll_relative(y=by * max(1, preview.size.height - 2), animate=False)

    def action_scroll(self, by: int) -> None:
        """Scroll the mail by a page."""
        self.action_page(by)

    def action_quotes(self) -> None:
        """Unfold or fold quoted text."""
        self._unfolded = not self._unfolded
        self._load()

    def action_why(self) -> None:
        """Show or hide the model's reasons."""
        preview = self.query_one(Preview)
        preview.with_why = not preview.with_why
        self._load()

    # deciding: what ends the reading is done by the list, which then moves on

    def action_unmark(self) -> None:
        """Go back to the list."""
        self.dismiss(None)

    async def action_quit(self) -> None:
        """Go back to the list."""
        self.dismiss(None)

    def action_label(self, value: str) -> None:
        """Decide what the mail that is read is; the reading goes on."""
        targets, message_id = self.targets(), self.message_id()
        label = Label(value)
        if targets:
            self.act(lambda: self.desk.deeds.label(targets, label, message_id), moves_on=False)

    def action_done(self) -> None:
        """Call it done and go back."""
        self._leave_for("done", super().action_done)

    def action_wait(self) -> None:
        """Wait for the client and go back."""
        self._leave_for("wait", super().action_wait)

    def action_snooze(self) -> None:
        """Go back and put it away."""
        self._leave_for("snooze", super().action_snooze)

    def action_same_client(self) -> None:
        """Go back to all mail of this client."""
        self._leave_for("same_client", self.action_client)

    def _leave_for(self, call: str, here: Callable[[], None]) -> None:
        """Let the list below do it and move on; where there is none, do it here."""
        if self._place is None:
            self.dismiss(call)
        else:
            here()


def _option(entry: Entry, view: View) -> Content:
    return paint_line(entry, view) if isinstance(entry, MailLine) else paint_option(entry, view)
