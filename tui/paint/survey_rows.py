"""Surveys as lines of a list."""

from __future__ import annotations

from rich.cells import cell_len

from daemon.model.plan import Invitation
from daemon.services.optouts import OptOut
from daemon.services.surveys import AnswerLine, InvitationLine
from daemon.store.improvements import Link
from daemon.store.projects import Person
from tui import moments
from tui.i18n import t
from tui.paint.parts import FAINT
from tui.paint.survey import STATES, scores
from tui.plain import plain_line
from tui.widgets.rows import Cells, Moment, fit, right_fit

#: what a line is about
Row = InvitationLine | AnswerLine | Link | OptOut
_ROLES = {FAINT: "faint", "": "text", "$success": "text", "$warning": "warn"}


def lay_out(row: Row, width: int, moment: Moment) -> Cells:
    """Return the cells of a line, *width* cells in all."""
    if isinstance(row, InvitationLine):
        return _lay_invitation(row, width, moment)
    if isinstance(row, AnswerLine):
        return _lay_answer(row, width, moment)
    if isinstance(row, Link):
        return _lay_improvement(row, width)
    return _lay_opt_out(row, width, moment)


def _who(person: Person) -> str:
    return plain_line(person.name) or plain_line(person.address)


def _lay_invitation(row: InvitationLine, width: int, moment: Moment) -> Cells:
    each = row.invitation
    word, style = STATES[each.state]
    about = f"{row.project.code} {plain_line(row.milestone.name)}"
    return _lay(
        (fit(t(word), 10), _ROLES[style]),
        (_who(row.person), about),
        _note(each),
        moments.short(each.answered_at or each.asked_at or each.due_at, moment.now, moment.zone),
        width,
    )


def _note(each: Invitation) -> str:
    if each.reasons:
        return "; ".join(t(plain_line(r)) for r in each.reasons)
    return t("reminded") if each.reminder == "sent" else ""


def _lay_answer(row: AnswerLine, width: int, moment: Moment) -> Cells:
    each = row.answer
    role = "alert" if each.low else "text"
    return _lay(
        (fit(scores(each.scores) or "–", 16), role),
        (_who(row.person), plain_line(row.milestone.name)),
        plain_line((each.reason and t(each.reason)) or each.remark),
        moments.short(each.received_at, moment.now, moment.zone),
        width,
    )


def _lay_improvement(row: Link, width: int) -> Cells:
    return _lay(
        (fit(row.item, 10), "strong"),
        (plain_line(row.client), f"{row.project} {plain_line(row.milestone)}"),
        plain_line(row.remark),
        t(row.item_state),
        width,
    )


def _lay_opt_out(row: OptOut, width: int, moment: Moment) -> Cells:
    return _lay(
        (" ", "text"),
        (_who(row.person), plain_line(row.person.address)),
        plain_line(row.actor),
        moments.short(row.at, moment.now, moment.zone),
        width,
    )


def _lay(first: tuple[str, str], who: tuple[str, str], note: str, last: str, width: int) -> Cells:
    """Return a line: a word, who, about what, a note where there is room, and when."""
    right: Cells = [(right_fit(last, 8), "faint")]
    room = width - cell_len(first[0]) - 1 - 8
    name = min(24, room * 2 // 5)
    about = room - name - 2 if width < 90 else min(30, room // 3)
    cells: Cells = [first, (" ", "text"), (fit(who[0], name), "strong"), ("  ", "text")]
    cells.append((fit(who[1], about), "faint"))
    if (left := room - name - 2 - about) > 0:
        cells.append((fit(f"  {note}", left), "warn" if first[1] == "warn" else "text"))
    return [*cells, *right]
