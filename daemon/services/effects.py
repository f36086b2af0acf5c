"""What a decision that counts brings about: the offer is answered, the item moves, it is proved."""

from __future__ import annotations

import json
from collections.abc import Mapping

from daemon.scope.lifecycle import find_step
from daemon.scope.reading import Decision
from daemon.services import control, ledgers, scope
from daemon.services.ledgers import Fact
from daemon.services.scope import FOLLOWED, Act, Hand
from daemon.services.terms import BASELINE, CHANGE, SETTLEMENT
from daemon.store import offers, scope_items
from daemon.store.offers import OfferRow, ReplyRow
from daemon.store.scope_items import Wanted
from daemon.store.transaction import Transaction

#: the step that each decision takes, by the kind of what was offered; a document has no step
VERBS: dict[str, dict[Decision, str]] = {
    CHANGE: {
        Decision.APPROVE: "approve",
        Decision.DECLINE: "decline",
        Decision.COUNTER: "counter",
    },
    BASELINE: {Decision.APPROVE: "", Decision.DECLINE: "", Decision.COUNTER: ""},
    SETTLEMENT: {Decision.APPROVE: "confirm", Decision.DECLINE: "reopen"},
}
_FOLLOWED = Act(FOLLOWED)


def settle(transaction: Transaction, made: OfferRow, reply: ReplyRow, hand: Hand) -> list[int]:
    """Let a decision take effect: the offer is answered, the item moves, the ledger grows.

    Returns the events of what followed, which are taken back with the decision only.
    """
    decision = Decision(reply.decision)
    offers.change(
        transaction,
        made,
        {
            "state": "answered",
            "decision": decision.value,
            "decided_at": hand.now,
            "decided_by": hand.actor,
        },
    )
    followed: list[int] = []
    if made.item_id is not None:
        item = scope_items.load(transaction, made.item_id)
        step = find_step(item.kind, item.state, VERBS[made.kind][decision])
        followed.append(scope.move_within(transaction, item, step.next, hand, _FOLLOWED))
    elif decision is Decision.APPROVE:
        followed += _take_in(transaction, made, hand)
        followed += control.catch_up(transaction, made.project, made.project_id, hand)
    source = offers.source_of(transaction, reply.message_id)
    data: Mapping[str, object] = {
        "version": made.number,
        "sha256": made.sha256,
        "decision": decision.value,
        "evidence": reply.evidence,
        "mail": source.sha256,
        "from": source.sender_addr,
        "trust": source.trust,
        "received_at": reply.received_at.isoformat(),
        "standing": reply.standing,
        "reason": reply.reason,
    }
    fact = Fact(hand.actor, "offer.answered", made.subject, data, reply.message_id)
    ledgers.append(transaction, (made.project_id, made.project), fact, hand.now)
    return followed


def _take_in(transaction: Transaction, made: OfferRow, hand: Hand) -> list[int]:
    """Put the requirements that a confirmed version names into the baseline; return the events."""
    named = {str(c["ref"]) for c in json.loads(made.terms)["document"]["clauses"]}
    return [
        scope.move_within(transaction, item, "in baseline", hand, _FOLLOWED)
        for item in scope_items.find_all(transaction, Wanted(made.project, states=["accepted"]))
        if item.ref in named
    ]
