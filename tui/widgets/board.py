"""Items as cards in columns by state; only the lines in view are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, chop_cells
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.i18n import t
from tui.plain import plain
from tui.widgets.rows import fit, right_fit

#: cells that a column needs at least, and the lines of the head
COLUMN, HEAD = 23, 2
#: the lines of a card, with its title on one line or, on boards from this height on, on two
CARD, HIGH_CARD, HIGH = 3, 4, 16


@dataclass(frozen=True, slots=True)
class Card:
    """One item: its reference, words at its right, its title, and how it stands out.

    Of ``marks`` the first give way where there is no room for all.
    """

    id: int
    ref: str
    marks: tuple[str, ...]
    title: str
    role: str = "text"


@dataclass(frozen=True, slots=True)
class Column:
    """A state, in words, and the cards in it."""

    name: str
    cards: tuple[Card, ...]


class Board(Widget, can_focus=False):
    """Shows columns of cards; the cursor is one card."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *("list--cursor", "list--text", "list--strong", "list--faint", "list--warn"),
        *("list--alert", "list--rule"),
    }

    class Moved(Message):
        """The cursor stands on another card; None on an empty board."""

        def __init__(self, card_id: int | None) -> None:
            super().__init__()
            self.card_id = card_id

    class Opened(Message):
        """A card was clicked while the cursor stood on it."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.empty_text = ""
        self._columns: tuple[Column, ...] = ()
        self._column, self._row = 0, 0
        self._first, self._top = 0, 0
        self._base = Style()

    @property
    def cursor_id(self) -> int | None:
        """The id of the card under the cursor."""
        cards = self._columns[self._column].cards if self._columns else ()
        return cards[self._row].id if cards else None

    def show(self, columns: Sequence[Column]) -> None:
        """Show other cards; the cursor stays on its card, else near where it was."""
        before = self.cursor_id
        self._columns = tuple(columns)
        if before is None or not self.stand_on(before):
            self._settle()
        self.refresh()
        self.post_message(self.Moved(self.cursor_id))

    def stand_on(self, card_id: int) -> bool:
        """Put the cursor on a card; return whether it is there."""
        for x, column in enumerate(self._columns):
            for y, card in enumerate(column.cards):
                if card.id == card_id:
                    self._put(x, y)
                    return True
        return False

    def _settle(self) -> None:
        """Stand on the nearest card there is, the first one on a new board."""
        self._column = max(0, min(self._column, len(self._columns) - 1))
        order = sorted(range(len(self._columns)), key=lambda x: abs(x - self._column))
        x = next((x for x in order if self._columns[x].cards), 0)
        self._put(x, self._row)

    def _put(self, x: int, y: int) -> None:
        self._column = x
        count = len(self._columns[x].cards) if self._columns else 0
        self._row = max(0, min(y, count - 1))
        self._reveal()
        self.refresh()

    def move(self, by: int) -> None:
        """Move the cursor within its column."""
        self._go(self._column, self._row + by)

    def side(self, by: int) -> None:
        """Move the cursor to the next column that holds a card, or stay."""
        x = self._column + by
        while 0 <= x < len(self._columns):
            if self._columns[x].cards:
                self._go(x, self._row)
                return
            x += by

    def _go(self, x: int, y: int) -> None:
        before = self.cursor_id
        self._put(x, y)
        if self.cursor_id != before:
            self.post_message(self.Moved(self.cursor_id))

    # drawing

    @property
    def _seen(self) -> int:
        """How many columns fit."""
        return max(1, min(len(self._columns), self.size.width // COLUMN))

    @property
    def _card(self) -> int:
        """How many lines a card has, the gap below it counted."""
        return HIGH_CARD if self.size.height >= HIGH else CARD

    @property
    def _cards_seen(self) -> int:
        return max(1, (self.size.height - HEAD) // self._card)

    def _reveal(self) -> None:
        if not self.size.width:
            return
        self._first = min(self._first, self._column, max(0, len(self._columns) - self._seen))
        self._first = max(self._first, self._column - self._seen + 1)
        self._top = min(self._top, self._row)
        self._top = max(self._top, self._row - self._cards_seen + 1)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._reveal()
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines; what they have in common is worked out once."""
        self._base = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one line of every column in view."""
        width = self.size.width
        is_empty = not any(column.cards for column in self._columns)
        if is_empty and y == HEAD + 1:
            return self._strip([(fit(f"  {self.empty_text}", width), "faint", False)])
        pieces: list[tuple[str, str, bool]] = []
        for n, (x, space) in enumerate(self._places()):
            pieces += [("│", "rule", False)] if n else []
            pieces += self._cells(x, y, space)
        return self._strip(pieces)

    def _places(self) -> list[tuple[int, int]]:
        """Return the columns in view with their widths."""
        seen = self._seen
        each, rest = divmod(self.size.width - (seen - 1), seen)
        return [(self._first + n, each + (1 if n < rest else 0)) for n in range(seen)]

    def _cells(self, x: int, y: int, width: int) -> list[tuple[str, str, bool]]:
        if x >= len(self._columns):
            return [(" " * width, "text", False)]
        column = self._columns[x]
        if y == 0:
            return self._head(x, column, width)
        if y < HEAD:
            return [("─" * width, "rule", False)]
        at, part = divmod(y - HEAD, self._card)
        at += self._top
        if at >= len(column.cards) or part == self._card - 1:
            more = len(column.cards) - at
            is_last = y == self.size.height - 1 and more > 1
            words = t(" … {n} more", n=more - 1) if is_last else ""
            return [(fit(words, width), "faint", False)]
        is_cursor = x == self._column and at == self._row
        return _draw(column.cards[at], (part, self._card), width, is_cursor=is_cursor)

    def _head(self, x: int, column: Column, width: int) -> list[tuple[str, str, bool]]:
        count = len(column.cards)
        left = "‹ " if x == self._first and x else " "
        last = x == self._first + self._seen - 1 and x < len(self._columns) - 1
        right = f"{count or ''}{' ›' if last else ' '}"
        name = fit(f"{left}{column.name}", max(0, width - cell_len(right)))
        return [(name + right, "strong" if count else "faint", False)]

    def _strip(self, pieces: Iterable[tuple[str, str, bool]]) -> Strip:
        segments = [
            # the last door before the terminal
            Segment(plain(text), self._styled(role, is_cursor=is_cursor))
            for text, role, is_cursor in pieces
        ]
        return Strip(segments).adjust_cell_length(self.size.width, self._base)

    def _styled(self, role: str, *, is_cursor: bool) -> Style:
        style = self._base + self.get_component_rich_style(f"list--{role}", partial=True)
        if is_cursor:
            style += self.get_component_rich_style("list--cursor", partial=True)
        return style

    # the mouse

    def on_click(self, event: events.Click) -> None:
        """Move to the card; a click on the card of the cursor opens it."""
        left = 0
        for x, width in self._places():
            if left <= event.x < left + width and x < len(self._columns):
                at = self._top + (event.y - HEAD) // self._card
                if event.y < HEAD or at >= len(self._columns[x].cards):
                    return
                if (x, at) == (self._column, self._row):
                    self.post_message(self.Opened())
                self._go(x, at)
                return
            left += width + 1

    def on_mouse_scroll_down(self) -> None:
        """Go down."""
        self.move(1)

    def on_mouse_scroll_up(self) -> None:
        """Go up."""
        self.move(-1)


def _draw(
    card: Card, line: tuple[int, int], width: int, *, is_cursor: bool
) -> list[tuple[str, str, bool]]:
    """Return a line of a card: its reference and marks, or its title."""
    part, height = line
    edge = "▌" if is_cursor else " "
    if part == 0:
        room = max(0, width - 3 - cell_len(card.ref))
        marks = right_fit(_fitting(card.marks, room), room)
        role = card.role if card.role != "text" else "strong"
        return [
            (edge, "strong", is_cursor),
            (f"{card.ref} ", role, is_cursor),
            (f"{marks} ", "faint" if role == "strong" else role, is_cursor),
        ]
    title = _wrapped(card.title, width - 2) if height == HIGH_CARD else [card.title]
    words = title[part - 1] if part <= len(title) else ""
    return [(edge, "strong", is_cursor), (fit(words, width - 2) + " ", "text", is_cursor)]


def _wrapped(text: str, width: int) -> list[str]:
    """Return *text* on at most two lines; the second is cut where it is too long."""
    if cell_len(text) <= width or width < 2:
        return [text]
    first = chop_cells(text, width)[0]
    rest = text[len(first) :]
    if rest[:1] != " " and " " in first and rest[0].isascii():
        first = first[: first.rindex(" ")]
    return [first, text[len(first) :].strip()]


def _fitting(marks: tuple[str, ...], room: int) -> str:
    """Return as many of the last marks as there is room for."""
    found = [" ".join(marks[n:]) for n in range(len(marks) + 1)]
    return next(words for words in found if cell_len(words) <= room)
