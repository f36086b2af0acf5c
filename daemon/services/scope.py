"""Items as managers decide on them: moving, editing, linking, merging, splitting.

Each function takes the version that the manager saw, raises StaleError if the item changed
since, and returns the id of an event that `undo` takes back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from daemon.errors import StaleError, UserError
from daemon.model.record import FIRST_STATE, WITHDRAWN, ItemKind
from daemon.scope.lifecycle import CLOSED, STATES, Who, find_step
from daemon.scope.relations import Relation
from daemon.scope.severity import THEMES, Severity
from daemon.services import ledgers
from daemon.services.ledgers import Fact
from daemon.store import events, items, scope_items
from daemon.store.engine import Database
from daemon.store.events import Event
from daemon.store.items import NewItem, Opened
from daemon.store.scope_items import ItemRow, Link, Wanted
from daemon.store.transaction import Transaction

CHANGED, LINKED, SPLIT = "item.changed", "item.linked", "item.split"
#: what a manager may edit
EDITABLE = ("title", "owner", "due", "priority")
PRIORITIES = ("", "low", "normal", "high")
TITLE_LIMIT, FIELD_LIMIT = 200, 20_000
#: what items of a kind have of their own
DETAILS: dict[ItemKind, tuple[str, ...]] = {
    ItemKind.COMPLAINT: ("severity", "theme", "cause", "remedy", "prevention"),
    # under which heading of the requirement document it stands
    ItemKind.REQUIREMENT: ("group",),
    # what it is filed under, in words of the manager's own
    ItemKind.FEEDBACK: ("theme",),
}
_OWN = frozenset(name for names in DETAILS.values() for name in names)
SEVERITIES = ("", *(s.value for s in Severity))


@dataclass(frozen=True, slots=True)
class Hand:
    """Who changes something, and when."""

    actor: str
    now: datetime


def find(db: Database, code: str, ref: str) -> tuple[ItemRow, list[Link]]:
    """Return an item and its links; raise NotFoundError."""
    with db.read() as transaction:
        found = scope_items.find(transaction, code, ref)
        return found, scope_items.links_of(transaction, [found.id])[found.id]


def history(db: Database, one: ItemRow) -> list[tuple[datetime, str, str]]:
    """Return when who did what to an item, oldest first."""
    with db.read() as transaction:
        found = events.of_subject(transaction, "item", one.id)
    return [(e.at, e.actor, _told(e)) for e in found]


def _told(entry: Event) -> str:
    after = dict(entry.after or {})
    if entry.verb == LINKED:
        return f"{after.get('relation')} {after.get('other')}"
    before = dict(entry.before or {})
    if entry.verb in {CHANGED, "undo"}:
        changes = [n for n, v in after.items() if v != before.get(n) and n != "undoes"]
        state = f"{before.get('state')} → {after['state']}" if "state" in changes else ""
        others = ", ".join(n for n in changes if n != "state")
        return f"{'taken back: ' * (entry.verb == 'undo')}{state or others}"
    return entry.verb.replace("item.", "")


def find_links(db: Database, found: Sequence[ItemRow]) -> dict[int, list[Link]]:
    """Return the links of items, by item id."""
    with db.read() as transaction:
        return scope_items.links_of(transaction, [i.id for i in found])


def find_all(db: Database, wanted: Wanted) -> list[ItemRow]:
    """Return items by project, kind and number; raise UserError for a state nobody has."""
    known = {s for states in STATES.values() for s in states} | {"open"}
    if unknown := sorted(set(wanted.states) - known):
        raise UserError(
            f"no item is ever {', '.join(unknown)}; states are {', '.join(sorted(known))}"
        )
    with db.read() as transaction:
        return scope_items.find_all(transaction, wanted)


def move(db: Database, present: ItemRow, verb: str, hand: Hand) -> int:
    """Take one step of the item's life cycle."""
    step = find_step(present.kind, present.state, verb)
    if verb == "investigate" and not (
        present.details.get("cause") and present.details.get("remedy")
    ):
        raise UserError("an investigation ends with cause and remedy: `triaged items investigate`")
    if step.who is Who.CLOCK or step.sends:
        where = "survey improved" if present.kind is ItemKind.IMPROVEMENT else "scope --help"
        raise UserError(f"{verb} is not taken by hand here; see `triaged {where}`")
    if step.who is Who.CLIENT and present.kind is ItemKind.CHANGE_REQUEST:
        raise UserError(f"{present.ref}: a client's answer is recorded by `triaged scope decide`")
    with db.write() as transaction:
        event_id = move_within(transaction, present, step.next, hand)
        if step.next in CLOSED or step.who is Who.CLIENT:
            fact = Fact(hand.actor, f"item.{verb}", present.ref, {"state": step.next})
            ledgers.append(transaction, (present.project_id, present.project), fact, hand.now)
        return event_id


