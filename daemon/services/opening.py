"""Opening items: under change control once a baseline stands, and never the same ask twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from daemon.model.record import WITHDRAWN, ItemKind
from daemon.scope.lifecycle import CLOSED, find_step
from daemon.scope.relations import Relation
from daemon.scope.repeats import Known, find_repeated
from daemon.services import attending, control, scope
from daemon.services.attending import DAEMON
from daemon.services.scope import Hand
from daemon.store import items, offers, scope_items
from daemon.store.items import NewItem, Opened
from daemon.store.offers import Cited
from daemon.store.scope_items import ItemRow, Wanted
from daemon.store.transaction import Transaction

Whose = tuple[int, str]
#: so many of a client's open items are compared with a new one
COMPARED = 200


@dataclass(frozen=True, slots=True)
class Joined:
    """An item that was opened only to be part of another, and why."""

    opened: Opened
    target: ItemRow
    why: str


def open_items(
    transaction: Transaction, whose: Whose, wanted: Sequence[NewItem], now: datetime
) -> list[Opened]:
    """Open items as the model asks for them; return them, numbered.

    Once a version of the document is confirmed, a new requirement is a change. An ask that says
    again what an open item says, or answers an offer of it, becomes part of that item; both can
    be taken back.
    """
    if not wanted:
        return []
    cited = offers.cited_by(transaction, {w.message_id for w in wanted})
    wanted = control.under_control(transaction, whose[0], wanted, cited)
    wanted = attending.assessed(transaction, whose, wanted, now)
    opened = items.open_all(transaction, whose, wanted, now)
    hand = Hand(DAEMON, now)
    joined = _find_repeats(transaction, whose, opened, cited)
    for each in joined:
        _join(transaction, each, hand)
    _accept(transaction, opened, {j.opened.id for j in joined}, hand)
    return [_as_joined(o, joined) for o in opened]


def open_as_said(
    transaction: Transaction, whose: Whose, wanted: Sequence[NewItem], now: datetime
) -> list[Opened]:
    """Open items as a manager says they are: none becomes part of another."""
    if not wanted:
        return []
    cited = offers.cited_by(transaction, {w.message_id for w in wanted})
    made = control.under_control(transaction, whose[0], wanted, cited)
    made = attending.assessed(transaction, whose, made, now)
    return items.open_all(transaction, whose, made, now)


def _as_joined(opened: Opened, joined: Sequence[Joined]) -> Opened:
    """Return an item as people shall know it: by the reference of what it became part of."""
    found = next((j for j in joined if j.opened.id == opened.id), None)
    return replace(opened, joined=found.target.ref) if found else opened


def _find_repeats(
    transaction: Transaction,
    whose: Whose,
    opened: Sequence[Opened],
    cited: Mapping[int, Cited],
) -> list[Joined]:
    there = {
        key: _open_ones(transaction, whose, key)
        for key in {(o.wanted.kind, o.wanted.client_id) for o in opened}
    }
    found = []
    for each in opened:
        others = there[each.wanted.kind, each.wanted.client_id]
        target, why = _repeated(each, others, cited.get(each.wanted.message_id))
        if target is not None:
            item = scope_items.load(transaction, target)
            found.append(Joined(each, item, why.format(ref=item.ref)))
    return found


def _open_ones(
    transaction: Transaction, whose: Whose, key: tuple[ItemKind, int | None]
) -> list[Known]:
    """Return the newest open items of a kind and client; none of an unknown client."""
    kind, client_id = key
    if client_id is None:
        return []
    query = Wanted(whose[1], [kind], not_states=CLOSED, client_id=client_id, newest=COMPARED)
    return [Known.of(*said) for said in scope_items.find_words(transaction, query)]


def _repeated(new: Opened, there: Sequence[Known], answers: Cited | None) -> tuple[int | None, str]:
    """Return the item that *new* is part of, and why, with a place for its reference."""
    earlier = [k for k in there if k.id < new.id]
    if answers is not None and any(k.id == answers.item_id for k in earlier):
        return answers.item_id, "it answers what was sent about {ref}"
    again = find_repeated(new.wanted.words, earlier)
    return (again.id, "it says again what {ref} says") if again else (None, "")


def _join(transaction: Transaction, each: Joined, hand: Hand) -> None:
    source = scope_items.load(transaction, each.opened.id)
    scope.link_within(transaction, source, Relation.DUPLICATE_OF, each.target, hand)
    details = {**source.details, "why": each.why}
    scope.change_within(transaction, source, {"state": WITHDRAWN, "details": details}, hand)


def _accept(
    transaction: Transaction, opened: Sequence[Opened], joined: set[int], hand: Hand
) -> None:
    """Take on what policy takes on by itself."""
    for each in opened:
        if each.wanted.accept and each.id not in joined:
            present = scope_items.load(transaction, each.id)
            step = find_step(present.kind, present.state, "accept")
            scope.move_within(transaction, present, step.next, hand)
