"""Improvement items: where they came from, and closing them with the mail on what changed."""

from __future__ import annotations

from datetime import datetime

from daemon.errors import NotFoundError, StaleError, UserError
from daemon.model.record import ItemKind
from daemon.outbox.compose import subject_tag
from daemon.outbox.render import render
from daemon.scope.lifecycle import CLOSED, find_step
from daemon.services import ledgers, letters
from daemon.services.ledgers import Fact
from daemon.services.office import Office, Parcel, post
from daemon.services.responding import case_of
from daemon.services.withdrawing import withdraw
from daemon.store import answers, conversations, events, improvements, projects, triage
from daemon.store.engine import Database
from daemon.store.events import Event
from daemon.store.improvements import ItemRow, Link
from daemon.store.transaction import Transaction
from daemon.surveys.tokens import without_token

IMPROVED = "item.improved"
DONE = "done"


def find_item(db: Database, code: str, ref: str) -> ItemRow:
    """Return the item *ref* of project *code*; raise NotFoundError."""
    with db.read() as transaction:
        return improvements.find_item(transaction, projects.find(transaction, code).code, ref)


def close(
    office: Office, present: ItemRow, changed: str, actor: str, now: datetime
) -> tuple[int, int | None]:
    """Close an improvement and offer, held, the mail that tells the client what changed.

    Returns the event's id and the mail's; no mail where there are no words for it. Raises
    UserError for a complaint, whose client is asked whether it is settled.
    """
    if present.kind is ItemKind.COMPLAINT:
        raise UserError(f"{present.ref} is a complaint; resolve it, and the client is asked")
    find_step(present.kind, present.state, "close")
    with office.db.write() as transaction:
        linked = improvements.chain(transaction, item_id=present.id)
        if not linked:
            raise NotFoundError(f"{present.ref} did not come from a survey")
        improvements.change_item(transaction, present, {"state": DONE})
        entry = Event(
            now, actor, IMPROVED, "item", present.id, present.conversation_id,
            before={"state": present.state}, after={"state": DONE, "changed": changed},
        )  # fmt: skip
        event = events.record(transaction, entry)
        fact = Fact(actor, "item.close", present.ref, {"state": DONE, "changed": changed})
        ledgers.append(
            transaction, triage.find_project(transaction, present.conversation_id), fact, now
        )
        mail = _tell(transaction, office, (present, linked[-1]), changed, now)
    return event, mail


def _tell(
    transaction: Transaction,
    office: Office,
    what: tuple[ItemRow, Link],
    changed: str,
    now: datetime,
) -> int | None:
    present, link = what
    assert link.answer_id is not None
    case = case_of(transaction, office, answers.load(transaction, link.answer_id), now)
    if not changed.strip() or case.mailbox is None or not case.person.address:
        return None
    mail = improvements.load_mail(transaction, case.stored.message_id)
    number = conversations.numbers(transaction, [present.conversation_id])
    code = triage.find_project(transaction, present.conversation_id)[1]
    context = letters.common(case.mailbox, case.whose) | {
        "tag": subject_tag(code, number[present.conversation_id]),
        # a reply to this mail is no answer to the survey
        "subject": without_token(mail.subject),
        "contact_name": case.person.name,
        "changed": changed,
        "client_words": case.stored.remark,
    }
    language = case.asked.language or case.mailbox.language
    parcel = Parcel(
        words=render("improvement", language, context, case.mailbox.templates),
        to=case.person.address,
        purpose="improvement",
        once=improvements.closing_key(present.id),
        hold=True,
        reason="read it before it goes",
        conversation_id=present.conversation_id,
        in_reply_to=mail.rfc_message_id,
        references=(mail.rfc_message_id,) if mail.rfc_message_id else (),
    )
    return post(transaction, office, case.mailbox, parcel, now)


def take_back(transaction: Transaction, entry: Event, now: datetime) -> None:
    """Undo closing an improvement: it is open again, and the mail does not go."""
    present = improvements.load_item(transaction, entry.subject_id)
    if present.state != (entry.after or {})["state"]:
        raise StaleError("the item has changed since and is not taken back; look again")
    improvements.change_item(transaction, present, dict(entry.before or {}))
    linked = improvements.chain(transaction, item_id=present.id)
    if linked:
        withdraw(transaction, linked[-1].closing_id, "taken back", now)


def chain(db: Database, **where: int) -> list[Link]:
    """Return the chains milestone → invitation → answer → item → closing mail through one link.

    *where* is one of ``milestone_id``, ``invitation_id``, ``answer_id``, ``item_id`` and
    ``outgoing_id``, which is a mail that asked or told.
    """
    with db.read() as transaction:
        return improvements.chain(transaction, **where)


def list_all(db: Database, code: str | None = None, *, everything: bool = False) -> list[Link]:
    """Return the chains that have an item (of one project), by item; *everything*: closed too."""
    with db.read() as transaction:
        wanted = projects.find(transaction, code).project_id if code else None
        found = improvements.chain(transaction, project_id=wanted)
    by_item = {link.item_id: link for link in found if link.item_id is not None}
    return [x for x in by_item.values() if everything or x.item_state not in CLOSED]
