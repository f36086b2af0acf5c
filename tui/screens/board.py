"""The items of a project as cards by state, and what is known of the one under the cursor."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from daemon.scope.lifecycle import STATES
from daemon.services.itemfile import ItemFile
from daemon.store.scope_items import ItemRow
from tui.desk import Desk
from tui.i18n import t
from tui.messages import DetailLoaded
from tui.paint.item import is_usable, name_state, paint_item
from tui.paint.parts import styled
from tui.places import MailPlace, Part, ProjectPlace
from tui.plain import plain_line
from tui.records import KINDS
from tui.screens.stepping import SteppingScreen
from tui.widgets.bars import Banner, KeyBar, StatusBar
from tui.widgets.board import Board, Card, Column
from tui.widgets.detail import Detail

#: what is shown only on demand, at the right end
HIDDEN = frozenset({"declined", "withdrawn", "filed", "confirmed", "done"})
#: columns that are there only while they hold something
RARE = frozenset({"countered", "expired"})
EMPTY: dict[Part, str] = {
    Part.REQUIREMENTS: "No requirement yet. Label a client's mail with r and it opens one.",
    Part.CHANGES: "No change request yet. Label a client's mail with g and it opens one.",
    Part.COMPLAINTS: "No complaint. Label a client's mail with c and it opens one.",
    Part.IMPROVEMENTS: "No feedback yet. Label a mail with f; low scores open improvements.",
}
_MARKS = {"high": "!", "low": "↓"}


class BoardScreen(SteppingScreen):
    """Columns by state. What a key does to a card, `SteppingScreen` knows."""

    def __init__(self, desk: Desk, place: ProjectPlace) -> None:
        super().__init__(desk, place)
        self._with_closed = False
        self._file: ItemFile | None = None
        self._is_first = True

    def compose(self) -> ComposeResult:
        """Lay out the tabs, the board, and the card in full."""
        yield Banner(id="banner", markup=False)
        yield from self.compose_top()
        with Container(id="board-screen"):
            yield Board(id="board")
            with Vertical(id="board-detail"):
                yield Detail(id="detail")
        yield StatusBar(id="status", markup=False)
        yield KeyBar(id="keys")

    @property
    def legend(self) -> str | None:
        """What stands at the right of a card."""
        return t("On a card: ! is pressing, ↓ can wait; then severity, owner and due day.")

    def read_part(self) -> object:
        """Return the items."""
        return self.desk.records.list_items(self.place.code, self.place.part)

    @property
    def items(self) -> list[ItemRow]:
        """The items on the board, closed ones too."""
        return self.record if isinstance(self.record, list) else []

    def show_record(self) -> None:
        """Deal the cards anew."""
        super().show_record()
        board = self.query_one(Board)
        board.empty_text = t(EMPTY[self.place.part])
        board.show(self._columns())
        if self._is_first and self.place.item_id is not None:
            board.stand_on(self.place.item_id)
            self._load_card()
        self._is_first = False

    def _columns(self) -> list[Column]:
        today = self.desk.now.astimezone(self.desk.zone).date().isoformat()
        found = []
        for state in self._states():
            cards = [_card(i, today) for i in self.items if i.state == state]
            if cards or state not in RARE:
                found.append(Column(name_state(state), tuple(cards)))
        return found

    def _states(self) -> Sequence[str]:
        states = [s for kind in KINDS[self.place.part] for s in STATES[kind]]
        is_shown = [s for s in dict.fromkeys(states) if s not in HIDDEN]
        kept = ["confirmed"] if self.place.part is Part.REQUIREMENTS else []
        closed = [s for s in dict.fromkeys(states) if s in HIDDEN and s not in kept]
        return [*is_shown, *kept, *(closed if self._with_closed else [])]

    # the card under the cursor

    def item(self) -> ItemRow | None:
        """Return the item under the cursor."""
        card_id = self.query_one(Board).cursor_id
        return next((i for i in self.items if i.id == card_id), None)

    @on(Board.Moved)
    def _load_card(self) -> None:
        item = self.item()
        if item is None:
            self.query_one(Detail).show(None, styled(""))
            return

        def work() -> None:
            self.post_message(DetailLoaded(item.id, self.desk.records.load_item(item.id)))

        self.load(work, "detail")

    @on(DetailLoaded)
    def _show_card(self, message: DetailLoaded) -> None:
        item, seen = self.item(), message.detail
        if item is not None and message.line_id == item.id and isinstance(seen, ItemFile):
            steps = self.actions_here()
            self.query_one(KeyBar).offer([a for a in steps if is_usable(a, item)])
            self.query_one(Detail).show(item.id, paint_item(seen, self.view(), steps))

    @on(Board.Opened)
    def _open_clicked(self) -> None:
        self.action_look()

    def action_look(self) -> None:
        """Read the mail that an item was drawn from, at its words."""
        if (item := self.item()) is not None:
            self.go(MailPlace(item.conversation_id, item.message_id, item.words))

    # moving

    def action_move(self, by: int) -> None:
        """Go to the next card, or the one before."""
        self.query_one(Board).move(by)

    def action_side(self, by: int) -> None:
        """Go to the column beside."""
        self.query_one(Board).side(by)

    def action_page(self, by: int) -> None:
        """Go down or up a few cards."""
        self.query_one(Board).move(by * 5)

    def action_edge(self, by: int) -> None:
        """Go to the first or the last card of the column."""
        self.query_one(Board).move(by * len(self.items))

    def action_closed(self) -> None:
        """Show or hide what is closed."""
        self._with_closed = not self._with_closed
        self.query_one(Board).show(self._columns())


def _card(item: ItemRow, today: str) -> Card:
    late = bool(item.due) and item.due < today
    severity = str(item.details.get("severity", ""))
    marks = (
        _MARKS.get(item.priority, ""),
        t(severity) if severity else "",
        plain_line(item.owner, 12),
        f"{t('late') + ' ' if late else ''}{plain_line(item.due[5:], 10)}" if item.due else "",
    )
    is_grave = late or severity == "critical"
    role = "alert" if is_grave else "warn" if item.priority == "high" else "text"
    title = plain_line(item.title, 200)
    return Card(item.id, item.ref, tuple(m for m in marks if m), title, role)
