"""Complaints seen through: what was found, what was done, and whether it is settled."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from daemon.errors import UserError
from daemon.model.record import WITHDRAWN, ItemKind
from daemon.scope.lifecycle import find_step
from daemon.scope.severity import OTHER, Severity
from daemon.services import calendars, delivery, ledgers, recalling, scope, terms
from daemon.services.ledgers import Fact
from daemon.services.offering import Word, mailbox_of, post_word
from daemon.services.office import Office
from daemon.services.scope import TITLE_LIMIT, Act, Hand
from daemon.services.terms import SETTLEMENT, Put
from daemon.store import offers, outbox, projects, scope_items
from daemon.store.engine import Database
from daemon.store.offers import OfferRow
from daemon.store.projects import Person
from daemon.store.scope_items import ItemRow, Wanted
from daemon.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Finding:
    """What a manager found out: why it happened and what sets it right; the rest may be empty."""

    cause: str
    remedy: str
    severity: Severity | None = None
    prevention: str = ""


def investigate(db: Database, present: ItemRow, finding: Finding, hand: Hand) -> int:
    """Record cause and remedy of a complaint, which is investigated then; return the event's id.

    Raises UserError without both, StaleError if the item changed since.
    """
    if present.kind is not ItemKind.COMPLAINT:
        raise UserError(f"{present.ref} is no complaint")
    if not finding.cause.strip() or not finding.remedy.strip():
        raise UserError("an investigation ends with a cause and a remedy; give both")
    step = find_step(present.kind, present.state, "investigate")
    found = {"cause": finding.cause.strip(), "remedy": finding.remedy.strip()}
    if finding.prevention.strip():
        found["prevention"] = finding.prevention.strip()
    if finding.severity is not None:
        found["severity"] = finding.severity.value
    values = {"state": step.next, "details": {**present.details, **found}}
    with db.write() as transaction:
        event_id = scope.change_within(transaction, present, values, hand)
        fact = Fact(hand.actor, "complaint.investigated", present.ref, found, present.message_id)
        ledgers.append(transaction, (present.project_id, present.project), fact, hand.now)
        return event_id


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the client is told was done. ``to``: who is asked, by default who complained.

    ``told`` says how they heard of it where no mail is to go, such as "by phone".
    """

    text: str = ""
    to: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What was put to the client (None: they were told otherwise), and the event to undo."""

    offer: OfferRow | None
    event: int


def resolve(office: Office, present: ItemRow, resolution: Resolution, hand: Hand) -> Resolved:
    """Resolve a complaint: tell the client what was done, and ask whether it is settled."""
    step = find_step(present.kind, present.state, "resolve")
    if present.kind is not ItemKind.COMPLAINT:
        raise UserError(f"{present.ref} is no complaint")
    with office.db.write() as transaction:
        made = None
        if not resolution.told.strip():
            made = _put(transaction, office, (present, resolution), hand)
        act = Act(recalling.RESOLVED, {"offer": made.id} if made else {})
        event_id = scope.move_within(transaction, present, step.next, hand, act)
        data: dict[str, object] = {"told": resolution.told.strip()}
        if made is not None:
            data = {"version": made.number, "sha256": made.sha256, "to": made.address}
            data |= {"terms": json.loads(made.terms)}
        fact = Fact(hand.actor, "complaint.resolved", present.ref, data, present.message_id)
        ledgers.append(transaction, (present.project_id, present.project), fact, hand.now)
        return Resolved(made, event_id)


def _put(
    transaction: Transaction, office: Office, what: tuple[ItemRow, Resolution], hand: Hand
) -> OfferRow:
    present, resolution = what
    person = _asked(transaction, present, resolution.to)
    text = resolution.text.strip() or str(present.details.get("remedy", "")).strip()
    if not text:
        raise UserError("what was done? the client is told; give the words")
    told = {name: str(present.details.get(name, "")) for name in ("cause", "remedy", "severity")}
    expires = hand.now + timedelta(days=office.config.scope.answer_days)
    put = Put(SETTLEMENT, {"resolution": {"text": text, **told}}, person, expires)
    made = terms.write(transaction, present, put, hand)
    word = Word(
        "resolution",
        _values(present, text),
        person,
        made.address,
        f"resolution:{made.id}",
        wait=delivery.GRACE,
    )
    outgoing_id = post_word(transaction, office, present, word, hand.now)
    offers.change(transaction, made, {"outgoing_id": outgoing_id})
    return offers.load(transaction, made.id)


def _values(present: ItemRow, text: str) -> dict[str, object]:
    shown = {"subject": "", "ref": present.ref, "title": present.title[:TITLE_LIMIT]}
    return {**shown, "text": text, "client_words": present.words}


def _asked(transaction: Transaction, present: ItemRow, wanted: str) -> Person:
    """Return who is asked: the person named, or the one who complained."""
    if not wanted:
        wanted = offers.source_of(transaction, present.message_id).sender_addr
    return terms.approver_of(transaction, present, wanted)


def ask_again(office: Office, now: datetime) -> int:
    """Ask once more where nobody answered whether a complaint is settled; return how often."""
    if office.config.scope.ask == "no":
        return 0
    with office.db.read() as transaction:
        if not offers.find_unanswered(transaction, SETTLEMENT):
            return 0
    with office.db.write() as transaction:
        return sum(
            _ask_again(transaction, office, made, now)
            for made in offers.find_unanswered(transaction, SETTLEMENT)
        )


def _ask_again(transaction: Transaction, office: Office, made: OfferRow, now: datetime) -> bool:
    assert made.item_id is not None
    present = scope_items.load(transaction, made.item_id)
    once = offers.again_key(made.id)
    if present.state != "resolved" or outbox.known(transaction, [once]):
        return False
    zone = mailbox_of(transaction, office, present).timezone
    known = calendars.load_all(transaction, office.config, {present.client_id}, now, zone)
    calendar = known.get(present.client_id, known[None])
    due = calendar.add_days(made.created_at, office.config.scope.ask_days)
    if now < due or not calendar.is_open(now):
        return False
    [person] = projects.load_people(transaction, [made.contact_id])
    text = str(json.loads(made.terms)["resolution"]["text"])
    hold = office.config.scope.ask == "hold"
    values = _values(present, text)
    word = Word("resolution_again", values, person, made.address, once, hold)
    post_word(transaction, office, present, word, now)
    return True


@dataclass(frozen=True, slots=True)
class Kindred:
    """Complaints of one kind; ``client`` is empty where they are of several."""

    theme: str
    client: str
    complaints: tuple[ItemRow, ...]


def alike(db: Database, code: str = "", least: int = 2) -> list[Kindred]:
    """Return the complaints of which a client made *least* of one kind, most first."""
    with db.read() as transaction:
        query = Wanted(code, [ItemKind.COMPLAINT], not_states=[WITHDRAWN])
        found = scope_items.find_all(transaction, query)
    groups: dict[tuple[str, str], list[ItemRow]] = {}
    for each in found:
        groups.setdefault((theme_of(each), each.client), []).append(each)
    made = [Kindred(*key, tuple(rows)) for key, rows in groups.items() if len(rows) >= least]
    return sorted(made, key=lambda k: (-len(k.complaints), k.theme, k.client))


def like(everything: Sequence[ItemRow], one: ItemRow) -> list[ItemRow]:
    """Return the other complaints of the same client and kind among *everything*."""
    return [
        i
        for i in everything
        if i.id != one.id and (i.client_id, theme_of(i)) == (one.client_id, theme_of(one))
    ]


def theme_of(one: ItemRow) -> str:
    """Return of what kind a complaint is."""
    return str(one.details.get("theme") or OTHER)
