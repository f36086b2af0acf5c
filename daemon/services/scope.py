"""Items as managers decide on them: moving, editing, linking, merging, splitting.

Each function takes the version that the manager saw, raises StaleError if the item changed
since, and returns the id of an event that `undo` takes back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from daemon.errors import StaleError, UserError
from daemon.model.record import WITHDRAWN, ItemKind
from daemon.scope.lifecycle import CLOSED, STATES, Who, find_step
from daemon.scope.relations import Relation
from daemon.scope.severity import THEMES, Severity
from daemon.services import ledgers
from daemon.services.ledgers import Fact
from daemon.store import events, scope_items
from daemon.store.engine import Database
from daemon.store.events import Event
from daemon.store.scope_items import ItemRow, Link, Wanted
from daemon.store.transaction import Transaction

#: who acts where no person does
DAEMON = "triaged"
CHANGED, LINKED, SPLIT, RECAST = "item.changed", "item.linked", "item.split", "item.recast"
#: changed by what followed from something else, and taken back with that only
FOLLOWED = "item.followed"
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


@dataclass(frozen=True, slots=True)
class Act:
    """How the trail tells of a change: its verb, and what it left beside the item's values."""

    verb: str = CHANGED
    left: Mapping[str, object] = field(default_factory=dict)


_CHANGE = Act()


def find(db: Database, code: str, ref: str) -> tuple[ItemRow, list[Link]]:
    """Return an item and its links; raise NotFoundError."""
    with db.read() as transaction:
        found = scope_items.find(transaction, code, ref)
        return found, scope_items.links_of(transaction, [found.id])[found.id]


def find_seen(db: Database, code: str, ref: str, seen: int | None, hand: Hand) -> ItemRow:
    """Return an item that is about to be changed as the manager knows it.

    *seen* is the version they looked at. Raises StaleError if it has another by now, or if they
    name none and somebody else has changed it last.
    """
    with db.read() as transaction:
        found = scope_items.find(transaction, code, ref)
        past = events.of_subject(transaction, "item", found.id)
    if found.version == seen or not past:
        return found
    entry = past[-1].entry
    if seen is None and entry.actor in {hand.actor, DAEMON}:
        return found
    told = f"{found.ref} was changed by {entry.actor} at {entry.at:%Y-%m-%d %H:%M} UTC"
    raise StaleError(
        f"{told} ({_told(entry)}); look at it, and say that you have with --seen {found.version}"
    )


@dataclass(frozen=True, slots=True)
class Past:
    """What was done to an item: the number of its event, when, who, and what in short."""

    event: int
    at: datetime
    actor: str
    told: str


def history(db: Database, one: ItemRow) -> list[Past]:
    """Return what was done to an item, oldest first."""
    with db.read() as transaction:
        found = events.of_subject(transaction, "item", one.id)
    return [Past(r.id, r.entry.at, r.entry.actor, _told(r.entry)) for r in found]


def _told(entry: Event) -> str:
    after = dict(entry.after or {})
    if entry.verb == LINKED:
        return f"{after.get('relation')} {after.get('other')}"
    before = dict(entry.before or {})
    if "state" in before or entry.verb in {CHANGED, "undo"}:
        changes = [n for n, v in after.items() if v != before.get(n) and n not in _TRAIL]
        state = f"{before.get('state')} → {after['state']}" if "state" in changes else ""
        others = ", ".join(n for n in changes if n != "state")
        return f"{'taken back: ' * (entry.verb == 'undo')}{state or others}"
    return entry.verb.replace("item.", "")


#: what an event notes beside values of the item
_TRAIL = frozenset({"undoes", "offer", "made", "version"})


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


def move_within(
    transaction: Transaction, present: ItemRow, state: str, hand: Hand, act: Act = _CHANGE
) -> int:
    """Put an item into *state* in an open transaction; return the event's id."""
    return change_within(transaction, present, {"state": state}, hand, act)


def change_within(
    transaction: Transaction,
    present: ItemRow,
    values: Mapping[str, object],
    hand: Hand,
    act: Act = _CHANGE,
) -> int:
    """Give an item other values in an open transaction; return the event's id."""
    scope_items.change(transaction, present.id, present.version, values)
    before = {name: value_of(present, name) for name in values}
    after = {**values, **act.left}
    entry = event_of(act.verb, present.id, present, hand, before=before, after=after)
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
    return events.record(transaction, event_of(LINKED, one.id, one, hand, after=after))


def merge(db: Database, source: ItemRow, target: ItemRow, hand: Hand) -> list[int]:
    """Fold *source* into *target*: it is withdrawn and linked as a duplicate."""
    check_pair(source, target)
    if source.kind is not target.kind:
        raise UserError(f"{source.ref} and {target.ref} are of different kinds; link them instead")
    with db.write() as transaction:
        linked = link_within(transaction, source, Relation.DUPLICATE_OF, target, hand)
        return [linked, move_within(transaction, source, WITHDRAWN, hand)]


def value_of(present: ItemRow, name: str) -> object:
    """Return a value of an item as the trail keeps it."""
    value = getattr(present, name)
    return dict(value) if isinstance(value, Mapping) else value


def check_pair(one: ItemRow, other: ItemRow) -> None:
    """Raise UserError where two items cannot be linked."""
    if one.id == other.id:
        raise UserError(f"{one.ref} cannot be linked to itself")
    if one.project_id != other.project_id or one.client_id != other.client_id:
        raise UserError(f"{one.ref} and {other.ref} are not of one client's project")


def event_of(
    verb: str,
    item_id: int,
    around: ItemRow,
    hand: Hand,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> Event:
    """Return an event about an item, told in the conversation of the item *around*."""
    where = around.conversation_id
    return Event(hand.now, hand.actor, verb, "item", item_id, where, before, after)
