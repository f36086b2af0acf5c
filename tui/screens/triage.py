"""Where managers spend the day: queues, the list, and the mail under the cursor."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.timer import Timer

from daemon.errors import NotFoundError, TriagedError
from daemon.model.queue import ConversationRow, Queue, Target
from daemon.services.watching import Watching
from tui.actions import Context, context_of
from tui.desk import Desk
from tui.messages import (
    CountsLoaded,
    DatabaseLost,
    DocumentLoaded,
    OrderLoaded,
    RecordsChanged,
    Refused,
    RowsLoaded,
    WatchingLoaded,
)
from tui.paint.mail import View
from tui.screens.acting import ActingScreen
from tui.screens.reading import ReadingScreen
from tui.widgets.bars import Banner, KeyBar, ListHead, StatusBar, tell_trouble
from tui.widgets.preview import Document, Preview
from tui.widgets.queue_list import EMPTY, NAMES, QueueList
from tui.widgets.rows import Moment
from tui.widgets.virtual_list import VirtualList

#: seconds the cursor rests before its mail is loaded, so that a held key is not slowed down
REST = 0.02
NO_MAIL = "No mail yet. It comes as clients write; `triaged import` takes in what is old."
#: seconds between redraws of what only time changes
TICK = 5.0


class TriageScreen(ActingScreen):
    """Lists one queue at a time and shows the row under the cursor."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (160, "-wide")]  # noqa: RUF012

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.queue = Queue.LOOK
        #: whose rows stand in the list; until they are those of ``queue`` no key acts on them
        self._listed: Queue | None = None
        self._unfolded = False
        self._resting: Timer | None = None
        self._watching = Watching()

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        yield Banner(id="banner", markup=False)
        with Container(id="desk"):
            yield QueueList(id="queues")
            with Container(id="work"):
                with Vertical(id="listing"):
                    yield ListHead(id="head", markup=False)
                    yield VirtualList(self._moment(), id="list")
                with Vertical(id="reading"):
                    yield Preview(id="preview")
        yield StatusBar(id="status", markup=False)
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Load the first queue."""
        self.query_one(Banner).display = False
        self._offer_keys()
        self._load_order(keep=False)
        self.set_interval(TICK, self._tick)

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
            self.say("Still loading; press again")
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

    def _load(self, work: Callable[[], None], group: str, *, exclusive: bool = True) -> None:
        def guarded() -> None:
            try:
                work()
            except TriagedError as error:
                self.post_message(Refused(str(error)))

        self.run_worker(guarded, thread=True, group=group, exclusive=exclusive)

    def _load_order(self, *, keep: bool) -> None:
        queue = self.queue

        def work() -> None:
            self.post_message(OrderLoaded(queue, self.desk.load_order(queue), keep))
            self.post_message(CountsLoaded(self.desk.count_all()))

        self._load(work, "order")

    @on(VirtualList.Wanted)
    def _load_rows(self, message: VirtualList.Wanted) -> None:
        queue, ids = self.queue, message.ids

        def work() -> None:
            self.post_message(RowsLoaded(queue, self.desk.load_rows(queue, ids)))

        self._load(work, "rows", exclusive=False)

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

        self._load(work, "document")

    # what the workers tell

    @on(OrderLoaded)
    def _show_order(self, message: OrderLoaded) -> None:
        if message.queue is not self.queue:
            return
        self._listed = self.queue
        rows = self.query_one(VirtualList)
        rows.moment = self._moment()
        rows.empty_text = EMPTY.get(self.queue, "Nothing here.")
        rows.show(message.ids, keep=message.keep)
        if message.keep:
            rows.forget(kinds_differ=False)
        self._tell_head()

    @on(CountsLoaded)
    def _show_counts(self, message: CountsLoaded) -> None:
        self.query_one(QueueList).counts = message.counts
        if not message.counts[Queue.ALL]:
            rows = self.query_one(VirtualList)
            rows.empty_text = NO_MAIL
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
        self._load_order(keep=True)

    @on(WatchingLoaded)
    def _show_watching(self, message: WatchingLoaded) -> None:
        self._watching = message.watching
        self._tell_watching()

    @on(DatabaseLost)
    def _tell_loss(self, message: DatabaseLost) -> None:
        self.query_one(Banner).tell(f"{message.words}. What is shown may be old; trying again.")

    def _tell_watching(self) -> None:
        moment = self._moment()
        session = ("read-only",) if self.desk.read_only else ()
        self.query_one(StatusBar).tell(self._watching, moment, session)
        self.query_one(Banner).tell(tell_trouble(self._watching, moment))

    def _tick(self) -> None:
        self.query_one(VirtualList).moment = self._moment()
        self._tell_watching()

    def _moment(self) -> Moment:
        return Moment(self.desk.now, self.desk.zone)

    def _view(self) -> View:
        return View(self.desk.now, self.desk.zone, self._unfolded)

    def _tell_head(self) -> None:
        rows = self.query_one(VirtualList)
        self.query_one(ListHead).tell(NAMES[self.queue], len(rows.ids), len(rows.marked))

    # moving

    def show_queue(self, queue: Queue) -> None:
        """List another queue from its top."""
        if queue is self.queue:
            return
        before, self.queue = self.context, queue
        self.query_one(QueueList).current = queue
        rows = self.query_one(VirtualList)
        rows.forget(kinds_differ=before is not self.context)
        rows.marked.clear()
        self._offer_keys()
        self._load_order(keep=False)

    def _offer_keys(self) -> None:
        self.query_one(KeyBar).offer(self.actions_here())

    @on(QueueList.Picked)
    def _show_picked(self, message: QueueList.Picked) -> None:
        self.show_queue(message.queue)

    @on(KeyBar.Pressed)
    async def _run_pressed(self, message: KeyBar.Pressed) -> None:
        await self.run_action(message.call)

    def action_queue(self, by: int) -> None:
        """Go to another queue."""
        self.show_queue(self.query_one(QueueList).step(by))

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.query_one(VirtualList).move(by)

    def action_page(self, by: int) -> None:
        """Move the cursor by a page."""
        rows = self.query_one(VirtualList)
        rows.move(by * max(1, rows.size.height - 1))

    def action_edge(self, by: int) -> None:
        """Move the cursor to the first or the last row."""
        rows = self.query_one(VirtualList)
        rows.move(by * len(rows.ids))

    def action_scroll(self, by: int) -> None:
        """Scroll the mail by a page."""
        preview = self.query_one(Preview)
        preview.scroll_relative(y=by * max(1, preview.size.height - 2), animate=False)

    def action_mark(self) -> None:
        """Mark the row."""
        rows = self.query_one(VirtualList)
        if isinstance(rows.find(rows.cursor_id or 0), ConversationRow):
            rows.toggle_mark()
            self._tell_head()

    def action_unmark(self) -> None:
        """Take all marks away."""
        rows = self.query_one(VirtualList)
        rows.marked.clear()
        rows.refresh()
        self._tell_head()

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
