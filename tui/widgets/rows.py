"""How one line of a list is laid out: columns that give way as the width shrinks.

A line is a list of (text, role); the list widget turns roles into styles.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from rich.cells import cell_len, set_cell_size

from daemon.model.outgoing import OutgoingState
from daemon.model.queue import ConversationRow, OutgoingRow, QuarantineRow, Row
from daemon.model.record import ConversationState
from tui import moments
from tui.i18n import t
from tui.i18n.errors import say
from tui.plain import plain_line
from tui.theme import COLOUR, SHORT

Cells = list[tuple[str, str]]

FAINT, TEXT, STRONG, WARN, ALERT = "faint", "text", "strong", "warn", "alert"
ACCENT = "accent"
TIME_WIDTH = 7
#: below these widths a column is left out
WITH_TAG, WITH_OWNER, WITH_CONFIDENCE, WITH_SENDER = 110, 88, 64, 44
#: cells of the name of who looks after it
OWNER_WIDTH = 10
_STATE_WORDS = {
    OutgoingState.HELD: ("held", "warn"),
    OutgoingState.UNSURE: ("unsure", "alert"),
    OutgoingState.FAILED: ("failed", "alert"),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """What "now", "here" and "I" are while lines are drawn."""

    now: datetime
    zone: tzinfo
    me: str = ""


def fit(text: str, width: int) -> str:
    """Return *text* in exactly *width* cells, cut with an ellipsis where it is too long."""
    if width <= 0:
        return ""
    if cell_len(text) > width:
        return set_cell_size(set_cell_size(text, width - 1).rstrip() + "…", width)
    return set_cell_size(text, width)


def right_fit(text: str, width: int) -> str:
    """Return *text* at the right of *width* cells."""
    return " " * max(0, width - cell_len(text)) + text


def lay_out(row: Row, width: int, moment: Moment) -> Cells:
    """Return the cells of a line, *width* cells in all."""
    if isinstance(row, ConversationRow):
        return _conversation(row, width, moment)
    if isinstance(row, OutgoingRow):
        return _outgoing(row, width, moment)
    return _quarantined(row, width, moment)


def _conversation(row: ConversationRow, width: int, moment: Moment) -> Cells:
    words = STRONG if row.unread else TEXT
    label = t(SHORT[row.label]) if row.label else "–"
    left: Cells = [
        ("!" if row.urgent else " ", ALERT),
        (fit(label, label_width()), COLOUR[row.label] if row.label else FAINT),
        (" ", TEXT),
    ]
    if width >= WITH_CONFIDENCE:
        left.append((_confidence(row), WARN if row.needs_look else FAINT))
    right: Cells = [(_marks(row), FAINT), (_time(row, moment), FAINT)]
    if width >= WITH_TAG:
        right.insert(0, (f" {fit(row.tag, 9)}", FAINT))
    if row.owner:
        right.insert(0, (_owner(row.owner, width), ACCENT if row.owner == moment.me else FAINT))
    middle = width - _width(left) - _width(right)
    sender = min(28, max(14, middle * 2 // 5)) if width >= WITH_SENDER else 0
    if sender:
        left += [(fit(_who(row), sender - 2), words), ("  ", TEXT)]
    subject = plain_line(row.subject) or t("(no subject)")
    return [*left, (fit(subject, middle - sender), words), *right]


def label_width() -> int:
    """Return the cells of the widest label; none is ever cut."""
    return max(cell_len(t(words)) for words in SHORT.values())


def _owner(name: str, width: int) -> str:
    """Return who looks after it: the name where there is room, else a sign."""
    words = plain_line(name) if width >= WITH_OWNER else ""
    return f" »{fit(words, min(cell_len(words), OWNER_WIDTH))}"


def _who(row: ConversationRow) -> str:
    sender, client = plain_line(row.sender), plain_line(row.client)
    if not client:
        return f"? {sender}"
    return f"{sender} · {client}" if sender and sender != client else client


def _confidence(row: ConversationRow) -> str:
    """Return five cells: how sure the model is, ``look`` where a person has to look."""
    if row.needs_look:
        return fit(t("look"), 5)
    return "     " if row.confidence >= 0.995 or not row.label else f"{row.confidence:3.0%}  "


def _marks(row: ConversationRow) -> str:
    count = f"{min(row.message_count, 99):>2}" if row.message_count > 1 else "  "
    return f"{'~' if row.has_draft else ' '}{count}{' @' if row.has_attachment else '  '} "


def _time(row: ConversationRow, moment: Moment) -> str:
    shown = row.last_at
    if row.state is ConversationState.SNOOZED and row.snoozed_until:
        shown = row.snoozed_until
    return right_fit(moments.short(shown, moment.now, moment.zone), TIME_WIDTH)


def _outgoing(row: OutgoingRow, width: int, moment: Moment) -> Cells:
    word, role = _STATE_WORDS.get(row.state, (row.state.value, FAINT))
    right: Cells = [
        (" " + right_fit(moments.short(row.created_at, moment.now, moment.zone), 7), FAINT)
    ]
    left: Cells = [(" ", TEXT), (fit(t(word), 8), role)]
    if width >= WITH_CONFIDENCE:
        left.append((fit(t(row.purpose), 13), FAINT))
    middle = width - _width(left) - _width(right)
    to = min(28, max(14, middle * 2 // 5))
    return [
        *left,
        (fit(plain_line(row.to), to - 2) + "  ", TEXT),
        (fit(plain_line(row.subject), middle - to), TEXT),
        *right,
    ]


def _created(row: OutgoingRow | QuarantineRow, moment: Moment) -> tuple[str, str]:
    shown = moments.short(row.created_at, moment.now, moment.zone)
    return f" {right_fit(shown, TIME_WIDTH)}", FAINT


def _quarantined(row: QuarantineRow, width: int, moment: Moment) -> Cells:
    right: Cells = [
        (" " + right_fit(moments.short(row.created_at, moment.now, moment.zone), 7), FAINT)
    ]
    left: Cells = [(" ", TEXT), (fit(row.mailbox, 10), FAINT)]
    middle = width - _width(left) - _width(right)
    who = min(28, max(14, middle // 3))
    sender = plain_line(row.sender) or t("(sender unreadable)")
    return [
        *left,
        (fit(sender, who - 2) + "  ", TEXT),
        (fit(say(plain_line(row.reason)), middle - who), WARN),
        *right,
    ]


def _width(cells: Cells) -> int:
    return sum(cell_len(text) for text, _ in cells)
