"""A manager's reply: what it answers, how it will read, and putting it into the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from daemon.config import Config, MailboxConfig
from daemon.errors import StaleError, UserError
from daemon.model.outgoing import Letter, OutgoingState
from daemon.model.reading import Mail
from daemon.model.reply import Caution, Doubt, Draft, Occasion, Quote
from daemon.model.token import make_message_id
from daemon.outbox.address import one_line
from daemon.outbox.cautions import find_cautions
from daemon.outbox.compose import subject_tag
from daemon.outbox.render import LANGUAGES, Rendered, render
from daemon.parse.language import detect_language
from daemon.services import delivery, drafts, enclosing, triage
from daemon.services.office import Office
from daemon.store import drafts as draft_rows
from daemon.store import events, outbox, reading, replies
from daemon.store import triage as columns
from daemon.store.engine import Database
from daemon.store.events import Event
from daemon.store.outbox import NewOutgoing
from daemon.store.replies import Envelope, Thread
from daemon.store.transaction import Transaction

#: characters of the client's words that a reply quotes
QUOTE_LIMIT = 10_000
NAME_LIMIT = 60
_SETTLED = {"state": "waiting", "snoozed_until": None, **triage.LOOKED_AT}


@dataclass(frozen=True, slots=True)
class Answer:
    """A draft and the occasion it was written for."""

    occasion: Occasion
    draft: Draft


def load_occasion(
    db: Database, config: Config, conversation_id: int, message_id: int | None = None
) -> Occasion:
    """Return what a reply to a conversation answers, by default the client's newest mail.

    Raises NotFoundError if it is gone, UserError where nobody could be answered.
    """
    with db.read() as transaction:
        seen = reading.load_conversation(transaction, conversation_id, message_id)
        thread = replies.load_thread(transaction, conversation_id)
        mail = seen.focus if seen.focus and seen.focus.incoming else None
        envelope = replies.load_envelope(transaction, mail.id) if mail else None
        mark = replies.load_mark(transaction, conversation_id)
    mailbox = _mailbox(config, thread.mailbox)
    to, diverted_from = _recipient(thread, mail, envelope)
    language = thread.contact_language or (mail.language if mail else "")
    return Occasion(
        conversation_id=conversation_id,
        tag=subject_tag(thread.project, thread.number),
        mailbox=mailbox.name,
        to=to,
        everybody=_others(config, envelope, to),
        subject=(mail.subject if mail else "") or thread.subject,
        name=(mail.sender_name if mail else "") or thread.contact_name,
        language=language if language in LANGUAGES else mailbox.language,
        contact_language=language,
        quote=_quote(mail, mailbox) if mail else None,
        in_reply_to=envelope.message_id if envelope else "",
        references=envelope.ids[::-1] if envelope else (),
        questions=tuple(a.text for a in mail.verdict.asks if a.question) if mail else (),
        notes=tuple(note.text for note in seen.notes),
        diverted_from=diverted_from,
        trust=mail.trust if mail else "",
        by_person=mail is None or mail.kind == "person",
        mark=mark,
    )


def _mailbox(config: Config, name: str) -> MailboxConfig:
    mailbox = config.find_mailbox(name)
    if mailbox is None:
        raise UserError(f"mailbox {name} is not in this configuration any more")
    return mailbox


def _recipient(thread: Thread, mail: Mail | None, envelope: Envelope | None) -> tuple[str, str]:
    """Return whom to write to, and the sender where that is somebody else."""
    sender = mail.sender_addr if mail else thread.contact_addr
    asked_for = envelope.reply_to[0] if envelope and envelope.reply_to else ""
    to = asked_for or sender
    if not to:
        raise UserError("nobody is on record here whom a reply could go to")
    return to, sender if to != sender else ""


def _others(config: Config, envelope: Envelope | None, to: str) -> tuple[str, ...]:
    """Return who else got the mail, without ourselves."""
    own = {to, *(m.address for m in config.mailbox)}
    return tuple(dict.fromkeys(a for a in envelope.others if a not in own)) if envelope else ()


def _quote(mail: Mail, mailbox: MailboxConfig) -> Quote | None:
    text = mail.text[:QUOTE_LIMIT]
    who = f"{mail.sender_name} <{mail.sender_addr}>" if mail.sender_name else mail.sender_addr
    return Quote(who, mail.at.astimezone(mailbox.zone), text) if text.strip() else None


def greet(occasion: Occasion) -> str:
    """Return the words that a reply begins with."""
    name = one_line(occasion.name)[:NAME_LIMIT]
    if occasion.language == "zh":
        return f"{name}，您好：\n\n" if name else "您好：\n\n"
    return f"Hello {name},\n\n" if name else "Hello,\n\n"


def preview(config: Config, answer: Answer) -> Rendered:
    """Return the reply's words exactly as they would leave."""
    occasion, draft = answer.occasion, answer.draft
    mailbox = _mailbox(config, occasion.mailbox)
    quote = occasion.quote if draft.quotes else None
    context = {
        "project_code": mailbox.project,
        "project_name": mailbox.project_name or mailbox.project,
        "tag": occasion.tag,
        "subject": occasion.subject,
        "signature": mailbox.signature,
        "text": draft.text.strip(),
        "quote": {"who": quote.who, "at": quote.at, "text": quote.text} if quote else None,
    }
    return render("reply", occasion.language, context, mailbox.templates)


