"""Whose conversations are whose when an unknown sender becomes a client's contact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, select, update

from daemon.model.record import WITHDRAWN
from daemon.store import joining
from daemon.store.clients import OWNED
from daemon.store.schema import contact, conversation, item, message


def hand_over(
    connection: Connection, contact_id: int, client_id: int, now: datetime
) -> tuple[dict[int, int | None], dict[int, int]]:
    """Give the conversations of a contact, who is the client's by now, to that client.

    Returns those that now are the client's, each with whose it was, and, where mail of another
    client stood in the same conversation, the new conversation that took the contact's mail
    (new id → old id).
    """
    moved: dict[int, int | None] = {}
    split: dict[int, int] = {}
    for conversation_id, owner in _of_contact(connection, contact_id):
        if owner == client_id:
            continue
        if not _clients_in(connection, conversation_id) - {client_id}:
            _give(connection, conversation_id, client_id)
            moved[conversation_id] = owner
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


#: how a conversation stands, which the one that is parted from it takes over too
_STANDING = ("state", "label", "confidence", "needs_look", "look_reason", "urgent", "unread")


def _split(
    connection: Connection, conversation_id: int, owner: tuple[int, int], now: datetime
) -> int:
    """Move the mail of a contact into a conversation of its own; return its id."""
    contact_id, client_id = owner
    new = joining.open_beside(connection, conversation_id, now)
    standing = connection.execute(
        select(*(conversation.c[name] for name in _STANDING)).where(
            conversation.c.id == conversation_id
        )
    ).one()
    connection.execute(
        update(conversation)
        .where(conversation.c.id == new)
        .values(**standing._asdict(), client_id=client_id, contact_id=contact_id)
    )
    connection.execute(
        update(message)
        .where(message.c.conversation_id == conversation_id, message.c.contact_id == contact_id)
        .values(conversation_id=new)
    )
    for touched in (conversation_id, new):
        joining.recount(connection, touched)
    return new


def give_items(connection: Connection, contact_id: int, client_id: int | None) -> None:
    """Let the items drawn from a contact's mail be where that mail is, and the client's."""
    mail = select(message.c.id).where(message.c.contact_id == contact_id)
    where = (
        select(message.c.conversation_id).where(message.c.id == item.c.message_id).scalar_subquery()
    )
    connection.execute(
        update(item)
        .where(item.c.message_id.in_(mail))
        .values(client_id=client_id, conversation_id=where)
    )


def owners(connection: Connection, ids: Mapping[str, Sequence[int]]) -> set[int | None]:
    """Return whose the rows *ids* (table → ids) are."""
    found: set[int | None] = set()
    for name, rows in ids.items():
        table = OWNED[name]
        query = select(table.c.client_id).where(table.c.id.in_(list(rows))).distinct()
        found |= set(connection.execute(query).scalars())
    return found


def join(connection: Connection, source: int, target: int) -> None:
    """Move all that is in one conversation into another; the emptied one points there."""
    joining.move(connection, joining.parts_of(connection, source), target)
    connection.execute(
        update(conversation)
        .where(conversation.c.id == source)
        .values(merged_into=target, state="done", version=conversation.c.version + 1)
    )
    for touched in (source, target):
        joining.recount(connection, touched)


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


def mails_without_items(connection: Connection, contact_id: int) -> list[tuple[int, int, str]]:
    """Return (message, conversation, mailbox) of a contact's classified mail without items."""
    standing = select(item.c.message_id).where(item.c.state != WITHDRAWN)
    rows = connection.execute(
        select(message.c.id, message.c.conversation_id, message.c.mailbox)
        .where(
            message.c.contact_id == contact_id,
            message.c.classified == "done",
            message.c.id.not_in(standing),
        )
        .order_by(message.c.id)
    )
    return [(row.id, row.conversation_id, row.mailbox) for row in rows]
