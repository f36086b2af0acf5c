"""Offering a change to a client by mail, and what becomes of the replies.

A reply counts by itself only from the named approver, vouched for by our mail server, to the
newest version, in time, the first time, in plain words. Everything else waits for a manager.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from daemon.errors import StaleError, UserError
from daemon.model.label import Label, Prediction
from daemon.model.message import Kind
from daemon.model.record import ItemKind, Role
from daemon.pipeline.act import TITLE_LENGTH
from daemon.pipeline.trust import Trust
from daemon.scope import standing
from daemon.scope.decision import Reading, Reply, read_decision
from daemon.scope.lifecycle import find_step
from daemon.scope.likely import Guess
from daemon.scope.reading import Decision
from daemon.scope.settled import read_settled
from daemon.scope.standing import Answered, Offered, Standing, Verdict
from daemon.scope.statement import Statement, as_plain
from daemon.services import ledgers, opening, recalling, scope, terms
from daemon.services.decisions import make_reply
from daemon.services.effects import VERBS, settle
from daemon.services.intake import Intake
from daemon.services.ledgers import Fact
from daemon.services.offering import post_offer
from daemon.services.office import Office
from daemon.services.placing import Incoming
from daemon.services.recording import DAEMON, Recorded
from daemon.services.scope import Hand
from daemon.services.terms import BASELINE, CHANGE, SETTLEMENT, Asked, Made, Put, approver_of
from daemon.store import events, offers, scope_items, triage
from daemon.store.engine import Database
from daemon.store.events import Event
from daemon.store.items import NewItem
from daemon.store.offers import OfferRow, ReplyRow
from daemon.store.transaction import Transaction

#: how long an offer stands if nobody says otherwise
VALID = timedelta(days=14)
#: what a mail is that holds a decision and nothing else
_DECISION_ONLY = Prediction(Label.OTHER, {Label.OTHER: 1.0}, False, "decision")
#: the state of an item while what is offered about it is open
_OPEN = {CHANGE: "offered", SETTLEMENT: "resolved"}


def offer(
    office: Office,
    code: str,
    ref: str,
    offered: tuple[Statement, Asked],
    hand: Hand,
    seen: int | None = None,
) -> Made:
    """Put a change request's statement to the client by mail; earlier versions fall.

    *seen* is the version of the item that the manager looked at: StaleError if it has changed.

    Raises UserError where the item is no change request that can be offered, or the approver is
    nobody of its client.
    """
    statement, asked = offered
    if asked.expires_at <= hand.now:
        raise UserError("an offer cannot have expired already; give a later day")
    with office.db.write() as transaction:
        item = scope_items.find(transaction, code, ref)
        if seen is not None and item.version != seen:
            raise StaleError
        step = find_step(item.kind, item.state, "offer")
        person = approver_of(transaction, item, asked.approver)
        put = Put(CHANGE, {"statement": as_plain(statement)}, person, asked.expires_at)
        written = terms.write(transaction, item, put, hand)
        outgoing_id = post_offer(transaction, office, (item, written, statement, person), hand.now)
        offers.change(transaction, written, {"outgoing_id": outgoing_id})
        act = scope.Act(recalling.OFFERED, {"offer": written.id})
        event_id = scope.move_within(transaction, item, step.next, hand, act)
        data = {"version": written.number, "sha256": written.sha256, "to": written.address}
        fact = Fact(hand.actor, "offer.made", item.ref, data | {"terms": json.loads(written.terms)})
        ledgers.append(transaction, (item.project_id, item.project), fact, hand.now)
        return Made(offers.load(transaction, written.id), event_id)


def prepared(transaction: Transaction, intake: Intake, mails: Sequence[Incoming]) -> list[Incoming]:
    """Return *mails* as they shall be placed: the words of a decision ask for nothing else."""
    cited = {r for m in mails for r in m.message.references}
    brought = offers.by_mail(transaction, cited) if cited and not intake.history else {}
    return [
        _without_decision(m, intake.guess) if brought.keys() & set(m.message.references) else m
        for m in mails
    ]


def _without_decision(mail: Incoming, guess: Guess | None) -> Incoming:
    said, message = mail.prediction, mail.message
    if said is None or not _decides(message.text, guess, message.subject):
        return mail
    asks = tuple(a for a in said.asks if not _decides(a.text, guess))
    if not asks:
        return replace(mail, prediction=_DECISION_ONLY)
    return replace(mail, prediction=replace(said, asks=asks))


def _decides(text: str, guess: Guess | None, subject: str = "") -> bool:
    reply = Reply(text, subject)
    plain = {read_decision(reply, guess).decision, read_settled(reply).decision}
    return bool(plain & {Decision.APPROVE, Decision.DECLINE})


def record_replies(
    transaction: Transaction, intake: Intake, recorded: Sequence[Recorded], now: datetime
) -> None:
    """Read which of the mails just recorded answer an offer, and let count what counts."""
    if intake.history:
        return
    cited = {r for each in recorded for r in each.placed.incoming.message.references}
    brought = offers.by_mail(transaction, cited) if cited else {}
    for each in recorded if brought else ():
        ids = each.placed.incoming.message.references
        answered = next((brought[i] for i in ids if i in brought), None)
        if answered is not None and each.placed.incoming.identity.role is not Role.STAFF:
            made = offers.load(transaction, answered)
            _record(transaction, made, each, _read(each, made, intake.guess), now)


def _read(each: Recorded, made: OfferRow, guess: Guess | None) -> Reading:
    message = each.placed.incoming.message
    machine = message.kind is not Kind.PERSON
    refs = (made.subject,) if made.item_id is not None else ()
    reply = make_reply(message.body, message.spans, message.subject, refs, automatic=machine)
    reply = replace(reply, quoted=f"{reply.quoted}\n{_figures(made)}")
    return read_settled(reply) if made.kind == SETTLEMENT else read_decision(reply, guess)


def _record(
    transaction: Transaction, made: OfferRow, each: Recorded, reading: Reading, now: datetime
) -> None:
    message = each.placed.incoming.message
    verdict = standing.judge(_offered(transaction, made), _answered(made, each, reading))
    values = {
        "offer_id": made.id,
        "message_id": each.message_id,
        "decision": reading.decision.value,
        "evidence": reading.evidence[:1000],
        "standing": verdict.standing.value,
        "reason": verdict.reason,
        "received_at": each.placed.incoming.received_at,
    }
    reply_id = offers.add_reply(transaction, values)
    after: dict[str, object] = {k: values[k] for k in ("decision", "standing", "reason")}
    if verdict.standing is Standing.COUNTED:
        stored = offers.load_reply(transaction, reply_id)
        after["parts"] = settle(transaction, made, stored, Hand(message.sender.addr, now))
        _correct(transaction, made, each, reading, now)
    where = each.conversation_id
    entry = Event(now, DAEMON, recalling.REPLIED, "offer_reply", reply_id, where, after=after)
    events.record(transaction, entry)
    if verdict.standing is Standing.WAITING or reading.decision is Decision.COUNTER:
        _show(transaction, each.conversation_id, made, verdict)


def _correct(
    transaction: Transaction, made: OfferRow, each: Recorded, reading: Reading, now: datetime
) -> None:
    """Keep corrections to a document as a change request where no ask was found in them."""
    if made.kind != BASELINE or reading.decision is not Decision.COUNTER or each.items:
        return
    words = each.placed.incoming.message.text.strip()
    new = NewItem(
        kind=ItemKind.CHANGE_REQUEST,
        conversation_id=each.conversation_id,
        message_id=each.message_id,
        client_id=each.placed.incoming.identity.client_id,
        start=0,
        end=len(each.placed.incoming.message.text),
        title=words.partition("\n")[0][:TITLE_LENGTH],
        words=words,
        details={"why": f"a correction to version {made.number} of the requirement document"},
    )
    for opened in opening.open_items(transaction, (made.project_id, made.project), [new], now):
        after = {"ref": opened.ref, "message": each.message_id}
        where = each.conversation_id
        entry = Event(now, DAEMON, "item.opened", "item", opened.id, where, after=after)
        events.record(transaction, entry)


def _figures(made: OfferRow) -> str:
    """Return the figures that were offered, which a reply may name without quoting them."""
    said = json.loads(made.terms).get("statement") or {}
    return f"{said.get('cost', '')} {said.get('currency', '')} {said.get('days', '')}"


def _offered(transaction: Transaction, made: OfferRow) -> Offered:
    newest = offers.is_newest(transaction, made)
    closed = made.state if made.state in {"expired", "withdrawn"} else ""
    if made.item_id is not None and made.state == "open":
        item = scope_items.load(transaction, made.item_id)
        there = item.state == _OPEN[made.kind]
        closed = "" if there else f"closed: the item is {item.state}"
    decision = Decision(made.decision) if made.decision else None
    return Offered(made.address, made.expires_at, newest, closed, decision)


def _answered(made: OfferRow, each: Recorded, reading: Reading) -> Answered:
    incoming = each.placed.incoming
    same_person = incoming.identity.contact_id == made.contact_id
    trust = incoming.identity.trust
    return Answered(
        # whoever writes from another of their addresses is still the person who was asked
        sender=made.address if same_person else incoming.message.sender.addr,
        vouched=trust is Trust.VOUCHED,
        failed=trust is Trust.FAILED,
        received_at=incoming.received_at,
        decision=reading.decision,
        by_person=incoming.message.kind is Kind.PERSON,
        reason=reading.reason,
    )


def _show(transaction: Transaction, conversation_id: int, made: OfferRow, verdict: Verdict) -> None:
    """Put the conversation in front of a manager, with the reason."""
    now = triage.load_columns(transaction, conversation_id, ["version"])
    reason = f"a reply about {made.subject} waits for you: {verdict.reason}"
    if verdict.standing is Standing.COUNTED:
        reason = f"the client would take {made.subject} on other terms"
    values = {"needs_look": True, "look_reason": reason, "unread": True}
    triage.change(transaction, conversation_id, now["version"], values)


def waiting(db: Database) -> list[tuple[ReplyRow, OfferRow]]:
    """Return the replies that wait for a manager, each with its offer."""
    with db.read() as transaction:
        found = offers.find_replies(transaction, standing=Standing.WAITING.value)
        return [(r, offers.load(transaction, r.offer_id)) for r in found]


@dataclass(frozen=True, slots=True)
class Settled:
    """How an offer stands once a reply to it is settled, and the event that undo takes back."""

    state: str
    event: int


def decide(db: Database, reply_id: int, decision: Decision | None, hand: Hand) -> Settled:
    """Settle a waiting reply as a manager: what it decides, or, with None, nothing.

    Raises UserError if it does not wait or the offer is over.
    """
    with db.write() as transaction:
        reply = offers.load_reply(transaction, reply_id)
        made = offers.load(transaction, reply.offer_id)
        if reply.standing != Standing.WAITING.value:
            raise UserError(f"reply {reply_id} does not wait; it is {reply.standing}")
        counts = decision is not None
        values: dict[str, object] = {
            "standing": (Standing.COUNTED if counts else Standing.IGNORED).value,
            "reason": f"decided by {hand.actor}; before: {reply.reason}",
        }
        if decision is not None:
            if decision not in VERBS[made.kind]:
                raise UserError(f"{made.subject}: one of {', '.join(VERBS[made.kind])}, or none")
            if made.state != "open":
                raise UserError(f"the offer of {made.subject} v{made.number} is {made.state}")
            values["decision"] = decision.value
        offers.change_reply(transaction, reply, values)
        settled = offers.load_reply(transaction, reply_id)
        parts = settle(transaction, made, settled, hand) if counts else []
        event_id = _note_decided(transaction, (reply, settled), parts, hand)
        return Settled(offers.load(transaction, made.id).state, event_id)


def _note_decided(
    transaction: Transaction, moved: tuple[ReplyRow, ReplyRow], parts: list[int], hand: Hand
) -> int:
    """Write the event about a reply that was settled, with what followed; return its id."""
    stood, stands = (
        {"decision": r.decision, "standing": r.standing, "reason": r.reason} for r in moved
    )
    place = triage.load_message_columns(transaction, moved[0].message_id, ["conversation_id"])
    entry = Event(
        at=hand.now,
        actor=hand.actor,
        verb=recalling.DECIDED,
        subject="offer_reply",
        subject_id=moved[0].id,
        conversation_id=place["conversation_id"],
        before=stood,
        after={**stands, "parts": parts},
    )
    return events.record(transaction, entry)


def expire(db: Database, now: datetime) -> int:
    """Close the offers whose time is over; return how many."""
    with db.read() as transaction:
        if not offers.find_expired(transaction, now):
            return 0
    with db.write() as transaction:
        over = offers.find_expired(transaction, now)
        for made in over:
            offers.change(transaction, made, {"state": "expired", "decided_at": now})
            _expire_item(transaction, made, now)
        return len(over)


def _expire_item(transaction: Transaction, made: OfferRow, now: datetime) -> None:
    if made.item_id is None:
        return
    item = scope_items.load(transaction, made.item_id)
    if item.state == "offered":
        scope.move_within(transaction, item, "expired", Hand(DAEMON, now))
        fact = Fact(DAEMON, "offer.expired", made.subject, {"version": made.number})
        ledgers.append(transaction, (made.project_id, made.project), fact, now)
