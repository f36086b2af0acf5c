"""All that is known of one item: links, offers, the answers to them, and its history."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from daemon.model.happening import Happening, Kind
from daemon.model.plan import Engagement
from daemon.model.reading import NoteLine
from daemon.model.record import ItemKind
from daemon.scope.lifecycle import CLOSED
from daemon.store import happenings, milestones, offers, projects, reading, scope_items, triage
from daemon.store.engine import Database
from daemon.store.offers import OfferRow
from daemon.store.scope_items import ItemRow, Link, Wanted


@dataclass(frozen=True, slots=True)
class Offered:
    """One version of what was put to the client about an item."""

    made: OfferRow
    statement: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ItemFile:
    """An item with what belongs to it; offers newest first, history oldest first."""

    item: ItemRow
    links: tuple[Link, ...]
    offers: tuple[Offered, ...]
    history: tuple[Happening, ...]
    notes: tuple[NoteLine, ...]


def load(db: Database, item_id: int) -> ItemFile:
    """Return the file of an item; raise NotFoundError."""
    with db.read() as transaction:
        item = scope_items.load(transaction, item_id)
        links = scope_items.links_of(transaction, [item_id])[item_id]
        made = [o for o in offers.find(transaction, item.project_id) if o.item_id == item_id]
        happened = happenings.of_conversation(transaction, item.conversation_id)
        notes = reading.load_notes(transaction, item.conversation_id)
    return ItemFile(
        item=item,
        links=tuple(links),
        offers=tuple(Offered(o, _statement(o)) for o in reversed(made)),
        history=tuple(h for h in happened if h.kind is Kind.DECISION and h.ref == item.ref),
        notes=notes,
    )


def _statement(made: OfferRow) -> Mapping[str, object]:
    said = json.loads(made.terms).get("statement")
    return said if isinstance(said, dict) else {}


def list_items(db: Database, code: str, kinds: Sequence[ItemKind]) -> list[ItemRow]:
    """Return the items of some kinds of a project."""
    with db.read() as transaction:
        return scope_items.find_all(transaction, Wanted(code, kinds))


def count_open(db: Database, code: str) -> dict[str, int]:
    """Return how many items of each kind (by prefix) ask something of somebody.

    ``milestones`` counts those that are planned.
    """
    with db.read() as transaction:
        found = scope_items.find_all(transaction, Wanted(code, not_states=CLOSED))
        whose = projects.find(transaction, code)
        planned = milestones.find_all(transaction, whose.project_id)
    counts = {kind.value: 0 for kind in ItemKind}
    for each in found:
        counts[each.kind.value] += 1
    return counts | {"milestones": sum(m.state == "planned" for m in planned)}


def find_project(db: Database, code: str) -> Engagement:
    """Return a project; raise NotFoundError."""
    with db.read() as transaction:
        return projects.find(transaction, code)


def owners(db: Database) -> list[str]:
    """Return who looks after anything or has labelled mail or written a note, by name."""
    with db.read() as transaction:
        found = {p.owner for p in projects.find_all(transaction)}
        found |= {i.owner for i in scope_items.find_all(transaction, Wanted())}
        found |= triage.managers(transaction)
    return sorted(name for name in found if name)
