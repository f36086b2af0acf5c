"""The mail that puts a statement to the client."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from daemon.errors import UserError
from daemon.outbox.compose import subject_tag
from daemon.outbox.render import LANGUAGES, Rendered, render
from daemon.scope.statement import SHORT, Statement
from daemon.services.office import Office, Parcel, post
from daemon.store import conversations, projects, replies
from daemon.store.offers import OfferRow
from daemon.store.projects import Person
from daemon.store.scope_items import ItemRow
from daemon.store.transaction import Transaction

Put = tuple[ItemRow, OfferRow, Statement, Person]


def post_offer(transaction: Transaction, office: Office, put: Put, now: datetime) -> int:
    """Queue the mail of an offer in the item's conversation; return its outbox row."""
    item, made, _, person = put
    whose = projects.load(transaction, item.project_id)
    mailbox = office.mailbox_of(whose)
    if mailbox is None:
        raise UserError(f"project {item.project} has no mailbox that its mail could leave from")
    number = conversations.numbers(transaction, {item.conversation_id})[item.conversation_id]
    envelope = replies.load_envelope(transaction, item.message_id)
    language = person.language if person.language in LANGUAGES else mailbox.language
    values = {
        "project_code": item.project,
        "project_name": mailbox.project_name or item.project,
        "tag": subject_tag(item.project, number),
        "signature": mailbox.signature,
        "contact_name": person.name,
        **offer_values(put, mailbox.zone),
    }
    words: Rendered = render("offer", language, values, mailbox.templates)
    parcel = Parcel(
        words=words,
        to=made.address,
        purpose="offer",
        once=f"offer:{made.id}",
        conversation_id=item.conversation_id,
        in_reply_to=envelope.message_id,
        references=envelope.ids[::-1],
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
