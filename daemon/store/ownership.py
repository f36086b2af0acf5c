"""Whose conversations are whose when an unknown sender becomes a client's contact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from daemon.store import counters
from daemon.store.schema import contact, conversation, item, message, project


def hand_over(
    connection: Connection, contact_id: int, client_id: int, now: datetime
) -> tuple[list[int], dict[int, int]]:
    """Give the conversations of a contact to a client.

    Returns those that now are the client's, and, where mail of another client stood in the same
    conversation, the new conversation that took the contact's mail (new id → old id).
    """
    moved: list[int] = []
    split: dict[int, int] = {}
    for conversation_id, owner in _of_contact(connection, contact_id):
        if owner == client_id:
            continue
        strangers = _clients_in(connection, conversation_id) - {client_id}
        if owner is None and not strangers:
            _give(connection, conversation_id, client_id)
            moved.append(conversation_id)
        else:
            new = _split(connection, conversation_id, (contact_id, client_id), now)
            split[new] = conversation_id
    return moved, split


def _of_contact(connection: Connection, contact_id: int) -> list[tuple[int, int | None]]:
    rows = connection.execute(
        select(conversation.c.id, conversation.c.client_id)
        .where(
            conversation.c.id.in_(
                select(message.c.conversation_id).where(message.c.contact_id == contact_id)
            )
        )
        .order_by(conversation.c.id)
    )
    return [(row.id, row.client_id) for row in rows]


def _clients_in(connection: Connection, conversation_id: int) -> set[int]:
    rows = connection.execute(
        select(contact.c.client_id)
        .join(message, message.c.contact_id == contact.c.id)
        .where(message.c.conversation_id == conversation_id, contact.c.client_id.is_not(None))
        .distinct()
    )
    return set(rows.scalars())


def _give(connection: Connection, conversation_id: int, client_id: int) -> None:
    connection.execute(
        update(conversation)
        .where(conversation.c.id == conversation_id)
        .values(client_id=client_id, version=conversation.c.version + 1)
    )


#: what a conversation split off takes over from the one it comes from
_KEPT = (
    "project_id",
    "mailbox",
    "subject",
    "subject_key",
    "state",
    "label",
    "confidence",
    "needs_look",
    "look_reason",
    "urgent",
    "unread",
    "sender",
    "opened_at",
    "last_at",
)


def _split(
    connection: Connection, conversation_id: int, owner: tuple[int, int], now: datetime
) -> int:
    """Move the mail of a contact into a conversation of its own; return its id."""
    contact_id, client_id = owner
    old = connection.execute(
        select(project.c.code, *(conversation.c[n] for n in _KEPT))
        .join(project, project.c.id == conversation.c.project_id)
        .where(conversation.c.id == conversation_id)
    ).one()
    values = {name: getattr(old, name) for name in _KEPT}
    new = connection.execute(
        insert(conversation)
        .values(
            **values,
            number=counters.take(connection, f"{old.code}/conversation"),
            client_id=client_id,
            contact_id=contact_id,
            state_at=now,
            previous_id=conversation_id,
        )
        .returning(conversation.c.id)
    ).scalar_one()
    connection.execute(
        update(message)
        .where(message.c.conversation_id == conversation_id, message.c.contact_id == contact_id)
        .values(conversation_id=new)
    )
    for touched in (conversation_id, int(new)):
        _recount(connection, touched)
    return int(new)


def join(connection: Connection, source: int, target: int) -> None:
    """Move all mail of one conversation into another; the emptied one points there."""
    for table in (message, item):
        connection.execute(
            update(table).where(table.c.conversation_id == source).values(conversation_id=target)
        )
    connection.execute(
        update(conversation)
        .where(conversation.c.id == source)
        .values(merged_into=target, state="done", version=conversation.c.version + 1)
    )
    for touched in (source, target):
        _recount(connection, touched)


def _recount(connection: Connection, conversation_id: int) -> None:
    total = connection.execute(
        select(func.count())
        .select_from(message)
        .where(message.c.conversation_id == conversation_id)
    ).scalar_one()
    connection.execute(
        update(conversation)
        .where(conversation.c.id == conversation_id)
        .values(message_count=total, version=conversation.c.version + 1)
    )


def clear_look(connection: Connection, ids: Sequence[int], reason: str) -> list[int]:
    """Take conversations that wait for *reason* alone out of the queue; return which."""
    rows = connection.execute(
        update(conversation)
        .where(
            conversation.c.id.in_(list(ids)),
            conversation.c.needs_look,
            conversation.c.look_reason == reason,
        )
        .values(needs_look=False, look_reason="", version=conversation.c.version + 1)
        .returning(conversation.c.id)
    )
    return sorted(rows.scalars())


def set_look(connection: Connection, ids: Sequence[int], reason: str) -> None:
    """Put conversations to the front of the queue for *reason*."""
    connection.execute(
        update(conversation)
        .where(conversation.c.id.in_(list(ids)))
        .values(needs_look=True, look_reason=reason, version=conversation.c.version + 1)
    )


def mails_without_items(
    connection: Connection, contact_id: int, conversation_ids: Sequence[int]
) -> list[tuple[int, int, str]]:
    """Return (message, conversation, mailbox) of a contact's classified mail without items."""
    rows = connection.execute(
        select(message.c.id, message.c.conversation_id, message.c.mailbox)
        .where(
            message.c.contact_id == contact_id,
            message.c.conversation_id.in_(list(conversation_ids)),
            message.c.classified == "done",
            message.c.id.not_in(select(item.c.message_id)),
        )
        .order_by(message.c.id)
    )
    return [(row.id, row.conversation_id, row.mailbox) for row in rows]
