"""The mail under the cursor."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from daemon.model.reading import Conversation, OutgoingMail, QuarantinedMail
from tui.paint.letters import paint_outgoing, paint_quarantined
from tui.paint.mail import View, paint_head, paint_text, paint_verdict
from tui.paint.thread import paint_thread
from tui.paint.why import paint_why

#: the blocks, from top to bottom
NAMES = ("head", "verdict", "text", "why", "thread")
Document = Conversation | OutgoingMail | QuarantinedMail


class Preview(VerticalScroll, can_focus=False):
    """Shows one document; the same one shown again keeps its place."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.document: Document | None = None
        self.with_why = True

    def compose(self) -> ComposeResult:
        """Make one block for each thing to be told."""
        for name in NAMES:
            yield Static(id=f"preview-{name}", markup=False)

    def show(self, document: Document | None, view: View) -> None:
        """Show a document; None clears."""
        is_same = _key(document) == _key(self.document)
        self.document = document
        for name, content in self._blocks(view).items():
            block = self.query_one(f"#preview-{name}", Static)
            block.update(content)
            block.display = bool(content.plain)
        if not is_same:
            self.scroll_home(animate=False)

    def tell(self, words: Content) -> None:
        """Show something that is no document."""
        for name in NAMES:
            self.query_one(f"#preview-{name}", Static).display = name == "text"
        self.query_one("#preview-text", Static).update(words)
        self.document = None
        self.scroll_home(animate=False)

    def _blocks(self, view: View) -> dict[str, Content]:
        blocks = dict.fromkeys(NAMES, Content(""))
        document = self.document
        if isinstance(document, OutgoingMail):
            blocks["text"] = paint_outgoing(document, view)
        elif isinstance(document, QuarantinedMail):
            blocks["text"] = paint_quarantined(document, view)
        elif document is not None:
            blocks["head"] = paint_head(document, view)
            blocks["thread"] = paint_thread(document, view)
            if document.focus:
                blocks["verdict"] = paint_verdict(document.focus.verdict)
                blocks["text"] = paint_text(document.focus, view)
                if self.with_why:
                    blocks["why"] = paint_why(document.focus.verdict)
        return blocks


def _key(document: Document | None) -> tuple[str, int] | None:
    return (type(document).__name__, document.id) if document else None
