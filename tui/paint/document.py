"""The requirement document: what became of a version, a clause with its source, a difference."""

from __future__ import annotations

from textual.content import Content

from daemon.scope.document import Clause, Document, difference, sections
from daemon.scope.statement import SHORT
from daemon.services.baselines import Version
from daemon.store.scope_items import ItemRow
from tui import moments
from tui.i18n import t
from tui.paint.mail import View
from tui.paint.parts import ALERT, FAINT, GOOD, STRONG, WARN, assemble, lines, styled
from tui.plain import plain_line

_STATES = {"open": WARN, "answered": GOOD, "expired": ALERT, "superseded": FAINT}


def paint_version(version: Version | None, count: int, view: View) -> Content:
    """Return what became of a version; None is the draft."""
    if version is None:
        told = [
            styled(t("The draft: the items as they stand now"), STRONG),
            styled(t("{n} versions were sent. v shows them, = what differs.", n=count), FAINT),
            styled(""),
            styled(t("s sends it to the client's approver; their yes makes it the baseline.")),
        ]
        return lines(told)
    made = version.made
    state = t(made.decision or made.state) if made.state != "open" else t("no answer yet")
    until = moments.full(made.expires_at, view.zone)
    told = [
        assemble(
            (t("Version {n}", n=made.number), STRONG),
            (f"   {state}", _STATES.get(made.state, "")),
        ),
        _fact("to", plain_line(made.address)),
        _fact("sent", moments.full(made.created_at, view.zone)),
        _fact("stands until", until),
        _fact("fingerprint", made.sha256[:SHORT]),
    ]
    if made.decided_at:
        who = plain_line(made.decided_by)
        told.append(_fact("decided", f"{moments.full(made.decided_at, view.zone)}, {who}"))
    return lines(told)


def _fact(name: str, value: str) -> Content:
    return assemble((f"  {t(name)}  ", FAINT), value)


def paint_clause(clause: Clause, item: ItemRow | None) -> Content:
    """Return a clause with the client's words and where they stand."""
    source = f"<{plain_line(clause.message)}>" if clause.message else t("no mail")
    state = t(item.state) if item else ""
    return lines(
        [
            assemble((f"{clause.ref}  ", "bold $accent"), (plain_line(clause.title, 300), STRONG)),
            styled(state, FAINT),
            styled(""),
            styled(t("In the client's words"), STRONG),
            styled(clause.words.strip() or t("(no words)")),
            styled(""),
            assemble((t("cited from "), FAINT), (source, FAINT)),
            styled(t("enter opens the mail at these words"), FAINT),
        ]
    )


def paint_difference(before: Document | None, after: Document, names: tuple[str, str]) -> Content:
    """Return what differs between two versions, line by line."""
    head = styled(t("From {old} to {new}", old=names[0], new=names[1]), STRONG)
    if before is None:
        return lines([head, styled(t("There is no version before this one."), FAINT)])
    told = difference(_text(before), _text(after)).splitlines()[2:]
    if not told:
        return lines([head, styled(t("Nothing differs."), FAINT)])
    return lines([head, styled(""), *map(_changed, told)])


def _text(document: Document) -> str:
    """Return a version in plain lines, without its number, which always differs."""
    told: list[str] = []
    for section in sections(document):
        told.append(section.heading)
        for line in section.lines:
            told.append(f"  {line.ref}  {line.text}" if line.ref else f"  {line.text}")
            told += [f"      “{part.strip()}”" for part in line.words.splitlines() if part.strip()]
    return "\n".join(told)


def _changed(line: str) -> Content:
    if line.startswith("@@"):
        return styled("┄" * 12, FAINT)
    style = GOOD if line.startswith("+") else ALERT if line.startswith("-") else FAINT
    return styled(f"{line[:1]} {line[1:]}", style)
