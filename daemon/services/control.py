"""Change control: once a version of the document is confirmed, a new requirement is a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from daemon.model.record import ItemKind
from daemon.services import drawing
from daemon.services.scope import Hand
from daemon.store import messages, offers, scope_items
from daemon.store.items import NewItem
from daemon.store.offers import Cited, OfferRow
from daemon.store.scope_items import Wanted
from daemon.store.transaction import Transaction

#: when a mail came, and its number, for those of one second
Came = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The version that stands, and since which mail."""

    made: OfferRow
    since: Came

    @property
    def why(self) -> str:
        """Why what comes after it is a change."""
        day = self.since[0].date()
        return f"version {self.made.number} is the baseline since {day}; what is new is a change"


def find_baseline(transaction: Transaction, project_id: int) -> Baseline | None:
    """Return the baseline of a project, if there is one."""
    made = offers.confirmed(transaction, project_id)
    if made is None or made.decided_at is None:
        return None
    return Baseline(made, offers.confirmed_by(transaction, made.id) or (made.decided_at, 0))


def under_control(
    transaction: Transaction,
    project_id: int,
    wanted: Sequence[NewItem],
    cited: Mapping[int, Cited],
) -> list[NewItem]:
    """Turn requirements into changes where a baseline stands or its document is answered."""
    if not any(w.kind is ItemKind.REQUIREMENT for w in wanted):
        return list(wanted)
    stands = find_baseline(transaction, project_id)
    came = messages.received(transaction, {w.message_id for w in wanted})
    return [
        _controlled(w, _why(stands, cited.get(w.message_id), (came[w.message_id], w.message_id)))
        for w in wanted
    ]


def _why(stands: Baseline | None, answers: Cited | None, came: Came) -> str:
    if answers is not None and answers.kind == "baseline":
        return f"a correction to version {answers.number} of the requirement document"
    return stands.why if stands is not None and came > stands.since else ""


def _controlled(new: NewItem, why: str) -> NewItem:
    if new.kind is not ItemKind.REQUIREMENT or not why:
        return new
    details = {**new.details, "why": why, "drawn_as": new.kind.value}
    return replace(new, kind=ItemKind.CHANGE_REQUEST, details=details)


def catch_up(transaction: Transaction, code: str, project_id: int, hand: Hand) -> list[int]:
    """Make changes of what was asked after the mail that has just confirmed a version.

    Returns the events.

    Mail that comes in one batch is opened before any of it is read as an answer.
    """
    stands = find_baseline(transaction, project_id)
    query = Wanted(code, [ItemKind.REQUIREMENT], ["proposed"])
    newer = scope_items.find_all(transaction, query)
    came = messages.received(transaction, {i.message_id for i in newer})
    done: list[int] = []
    for each in newer:
        if stands is not None and (came[each.message_id], each.message_id) > stands.since:
            details = {"why": stands.why, "drawn_as": each.kind.value}
            drawn = drawing.recast_within(transaction, each, ItemKind.CHANGE_REQUEST, details, hand)
            done += drawn.events
    return done
