"""A reply while it is written: kept as it grows, with the files that go along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message
from textual.screen import Screen
from textual.widgets import TextArea

from daemon.errors import StaleError, TriagedError
from daemon.model.outgoing import Enclosure
from daemon.model.reply import Draft, KeptDraft, Occasion
from tui.desk import Desk
from tui.drafting import DraftKeeper
from tui.i18n import t
from tui.i18n.errors import tell
from tui.messages import RecordsChanged, Refused
from tui.paint.parts import assemble
from tui.screens.attach import AttachScreen, Wanted
from tui.screens.confirm import ConfirmScreen

if TYPE_CHECKING:
    from tui.deeds import Deed  # noqa: F401 - the screen gives one back

#: seconds between two looks whether there is something new to keep
KEEP_EVERY = 2.0


@dataclass
class OccasionLoaded(Message):
    """What the reply answers. ``is_newer``: it came in while the manager wrote."""

    occasion: Occasion
    is_newer: bool
    kept: KeptDraft | None = None


@dataclass
class Attached(Message):
    """A file was taken to go with the reply."""

    file: Enclosure


@dataclass
class DraftKept(Message):
    """What was written is on record."""


class WritingScreen(Screen["Deed | None"], inherit_bindings=False):
    """Holds the draft of one reply; what is written survives the session and a crash."""

    def __init__(self, desk: Desk, conversation_id: int, message_id: int | None = None) -> None:
        super().__init__()
        self._desk = desk
        self._place = (conversation_id, message_id)
        self._occasion: Occasion | None = None
        self._quotes, self._everybody = True, False
        self._files: tuple[Enclosure, ...] = ()
        self._keeper = DraftKeeper(desk)

    @property
    def draft(self) -> Draft:
        """What is written."""
        text = self.query_one(TextArea).text
        return Draft(text, self._quotes, self._everybody, self._files)

    def run_work(self, work: Callable[[], None], group: str) -> None:
        """Run *work*, which reads or writes records, in a worker."""

        def guarded() -> None:
            try:
                work()
            except StaleError:
                self.post_message(RecordsChanged())
                self.load_occasion(is_newer=True)
            except TriagedError as error:
                self.post_message(Refused(tell(error)))

        self.run_worker(guarded, thread=True, group=group, exclusive=group == "render")

    def load_occasion(self, *, is_newer: bool) -> None:
        """Read what is answered, in a worker."""
        occasion = self._desk.deeds.open_reply(*self._place)
        kept = self._keeper.open(occasion.conversation_id) if self._occasion is None else None
        self.post_message(OccasionLoaded(occasion, is_newer, kept))

    def render_soon(self) -> None:
        """Show the reply anew as it will leave."""

    def action_leave(self) -> None:
        """Go back and keep what was written."""
        if self._occasion is None:
            self.dismiss(None)
        elif self._keeper.is_contested:
            reasons = assemble(t("This reply was changed or sent in another window."))
            screen = ConfirmScreen(t("Keep this draft in its place?"), reasons, t("keeps this one"))
            self.app.push_screen(screen, self._leave_contested)
        else:
            self.keep_draft(leave=True)

    def _leave_contested(self, prevails: bool | None) -> None:
        occasion, draft = self._occasion, self.draft
        if prevails and occasion is not None:
            self.run_work(lambda: self._keep_and_leave(occasion, draft), "draft")

    def _keep_and_leave(self, occasion: Occasion, draft: Draft) -> None:
        self._keeper.prevail(occasion, draft)
        self.post_message(DraftKept())

    def keep_draft(self, *, leave: bool = False) -> None:
        """Keep what was written since the last time."""
        occasion, draft = self._occasion, self.draft
        if occasion is None:
            return

        def work() -> None:
            try:
                self._keeper.keep(occasion, draft)
            except TriagedError as error:
                self.post_message(Refused(tell(error)))
            else:
                if leave:
                    self.post_message(DraftKept())

        self.run_worker(work, thread=True, group="draft")

    @on(DraftKept)
    def _leave_kept(self) -> None:
        self.dismiss(None)

    # files

    def action_files(self) -> None:
        """Choose a file to go with the reply, or take one away."""
        if self._occasion is None:
            return
        place, files = self._occasion.conversation_id, self._files

        def work() -> None:
            received = self._desk.deeds.list_received(place)
            self.app.call_from_thread(self._offer_files, AttachScreen(received, files))

        self.run_work(work, "files")

    def _offer_files(self, screen: AttachScreen) -> None:
        self.app.push_screen(screen, self._take_file)

    def _take_file(self, wanted: Wanted | None) -> None:
        files, deeds = self._files, self._desk.deeds
        if wanted is None:
            return
        if isinstance(wanted, Enclosure):
            self._files = tuple(f for f in files if f is not wanted)
            self.render_soon()
            return

        def work() -> None:
            take = deeds.attach_path if isinstance(wanted, Path) else deeds.attach_received
            self.post_message(Attached(take(wanted, files)))  # type: ignore[arg-type]

        self.run_work(work, "files")

    @on(Attached)
    def _show_attached(self, message: Attached) -> None:
        self._files = (*self._files, message.file)
        self.render_soon()
        self.keep_draft()
