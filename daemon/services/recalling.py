"""Taking back what was put to a client while it has not left, and answers that were let count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from daemon.errors import StaleError, UserError
from daemon.model.outgoing import OutgoingState
from daemon.scope.standing import Standing
from daemon.services import drawing, ledgers
from daemon.services.ledgers import Fact
from daemon.services.scope import Hand
from daemon.services.terms import BASELINE, CHANGE, SETTLEMENT
from daemon.services.withdrawing import withdraw
from daemon.store import events, offers, outbox
from daemon.store.events import Event
from daemon.store.offers import OfferRow
from daemon.store.transaction import Transaction

#: the verbs of the trail: a change is offered, the document sent, a complaint resolved
OFFERED, SENT, RESOLVED = "item.offered", "document.sent", "item.resolved"
#: a reply came to an offer; a manager said what a reply decides
REPLIED, DECIDED = "offer.replied", "offer.decided"
_REPLY = ("decision", "standing", "reason")
#: nobody can say that these have not reached the client
_GONE = frozenset({OutgoingState.SENDING, OutgoingState.SENT, OutgoingState.UNSURE})
_INSTEAD = {
    CHANGE: "offer it anew, or withdraw the item and write to the client",
    BASELINE: "send another version, which takes its place",
    SETTLEMENT: "open the complaint again, or resolve it anew",
}


def parts_of(entry: Event) -> list[int]:
    """Return the events that followed from one, which are taken back with it only."""
    return cast("list[int]", (entry.after or {}).get("parts") or [])


def note_sent(transaction: Transaction, made: OfferRow, where: int | None, hand: Hand) -> int:
    """Write the event about a version of the document that was sent; return its id."""
    after = {"offer": made.id, "version": made.number}
    entry = Event(hand.now, hand.actor, SENT, "offer", made.id, where, after=after)
    return events.record(transaction, entry)


def take_back(transaction: Transaction, entry: Event, hand: Hand) -> None:
    """Undo putting something to a client: the mail is discarded, the earlier version stands again.

    Raises StaleError where the mail has left, or the client was asked anew or has answered since.
    """
    offer_id = (entry.after or {}).get("offer")
    if offer_id is not None:
        _withdraw(transaction, offers.load(transaction, cast("int", offer_id)), hand)
    if entry.subject == "item":
        drawing.take_back(transaction, entry, hand)


def _withdraw(transaction: Transaction, made: OfferRow, hand: Hand) -> None:
    named = f"{made.subject} version {made.number}"
    if made.state != "open":
        raise StaleError(f"{named} is {made.state} by now and is not taken back")
    row = outbox.load(transaction, cast("int", made.outgoing_id))
    if row.state in _GONE:
        raise StaleError(
            f"the mail with {named} has left ({row.state}) and cannot be taken back; "
            f"{_INSTEAD[made.kind]}"
        )
    withdraw(transaction, row.id, "taken back", hand.now, hand.actor)
    gone = {"state": "withdrawn", "decided_at": hand.now, "decided_by": hand.actor}
    offers.change(transaction, made, gone)
    offers.reopen(transaction, made)
    data = {"version": made.number, "sha256": made.sha256, "outgoing": row.state.value}
    fact = Fact(hand.actor, "offer.taken_back", made.subject, data)
    ledgers.append(transaction, (made.project_id, made.project), fact, hand.now)


def take_back_answer(transaction: Transaction, entry: Event, hand: Hand) -> None:
    """Undo what a reply was let decide: what followed is as before, and the reply waits again.

    Raises StaleError if any of it has moved on, UserError where the reply decided nothing.
    """
    before, after = dict(entry.before or {}), dict(entry.after or {})
    reply = offers.load_reply(transaction, entry.subject_id)
    if any(getattr(reply, name) != after.get(name) for name in _REPLY):
        raise StaleError("the reply has been settled otherwise since; look again")
    if entry.verb == REPLIED and after["standing"] != Standing.COUNTED.value:
        raise UserError("this reply has decided nothing; `triaged scope decide` settles it")
    if after["standing"] == Standing.COUNTED.value:
        _reopen(transaction, offers.load(transaction, reply.offer_id), hand)
    for event_id in reversed(parts_of(entry)):
        part = events.load(transaction, event_id)
        assert part is not None
        drawing.take_back(transaction, part.entry, hand)
    stood = {name: before[name] for name in _REPLY} if before else _waits(hand, after)
    offers.change_reply(transaction, reply, stood)


def _waits(hand: Hand, after: Mapping[str, Any]) -> dict[str, object]:
    """Return what stands of a reply that counted by itself until a manager took that back."""
    reason = f"{hand.actor} took back that it counts"
    return {"decision": after["decision"], "standing": Standing.WAITING.value, "reason": reason}


def _reopen(transaction: Transaction, made: OfferRow, hand: Hand) -> None:
    if made.state != "answered" or not offers.is_newest(transaction, made):
        raise StaleError(f"{made.subject} was offered anew since; look again")
    values = {"state": "open", "decision": "", "decided_at": None, "decided_by": ""}
    offers.change(transaction, made, values)
    data = {"version": made.number, "sha256": made.sha256, "decision": made.decision}
    fact = Fact(hand.actor, "answer.taken_back", made.subject, data)
    ledgers.append(transaction, (made.project_id, made.project), fact, hand.now)


def refuse_part(transaction: Transaction, event_id: int, entry: Event) -> None:
    """Say what is to be taken back instead of one thing that followed from it."""
    found = events.find_after(transaction, event_id, (REPLIED, DECIDED))
    whole = next((r.id for r in found if event_id in parts_of(r.entry)), None)
    if whole is None:
        raise UserError(f"“{entry.verb}” cannot be taken back")
    raise UserError(f"this followed from the client's answer; take event {whole} back instead")
