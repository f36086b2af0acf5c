"""The queues with their counts: a column where there is room, a strip of tabs where not."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from daemon.model.queue import Queue

NAMES: dict[Queue, str] = {
    Queue.LOOK: "Needs a look",
    Queue.UNKNOWN_SENDER: "Unknown sender",
    Queue.DUE: "Due again",
    Queue.COMPLAINT: "Complaints",
    Queue.CHANGE_REQUEST: "Changes",
    Queue.REQUIREMENT: "Requirements",
    Queue.FEEDBACK: "Feedback",
    Queue.OTHER: "Other",
    Queue.WAITING: "Waiting",
    Queue.SNOOZED: "Snoozed",
    Queue.OUTBOX: "Outbox",
    Queue.QUARANTINE: "Quarantine",
    Queue.DONE: "Done",
    Queue.ALL: "All",
}
EMPTY: dict[Queue, str] = {
    Queue.LOOK: "Nothing needs a look. The model is sure of all open mail.",
    Queue.UNKNOWN_SENDER: "Every sender is known.",
    Queue.OUTBOX: "No mail is held, failed or unsure.",
    Queue.QUARANTINE: "No mail is in quarantine.",
}
GROUPS: tuple[tuple[Queue, ...], ...] = (
    (Queue.LOOK, Queue.UNKNOWN_SENDER, Queue.DUE),
    (Queue.COMPLAINT, Queue.CHANGE_REQUEST, Queue.REQUIREMENT, Queue.FEEDBACK, Queue.OTHER),
    (Queue.WAITING, Queue.SNOOZED),
    (Queue.OUTBOX, Queue.QUARANTINE),
    (Queue.DONE, Queue.ALL),
)
ORDER: tuple[Queue, ...] = tuple(queue for group in GROUPS for queue in group)
#: queues whose rows wait for somebody: their counts stand out
_CALLING = frozenset({Queue.LOOK, Queue.UNKNOWN_SENDER, Queue.DUE, Queue.OUTBOX, Queue.QUARANTINE})
_COLOURS: dict[Queue, str] = {
    Queue.COMPLAINT: "$label-complaint",
    Queue.CHANGE_REQUEST: "$label-change",
    Queue.REQUIREMENT: "$label-requirement",
    Queue.FEEDBACK: "$label-feedback",
    Queue.OTHER: "$label-other",
}


class QueueList(Widget):
    """Shows the queues; ``current`` is the one whose rows are listed."""

    current: reactive[Queue] = reactive(Queue.LOOK)
    counts: reactive[Mapping[Queue, int]] = reactive(dict)

    class Picked(Message):
        """A queue was clicked."""

        def __init__(self, queue: Queue) -> None:
            super().__init__()
            self.queue = queue

    @property
    def is_strip(self) -> bool:
        """Whether there is only one line."""
        return self.size.height <= 2

    def render(self) -> Content:
        """Draw the column or the strip."""
        return self._strip() if self.is_strip else self._column()

    def _column(self) -> Content:
        width = self.size.width - 3
        lines: list[Content] = [Content.styled("  triaged", "bold $accent"), Content("")]
        for group in self._spaced_groups():
            for queue in group:
                name, count = NAMES[queue], self._count(queue)
                text = (
                    f"{'▌' if queue is self.current else ' '} {name:<{width - len(count)}}{count} "
                )
                lines.append(Content.styled(text, self._style(queue)))
            lines.append(Content(""))
        return Content("\n").join(lines[:-1])

    def _spaced_groups(self) -> tuple[tuple[Queue, ...], ...]:
        """Return the groups, run together where there is no height for the gaps."""
        return GROUPS if self.size.height >= len(ORDER) + len(GROUPS) + 1 else (ORDER,)

    def _line_queues(self) -> list[Queue | None]:
        """Return the queue on each line of the column."""
        lines: list[Queue | None] = [None, None]
        for group in self._spaced_groups():
            lines += [*group, None]
        return lines

    def _count(self, queue: Queue) -> str:
        count = self.counts.get(queue)
        if not count:
            return ""
        return str(count) if count < 100_000 else f"{count // 1000}k"

    def _style(self, queue: Queue) -> str:
        if queue is self.current:
            return "bold $foreground on $cursor-line"
        if not self.counts.get(queue):
            return "$faint"
        if queue in _CALLING:
            return "bold $warning"
        return _COLOURS.get(queue, "$foreground")

    def _strip(self) -> Content:
        parts: list[tuple[str, str]] = []
        for start, end, queue in self._tabs():
            count = self._count(queue)
            text = f" {NAMES[queue]}{' ' if count else ''}{count} "
            assert end - start == len(text)
            parts.append((text, self._style(queue)))
        return Content.assemble(*parts)

    def _tabs(self) -> list[tuple[int, int, Queue]]:
        """Return the place of each tab, beginning so that the current one is in view."""
        shown = [q for q in ORDER if self.counts.get(q) or q is self.current]
        places = [len(f" {NAMES[q]} {self._count(q)}") + bool(self._count(q)) for q in shown]
        first = 0
        here = shown.index(self.current)
        while first < here and sum(places[first : here + 1]) > self.size.width:
            first += 1
        tabs, x = [], 0
        for queue, width in zip(shown[first:], places[first:], strict=True):
            tabs.append((x, x + width, queue))
            x += width
        return tabs

    def step(self, by: int) -> Queue:
        """Return the queue *by* places further, passing over empty ones."""
        filled = [q for q in ORDER if self.counts.get(q) or q is self.current]
        return filled[(filled.index(self.current) + by) % len(filled)]

    def on_click(self, event: events.Click) -> None:
        """Pick the queue under the mouse."""
        queue: Queue | None = None
        if self.is_strip:
            queue = next((q for start, end, q in self._tabs() if start <= event.x < end), None)
        elif event.y < len(lines := self._line_queues()):
            queue = lines[event.y]
        if queue is not None:
            self.post_message(self.Picked(queue))