def move_within(transaction: Transaction, present: ItemRow, state: str, hand: Hand) -> int:
    """Put an item into *state* in an open transaction; return the event's id."""
    return change_within(transaction, present, {"state": state}, hand)


def change_within(
    transaction: Transaction, present: ItemRow, values: Mapping[str, object], hand: Hand
) -> int:
    """Give an item other values in an open transaction; return the event's id."""
    scope_items.change(transaction, present.id, present.version, values)
    before = {name: _value(present, name) for name in values}
    entry = _event(CHANGED, present.id, present, hand, before=before, after=values)
    return events.record(transaction, entry)


def edit(db: Database, present: ItemRow, values: Mapping[str, str], hand: Hand) -> int:
    """Change title, owner, due date, priority, or what a complaint has of its own."""
    wanted = checked(present, values)
    if not wanted:
        raise UserError("nothing to change; give at least one new value")
    with db.write() as transaction:
        return change_within(transaction, present, wanted, hand)


def checked(present: ItemRow, values: Mapping[str, str]) -> dict[str, object]:
    """Return *values* as columns; raise UserError for what an item of this kind cannot have."""
    if unknown := sorted(set(values) - {*EDITABLE, *_OWN}):
        raise UserError(f"an item has no {', '.join(unknown)}")
    for name, value in values.items():
        if len(value) > (TITLE_LIMIT if name in EDITABLE else FIELD_LIMIT):
            raise UserError(f"{name}: too long")
    if "title" in values and not values["title"].strip():
        raise UserError("title: an item needs one")
    _one_of("priority", values, PRIORITIES)
    _one_of("severity", values, SEVERITIES)
    if present.kind is ItemKind.COMPLAINT:
        _one_of("theme", values, ("", *THEMES))
    if due := values.get("due"):
        _check_date(due)
    own = {k: v for k, v in values.items() if k in _OWN}
    if foreign := sorted(set(own) - set(DETAILS.get(present.kind, ()))):
        what = present.kind.name.lower().replace("_", " ")
        raise UserError(f"{present.ref} is a {what}; it has no {', '.join(foreign)}")
    plain: dict[str, object] = {k: v for k, v in values.items() if k in EDITABLE}
    return plain | ({"details": {**present.details, **own}} if own else {})


def _one_of(name: str, values: Mapping[str, str], allowed: Sequence[str]) -> None:
    if values.get(name, "") not in allowed:
        raise UserError(f"{name}: one of {', '.join(a for a in allowed if a)}, or empty")


def _check_date(due: str) -> None:
    try:
        date.fromisoformat(due)
    except ValueError:
        raise UserError(f"due: {due!r} is no date such as 2026-05-20") from None


def link(db: Database, one: ItemRow, relation: Relation, other: ItemRow, hand: Hand) -> int:
    """Say how one item stands to another of the same project."""
    check_pair(one, other)
    with db.write() as transaction:
        return link_within(transaction, one, relation, other, hand)


def link_within(
    transaction: Transaction, one: ItemRow, relation: Relation, other: ItemRow, hand: Hand
) -> int:
    """Say how one item stands to another in an open transaction; return the event's id."""
    pair = (one.id, other.id)
    if not scope_items.link(transaction, pair, relation.value, (hand.actor, hand.now)):
        raise UserError(f"{one.ref} is linked so to {other.ref} already")
    after = {"relation": relation.value, "other": other.ref, "other_id": other.id}
    return events.record(transaction, _event(LINKED, one.id, one, hand, after=after))


