"""A milestone: who will get what and when, who will not and why, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from daemon.model.plan import InvitationState, Milestone
from daemon.schedules.asking import Reason
from daemon.services.milestones import MilestoneLine, Preview, Prospect
from daemon.services.surveys import InvitationLine
from tui import moments
from tui.i18n import t
from tui.i18n.errors import say
from tui.paint.mail import View
from tui.paint.parts import ALERT, FAINT, GOOD, STRONG, WARN, assemble, joined, lines, styled
from tui.plain import plain_line
from tui.widgets.rows import Cells, Moment, fit

STATES = {
    InvitationState.PLANNED: FAINT,
    InvitationState.ASKED: "",
    InvitationState.ANSWERED: GOOD,
    InvitationState.CLOSED: FAINT,
    InvitationState.SKIPPED: WARN,
    InvitationState.MISSED: WARN,
}
_ROLES = {"planned": "text", "reached": "strong", "cancelled": "faint"}
WHO = 22


def lay_milestone(seen: MilestoneLine, today: str, width: int, moment: Moment) -> Cells:
    """Return a milestone as cells of a line."""
    stone = seen.milestone
    day = stone.planned_on.isoformat() if stone.planned_on else "–"
    late = stone.state == "planned" and bool(stone.planned_on) and day < today
    role = _ROLES[stone.state.value]
    if stone.reached_at:
        day = f"{stone.reached_at.astimezone(moment.zone):%Y-%m-%d}"
    left: Cells = [(fit(day, 12), "alert" if late else "faint")]
    right: Cells = [(fit(f" {t('overdue' if late else stone.state.value)}", 11), role)]
    if width >= 60:
        right.insert(0, (fit(f" {t(stone.kind.value)}", 12), "faint"))
    if width >= 76:
        right.append((fit(_tally(seen), 22), "faint"))
    taken = 12 + 11 + (12 if width >= 60 else 0) + (22 if width >= 76 else 0)
    return [*left, (fit(plain_line(stone.name), width - taken), role), *right]


def _tally(seen: MilestoneLine) -> str:
    counts = [f"{n} {t(state)}" for state, n in seen.invitations.items()]
    return f" {', '.join(counts)}"


def paint_milestone(
    stone: Milestone, preview: Preview | None, asked: Sequence[InvitationLine], view: View
) -> Content:
    """Return all that is known of a milestone."""
    parts = [
        styled(plain_line(stone.name, 200), "bold $accent"),
        _facts(stone, view),
        styled(""),
    ]
    if asked:
        parts += [styled(t("Invitations"), STRONG), *(_invitation(i, view) for i in asked)]
        parts += [styled(""), styled(t("i asks in spite of a reason, or does not ask"), FAINT)]
    if preview is not None and stone.state == "planned":
        parts += [paint_preview(preview, view)]
        parts += [styled(""), styled(t("a: it is reached"), FAINT)]
    return lines(parts)


def _facts(stone: Milestone, view: View) -> Content:
    planned = t("planned for {day}", day=stone.planned_on) if stone.planned_on else ""
    reached = ""
    if stone.reached_at:
        when = moments.full(stone.reached_at, view.zone)
        reached = t("reached {when} ({who})", when=when, who=plain_line(stone.reached_by))
    survey = t("sends the survey “{name}”", name=stone.survey_name) if stone.survey_name else ""
    return joined(
        [
            styled(t(stone.kind.value), FAINT),
            styled(t(stone.state.value), STRONG),
            styled(planned),
            styled(reached),
            styled(plain_line(stone.owner), FAINT),
            styled(survey or t("sends no survey"), FAINT),
        ]
    )


def paint_preview(seen: Preview, view: View) -> Content:
    """Return who would get what and when, and who would not and why."""
    head = styled(t("If it is reached now"), STRONG)
    warnings = [styled(f"  ! {say(plain_line(each, 300))}", ALERT) for each in seen.warnings]
    after = [*_follow_ups(seen, view), *warnings]
    if seen.note:
        return lines([head, styled(f"  {t(seen.note)}", WARN), *after])
    if not seen.prospects:
        return lines([head, styled("  " + t("there is nobody to ask"), FAINT), *after])
    gets = [p for p in seen.prospects if not p.reasons]
    not_asked = [p for p in seen.prospects if p.reasons]
    parts = [head]
    if gets:
        parts.append(styled("  " + t("get the survey “{name}”", name=seen.survey), GOOD))
        parts += [_prospect(p, view) for p in gets]
    if not_asked:
        parts.append(styled("  " + t("are not asked"), WARN))
        parts += [_prospect(p, view) for p in not_asked]
    return lines([*parts, *after])


def _follow_ups(seen: Preview, view: View) -> list[Content]:
    """Return what is followed up after it, and when that begins."""
    if not seen.follow_ups:
        return []
    told = [
        assemble(
            f"    {fit(plain_line(each.rule), WHO)}",
            (moments.ahead(each.at, view.now, view.zone), FAINT),
            (f"  {', '.join(each.steps)}", FAINT),
        )
        for each in seen.follow_ups
    ]
    return [styled("  " + t("follow-ups begin"), GOOD), *told]


def say_reason(reason: str) -> str:
    """Return why somebody is not asked; what comes after the words stays as it is."""
    words = plain_line(reason)
    for known in Reason:
        if words.startswith(known.value):
            return t(known.value) + words[len(known.value) :]
    return t(words)


def _prospect(each: Prospect, view: View) -> Content:
    name = plain_line(each.person.name) or plain_line(each.person.address)
    if not each.reasons:
        when = moments.ahead(each.at, view.now, view.zone)
        return assemble(f"    {fit(name, WHO)}", (when, FAINT))
    final = t(" (nobody overrides this)") if each.final else ""
    why = [styled(f"      – {say_reason(r)}", WARN) for r in each.reasons]
    return lines([assemble(f"    {name}", (final, ALERT)), *why])


def _invitation(each: InvitationLine, view: View) -> Content:
    asked = each.invitation
    name = plain_line(each.person.name) or plain_line(each.person.address)
    at = asked.answered_at or asked.asked_at or asked.due_at
    when = moments.ahead(at, view.now, view.zone)
    why = ", ".join(map(say_reason, asked.reasons))
    return assemble(
        f"  {fit(name, WHO)}",
        (fit(t(asked.state.value), 11), STATES[asked.state]),
        (when, FAINT),
        (f"  {plain_line(why)}" if why else "", WARN),
    )
