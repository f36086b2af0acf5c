"""One conversation, one outgoing mail, one quarantined mail, as a manager reads them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, Table, func, select

from daemon.errors import NotFoundError
from daemon.model.label import Ask, Evidence, Label, Sentence, SimilarMail
from daemon.model.message import Attachment, Span, SpanKind
from daemon.model.reading import (
    Conversation,
    DraftLine,
    ItemLine,
    Mail,
    MailLine,
    NoteLine,
    OutgoingMail,
    QuarantinedMail,
    Verdict,
)
from daemon.model.record import ConversationState
from daemon.store import drafts, enclosures
from daemon.store.replies import load_mark
from daemon.store.schema import (
    attachment,
    client,
    conversation,
    decision,
    item,
    message,
    note,
    outgoing,
    prediction,
    project,
    quarantine,
)

#: characters of one body that are loaded
BODY_LIMIT = 200_000
#: the actor of a decision that gives the word back to the model
MODEL = "model"
#: mails of one conversation that are listed, newest kept
MAIL_LIMIT = 300


def load_conversation(
    connection: Connection, conversation_id: int, message_id: int | None = None
) -> Conversation:
    """Return a conversation with one mail in focus, by default the client's newest.

    Raises NotFoundError if it is not there.
    """
    row = connection.execute(
        select(conversation, project.c.code, client.c.name.label("client"), client.c.timezone)
        .join(project, project.c.id == conversation.c.project_id)
        .outerjoin(client, client.c.id == conversation.c.client_id)
        .where(conversation.c.id == conversation_id)
    ).first()
    if row is None:
        raise NotFoundError(f"no conversation {conversation_id}")
    focus = message_id or find_focus(connection, conversation_id)
    return Conversation(
        id=row.id,
        tag=f"{row.code}-{row.number}",
        mailbox=row.mailbox,
        subject=row.subject,
        state=ConversationState(row.state),
        needs_look=row.needs_look,
        look_reason=row.look_reason,
        urgent=row.urgent,
        version=row.version,
        client_id=row.client_id,
        client=row.client or "",
        client_timezone=row.timezone or "",
        contact_id=row.contact_id,
        snoozed_until=row.snoozed_until,
        focus=load_mail(connection, focus) if focus else None,
        mails=_load_lines(connection, conversation_id),
        items=_load_items(connection, conversation_id),
        notes=load_notes(connection, conversation_id),
        drafts=_load_drafts(connection, conversation_id),
        owner=row.owner,
    )


def find_focus(connection: Connection, conversation_id: int) -> int | None:
    """Return the mail a verdict on the conversation is about: the newest a person sent in."""
    c = message.c
    newest = (
        select(c.id)
        .where(c.conversation_id == conversation_id)
        .order_by(
            (c.direction == "in").desc(),
            (c.kind == "person").desc(),
            c.received_at.desc(),
            c.id.desc(),
        )
        .limit(1)
    )
    return connection.execute(newest).scalar()


_MAIL: list[Any] = [
    *(
        message.c[name]
        for name in (
            *("id", "direction", "subject", "sender_name", "sender_addr", "received_at", "kind"),
            *("auto_reason", "language", "trust", "label", "also", "confidence", "spans"),
        )
    ),
    func.substr(message.c.body, 1, BODY_LIMIT).label("body"),
    func.length(message.c.body).label("size"),
]


def load_mail(connection: Connection, message_id: int) -> Mail:
    """Return one mail with its verdict; raise NotFoundError if it is not there."""
    row = connection.execute(select(*_MAIL).where(message.c.id == message_id)).first()
    if row is None:
        raise NotFoundError(f"no mail {message_id}")
    return Mail(
        id=row.id,
        incoming=row.direction == "in",
        subject=row.subject,
        sender_name=row.sender_name,
        sender_addr=row.sender_addr,
        at=row.received_at,
        kind=row.kind,
        language=row.language,
        trust=row.trust,
        body=row.body,
        spans=read_spans(row.spans, len(row.body)),
        attachments=_load_attachments(connection, message_id),
        verdict=_load_verdict(connection, row),
        auto_reason=row.auto_reason,
        cut=row.size > len(row.body),
    )


def read_spans(stored: list[list[Any]] | None, length: int) -> tuple[Span, ...]:
    """Return the spans within the first *length* characters; all of it is new without any."""
    if not stored:
        return (Span(0, length, SpanKind.NEW),)
    return tuple(
        Span(start, min(end, length), SpanKind(kind))
        for start, end, kind in stored
        if start < length
    )


def _load_attachments(connection: Connection, message_id: int) -> tuple[Attachment, ...]:
    c = attachment.c
    rows = connection.execute(
        select(attachment).where(c.message_id == message_id).order_by(c.inline, c.id)
    )
    return tuple(
        Attachment(
            name=row.name,
            media_type=row.media_type,
            size=row.size,
            sha256=row.sha256,
            part=row.part,
            inline=row.inline,
            content_id=row.content_id,
        )
        for row in rows
    )


def _load_verdict(connection: Connection, mail: Row[Any]) -> Verdict:
    said = _latest(connection, prediction, mail.id)
    decided = _latest(connection, decision, mail.id)
    label = Label(mail.label) if mail.label else None
    also = tuple(Label(a) for a in mail.also or ())
    by_person = decided and decided.label == mail.label and decided.actor != MODEL
    decided_by = decided.actor if decided and by_person else ""
    if said is None:
        return Verdict(label=label, also=also, decided_by=decided_by)
    return Verdict(
        label=label,
        confidence=mail.confidence,
        also=also,
        decided_by=decided_by,
        model_label=Label(said.label) if said.label else None,
        model_version=said.model_version,
        probabilities=_read_probabilities(said.probabilities),
        abstain=said.abstain,
        asks=tuple(_read_ask(a) for a in said.asks or ()),
        evidence=_read_evidence(said.evidence or {}),
    )


def _latest(connection: Connection, table: Table, message_id: int) -> Row[Any] | None:
    query = select(table).where(table.c.message_id == message_id)
    found: Row[Any] | None = connection.execute(query.order_by(table.c.id.desc()).limit(1)).first()
    return found


def _read_probabilities(stored: dict[str, float] | None) -> tuple[tuple[Label, float], ...]:
    """Return label and probability, likeliest first."""
    pairs = [(Label(name), p) for name, p in (stored or {}).items()]
    return tuple(sorted(pairs, key=lambda pair: -pair[1]))


def _read_ask(stored: dict[str, Any]) -> Ask:
    return Ask(**{**stored, "label": Label(stored["label"])})


def _read_evidence(stored: dict[str, Any]) -> Evidence:
    return Evidence(
        sentences=tuple(
            Sentence(**{**s, "probabilities": dict(_read_probabilities(s["probabilities"]))})
            for s in stored.get("sentences", ())
        ),
        words_for=tuple((word, weight) for word, weight in stored.get("words_for", ())),
        words_against=tuple((word, weight) for word, weight in stored.get("words_against", ())),
        similar=tuple(
            SimilarMail(**{**s, "label": Label(s["label"])}) for s in stored.get("similar", ())
        ),
    )


def _load_lines(connection: Connection, conversation_id: int) -> tuple[MailLine, ...]:
    """Return the mails of both sides, oldest first; ours are told by the outbox."""
    c = message.c
    columns = (c.id, c.direction, c.sender_name, c.sender_addr, c.received_at, c.label)
    received = connection.execute(
        select(*columns)
        .where(c.conversation_id == conversation_id, c.direction == "in")
        .order_by(c.received_at.desc(), c.id.desc())
        .limit(MAIL_LIMIT)
    )
    lines = [
        MailLine(
            id=row.id,
            incoming=row.direction == "in",
            sender=row.sender_name or row.sender_addr,
            at=row.received_at,
            label=Label(row.label) if row.label else None,
        )
        for row in received
    ]
    return tuple(sorted(lines + _load_sent(connection, conversation_id), key=lambda x: x.at))


def _load_sent(connection: Connection, conversation_id: int) -> list[MailLine]:
    c = outgoing.c
    rows = connection.execute(
        select(c.id, c.sender, c.created_at, c.sent_at, c.state)
        .where(c.conversation_id == conversation_id)
        .limit(MAIL_LIMIT)
    )
    return [
        MailLine(
            id=row.id,
            incoming=False,
            sender=row.sender.partition(" <")[0],
            at=row.sent_at or row.created_at,
            label=None,
            state=row.state,
        )
        for row in rows
    ]


def _load_items(connection: Connection, conversation_id: int) -> tuple[ItemLine, ...]:
    c = item.c
    rows = connection.execute(
        select(item).where(c.conversation_id == conversation_id).order_by(c.id)
    )
    return tuple(ItemLine(f"{r.kind}-{r.number}", r.title, r.state, r.due) for r in rows)


def load_notes(connection: Connection, conversation_id: int) -> tuple[NoteLine, ...]:
    """Return the notes of a conversation, oldest first."""
    c = note.c
    rows = connection.execute(
        select(note).where(c.conversation_id == conversation_id).order_by(c.id)
    )
    return tuple(NoteLine(r.id, r.author, r.text, r.at) for r in rows)


def _load_drafts(connection: Connection, conversation_id: int) -> tuple[DraftLine, ...]:
    begun = drafts.find_all(connection, conversation_id)
    mark = load_mark(connection, conversation_id) if begun else None
    return tuple(
        DraftLine(d.author, d.draft.text, d.updated_at, len(d.draft.files), d.mark != mark)
        for d in begun
    )


def load_outgoing(connection: Connection, outgoing_id: int) -> OutgoingMail:
    """Return what would leave; raise NotFoundError if there is no such mail."""
    row = connection.execute(select(outgoing).where(outgoing.c.id == outgoing_id)).first()
    if row is None:
        raise NotFoundError(f"no outgoing mail {outgoing_id}")
    return OutgoingMail(
        id=row.id,
        version=row.version,
        state=row.state,
        purpose=row.purpose,
        conversation_id=row.conversation_id,
        headers=_read_headers(row),
        text=row.text,
        html=row.html,
        last_error=row.last_error,
        created_at=row.created_at,
        attempts=row.attempts,
        files=enclosures.of_outgoing(connection, [row.id]).get(row.id, ()),
    )


def _read_headers(row: Row[Any]) -> tuple[tuple[str, str], ...]:
    headers = (
        ("From", row.sender),
        ("To", ", ".join(row.recipients)),
        ("Cc", ", ".join(row.cc or ())),
        ("Reply-To", row.reply_to),
        ("Subject", row.subject),
        ("Auto-Submitted", "auto-replied" if row.automatic else ""),
        ("In-Reply-To", f"<{row.in_reply_to}>" if row.in_reply_to else ""),
        ("Message-ID", f"<{row.message_id}>"),
    )
    return tuple((name, value) for name, value in headers if value)


def load_quarantined(connection: Connection, quarantine_id: int, head: str) -> QuarantinedMail:
    """Return a quarantined mail with the *head* of its bytes; raise NotFoundError if gone."""
    row = connection.execute(select(quarantine).where(quarantine.c.id == quarantine_id)).first()
    if row is None:
        raise NotFoundError(f"no quarantined mail {quarantine_id}")
    return QuarantinedMail(
        id=row.id,
        version=row.version,
        state=row.state,
        mailbox=row.mailbox,
        folder=row.folder,
        stage=row.stage,
        reason=row.reason,
        sender=row.sender,
        subject=row.subject,
        size=row.size,
        received_at=row.received_at,
        head=head,
    )


def find_raw(connection: Connection, message_id: int) -> str:
    """Return the digest of the bytes of a mail; raise NotFoundError if it is not there."""
    digest = connection.execute(select(message.c.sha256).where(message.c.id == message_id)).scalar()
    if digest is None:
        raise NotFoundError(f"no mail {message_id}")
    return str(digest)


def find_quarantined_raw(connection: Connection, quarantine_id: int) -> str | None:
    """Return the digest of the bytes of a quarantined mail, where they were kept."""
    return connection.execute(
        select(quarantine.c.sha256).where(quarantine.c.id == quarantine_id)
    ).scalar()
