"""Mails about an item to the client: the one that puts a statement to them, and others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from daemon.config import MailboxConfig
from daemon.errors import UserError
from daemon.outbox.compose import subject_tag
from daemon.outbox.render import LANGUAGES, render
from daemon.scope.statement import SHORT, Statement
from daemon.services import delivery
from daemon.services.office import Office, Parcel, post
from daemon.store import conversations, projects, replies
from daemon.store.offers import OfferRow
from daemon.store.projects import Person
from daemon.store.scope_items import ItemRow
from daemon.store.transaction import Transaction

Put = tuple[ItemRow, OfferRow, Statement, Person]


@dataclass(frozen=True, slots=True)
class Word:
    """A mail about an item: which template with which values, to whom, and its key for once."""

    template: str
    values: Mapping[str, object]
    person: Person
    to: str
    once: str
    hold: bool = False
    #: how long it waits in the outbox, so that it can be taken back
    wait: timedelta = timedelta()


def post_offer(transaction: Transaction, office: Office, put: Put, now: datetime) -> int:
    """Queue the mail of an offer in the item's conversation; return its outbox row."""
    item, made, _, person = put
    mailbox = mailbox_of(transaction, office, item)
    word = Word(
        "offer",
        offer_values(put, mailbox.zone),
        person,
        made.address,
        f"offer:{made.id}",
        wait=delivery.GRACE,
    )
    return post_word(transaction, office, item, word, now)


def mailbox_of(transaction: Transaction, office: Office, item: ItemRow) -> MailboxConfig:
    """Return the mailbox that mail about an item leaves from; raise UserError for none."""
    mailbox = office.mailbox_of(projects.load(transaction, item.project_id))
    if mailbox is None:
        raise UserError(f"project {item.project} has no mailbox that its mail could leave from")
    return mailbox


def post_word(
    transaction: Transaction, office: Office, item: ItemRow, word: Word, now: datetime
) -> int:
    """Queue a mail about an item in its conversation; return its outbox row."""
    mailbox = mailbox_of(transaction, office, item)
    number = conversations.numbers(transaction, {item.conversation_id})[item.conversation_id]
    envelope = replies.load_envelope(transaction, item.message_id)
    person = word.person
    language = person.language if person.language in LANGUAGES else mailbox.language
    values = {
        "project_code": item.project,
        "project_name": mailbox.project_name or item.project,
        "tag": subject_tag(item.project, number),
        "signature": mailbox.signature,
        "contact_name": person.name,
        **word.values,
    }
    parcel = Parcel(
        words=render(word.template, language, values, mailbox.templates),
        to=word.to,
        purpose=word.template,
        once=word.once,
        hold=word.hold,
        reason="held by policy" if word.hold else "",
        conversation_id=item.conversation_id,
        in_reply_to=envelope.message_id,
        references=envelope.ids[::-1],
        wait=word.wait,
    )
    return post(transaction, office, mailbox, parcel, now)


def offer_values(put: Put, zone: ZoneInfo) -> dict[str, object]:
    """Return what the template of an offer is given beside what every template is."""
    item, made, statement, _ = put
    return {
        "subject": "",
        "ref": item.ref,
        "title": item.title,
        "client_words": item.words,
        "version": made.number,
        "fingerprint": made.sha256[:SHORT],
        "expires_at": made.expires_at.astimezone(zone),
        "summary": statement.summary,
        "cost": f"{Decimal(statement.cost):,.2f} {statement.currency}",
        "days": statement.days,
        "moved": [
            {"name": m.milestone, "before": m.before, "after": m.after} for m in statement.moved
        ],
        "touched": list(statement.scope),
        "risks": list(statement.risks),
        "prevention": list(statement.prevention),
        "fallback": list(statement.fallback),
        "assessed_by": statement.assessed_by,
    }
