"""The forms for items: what is asked, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from typing import cast

from textual.content import Content

from daemon.errors import UserError
from daemon.model.reading import OutgoingMail
from daemon.scope.statement import Moved, Statement
from daemon.services.approvals import VALID
from daemon.services.complaints import Resolution
from daemon.services.itemfile import ItemFile
from daemon.services.scope import SEVERITIES
from daemon.services.terms import Asked
from daemon.store.projects import Person
from daemon.store.scope_items import ItemRow
from tui.desk import Desk
from tui.i18n import t
from tui.paint.letters import paint_leaving
from tui.paint.parts import FAINT, STRONG, lines, styled
from tui.plain import plain_line
from tui.screens.form import Field, Form, Values, listed
from tui.when import parse

ARROW = "->"
#: what is found out about a complaint
FOUND = ("severity", "cause", "remedy", "prevention")


def pictured(mails: Sequence[OutgoingMail]) -> Content:
    """Return the mails that would leave."""
    if not mails:
        return styled(t("No mail leaves."), FAINT)

    return lines([part for mail in mails for part in (paint_leaving(mail), styled(""))])


def day_of(desk: Desk, text: str) -> date:
    """Return the day that *text* names; raise UserError."""
    found = parse(text, desk.now, desk.zone)
    if found is None:
        raise UserError(t("{text} is no day; try 2026-05-20, fri or 2w", text=text or "–"))
    return found.astimezone(desk.zone).date()


def moment_of(desk: Desk, text: str) -> datetime:
    """Return the end of the day that *text* names; raise UserError."""
    return datetime.combine(day_of(desk, text), time(23, 59), desk.zone).astimezone(UTC)


def approver_names(people: Sequence[Person]) -> tuple[str, str]:
    """Return the first who can be asked, and all of them in a line."""
    known = [p.address for p in people if p.address]
    return (known[0] if known else ""), ", ".join(known[:6])


def _stands(item: ItemRow) -> str:
    return f"{item.ref}: {t(item.state)}"


def _anew(desk: Desk, item: ItemRow, make: Callable[[Desk, ItemRow], Form]) -> Callable[[], Form]:
    """Return what makes the form of an item again from the item as it stands by then."""
    return lambda: make(desk, desk.records.load_item(item.id).item)


def change_form(desk: Desk, seen: ItemFile, people: Sequence[Person]) -> Form:
    """Return the form of a change request: its impact, and the offer to the client."""
    item, deeds = seen.item, desk.deeds.scope
    said = dict(seen.offers[0].statement) if seen.offers else {}
    first, known = approver_names(people)
    until = (desk.now + VALID).astimezone(desk.zone).date().isoformat()

    def before(name: str) -> str:
        return "\n".join(cast("list[str]", said.get(name) or []))

    def terms(values: Values) -> tuple[Statement, Asked]:
        return statement_of(values), Asked(values["approver"], moment_of(desk, values["until"]))

    return Form(
        title=t("Impact and offer: {ref}  {title}", ref=item.ref, title=plain_line(item.title)),
        verb=t("offers it to the client"),
        fields=(
            Field("cost", "Cost", str(said.get("cost", "")), "a number, 0 for none", needed=True),
            Field("currency", "Currency", str(said.get("currency", "EUR"))),
            Field("days", "Working days", str(said.get("days", "")), needed=True),
            Field("summary", "What would be done", str(said.get("summary", "")), several=True),
            Field("moved", "Milestones moved", _moved(said), "name: before -> after", several=True),
            Field("scope", "Scope touched", before("scope"), "one a line", several=True),
            Field("risks", "Risks", before("risks"), "one a line", several=True),
            Field("prevention", "Prevention", before("prevention"), "one a line", several=True),
            Field("fallback", "Fallback", before("fallback"), "one a line", several=True),
            Field("assessed_by", "Assessed by", str(said.get("assessed_by", desk.actor))),
            Field("approver", "Approver", first, known, needed=True),
            Field("until", "Stands until", until),
        ),
        deed=lambda values: deeds.send_offer(item, terms(values)),
        picture=lambda values: pictured(deeds.preview_offer(item, terms(values))),
        renew=lambda: change_form(desk, desk.records.load_item(item.id), people),
        stands=_stands(item),
    )


def _moved(said: dict[str, object]) -> str:
    rows = cast("list[dict[str, str]]", said.get("moved") or [])
    return "\n".join(f"{r['milestone']}: {r['before']} {ARROW} {r['after']}" for r in rows)


def statement_of(values: Values) -> Statement:
    """Return the statement that a filled-in form makes; raise UserError."""
    return Statement(
        cost=values["cost"].replace(",", "") or "–",
        currency=values["currency"].upper(),
        days=values["days"] or "–",
        assessed_by=values["assessed_by"],
        summary=values["summary"],
        moved=tuple(_moved_of(line) for line in listed(values["moved"])),
        scope=listed(values["scope"]),
        risks=listed(values["risks"]),
        prevention=listed(values["prevention"]),
        fallback=listed(values["fallback"]),
    )


def _moved_of(line: str) -> Moved:
    name, colon, days = line.replace("→", ARROW).replace("：", ":").partition(":")
    before, arrow, after = days.partition(ARROW)
    if not colon or not arrow:
        raise UserError(t("{line}: write it as Beta: 2026-05-04 -> 2026-05-18", line=line))
    return Moved(name.strip(), before.strip(), after.strip())


def remedy_form(desk: Desk, item: ItemRow) -> Form:
    """Return the form of a complaint: how grave it is, why it came, what is done about it."""
    stands = {name: str(item.details.get(name, "")) for name in FOUND}
    return Form(
        title=t("Complaint: {ref}  {title}", ref=item.ref, title=plain_line(item.title)),
        verb=t("keeps it; with cause and remedy it is investigated"),
        fields=(
            Field("severity", "Severity", stands["severity"], "← → choose", choices=SEVERITIES),
            Field("cause", "Cause", stands["cause"], "why it came about", several=True),
            Field("remedy", "Remedy", stands["remedy"], "what sets it right", several=True),
            Field("prevention", "Prevention", stands["prevention"], "so that it never comes again"),
        ),
        deed=lambda values: desk.deeds.scope.look_into(item, dict(values)),
        picture=lambda _: _words_of(item),
        renew=_anew(desk, item, remedy_form),
        stands=_stands(item),
    )


def _words_of(item: ItemRow) -> Content:
    head = styled(t("In the client's words"), STRONG)
    why = styled(str(item.details.get("why", "")), FAINT)
    return lines([head, styled(""), styled(item.words), styled(""), why])


def resolution_form(desk: Desk, item: ItemRow) -> Form:
    """Return the form that calls a complaint resolved and asks the client whether it is."""
    deeds = desk.deeds.scope

    def resolution(values: Values) -> Resolution:
        return Resolution(values["text"], values["to"], values["told"])

    remedy = str(item.details.get("remedy", ""))
    return Form(
        title=t("Resolved: {ref}  {title}", ref=item.ref, title=plain_line(item.title)),
        verb=t("tells the client"),
        fields=(
            Field("text", "What was done", remedy, "in words for the client", several=True),
            Field("to", "To", "", "empty: who complained"),
            Field("told", "Told otherwise", "", "such as by phone; then no mail leaves"),
        ),
        deed=lambda values: deeds.resolve(item, resolution(values)),
        picture=lambda values: pictured(deeds.preview_resolution(item, resolution(values))),
        renew=_anew(desk, item, resolution_form),
        stands=_stands(item),
    )


def improvement_form(desk: Desk, item: ItemRow) -> Form:
    """Return the form that closes an improvement and tells the client what changed."""
    deeds = desk.deeds.scope
    return Form(
        title=t("Done: {ref}  {title}", ref=item.ref, title=plain_line(item.title)),
        verb=t("calls it done"),
        fields=(
            Field(
                "changed", "What changed", hint="told to the client; empty sends nothing",
                several=True,
            ),
        ),
        deed=lambda values: deeds.improve(item, values["changed"]),
        picture=lambda values: pictured(deeds.preview_improvement(item, values["changed"])),
        renew=_anew(desk, item, improvement_form),
        stands=_stands(item),
    )  # fmt: skip


def split_form(desk: Desk, item: ItemRow) -> Form:
    """Return the form that draws further items from the same words."""
    return Form(
        title=t("Split: {ref}  {title}", ref=item.ref, title=plain_line(item.title)),
        verb=t("draws them"),
        fields=(Field("titles", "New items", hint="a title a line", several=True),),
        deed=lambda values: desk.deeds.scope.split(item, listed(values["titles"])),
        picture=lambda _: _words_of(item),
        renew=_anew(desk, item, split_form),
        stands=_stands(item),
    )
