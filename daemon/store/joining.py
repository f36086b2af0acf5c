"""Joining conversations and parting them: what hangs on each moves with its mail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, Table, func, insert, select, update

from daemon.store import counters
from daemon.store.schema import conversation, item, message, note, outgoing, project
from daemon.store.writing_tables import draft

#: what belongs to a conversation and moves with it
PARTS: dict[str, Table] = {
    "message": message,
    "item": item,
    "note": note,
    "outgoing": outgoing,
    "draft": draft,
}
#: what a conversation that is parted off takes over
_KEPT = ("project_id", "mailbox", "client_id", "contact_id", "subject", "subject_key", "owner")

Parts = dict[str, list[int]]


def parts_of(connection: Connection, conversation_id: int) -> Parts:
    """Return the ids of everything in a conversation, by table."""
    return {
        name: list(
            connection.execute(
                select(table.c.id)
                .where(table.c.conversation_id == conversation_id)
                .order_by(table.c.id)
            ).scalars()
        )
        for name, table in PARTS.items()
    }


def parts_from(connection: Connection, conversation_id: int, message_id: int) -> Parts:
    """Return a mail of a conversation, those received after it, and the items drawn from them."""
    of_it = message.c.conversation_id == conversation_id
    since = select(message.c.received_at).where(of_it, message.c.id == message_id)
    mails = list(
        connection.execute(
            select(message.c.id)
            .where(of_it, message.c.received_at >= since.scalar_subquery())
            .order_by(message.c.id)
        ).scalars()
    )
    drawn = select(item.c.id).where(item.c.message_id.in_(mails)).order_by(item.c.id)
    return {"message": mails, "item": list(connection.execute(drawn).scalars())}


def places(connection: Connection, parts: Mapping[str, Sequence[int]]) -> set[int]:
    """Return the conversations in which *parts* are."""
    found: set[int] = set()
    for name, ids in parts.items():
        table = PARTS[name]
        query = select(table.c.conversation_id).where(table.c.id.in_(list(ids)))
        found |= set(connection.execute(query.distinct()).scalars())
    return found


def move(connection: Connection, parts: Mapping[str, Sequence[int]], conversation_id: int) -> None:
    """Put *parts* into a conversation."""
    for name, ids in parts.items():
        table = PARTS[name]
        if ids:
            values = {"conversation_id": conversation_id}
            connection.execute(update(table).where(table.c.id.in_(list(ids))).values(values))


def open_beside(connection: Connection, conversation_id: int, now: datetime) -> int:
    """Open a conversation for mail that is parted from another; return its id."""
    old = connection.execute(
        select(project.c.code, *(conversation.c[name] for name in _KEPT))
        .join(project, project.c.id == conversation.c.project_id)
        .where(conversation.c.id == conversation_id)
    ).one()
    values = {name: getattr(old, name) for name in _KEPT}
    number = counters.take(connection, f"{old.code}/conversation")
    new = insert(conversation).values(
        **values, number=number, state_at=now, opened_at=now, last_at=now,
        previous_id=conversation_id,
    )  # fmt: skip
    return int(connection.execute(new.returning(conversation.c.id)).scalar_one())


def recount(connection: Connection, conversation_id: int) -> None:
    """Let a conversation show the mail that is in it now."""
    of_it = message.c.conversation_id == conversation_id
    values: dict[str, object] = {
        "message_count": connection.execute(
            select(func.count()).select_from(message).where(of_it)
        ).scalar_one()
    }
    m = message.c
    columns = (m.subject, m.sender_name, m.sender_addr, m.received_at, m.label, m.confidence)
    newest = connection.execute(
        select(*columns)
        .where(of_it, m.direction == "in")
        .order_by(m.received_at.desc(), m.id.desc())
        .limit(1)
    ).first()
    if newest is not None:
        values |= {"sender": newest.sender_name or newest.sender_addr}
        values |= {"last_at": newest.received_at, "label": newest.label}
        values |= {"confidence": newest.confidence}
    connection.execute(
        update(conversation)
        .where(conversation.c.id == conversation_id)
        .values(**values, version=conversation.c.version + 1)
    )
