"""Writing a reply beside what the client will get."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static, TextArea

from daemon.errors import UserError
from daemon.model.reply import Caution, Doubt, Draft, KeptDraft, Occasion
from tui import editor
from tui.desk import Desk
from tui.i18n import t
from tui.i18n.errors import tell
from tui.messages import RecordsChanged, Refused
from tui.paint.parts import assemble
from tui.paint.reply import paint_cautions, paint_reply
from tui.plain import plain, plain_line
from tui.screens.confirm import ConfirmScreen
from tui.screens.writing import KEEP_EVERY, OccasionLoaded, WritingScreen

if TYPE_CHECKING:
    from tui.deeds import Deed

#: seconds without a key after which the reply is rendered again
REST = 0.15


@dataclass
class ReplyRendered(Message):
    """The reply as it would leave, and what to think of."""

    picture: Content
    cautions: Sequence[Caution]


@dataclass
class ReplySent(Message):
    """The reply is in the outbox."""

    deed: Deed


class ReplyScreen(WritingScreen, inherit_bindings=False):
    """Edits one reply. Gives back the deed once it is sent; a draft that was left is kept."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", priority=True),
        Binding("ctrl+s", "send", "Send", priority=True),
        Binding("ctrl+o", "editor", "Editor", priority=True),
        Binding("ctrl+t", "quote", "Quote", priority=True),
        Binding("ctrl+l", "everybody", "Everybody", priority=True),
        Binding("ctrl+f", "files", "Files", priority=True),
        Binding("pagedown", "scroll_preview(1)", "Down", priority=True),
        Binding("pageup", "scroll_preview(-1)", "Up", priority=True),
    ]

    def __init__(self, desk: Desk, conversation_id: int, message_id: int | None = None) -> None:
        super().__init__(desk, conversation_id, message_id)
        self._resting: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out the text, what leaves, what to think of, and the keys."""
        yield Static(id="reply-head", markup=False)
        with Container(id="reply"):
            with Vertical(id="reply-writing"):
                yield TextArea(id="reply-text", show_line_numbers=False)
                yield Static(id="reply-cautions", markup=False)
            with VerticalScroll(id="reply-preview", can_focus=False):
                yield Static(id="reply-picture", markup=False)
        yield Static(id="reply-keys", markup=False)

    def on_mount(self) -> None:
        """Find out what is answered."""
        self.query_one(TextArea).focus()
        self._tell_keys()
        self._open(is_newer=False)
        self.set_interval(KEEP_EVERY, self.keep_draft)

    def _open(self, *, is_newer: bool) -> None:
        self.run_work(lambda: self.load_occasion(is_newer=is_newer), "open")

    @on(OccasionLoaded)
    def _show_occasion(self, message: OccasionLoaded) -> None:
        is_first, self._occasion = self._occasion is None, message.occasion
        to, subject = plain_line(message.occasion.to), plain_line(message.occasion.subject)
        head = assemble((t("Reply to "), "$faint"), (to, "bold"), (f"   {subject}", "$faint"))
        if message.kept and message.kept.mark != message.occasion.mark:
            older = t("   this draft is older than the newest mail: read that first")
            head = assemble(head, (older, "$warning"))
        self.query_one("#reply-head", Static).update(head)
        if is_first:
            self._take_up(message.occasion, message.kept)
        if message.is_newer:
            words = t("Not sent: something newer has come in and is quoted now. Your draft stands.")
            self.app.notify(words, severity="warning", markup=False)
        self.render_soon()

    def _take_up(self, occasion: Occasion, kept: KeptDraft | None) -> None:
        """Begin with the draft that was left here, else with a greeting."""
        if kept is not None:
            left = kept.draft
            self._quotes, self._everybody, self._files = left.quotes, left.everybody, left.files
        area = self.query_one(TextArea)
        area.text = kept.draft.text if kept else self._desk.deeds.greet(occasion)
        area.move_cursor(area.document.end)
        self._keeper.begin(self.draft)
        self._tell_keys()

    @on(TextArea.Changed)
    @on(RecordsChanged)
    def render_soon(self) -> None:
        """Show the reply anew once no key has been pressed for a moment."""
        if self._resting:
            self._resting.stop()
        self._resting = self.set_timer(REST, self._render_now)

    def _render_now(self) -> None:
        occasion, draft, deeds = self._occasion, self.draft, self._desk.deeds
        if occasion is None:
            return

        def work() -> None:
            words = deeds.preview_reply(occasion, draft)
            cautions = deeds.think_again(occasion, draft)
            self.post_message(ReplyRendered(paint_reply(occasion, draft, words), cautions))

        self.run_work(work, "render")

    @on(ReplyRendered)
    def _show(self, message: ReplyRendered) -> None:
        self.query_one("#reply-picture", Static).update(message.picture)
        cautions = self.query_one("#reply-cautions", Static)
        cautions.update(paint_cautions(message.cautions))
        cautions.display = bool(message.cautions)

    def _tell_keys(self) -> None:
        quote = t("no quote") if self._quotes else t("quote")
        copy = t("sender only") if self._everybody else t("everybody")
        keys = (
            *(("^s", t("send")), ("esc", t("keep the draft"))),
            *(("^f", t("files")), ("^o", t("editor"))),
            *(("^t", quote), ("^l", copy)),
        )
        parts = [
            part
            for key, word in keys
            for part in ((f" {key} ", "bold $accent"), (word + " ", "$faint"))
        ]
        self.query_one("#reply-keys", Static).update(assemble(*parts))

    # sending

    def action_send(self) -> None:
        """Send it; what there is to think of is asked about first."""
        occasion, draft, deeds = self._occasion, self.draft, self._desk.deeds
        if occasion is None:
            return

        def work() -> None:
            cautions = deeds.think_again(occasion, draft)
            if any(c.doubt is Doubt.NEWER for c in cautions):
                self.load_occasion(is_newer=True)
            elif cautions:
                self.app.call_from_thread(self._ask, occasion, draft, cautions)
            else:
                self._send(occasion, draft)

        self.run_work(work, "send")

    def _ask(self, occasion: Occasion, draft: Draft, cautions: Sequence[Caution]) -> None:
        def decide(send: bool | None) -> None:
            if send:
                self.run_work(lambda: self._send(occasion, draft), "send")

        screen = ConfirmScreen(t("Send it all the same?"), paint_cautions(cautions), t("sends"))
        self.app.push_screen(screen, decide)

    def _send(self, occasion: Occasion, draft: Draft) -> None:
        with self._desk.one_by_one:
            deed = self._desk.deeds.reply(occasion, draft)
            self._keeper.end()
        self.post_message(ReplySent(deed))

    @on(ReplySent)
    def _end(self, message: ReplySent) -> None:
        self.dismiss(message.deed)

    @on(Refused)
    def _tell_refusal(self, message: Refused) -> None:
        self.app.notify(plain(message.words), severity="error", markup=False)
        if self._occasion is None:
            self.dismiss(None)

    # writing

    def action_editor(self) -> None:
        """Write on in the manager's own editor."""
        area = self.query_one(TextArea)
        try:
            with self.app.suspend():
                area.text = plain(editor.edit(area.text))
        except UserError as error:
            self.post_message(Refused(tell(error)))

    def action_quote(self) -> None:
        """Quote the client's mail, or do not."""
        self._quotes = not self._quotes
        self._tell_keys()
        self.render_soon()

    def action_everybody(self) -> None:
        """Send a copy to everybody who got the mail, or to the sender alone."""
        self._everybody = not self._everybody
        self._tell_keys()
        self.render_soon()

    def action_scroll_preview(self, by: int) -> None:
        """Scroll what will leave by a page."""
        preview = self.query_one("#reply-preview", VerticalScroll)
        preview.scroll_relative(y=by * max(1, preview.size.height - 2), animate=False)
