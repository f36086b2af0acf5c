"""The requirement document: drawn from items, sent to the approver, confirmed by reply."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo

from daemon.config import MailboxConfig
from daemon.errors import StaleError, UserError
from daemon.model.plan import Engagement
from daemon.model.record import ItemKind
from daemon.outbox.render import LANGUAGES, Rendered, render
from daemon.scope import document as documents
from daemon.scope.document import Clause, Document, sections, title_of
from daemon.scope.statement import SHORT
from daemon.services import delivery, ledgers, recalling, terms
from daemon.services.ledgers import Fact
from daemon.services.office import Office, Parcel, post
from daemon.services.scope import Hand
from daemon.services.terms import BASELINE, Asked, Made, Put
from daemon.store import offers, projects, scope_items
from daemon.store.engine import Database
from daemon.store.offers import OfferRow
from daemon.store.projects import Person
from daemon.store.scope_items import ItemRow, Wanted
from daemon.store.transaction import Transaction

_AGREED = ("accepted", "in baseline", "delivered", "confirmed")
Notes = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the document that was sent, and what became of it."""

    made: OfferRow
    document: Document


def draft(db: Database, code: str, language: str, notes: Notes, zone: tzinfo = UTC) -> Document:
    """Return the document as the items stand now, with days of *zone*; raise NotFoundError."""
    with db.read() as transaction:
        return _draft(transaction, projects.find(transaction, code), (language, notes), zone)


def _draft(
    transaction: Transaction, whose: Engagement, drawn: tuple[str, Notes], zone: tzinfo
) -> Document:
    language, notes = drawn
    if language not in documents.HEADINGS:
        raise UserError(f"no document in {language!r}; there are {', '.join(documents.HEADINGS)}")
    found = scope_items.find_all(transaction, Wanted(whose.code))
    needs = [i for i in found if i.kind is ItemKind.REQUIREMENT and i.state in _AGREED]
    changes = [
        i for i in found if i.kind is ItemKind.CHANGE_REQUEST and i.state in {"approved", "done"}
    ]
    return Document(
        project=whose.code,
        name=whose.name,
        language=language,
        clauses=tuple(_clause(i, zone) for i in sorted(needs, key=_group)),
        changes=tuple(_clause(i, zone) for i in changes),
        notes=dict(notes),
    )


def _group(item: ItemRow) -> str:
    return str(item.details.get("group", ""))


def _clause(item: ItemRow, zone: tzinfo) -> Clause:
    return Clause(
        ref=item.ref,
        title=item.title,
        words=item.words,
        message=item.rfc_message_id,
        start=item.start,
        end=item.end,
        group=_group(item),
        subject=item.mail_subject,
        on=item.mail_at.astimezone(zone).date().isoformat() if item.mail_at else "",
    )


def versions(db: Database, code: str) -> list[Version]:
    """Return the versions that were sent, oldest first."""
    with db.read() as transaction:
        whose = projects.find(transaction, code)
        return [
            Version(made, documents.from_plain(json.loads(made.terms)["document"]))
            for made in offers.find(transaction, whose.project_id, BASELINE)
        ]


def send(
    office: Office,
    code: str,
    drawn: tuple[str, Notes],
    asked: Asked,
    hand: Hand,
    seen: int | None = None,
) -> Made:
    """Send a new version (language and notes) to the approver; earlier open ones fall.

    *seen* is how many versions the manager knew of: StaleError if another was sent since, or, with
    None, if somebody else sent the newest.

    Raises UserError where nothing is agreed yet or the approver is nobody of the client.
    """
    with office.db.write() as transaction:
        whose = projects.find(transaction, code)
        _check_seen(offers.find(transaction, whose.project_id, BASELINE), seen, hand)
        document = _draft(transaction, whose, drawn, zone_of(office, whose))
        if not document.clauses:
            raise UserError(f"{whose.code} has no accepted requirement yet; accept some first")
        needs = scope_items.find_all(transaction, Wanted(whose.code, states=_AGREED))
        person = terms.approver_of(transaction, needs[0], asked.approver)
        put = Put(BASELINE, {"document": document.as_plain()}, person, asked.expires_at)
        made = terms.write(transaction, (whose.project_id, whose.code), put, hand)
        where = offers.latest_conversation(transaction, whose.project_id, person.contact_id)
        posted = (whose, made, document, person)
        outgoing_id = _post(transaction, office, posted, where, hand)
        offers.change(transaction, made, {"outgoing_id": outgoing_id})
        data = {"version": made.number, "sha256": made.sha256, "to": made.address}
        fact = Fact(hand.actor, "baseline.sent", BASELINE, data | {"terms": json.loads(made.terms)})
        ledgers.append(transaction, (whose.project_id, whose.code), fact, hand.now)
        event_id = recalling.note_sent(transaction, made, where, hand)
        return Made(offers.load(transaction, made.id), event_id)


def _check_seen(sent: Sequence[OfferRow], seen: int | None, hand: Hand) -> None:
    if seen is not None and len(sent) != seen:
        raise StaleError("another version was sent meanwhile; look at it first")
    if seen is None and sent and sent[-1].created_by != hand.actor:
        told = f"version {sent[-1].number} was sent by {sent[-1].created_by}"
        raise StaleError(f"{told}; look at it, and say that you have with --seen {len(sent)}")


def rendered(mailbox: MailboxConfig, made: OfferRow, document: Document, name: str) -> Rendered:
    """Return the mail that brings a version, which is the document as text and as HTML."""
    values = {
        "project_code": document.project,
        "project_name": document.name,
        "tag": "",
        "subject": "",
        "signature": mailbox.signature,
        "contact_name": name,
        "fingerprint": made.sha256[:SHORT],
        "expires_at": made.expires_at.astimezone(mailbox.zone),
        **document_values(document, made.number),
    }
    return render("baseline", document.language, values, mailbox.templates)


def document_values(document: Document, version: int) -> dict[str, object]:
    """Return what a template needs to show a version."""
    return {
        "title": title_of(document, version),
        "version": version,
        "sections": [
            {
                "heading": s.heading,
                "level": s.level,
                "lines": [
                    {"ref": e.ref, "text": e.text, "words": e.words, "source": e.source}
                    for e in s.lines
                ],
            }
            for s in sections(document)
        ],
    }


def _post(
    transaction: Transaction,
    office: Office,
    put: tuple[Engagement, OfferRow, Document, Person],
    where: int | None,
    hand: Hand,
) -> int:
    whose, made, document, person = put
    mailbox = office.mailbox_of(whose)
    if mailbox is None:
        raise UserError(f"project {whose.code} has no mailbox that its mail could leave from")
    parcel = Parcel(
        words=rendered(mailbox, made, document, person.name),
        to=made.address,
        purpose="baseline",
        once=f"baseline:{made.id}",
        conversation_id=where,
        wait=delivery.GRACE,
    )
    return post(transaction, office, mailbox, parcel, hand.now)


def zone_of(office: Office, whose: Engagement) -> tzinfo:
    """Return the time zone of a project's mailbox."""
    mailbox = office.mailbox_of(whose)
    return mailbox.zone if mailbox else UTC


def language_of(office: Office, code: str) -> str:
    """Return the language that a project's document is in by default."""
    with office.db.read() as transaction:
        mailbox = office.mailbox_of(projects.find(transaction, code))
    return mailbox.language if mailbox and mailbox.language in LANGUAGES else "en"
