"""What the records say of the mail that a manager answers."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from daemon.store.schema import (
    address,
    contact,
    conversation,
    message,
    outgoing,
    project,
    reference,
)


@dataclass(frozen=True, slots=True)
class Thread:
    """The conversation that is answered: its place, its contact, its newest mails."""

    mailbox: str
    project: str
    number: int
    subject: str
    contact_id: int | None
    contact_name: str
    contact_language: str
    contact_addr: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who else got a mail, where answers shall go, and its ids, its own first."""

    others: tuple[str, ...]
    reply_to: tuple[str, ...]
    message_id: str
    ids: tuple[str, ...]


def load_thread(connection: Connection, conversation_id: int) -> Thread:
    """Return the conversation that is answered; it has to be there."""
    c = conversation.c
    row = connection.execute(
        select(c.mailbox, c.number, c.subject, c.contact_id, project.c.code)
        .add_columns(contact.c.name, contact.c.language)
        .join(project, project.c.id == c.project_id)
        .outerjoin(contact, contact.c.id == c.contact_id)
        .where(c.id == conversation_id)
    ).one()
    addr = connection.execute(
        select(func.min(address.c.addr)).where(address.c.contact_id == row.contact_id)
    ).scalar()
    return Thread(
        mailbox=row.mailbox,
        project=row.code,
        number=row.number,
        subject=row.subject,
        contact_id=row.contact_id,
        contact_name=row.name or "",
        contact_language=row.language or "",
        contact_addr=addr or "",
    )


def load_envelope(connection: Connection, message_id: int) -> Envelope:
    """Return the envelope of a mail."""
    row = connection.execute(
        select(message.c.recipients, message.c.rfc_message_id).where(message.c.id == message_id)
    ).one()
    people = row.recipients or {}
    ids = connection.execute(
        select(reference.c.rfc_id)
        .where(reference.c.message_id == message_id)
        .order_by(reference.c.id)
    ).scalars()
    return Envelope(
        others=tuple(addr for kind in ("to", "cc") for addr, _ in people.get(kind, ()) if addr),
        reply_to=tuple(addr for addr, _ in people.get("reply_to", ()) if addr),
        message_id=row.rfc_message_id,
        ids=tuple(ids),
    )


def load_mark(connection: Connection, conversation_id: int) -> tuple[int, int]:
    """Return the newest mail of the client and the newest row that a manager wrote."""
    received = select(func.coalesce(func.max(message.c.id), 0)).where(
        message.c.conversation_id == conversation_id, message.c.direction == "in"
    )
    written = select(func.coalesce(func.max(outgoing.c.id), 0)).where(
        outgoing.c.conversation_id == conversation_id,
        outgoing.c.automatic.is_(False),
        outgoing.c.state != "discarded",
    )
    row = connection.execute(
        select(received.scalar_subquery().label("i"), written.scalar_subquery().label("o"))
    ).one()
    return row.i, row.o
