"""Where managers spend the day: queues, the list, and the mail under the cursor."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.timer import Timer
from textual.widgets import Input

from daemon.errors import NotFoundError
from daemon.model.queue import ConversationRow, Queue, Target
from tui.actions import Context, context_of
from tui.desk import Desk
from tui.i18n import t
from tui.messages import (
    CountsLoaded,
    DocumentLoaded,
    OrderLoaded,
    RecordsChanged,
    RowsLoaded,
)
from tui.paint.mail import View
from tui.screens.reading import ReadingScreen
from tui.screens.searching import SEARCH_HINT, SearchingScreen
from tui.screens.tour import TourScreen
from tui.widgets.bars import Banner, KeyBar, ListHead, StatusBar
from tui.widgets.preview import Document, Preview
from tui.widgets.queue_list import EMPTY, Place, QueueList
from tui.widgets.search_bar import SearchBar
from tui.widgets.virtual_list import VirtualList

#: seconds the cursor rests before its mail is loaded, so that a held key is not slowed down
REST = 0.02
#: rows of a new list that are shown before the rest is known; a million take half a second
HEAD = 1_000
NO_MAIL = "No mail yet. It comes as clients write; `triaged import` takes in what is old."


class TriageScreen(SearchingScreen):
    """Lists one queue at a time and shows the row under the cursor."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (160, "-wide")]  # noqa: RUF012

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        #: whose rows stand in the list; until they are those of ``queue`` no key acts on them
        self._listed: Queue | None = None
        self._unfolded = False
        self._has_toured = False
        self._resting: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        yield Banner(id="banner", markup=False)
        with Container(id="desk"):
            yield QueueList(id="queues")
            with Container(id="work"):
                with Vertical(id="listing"):
                    yield SearchBar(id="search")
                    yield ListHead(id="head", markup=False)
                    yield VirtualList(self.moment(), id="list")
                with Vertical(id="reading"):
                    yield Preview(id="preview")
        yield StatusBar(id="status", markup=False)
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Load the first queue."""
        self.query_one(SearchBar).display = False
        self.offer_keys()
        self.load_order(keep=False)
        self.begin_watch()

    # what the base asks

    @property
    def context(self) -> Context:
        """What the rows of the queue are."""
        return context_of(self.queue)

    def targets(self) -> list[Target]:
        """Return the marked conversations, else the one under the cursor."""
        rows = self.query_one(VirtualList)
        if self._listed is not self.queue:
            return []
        wanted = sorted(rows.marked) or [i for i in (rows.cursor_id,) if i is not None]
        found = [rows.find(row_id) for row_id in wanted]
        if any(row is None for row in found):
            self.say(t("Still loading; press again"))
            return []
        return [
            Target(row.id, row.version, row.tag if isinstance(row, ConversationRow) else "")
            for row in found
            if row is not None
        ]

    def shown(self) -> Document | None:
        """Return what stands in the preview if the cursor is on it."""
        document = self.query_one(Preview).document
        is_here = document is not None and document.id == self.query_one(VirtualList).cursor_id
        return document if is_here and self._listed is self.queue else None

    def move_on(self) -> None:
        """Go to the row below; what leaves the queue closes up behind."""
        rows = self.query_one(VirtualList)
        if rows.marked:
            rows.marked.clear()
            rows.refresh()
        else:
            rows.move(1)

    # loading, in workers

    def load_order(self, *, keep: bool) -> None:
        """List anew, in a worker."""
        queue, query = self.queue, self.searched.query

        def work() -> None:
            if queue is Queue.SEARCH:
                found = self.desk.search(query)
                self.post_message(OrderLoaded(queue, found.ids, keep, (query, found)))
            else:
                self._load_queue(queue, keep=keep)
            self.post_message(CountsLoaded(self.desk.count_all(), self.desk.load_saved()))

        self.load(work, "order")

    def _load_queue(self, queue: Queue, *, keep: bool) -> None:
        """Post the order of a queue; of a new list its head before the rest is known."""
        if not keep:
            head = self.desk.load_order(queue, HEAD)
            self.post_message(OrderLoaded(queue, head, keep=False))
            if len(head) < HEAD:
                return
        self.post_message(OrderLoaded(queue, self.desk.load_order(queue), keep=True))

    @on(VirtualList.Wanted)
    def _load_rows(self, message: VirtualList.Wanted) -> None:
        queue, ids = self.queue, message.ids

        def work() -> None:
            self.post_message(RowsLoaded(queue, self.desk.load_rows(queue, ids)))

        self.load(work, "rows", exclusive=False)

    def _load_document(self) -> None:
        queue, row_id = self.queue, self.query_one(VirtualList).cursor_id
        if row_id is None:
            self.query_one(Preview).show(None, self._view())
            return

        def work() -> None:
            try:
                document = self.desk.load_document(queue, row_id)
            except NotFoundError:
                self.post_message(DocumentLoaded(queue, row_id, None))
            else:
                self.post_message(DocumentLoaded(queue, row_id, document))

        self.load(work, "document")

    # what the workers tell

    @on(OrderLoaded)
    def _show_order(self, message: OrderLoaded) -> None:
        if message.queue is not self.queue:
            return
        if message.found is not None:
            if message.found[0] != self.searched.query:
                return  # something else has been typed since
            self.searched.found = message.found[1]
        self._listed = self.queue
        rows = self.query_one(VirtualList)
        rows.moment = self.moment()
        rows.empty_text = self._empty_text()
        rows.show(message.ids, keep=message.keep)
        if message.keep:
            rows.forget(kinds_differ=False)
        self.tell_head()

    def _empty_text(self) -> str:
        if self.queue is Queue.SEARCH:
            return t("Nothing was found.") if self.searched.query.strip() else t(SEARCH_HINT)
        return t(EMPTY.get(self.queue, "Nothing here."))

    @on(CountsLoaded)
    def _show_counts(self, message: CountsLoaded) -> None:
        self.query_one(QueueList).counts = message.counts
        self.query_one(QueueList).saved = message.saved
        if not any(message.counts.values()) and not self._has_toured:
            self.app.push_screen(TourScreen())
        self._has_toured = True
        if not message.counts[Queue.ALL] and self.queue is not Queue.SEARCH:
            rows = self.query_one(VirtualList)
            rows.empty_text = t(NO_MAIL)
            rows.refresh()

    @on(RowsLoaded)
    def _show_rows(self, message: RowsLoaded) -> None:
        if context_of(message.queue) is self.context:
            self.query_one(VirtualList).deliver(message.rows)

    @on(VirtualList.Moved)
    def _rest_then_load(self) -> None:
        if self._resting:
            self._resting.stop()
        self._resting = self.set_timer(REST, self._load_document)

    @on(DocumentLoaded)
    def _show_document(self, message: DocumentLoaded) -> None:
        is_here = message.row_id == self.query_one(VirtualList).cursor_id
        if message.queue is self.queue and is_here:
            self.query_one(Preview).show(message.document, self._view())

    @on(RecordsChanged)
    def refresh_records(self) -> None:
        """Show anew what somebody has changed; the cursor stays."""
        self.load_order(keep=True)

    def tick(self) -> None:
        """Show anew what only time changes."""
        self.query_one(VirtualList).moment = self.moment()
        super().tick()

    def _view(self) -> View:
        return View(self.desk.now, self.desk.zone, self._unfolded)

    def tell_head(self) -> None:
        """Name what is listed, and say what of a query was not understood."""
        rows, found = self.query_one(VirtualList), self.searched.found
        count = f"{len(rows.ids):,}"
        note = ""
        if self.queue is Queue.SEARCH:
            count += "+" if found.is_cut else ""
            note = ", ".join(t("{words}: not understood", words=p) for p in found.problems)
        name = self.query_one(QueueList).name_of(self.query_one(QueueList).current)
        self.query_one(ListHead).tell(name, count, len(rows.marked), note)

    # moving

    def show_queue(self, queue: Queue) -> None:
        """List another queue from its top."""
        if queue is not self.queue:
            self.show_place(queue)

    def show_place(self, place: Place) -> None:
        """List a queue, or what a saved search finds, from its top."""
        before, self.queue = self.context, Queue.SEARCH
        if isinstance(place, Queue):
            self.queue = place
        else:
            self.searched.query = place.query
        self.query_one(QueueList).current = place
        bar = self.query_one(SearchBar)
        bar.display = self.queue is Queue.SEARCH
        with bar.prevent(Input.Changed):
            bar.value = self.searched.query if bar.display else ""
        self.set_focus(None)
        rows = self.query_one(VirtualList)
        rows.forget(kinds_differ=before is not self.context)
        rows.marked.clear()
        self.offer_keys()
        self.load_order(keep=False)

    @on(QueueList.Picked)
    def _show_picked(self, message: QueueList.Picked) -> None:
        if message.place != self.query_one(QueueList).current:
            self.show_place(message.place)

    def action_queue(self, by: int) -> None:
        """Go to another queue."""
        self.show_place(self.query_one(QueueList).step(by))

    def action_open(self) -> None:
        """Read the whole conversation."""
        rows = self.query_one(VirtualList)
        row = rows.find(rows.cursor_id or 0)
        if isinstance(row, ConversationRow):
            self.action_unmark()
            self.app.push_screen(ReadingScreen(self.desk, row.id), self._run_chosen)

    async def _run_chosen(self, call: str | None) -> None:
        """Do what was chosen while the conversation was read; the cursor is still on it."""
        if call:
            await self.run_action(call)

    @on(VirtualList.Opened)
    def _open_clicked(self) -> None:
        self.action_open()

    def action_quotes(self) -> None:
        """Unfold or fold quoted text."""
        self._unfolded = not self._unfolded
        self._show_again()

    def action_why(self) -> None:
        """Show or hide the model's reasons."""
        preview = self.query_one(Preview)
        preview.with_why = not preview.with_why
        self._show_again()

    def _show_again(self) -> None:
        preview = self.query_one(Preview)
        preview.show(preview.document, self._view())
