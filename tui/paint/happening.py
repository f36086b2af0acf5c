"""What happened, as one line and in full."""

from __future__ import annotations

from textual.content import Content

from daemon.model.happening import Happening, Kind
from tui import moments
from tui.i18n import t
from tui.paint.mail import View
from tui.paint.parts import ALERT, FAINT, GOOD, STRONG, WARN, assemble, joined, lines, styled
from tui.plain import plain_line
from tui.theme import COLOUR, LONG
from tui.widgets.record_list import Line
from tui.widgets.rows import Cells, Moment, fit, right_fit

#: how a line begins, so that kinds differ without colour
SIGNS: dict[Kind, str] = {
    Kind.RECEIVED: "←",
    Kind.SENT: "→",
    Kind.NOTE: "✎",
    Kind.ITEM: "◆",
    Kind.DECISION: "✓",
    Kind.MILESTONE: "▲",
    Kind.ASKED: "?",
    Kind.ANSWER: "★",
}
NAMES: dict[Kind, str] = {
    Kind.RECEIVED: "mail",
    Kind.SENT: "we: ",
    Kind.NOTE: "note",
    Kind.ITEM: "item",
    Kind.DECISION: "decided",
    Kind.MILESTONE: "milestone",
    Kind.ASKED: "survey",
    Kind.ANSWER: "answer",
}
VERBS: dict[str, str] = {
    "relabel": "gave it a label",
    "confirm": "confirmed the label",
    "also": "changed the second label",
    "done": "called it done",
    "reopen": "opened it again",
    "wait": "waits for the client",
    "snooze": "put it away",
    "assign": "said who looks after it",
    "attributed": "said whose the sender is",
    "conversation.merged": "made one conversation of several",
    "conversation.split": "split the conversation",
    "item.changed": "changed",
    "item.linked": "linked",
    "item.split": "drew it from another item",
    "item.recast": "made it another kind",
    "item.followed": "by the client's answer",
    "item.offered": "put to the client",
    "item.resolved": "seen to",
    "document.sent": "sent the document",
    "item.improved": "called it done",
    "offer.replied": "the client replied to the offer",
    "offer.decided": "settled the reply",
}
_ROLES = {Kind.SENT: "faint", Kind.NOTE: "faint", Kind.DECISION: "faint", Kind.MILESTONE: "strong"}


def explain_signs() -> str:
    """Return what the signs of a time line mean."""
    return t(
        "In the time line: ← mail, → ours, ✎ note, ◆ item, ✓ decision, ▲ milestone,\n"
        "? asked in a survey, ★ answer to one."
    )


def _values(words: str) -> str:
    """Return what changed, such as ``owner: mara, due: 2026-05-20``, in the manager's language."""
    pairs = (part.partition(": ") for part in words.split(", "))
    return ", ".join(t(name) + t(": ") * bool(gap) + t(value) for name, gap, value in pairs)


def assigned(name: str) -> str:
    """Return who looks after it, in words."""
    return t("{who} looks after it", who=name) if name else t("nobody looks after it")


def say(seen: Happening) -> str:
    """Return what happened in a few words."""
    words = plain_line(seen.words, 200)
    if seen.kind is Kind.DECISION:
        verb = t(VERBS.get(seen.state, seen.state))
        label = f": {t(LONG[seen.label])}" if seen.label else ""
        told = f" → {_values(words)}" if words else ""
        if seen.state == "assign":
            return assigned(words)
        return f"{seen.ref} {verb}{label}{told}".strip()
    if seen.kind is Kind.ITEM:
        return f"{seen.ref}  {words}"
    if seen.kind is Kind.ANSWER:
        return f"{words}: {plain_line(seen.ref)} {plain_line(seen.text, 100)}".strip()
    return words or t("(no subject)")


def line_of(seen: Happening, index: int) -> Line:
    """Return it as a line of a time line."""

    def lay(width: int, moment: Moment) -> Cells:
        when = right_fit(moments.short(seen.at, moment.now, moment.zone), 7)
        who = min(20, width // 5) if width >= 60 else 0
        state = t(seen.state) if seen.kind in _STATED and seen.state else ""
        tail = fit(f" {state}", 12) if width >= 70 else ""
        room = width - 7 - 3 - (who + 1 if who else 0) - (12 if tail else 0)
        role = COLOUR[seen.label] if seen.label else _ROLES.get(seen.kind, "text")
        cells = [(when, "faint"), (f" {SIGNS[seen.kind]} ", role)]
        cells += [(fit(plain_line(seen.who), who) + " ", "faint")] if who else []
        return [*cells, (fit(say(seen), room), role), (tail, "faint")]

    return Line(index, lay)


_STATED = frozenset({Kind.SENT, Kind.ITEM, Kind.ASKED})


def paint_option(seen: Happening, view: View) -> Content:
    """Return it as one line beside the mails of a conversation."""
    when = moments.short(seen.at, view.now, view.zone)
    return assemble(
        (f"{when:>7}  {SIGNS[seen.kind]} ", FAINT),
        (say(seen), f"${COLOUR[seen.label]}" if seen.label else FAINT),
    )


def paint_happening(seen: Happening, view: View) -> Content:
    """Return all that is known of it."""
    state = t(VERBS.get(seen.state, seen.state)) if seen.state else ""
    style = {"failed": ALERT, "unsure": ALERT, "held": WARN, "counted": GOOD}.get(seen.state, "")
    head = joined(
        [
            styled(t(NAMES[seen.kind]).strip(": "), STRONG),
            styled(plain_line(seen.who)),
            styled(moments.full(seen.at, view.zone), FAINT),
        ]
    )
    parts = [head, styled(state, style), styled("")]
    parts += [styled(plain_line(seen.ref), FAINT)] if seen.ref else []
    parts += [styled(seen.words, STRONG if seen.text else "")]
    parts += [styled(""), styled(seen.text)] if seen.text else []
    return lines(parts)
