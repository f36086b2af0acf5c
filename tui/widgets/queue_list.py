"""The queues with their counts: a column where there is room, a strip of tabs where not."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from daemon.model.query import SavedSearch
from daemon.model.queue import Queue
from tui.i18n import t
from tui.plain import plain_line
from tui.widgets.rows import fit

NAMES: dict[Queue, str] = {
    Queue.LOOK: "Needs a look",
    Queue.MINE: "Mine",
    Queue.UNKNOWN_SENDER: "Unknown sender",
    Queue.DUE: "Due again",
    Queue.DRAFTS: "Drafts",
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
    Queue.SEARCH: "Search",
}
#: a queue, or a search that is kept
Place = Queue | SavedSearch
EMPTY: dict[Queue, str] = {
    Queue.LOOK: "Nothing needs a look. The model is sure of all open mail.",
    Queue.MINE: "You look after nothing. A gives a conversation to you or to somebody else.",
    Queue.UNKNOWN_SENDER: "Every sender is known.",
    Queue.OUTBOX: "No mail is held, failed or unsure.",
    Queue.QUARANTINE: "No mail is in quarantine.",
}
GROUPS: tuple[tuple[Queue, ...], ...] = (
    (Queue.LOOK, Queue.MINE, Queue.UNKNOWN_SENDER, Queue.DUE, Queue.DRAFTS),
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
    """Shows the queues and the searches that are kept; ``current`` is the one that is listed."""

    current: reactive[Place] = reactive[Place](Queue.LOOK)
    counts: reactive[Mapping[Queue, int]] = reactive(dict)
    saved: reactive[tuple[SavedSearch, ...]] = reactive(())

    class Picked(Message):
        """A queue or a saved search was clicked."""

        def __init__(self, place: Place) -> None:
            super().__init__()
            self.place = place

    @property
    def is_strip(self) -> bool:
        """Whether there is only one line."""
        return self.size.height <= 2

    @staticmethod
    def name_of(place: Place) -> str:
        """Return what a place is called."""
        return t(NAMES[place]) if isinstance(place, Queue) else plain_line(place.name)

    def render(self) -> Content:
        """Draw the column or the strip."""
        return self._strip() if self.is_strip else self._column()

    def _column(self) -> Content:
        width = self.size.width - 3
        lines: list[Content] = [Content.styled("  triaged", "bold $accent"), Content("")]
        for place in self._line_places():
            if place is None:
                lines.append(Content(""))
                continue
            count, edge = self._count(place), "▌" if place == self.current else " "
            name = fit(self.name_of(place), width - len(count))
            lines.append(Content.styled(f"{edge} {name}{count} ", self._style(place)))
        return Content("\n").join(lines)

    def _groups(self) -> tuple[tuple[Place, ...], ...]:
        searches: tuple[Place, ...] = self.saved
        if self.current is Queue.SEARCH:
            searches = (Queue.SEARCH, *searches)
        groups: tuple[tuple[Place, ...], ...] = (*GROUPS, searches) if searches else GROUPS
        lines = sum(map(len, groups))
        if self.size.height >= lines + len(groups) + 1:
            return groups
        # run together where there is no height for the gaps
        return (tuple(place for group in groups for place in group),)

    def _line_places(self) -> list[Place | None]:
        """Return the place on each line of the column, below the name of the program."""
        places: list[Place | None] = []
        for group in self._groups():
            places += [*group, None]
        return places[:-1]

    def _count(self, place: Place) -> str:
        count = self.counts.get(place) if isinstance(place, Queue) else 0
        if not count:
            return ""
        return str(count) if count < 100_000 else f"{count // 1000}k"

    def _style(self, place: Place) -> str:
        if place == self.current:
            return "bold $foreground on $cursor-line"
        if not isinstance(place, Queue):
            return "$accent"
        if not self.counts.get(place):
            return "$faint"
        if place in _CALLING:
            return "bold $warning"
        return _COLOURS.get(place, "$foreground")

    def _strip(self) -> Content:
        return Content.assemble(
            *((self._tab(place), self._style(place)) for _, _, place in self._tabs())
        )

    def _tab(self, place: Place) -> str:
        count = self._count(place)
        return f" {self.name_of(place)}{' ' if count else ''}{count} "

    def _tabs(self) -> list[tuple[int, int, Place]]:
        """Return the place of each tab, beginning so that the current one is in view."""
        shown = self._filled()
        widths = [cell_len(self._tab(place)) for place in shown]
        first = 0
        here = shown.index(self.current)
        while first < here and sum(widths[first : here + 1]) > self.size.width:
            first += 1
        tabs, x = [], 0
        for place, width in zip(shown[first:], widths[first:], strict=True):
            tabs.append((x, x + width, place))
            x += width
        return tabs

    def _filled(self) -> list[Place]:
        """Return the queues that hold something, and the searches."""
        places: list[Place] = [q for q in ORDER if self.counts.get(q) or q is self.current]
        places += self.saved
        return places if self.current in places else [*places, self.current]

    def step(self, by: int) -> Place:
        """Return the place *by* steps further, passing over empty queues."""
        filled = self._filled()
        return filled[(filled.index(self.current) + by) % len(filled)]

    def on_click(self, event: events.Click) -> None:
        """Pick the queue under the mouse."""
        place: Place | None = None
        if self.is_strip:
            place = next((p for start, end, p in self._tabs() if start <= event.x < end), None)
        elif 2 <= event.y < len(lines := self._line_places()) + 2:
            place = lines[event.y - 2]
        if place is not None:
            self.post_message(self.Picked(place))
