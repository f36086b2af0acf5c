"""A client's record: how it fares and why, people, open work, milestones, satisfaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from textual.content import Content

from daemon.schedules.health import FULL, Health
from daemon.schedules.statistics import Figure
from daemon.services.clientrecords import Answering, ClientLine, ClientRecord
from daemon.services.figures import Row, Verbatim
from daemon.services.milestones import MilestoneLine
from daemon.store.projects import Person
from daemon.store.scope_items import ItemRow
from tui import moments
from tui.i18n import t
from tui.paint.item import name_state, say_due
from tui.paint.mail import View
from tui.paint.parts import (
    ALERT,
    FAINT,
    GOOD,
    STRONG,
    WARN,
    assemble,
    bar,
    joined,
    lines,
    styled,
)
from tui.plain import plain_line
from tui.widgets.rows import fit

HEALTH = {"well": GOOD, "fair": WARN, "at risk": ALERT}
#: lines of one kind that are shown
MANY = 12
NAME, LEAST = 22, 5


def paint_record(seen: ClientRecord, view: View) -> Content:
    """Return everything, part under part."""
    parts = [
        [_title(seen.line, view)],
        paint_health(seen.line.health),
        _people(seen.people, seen.opted_out),
        _projects(seen),
        _items(seen.items, view),
        _milestones(seen.milestones),
        _satisfaction(seen),
        _answering(seen.answering),
        _verbatims(seen.report.verbatims, view),
    ]
    return lines([line for part in parts if part for line in [*part, styled("")]])


def paint_summary(line: ClientLine, view: View) -> Content:
    """Return what a list's preview tells of a client."""
    counts = [
        _count("open conversations", line.conversations),
        _count("open items", line.items),
        _count("open complaints", line.complaints, ALERT if line.complaints else ""),
        _count("contacts", line.contacts),
    ]
    satisfied = _fact("satisfied", assemble(*_share(line.csat)))
    hint = styled(t("enter opens the record · p the project · m its milestones"), FAINT)
    parts = [_title(line, view), styled(""), *paint_health(line.health), styled(""), *counts]
    return lines([*parts, satisfied, styled(""), hint])


def _title(line: ClientLine, view: View) -> Content:
    client = line.client
    there = moments.clients_time(view.now, client.timezone)
    facts = joined(
        [
            styled(", ".join(client.domains), FAINT),
            styled(t("now {there}", there=there) if there else "", FAINT),
            styled(client.language, FAINT),
        ]
    )
    name = styled(plain_line(client.name), "bold $accent")
    return lines([name, facts]) if facts.plain else name


def paint_health(health: Health) -> list[Content]:
    """Return the figure, and what it lost points to."""
    colour = HEALTH[health.word]
    head = assemble(
        (t("Health"), STRONG),
        ("  ", ""),
        bar(health.points / FULL, colour),
        (f"  {health.points}", f"bold {colour}"),
        (f"  {t(health.word)}", colour),
    )
    if not health.costs:
        words = t("nothing is known to speak against it; 100 is the most")
        return [head, styled(f"  {words}", FAINT)]
    told = [styled(f"  {FULL}  {t('to begin with')}", FAINT)]
    told += [
        assemble((f"  {-c.points:>3}  ", WARN), f"{t(c.what)}: {c.count}") for c in health.costs
    ]
    return [head, *told]


def _count(name: str, count: int, style: str = "") -> Content:
    return _fact(name, styled(str(count) if count else "–", style or ("" if count else FAINT)))


def _fact(name: str, value: Content) -> Content:
    return assemble((fit(t(name), NAME), FAINT), value)


def _head(name: str, note: str = "") -> Content:
    return assemble((t(name), STRONG), (f"   {note}" if note else "", FAINT))


def _people(people: Sequence[Person], opted_out: frozenset[int]) -> list[Content]:
    told = [_person(p, is_out=p.contact_id in opted_out) for p in people[:MANY]]
    more = [styled(t("  … {n} more", n=len(people) - MANY), FAINT)] if len(people) > MANY else []
    nobody = [] if people else [styled("  " + t("nobody has written yet"), FAINT)]
    return [_head("Contacts"), *told, *more, *nobody]


def _person(person: Person, *, is_out: bool) -> Content:
    notes = joined(
        [
            styled(person.language, FAINT),
            styled(t("mail comes back") if person.bounced else "", ALERT),
            styled(t("is not asked: opted out") if is_out else "", WARN),
        ]
    )
    name = fit(plain_line(person.name) or "–", NAME)
    return assemble("  ", (name, ""), (fit(plain_line(person.address), 30), FAINT), " ", notes)