def merge(db: Database, source: ItemRow, target: ItemRow, hand: Hand) -> list[int]:
    """Fold *source* into *target*: it is withdrawn and linked as a duplicate."""
    check_pair(source, target)
    if source.kind is not target.kind:
        raise UserError(f"{source.ref} and {target.ref} are of different kinds; link them instead")
    with db.write() as transaction:
        linked = link_within(transaction, source, Relation.DUPLICATE_OF, target, hand)
        return [linked, move_within(transaction, source, WITHDRAWN, hand)]


def recast(db: Database, present: ItemRow, kind: ItemKind, hand: Hand) -> str:
    """Make an item one of another kind: it is drawn anew, and this one withdrawn and linked."""
    if kind is present.kind or kind not in STATES or not STATES[kind]:
        raise UserError(f"{present.ref} cannot become {kind.value}")
    if present.state != FIRST_STATE[present.kind]:
        raise UserError(
            f"{present.ref} is {present.state}; only what nobody has worked on is recast"
        )
    with db.write() as transaction:
        return recast_within(transaction, present, kind, {}, hand)


def recast_within(
    transaction: Transaction,
    present: ItemRow,
    kind: ItemKind,
    details: Mapping[str, object],
    hand: Hand,
) -> str:
    """Make an item one of another kind in an open transaction; return the new reference."""
    [made] = _draw(transaction, present, kind, [present.title], hand)
    new = scope_items.load(transaction, made.id)
    if details:
        change_within(transaction, new, {"details": dict(details)}, hand)
    link_within(transaction, present, Relation.DUPLICATE_OF, new, hand)
    move_within(transaction, present, WITHDRAWN, hand)
    return new.ref


def split(db: Database, present: ItemRow, titles: Sequence[str], hand: Hand) -> list[str]:
    """Draw further items from the same words, one for each title; return their references."""
    named = [t.strip()[:TITLE_LIMIT] for t in titles if t.strip()]
    if not named:
        raise UserError("a split needs at least one new title")
    with db.write() as transaction:
        return [o.ref for o in _draw(transaction, present, present.kind, named, hand)]


def _draw(
    transaction: Transaction, present: ItemRow, kind: ItemKind, titles: Sequence[str], hand: Hand
) -> list[Opened]:
    """Open items of a kind from the words of another."""
    wanted = [
        NewItem(
            kind,
            present.conversation_id,
            present.message_id,
            present.client_id,
            present.start,
            present.end,
            title,
            present.words,
            present.due,
        )
        for title in titles
    ]
    opened = items.open_all(transaction, (present.project_id, present.project), wanted, hand.now)
    for each in opened:
        after = {"ref": each.ref, "from": present.ref}
        events.record(transaction, _event(SPLIT, each.id, present, hand, after=after))
    return opened


def take_back(transaction: Transaction, entry: Event) -> None:
    """Undo a change or a link while it still stands as it was left."""
    after, before = dict(entry.after or {}), dict(entry.before or {})
    if entry.verb == LINKED:
        pair = (entry.subject_id, int(str(after["other_id"])))
        scope_items.unlink(transaction, pair, str(after["relation"]))
        return
    present = scope_items.load(transaction, entry.subject_id)
    if any(_value(present, name) != value for name, value in after.items()):
        raise StaleError("this item has changed since and is not taken back; look again")
    scope_items.change(transaction, present.id, present.version, before)


def _value(present: ItemRow, name: str) -> object:
    value = getattr(present, name)
    return dict(value) if isinstance(value, Mapping) else value


def check_pair(one: ItemRow, other: ItemRow) -> None:
    """Raise UserError where two items cannot be linked."""
    if one.id == other.id:
        raise UserError(f"{one.ref} cannot be linked to itself")
    if one.project_id != other.project_id or one.client_id != other.client_id:
        raise UserError(f"{one.ref} and {other.ref} are not of one client's project")


def _event(
    verb: str,
    item_id: int,
    around: ItemRow,
    hand: Hand,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> Event:
    where = around.conversation_id
    return Event(hand.now, hand.actor, verb, "item", item_id, where, before, after)
