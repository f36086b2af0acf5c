"""Surveys in words: who was asked and why not, what came back, what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from textual.content import Content

from daemon.model.plan import AnswerState, InvitationState
from daemon.outbox.render import Rendered
from daemon.services.optouts import OptOut
from daemon.services.surveys import AnswerLine, InvitationLine
from daemon.store.improvements import Link
from tui import moments
from tui.i18n import t
from tui.paint.mail import View
from tui.paint.parts import FAINT, GOOD, STRONG, WARN, assemble, joined, lines, styled
from tui.plain import plain_line
from tui.widgets.rows import fit

NAME = 14
STATES = {
    InvitationState.PLANNED: ("planned", FAINT),
    InvitationState.ASKED: ("asked", ""),
    InvitationState.ANSWERED: ("answered", GOOD),
    InvitationState.CLOSED: ("no answer", FAINT),
    InvitationState.SKIPPED: ("not asked", WARN),
    InvitationState.MISSED: ("too late", WARN),
}


def paint_invitation(line: InvitationLine, view: View) -> Content:
    """Return an invitation: whom, about what, what became of it and why."""
    each = line.invitation
    word, style = STATES[each.state]
    told = [
        _title(line.person.name, line.person.address),
        joined([styled(t(word), style or STRONG), _milestone(line)]),
        styled(""),
    ]
    told += [assemble((fit(t("why"), NAME), FAINT), (_reasons(each.reasons), WARN))] * bool(
        each.reasons
    )
    told += _facts(
        {
            "asked by": plain_line(each.override_by),
            "survey": plain_line(each.survey),
            "goes out" if each.asked_at is None else "went out": _when(
                each.asked_at or each.due_at, view
            ),
            "reminder": _reminder(each.reminder, each.remind_at, view),
            "answered on": _when(each.answered_at, view),
            "open until": _when(each.closes_at, view),
        }
    )
    return lines(told)


def paint_letter(words: Rendered, *, is_sent: bool) -> Content:
    """Return the mail that asks, as it looks."""
    head = t("The invitation as it was sent") if is_sent else t("The invitation as it will look")
    return lines(
        [
            styled(""),
            styled(head, STRONG),
            assemble((fit(t("Subject"), NAME), FAINT), (plain_line(words.subject), STRONG)),
            styled(""),
            styled(words.text),
        ]
    )


def paint_answer(line: AnswerLine, view: View) -> Content:
    """Return an answer: what was read in it, why it waits, the client's words."""
    each = line.answer
    is_held = each.state is AnswerState.HELD
    state = styled(t("waits for you") if is_held else t("counts"), WARN if is_held else GOOD)
    told = [
        _title(line.person.name, line.person.address),
        joined([state, styled(plain_line(line.milestone.name), FAINT)]),
        styled(""),
    ]
    if each.reason:
        told.append(assemble((fit(t("why"), NAME), FAINT), (t(plain_line(each.reason)), WARN)))
    told += _facts(
        {
            "came": _when(each.received_at, view),
            "read as": scores(each.scores) or t("no score was found"),
            "yes or no": ", ".join(_said(*pair) for pair in each.yes_no.items()),
            "chosen": "; ".join(f"{k} {', '.join(v)}" for k, v in each.choices.items()),
            "late": t("came after it was closed") if each.late else "",
        }
    )
    remark = styled(each.remark) if each.remark.strip() else styled(t("(no words)"), FAINT)
    hint = t("a lets it count, corrected if you like · r does not count it · enter reads the mail")
    told += [styled(""), styled(t("In their words"), STRONG), remark, styled("")]
    return lines([*told, styled(hint if is_held else t("enter reads the mail"), FAINT)])


def paint_improvement(link: Link) -> Content:
    """Return what a low score opened, with the chain that led there."""
    told = [
        assemble((f"{link.item}  ", "bold $accent"), (t(link.item_state), STRONG)),
        styled(""),
        *_facts(
            {
                "client": f"{plain_line(link.contact)}, {plain_line(link.client)}",
                "milestone": f"{link.project} {plain_line(link.milestone)}",
                "scores": scores(link.scores),
                "owner": plain_line(link.owner),
                "due": plain_line(link.due),
                "told client": t(link.closing_state) if link.closing_state else "",
            }
        ),
        styled(""),
        styled(t("In their words"), STRONG),
        styled(link.remark or t("(no words)")),
        styled(""),
        styled(t("enter opens the board"), FAINT),
    ]
    return lines(told)


def paint_opt_out(each: OptOut, view: View) -> Content:
    """Return who does not want to be asked, since when and by whom that is known."""
    return lines(
        [
            _title(each.person.name, each.person.address),
            styled(""),
            *_facts({"since": _when(each.at, view), "noted by": plain_line(each.actor)}),
            styled(""),
            styled(t("o lets them be asked again"), FAINT),
        ]
    )


def _said(key: str, yes: bool) -> str:
    return f"{plain_line(key)} {t('yes') if yes else t('no')}"


def scores(given: Mapping[str, int]) -> str:
    """Return scores in words."""
    return ", ".join(f"{plain_line(key)} {score}" for key, score in given.items())


def _title(name: str, address: str) -> Content:
    who = plain_line(name) or plain_line(address)
    return assemble((who, "bold $accent"), (f"   {plain_line(address)}" if name else "", FAINT))


def _milestone(line: InvitationLine) -> Content:
    return styled(f"{line.project.code} {plain_line(line.milestone.name)}", FAINT)


def _facts(facts: Mapping[str, str]) -> list[Content]:
    return [assemble((fit(t(name), NAME), FAINT), value) for name, value in facts.items() if value]


def _reasons(reasons: tuple[str, ...]) -> str:
    return "; ".join(t(plain_line(reason)) for reason in reasons)


def _reminder(word: str, at: datetime | None, view: View) -> str:
    if word:
        return t(plain_line(word))
    return _when(at, view)


def _when(moment: datetime | None, view: View) -> str:
    return moments.full(moment, view.zone) if moment else ""