def _projects(seen: ClientRecord) -> list[Content]:
    if not seen.projects:
        return []
    told = [
        assemble(
            (f"  {p.code:<10}", "bold"), plain_line(p.name, 60), (f"  {t(p.state.value)}", FAINT)
        )
        for p in seen.projects[:MANY]
    ]
    return [_head("Projects", t("p opens")), *told]


def _items(items: Sequence[ItemRow], view: View) -> list[Content]:
    if not items:
        return [_head("Open items"), styled("  " + t("nothing is open"), FAINT)]
    told = []
    for each in items[:MANY]:
        due, style = say_due(each.due, view)
        told.append(
            assemble(
                (f"  {each.ref:<8}", "bold"),
                (plain_line(each.title, 70), ""),
                (f"  {name_state(each.state)}", FAINT),
                (f"  {due}" if due else "", style or FAINT),
                (f"  {plain_line(each.owner)}" if each.owner else "", FAINT),
            )
        )
    more = [styled(t("  … {n} more", n=len(items) - MANY), FAINT)] if len(items) > MANY else []
    return [_head("Open items", str(len(items))), *told, *more]


def _milestones(stones: Sequence[MilestoneLine]) -> list[Content]:
    if not stones:
        return []
    told = [
        assemble(
            (f"  {m.milestone.planned_on or ''!s:<12}", FAINT),
            plain_line(m.milestone.name, 40),
            (f"  {t(m.milestone.state.value)}", FAINT),
            (f"  {m.project.code}", FAINT),
        )
        for m in stones[-MANY:]
    ]
    return [_head("Milestones", t("m opens")), *told]


def _satisfaction(seen: ClientRecord) -> list[Content]:
    report = seen.report
    if not report.total.response.count:
        return [_head("Surveys"), styled("  " + t("not asked within a year"), FAINT)]
    months = report.groups["month"][-6:]
    return [
        _head("Surveys", t("the year to now; from few answers a figure says little")),
        assemble("  ", _fact("answered", assemble(*_share(report.total.response)))),
        assemble("  ", _fact("satisfied", assemble(*_share(report.total.csat)))),
        assemble("  ", _fact("would recommend", styled(_points(report.total.nps)))),
        *(_month(row) for row in months if row.csat.count),
    ]


def _month(row: Row) -> Content:
    value = row.csat.value or 0.0
    colour = GOOD if value >= 0.8 else WARN if value >= 0.6 else ALERT
    return assemble((f"  {row.name}  ", FAINT), bar(value, colour), "  ", *_share(row.csat))


def _share(figure: Figure) -> tuple[tuple[str, str], ...]:
    if figure.value is None:
        return (("–", FAINT),)
    span = t(
        "({low}–{high}, {n} answers)",
        low=round(100 * figure.low),
        high=round(100 * figure.high),
        n=figure.count,
    )
    few = t("  few") if figure.count < LEAST else ""
    return ((f"{round(100 * figure.value)} % ", STRONG), (f"{span}{few}", FAINT))


def _points(figure: Figure) -> str:
    return "–" if figure.value is None else f"{figure.value:+.0f} NPS ({figure.count})"


def _answering(found: Answering) -> list[Content]:
    head = _head("First answers", t("business hours"))
    if found.median is None or found.slow is None:
        return [head, styled("  " + t("none yet"), FAINT)]
    return [
        head,
        assemble("  ", _fact("usually within", styled(_span(found.median), STRONG))),
        assemble("  ", _fact("nine of ten within", styled(_span(found.slow)))),
        assemble("  ", _fact("answered so far", styled(str(found.count), FAINT))),
    ]


def _span(span: timedelta) -> str:
    hours = span.total_seconds() / 3600
    return f"{hours:.1f} h" if hours < 48 else f"{hours / 24:.1f} {t('d')}"


def _verbatims(said: Sequence[Verbatim], view: View) -> list[Content]:
    if not said:
        return []
    told = []
    for each in said[:4]:
        who = f"{plain_line(each.contact)}, {moments.short(each.at, view.now, view.zone)}: "
        told.append(assemble((f"  {who}", FAINT), plain_line(each.remark, 300)))
    return [_head("In their words"), *told]
