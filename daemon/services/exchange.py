"""Items taken over from an edited export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from daemon.errors import StaleError, UserError
from daemon.scope.lifecycle import Step, Who, find_step, verbs_from
from daemon.scope.relations import Relation
from daemon.services import scope
from daemon.services.scope import Hand
from daemon.store import scope_items
from daemon.store.engine import Database
from daemon.store.scope_items import ItemRow
from daemon.store.transaction import Transaction


def take_over(db: Database, rows: Sequence[Mapping[str, object]], hand: Hand) -> int:
    """Edit items as exported *rows* say, all or none; return how many changed.

    A state is reached by the one step that leads there; links may be added. Raises StaleError
    where an item moved on since its row was exported, UserError for what cannot be done so.
    """
    changed = 0
    with db.write() as transaction:
        for row in rows:
            present = scope_items.find(transaction, str(row["project"]), str(row["ref"]))
            if present.version != row["version"]:
                raise StaleError(f"{present.ref} has changed since it was exported; export again")
            changed += _take_over(transaction, present, row, hand)
    return changed


def _take_over(
    transaction: Transaction, present: ItemRow, row: Mapping[str, object], hand: Hand
) -> bool:
    linked = _add_links(transaction, present, row.get("links"), hand)
    wanted = scope.checked(present, _differences(present, row))
    state = str(row.get("state") or present.state)
    if state != present.state:
        wanted["state"] = _step_to(present, state).next
    if wanted:
        scope.change_within(transaction, present, wanted, hand)
    return linked or bool(wanted)


def _step_to(present: ItemRow, state: str) -> Step:
    """Return the step by which a manager alone brings an item to *state*; raise UserError."""
    for verb in verbs_from(present.kind, present.state):
        step = find_step(present.kind, present.state, verb)
        if step.next == state and step.who is Who.MANAGER and not step.sends:
            return step
    raise UserError(f"{present.ref} is {present.state}; no step of yours makes it {state}")


def _add_links(transaction: Transaction, present: ItemRow, given: object, hand: Hand) -> bool:
    """Add the links (``{"relation", "other"}``) that are not there; whether there were any."""
    there = {
        (k.relation, k.other)
        for k in scope_items.links_of(transaction, [present.id])[present.id]
        if k.ref == present.ref
    }
    new = [
        (str(each["relation"]), str(each["other"]))
        for each in (given if isinstance(given, list) else [])
        if isinstance(each, Mapping) and {"relation", "other"} <= each.keys()
    ]
    wanted = [pair for pair in new if pair not in there]
    for relation, ref in wanted:
        other = scope_items.find(transaction, present.project, ref)
        scope.check_pair(present, other)
        if relation not in set(Relation):
            raise UserError(f"{present.ref}: {relation!r}: one of {', '.join(Relation)}")
        scope.link_within(transaction, present, Relation(relation), other, hand)
    return bool(wanted)


def _differences(present: ItemRow, row: Mapping[str, object]) -> dict[str, str]:
    """Return what an exported *row* says otherwise."""
    stands = {name: getattr(present, name) for name in scope.EDITABLE}
    stands |= {name: present.details.get(name, "") for name in scope.DETAILS.get(present.kind, ())}
    return {n: str(row[n] or "") for n, v in stands.items() if n in row and (row[n] or "") != v}
