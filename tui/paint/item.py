"""One item in full: facts, the client's words, what was offered, links, history, next steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from textual.content import Content

from daemon.model.happening import Happening
from daemon.scope.lifecycle import verbs_from
from daemon.services.itemfile import ItemFile, Offered
from daemon.store.scope_items import ItemRow
from tui import moments
from tui.actions import Action
from tui.i18n import t
from tui.i18n.errors import say as say_why
from tui.paint.happening import say
from tui.paint.mail import View
from tui.paint.parts import ALERT, FAINT, GOOD, STRONG, WARN, assemble, joined, lines, styled
from tui.plain import plain_line

WORDS_LIMIT = 4_000
#: where an action without a rank stands
LAST = 99
#: actions that open a form, and the verb that it ends with
_FORMS = {
    "assess": "offer",
    "resolve": "resolve",
    "remedy": "investigate",
    "improved": "close",
}
_OFFER_STATES = {"open": WARN, "answered": GOOD, "expired": ALERT}


def paint_item(seen: ItemFile, view: View, steps: Sequence[Action] = ()) -> Content:
    """Return all that is known of an item."""
    item = seen.item
    parts = [
        assemble((f"{item.ref}  ", "bold $accent"), (plain_line(item.title, 300), STRONG)),
        _facts(item, view),
        *_steps(item, steps),
        styled(""),
        styled(t("In the client's words"), STRONG),
        styled(item.words[:WORDS_LIMIT].strip() or t("(no words)")),
        *_details(item),
        *_offers(seen.offers, view),
        *_links(seen),
        *_notes(seen, view),
        *_history(seen.history, view),
    ]
    return lines(parts)


def say_due(due: str, view: View) -> tuple[str, str]:
    """Return until when in words, and their style; what is late says so without colour."""
    if not due:
        return "", ""
    today = view.now.astimezone(view.zone).date().isoformat()
    if due < today:
        return t("overdue since {day}", day=plain_line(due)), ALERT
    return t("due {day}", day=plain_line(due)), ""


def name_state(state: str) -> str:
    """Return a state in words; ``open`` is also what a key is called."""
    return t("to do") if state == "open" else t(state)


def _facts(item: ItemRow, view: View) -> Content:
    owner = plain_line(item.owner) or t("nobody looks after it")
    return joined(
        [
            styled(name_state(item.state), STRONG),
            styled(t(item.priority), WARN if item.priority == "high" else FAINT),
            styled(owner, "" if item.owner else FAINT),
            styled(*say_due(item.due, view)),
            styled(plain_line(item.client), FAINT),
            styled(moments.short(item.created_at, view.now, view.zone), FAINT),
        ]
    )


def _steps(item: ItemRow, steps: Sequence[Action]) -> list[Content]:
    """Return the keys that move it from here."""
    usable = [a for a in steps if is_step(a) and is_usable(a, item)]
    if not usable:
        return []
    usable.sort(key=lambda a: a.rank or LAST)
    parts = [p for a in usable for p in ((f"{a.key} ", "bold $accent"), (f"{t(a.name)}  ", FAINT))]
    return [assemble(*parts)]


def is_step(action: Action) -> bool:
    """Return whether an action moves an item along its life cycle."""
    return action.id.startswith("step.") or action.id in _FORMS


def is_usable(action: Action, item: ItemRow) -> bool:
    """Return whether an action can be taken with an item as it stands."""
    if not is_step(action):
        return True
    verb = _FORMS.get(action.id, action.id.removeprefix("step."))
    return verb in verbs_from(item.kind, item.state)


def _told(name: str, words: str) -> str:
    """Return a detail: what a manager wrote as it is, why something is so in their language."""
    return say_why(words) if name == "why" else words


def _details(item: ItemRow) -> list[Content]:
    names = {
        "group": "heading",
        "severity": "severity",
        "why": "why so",
        "cause": "cause",
        "remedy": "remedy",
        "prevention": "prevention",
    }
    told = [
        assemble((f"{t(word)}: ", FAINT), styled(_told(name, str(item.details[name]))))
        for name, word in names.items()
        if item.details.get(name)
    ]
    return [styled(""), *told] if told else []


def _offers(offers: Sequence[Offered], view: View) -> list[Content]:
    if not offers:
        return []
    told = [styled(""), styled(t("Put to the client"), STRONG)]
    for each in offers:
        told += _offer(each, view)
    return told


def _offer(each: Offered, view: View) -> list[Content]:
    made, said = each.made, each.statement
    price = f"{said['cost']} {said['currency']}, {said['days']} {t('days')}" if said else ""
    state = t(made.decision or made.state) if made.state != "open" else t("no answer yet")
    until = t("until {day}", day=moments.ahead(made.expires_at, view.now, view.zone))
    head = joined(
        [
            styled(t("version {n}", n=made.number)),
            styled(plain_line(price), STRONG),
            styled(plain_line(made.address), FAINT),
            styled(state, _OFFER_STATES.get(made.state, FAINT)),
            styled(until if made.state == "open" else "", FAINT),
        ]
    )
    return [head, *_impact(said)]


def _impact(said: Mapping[str, object]) -> list[Content]:
    told: list[Content] = []
    if summary := said.get("summary"):
        told.append(styled(f"  {summary}"))
    for moved in cast("list[dict[str, str]]", said.get("moved") or []):
        words = f"{moved['milestone']}: {moved['before']} → {moved['after']}"
        told.append(styled(f"  {words}", FAINT))
    for name in ("scope", "risks", "prevention", "fallback"):
        rows = cast("list[str]", said.get(name) or [])
        told += [assemble((f"  {t(name)}: ", FAINT), styled(row)) for row in rows]
    return told


def _links(seen: ItemFile) -> list[Content]:
    if not seen.links:
        return []
    told = [
        assemble(
            (f"  {link.ref} ", "bold" if link.ref == seen.item.ref else ""),
            (f"{t(link.relation)} ", FAINT),
            (link.other, "bold" if link.other == seen.item.ref else ""),
        )
        for link in seen.links
    ]
    return [styled(""), styled(t("Links"), STRONG), *told]


def _notes(seen: ItemFile, view: View) -> list[Content]:
    if not seen.notes:
        return []
    told = []
    for note in seen.notes:
        when = moments.short(note.at, view.now, view.zone)
        told.append(assemble((f"  {plain_line(note.author)}, {when}: ", FAINT), styled(note.text)))
    head = assemble((t("Notes"), STRONG), (t("   never leave the house"), FAINT))
    return [styled(""), head, *told]


def _history(history: Sequence[Happening], view: View) -> list[Content]:
    if not history:
        return []
    told = [
        assemble(
            (f"  {moments.short(h.at, view.now, view.zone):>7}  {plain_line(h.who)}: ", FAINT),
            say(h),
        )
        for h in history
    ]
    return [styled(""), styled(t("History"), STRONG), *told]
