"""Writing down what a client is asked to agree to: numbered, hashed, with a named approver."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from daemon.errors import UserError
from daemon.model.record import Role
from daemon.scope.statement import canonical, content_hash
from daemon.services.scope import Hand
from daemon.store import offers, projects
from daemon.store.offers import OfferRow
from daemon.store.projects import Person
from daemon.store.scope_items import ItemRow
from daemon.store.transaction import Transaction

#: the kinds there are: a change with its impact, the requirement document, a complaint's remedy
CHANGE, BASELINE, SETTLEMENT = "change", "baseline", "settlement"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is to decide, by address or exact name, and until when."""

    approver: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Put:
    """What is put to whom: the kind, what it says beside the usual, the person, until when."""

    kind: str
    content: Mapping[str, object]
    person: Person
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Made:
    """What was put to a client, and the event that undo takes back."""

    offer: OfferRow
    event: int


def write(
    transaction: Transaction, about: ItemRow | tuple[int, str], put: Put, hand: Hand
) -> OfferRow:
    """Write the next version of what is put about an item, or of a project's (id, code) document.

    Earlier versions fall.
    """
    if isinstance(about, ItemRow):
        whose, item_id, subject = (about.project_id, about.project), about.id, about.ref
        cited = {
            "item": about.ref,
            "title": about.title,
            "words": about.words,
            "message": about.rfc_message_id,
        }
    else:
        whose, item_id, subject, cited = about, None, put.kind, {}
    number = offers.supersede(transaction, (whose[0], subject), hand.now)
    plain: dict[str, object] = {"project": whose[1], "version": number, **cited}
    plain |= {"approver": put.person.address, "expires_at": put.expires_at.isoformat()}
    plain |= put.content
    values = {
        "project_id": whose[0],
        "kind": put.kind,
        "item_id": item_id,
        "subject": subject,
        "number": number,
        "terms": canonical(plain),
        "sha256": content_hash(plain),
        "contact_id": put.person.contact_id,
        "address": put.person.address,
        "expires_at": put.expires_at,
        "created_at": hand.now,
        "created_by": hand.actor,
    }
    return offers.load(transaction, offers.add(transaction, values))


def approver_of(transaction: Transaction, item: ItemRow, wanted: str) -> Person:
    """Return the person of the item's client called *wanted*; raise UserError for anybody else."""
    found = projects.find_people(transaction, [wanted])
    people = projects.load_people(transaction, list(found.values()))
    if not people or item.client_id is None or people[0].client_id != item.client_id:
        raise UserError(f"{wanted} is nobody of {item.client or 'a known client'}")
    person = people[0]
    if person.role is not Role.CLIENT or not person.address:
        raise UserError(f"{wanted} has no address that mail reaches")
    return person