#: characters from which the language of a draft can be told
TELLING = 60


def think_again(db: Database, answer: Answer, actor: str) -> list[Caution]:
    """Return what the draft may have overlooked, gravest first."""
    occasion, draft = answer.occasion, answer.draft
    # a greeting alone is mostly a name, and names tell no language
    language = detect_language(draft.text) if len(draft.text) >= TELLING else ""
    found = find_cautions(occasion, draft, language)
    with db.read() as transaction:
        is_stale = replies.load_mark(transaction, occasion.conversation_id) != occasion.mark
        begun = draft_rows.find_all(transaction, occasion.conversation_id)
    others = dict.fromkeys(kept.author for kept in begun if kept.author != actor)
    found += [Caution(Doubt.TWICE, author) for author in others]
    return [Caution(Doubt.NEWER), *found] if is_stale else found


def reply(office: Office, answer: Answer, actor: str, now: datetime) -> int:
    """Queue a reply; the conversation then waits for the client. Return the event to undo.

    Raises StaleError if something newer than the occasion has come in, UserError for an empty
    draft, AddressError where the recipient is no address.
    """
    occasion, draft = answer.occasion, answer.draft
    if not draft.text.strip():
        raise UserError("an empty reply says nothing; it was not sent")
    enclosing.check_size(draft.files, office.config.sending)
    letter = _letter(office, answer, now)
    with office.db.write() as transaction:
        _check_newest(transaction, occasion)
        where = occasion.conversation_id
        new = NewOutgoing(letter, "reply", None, OutgoingState.QUEUED, where, wait=delivery.GRACE)
        outgoing_id = delivery.enqueue(transaction, new, office.config.sending, now, actor)
        values = {**_SETTLED, "state_at": now}
        drafts.take(transaction, occasion.conversation_id, actor)
        before = columns.load_columns(transaction, occasion.conversation_id, [*values, "version"])
        version = before.pop("version")
        columns.change(transaction, occasion.conversation_id, version, values)
        entry = Event(
            at=now,
            actor=actor,
            verb="reply",
            subject="conversation",
            subject_id=occasion.conversation_id,
            conversation_id=occasion.conversation_id,
            before={"conversation": triage.pack(before), "draft": _packed(answer)},
            after={"conversation": triage.pack(values), "outgoing": outgoing_id},
        )
        return events.record(transaction, entry)


def _check_newest(transaction: Transaction, occasion: Occasion) -> None:
    if replies.load_mark(transaction, occasion.conversation_id) != occasion.mark:
        raise StaleError("something newer has come in or was answered; your draft is kept")


def _letter(office: Office, answer: Answer, now: datetime) -> Letter:
    occasion, words = answer.occasion, preview(office.config, answer)
    mailbox = _mailbox(office.config, occasion.mailbox)
    domain = mailbox.address.rpartition("@")[2]
    message_id = make_message_id(occasion.conversation_id, office.nonce(), domain, office.secret)
    return Letter(
        mailbox=mailbox.name,
        sender=mailbox.identity,
        to=(occasion.to,),
        cc=occasion.everybody if answer.draft.everybody else (),
        subject=words.subject,
        text=words.text,
        html=words.html,
        message_id=message_id,
        date=now,
        in_reply_to=occasion.in_reply_to,
        references=occasion.references,
        automatic=False,
        language=words.language,
        files=answer.draft.files,
    )


def _packed(answer: Answer) -> dict[str, object]:
    """Return what a draft is restored from; its files stay with the mail."""
    draft = answer.draft
    packed: dict[str, object] = {"text": draft.text, "quotes": draft.quotes}
    return packed | {"everybody": draft.everybody, "mark": list(answer.occasion.mark)}


def take_back(transaction: Transaction, entry: Event, now: datetime) -> None:
    """Keep a reply from leaving and give its author the draft again.

    Raises StaleError if it is on its way already.
    """
    outgoing_id = cast("int", (entry.after or {})["outgoing"])
    _recall(transaction, outgoing_id)
    packed = cast("dict[str, Any]", (entry.before or {}).get("draft"))
    if packed:
        files = outbox.load(transaction, outgoing_id).letter.files
        written = Draft(packed["text"], packed["quotes"], packed["everybody"], files)
        received, ours = packed["mark"]
        place = (entry.subject_id, entry.actor)
        drafts.give_back(transaction, place, written, (received, ours), now)


def _recall(transaction: Transaction, outgoing_id: int) -> None:
    row = outbox.load(transaction, outgoing_id)
    if row.state not in {OutgoingState.QUEUED, OutgoingState.HELD} or row.attempts:
        raise StaleError(f"this reply is {row.state} and cannot be called back")
    outbox.move(transaction, row, OutgoingState.DISCARDED, {"next_attempt_at": None})
