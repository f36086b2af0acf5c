"""Items drawn anew from the words of others, and taking changes of items back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from daemon.errors import StaleError, UserError
from daemon.model.record import FIRST_STATE, WITHDRAWN, ItemKind
from daemon.scope.lifecycle import STATES
from daemon.scope.relations import Relation
from daemon.services import ledgers
from daemon.services.ledgers import Fact
from daemon.services.scope import (
    LINKED,
    RECAST,
    SPLIT,
    TITLE_LIMIT,
    Act,
    Hand,
    event_of,
    move_within,
    value_of,
)
from daemon.store import events, items, scope_items
from daemon.store.engine import Database
from daemon.store.events import Event
from daemon.store.items import NewItem, Opened
from daemon.store.scope_items import ItemRow
from daemon.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Drawn:
    """Items drawn from the words of another, and the events that undo takes back."""

    refs: tuple[str, ...]
    events: tuple[int, ...]


def recast(db: Database, present: ItemRow, kind: ItemKind, hand: Hand) -> Drawn:
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
) -> Drawn:
    """Make an item one of another kind in an open transaction."""
    [made] = _draw(transaction, present, (kind, details), [present.title], hand)
    pair = (present.id, made.id)
    scope_items.link(transaction, pair, Relation.DUPLICATE_OF.value, (hand.actor, hand.now))
    act = Act(RECAST, {"made": made.id})
    return Drawn((made.ref,), (move_within(transaction, present, WITHDRAWN, hand, act),))


def split(db: Database, present: ItemRow, titles: Sequence[str], hand: Hand) -> Drawn:
    """Draw further items from the same words, one for each title."""
    named = [t.strip()[:TITLE_LIMIT] for t in titles if t.strip()]
    if not named:
        raise UserError("a split needs at least one new title")
    with db.write() as transaction:
        opened = _draw(transaction, present, (present.kind, {}), named, hand)
        done = [
            events.record(
                transaction,
                event_of(SPLIT, o.id, present, hand, after={"ref": o.ref, "from": present.ref}),
            )
            for o in opened
        ]
    return Drawn(tuple(o.ref for o in opened), tuple(done))


def _draw(
    transaction: Transaction,
    present: ItemRow,
    drawn: tuple[ItemKind, Mapping[str, object]],
    titles: Sequence[str],
    hand: Hand,
) -> list[Opened]:
    """Open items of a kind, with its details, from the words of another."""
    kind, details = drawn
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
            details=details,
        )
        for title in titles
    ]
    return items.open_all(transaction, (present.project_id, present.project), wanted, hand.now)


def take_back(transaction: Transaction, entry: Event, hand: Hand) -> None:
    """Undo a change, a link or the drawing of items while it still stands as it was left.

    The ledger, where it tells of the change, tells of this too.
    """
    after, before = dict(entry.after or {}), dict(entry.before or {})
    if entry.verb == LINKED:
        pair = (entry.subject_id, int(str(after["other_id"])))
        scope_items.unlink(transaction, pair, str(after["relation"]))
        return
    present = scope_items.load(transaction, entry.subject_id)
    if entry.verb == SPLIT:
        _unmake(transaction, present)
        return
    if any(value_of(present, name) != after[name] for name in before):
        raise _moved_on()
    if entry.verb == RECAST:
        made = scope_items.load(transaction, int(str(after["made"])))
        _unmake(transaction, made)
        scope_items.unlink(transaction, (present.id, made.id), Relation.DUPLICATE_OF.value)
    scope_items.change(transaction, present.id, present.version, before)
    if ledgers.tells(transaction, present.project_id, present.ref, entry.at):
        data = {"was": after.get("state"), "state": before.get("state")}
        fact = Fact(hand.actor, "item.taken_back", present.ref, data)
        ledgers.append(transaction, (present.project_id, present.project), fact, hand.now)


def _moved_on() -> StaleError:
    return StaleError("this item has changed since and is not taken back; look again")


def _unmake(transaction: Transaction, drawn: ItemRow) -> None:
    """Withdraw an item that was drawn from another while nobody has touched it."""
    if drawn.version:
        raise _moved_on()
    scope_items.change(transaction, drawn.id, drawn.version, {"state": WITHDRAWN})
