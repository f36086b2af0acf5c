"""What the records say of a mail that is not on record."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from daemon.model.message import Address
from daemon.store.contacts import find_addresses, find_domains
from daemon.store.schema import client, conversation, message, project, reference


def known(
    connection: Connection,
    sender: Address,
    cited: Sequence[str],
    tags: Sequence[tuple[str, int]],
) -> dict[str, str]:
    """Return the client of *sender* and the conversations *cited* or named by *tags*."""
    found: dict[str, str] = {}
    contact = find_addresses(connection, [sender.addr]).get(sender.addr)
    client_id = contact.client_id if contact else None
    if client_id is None:
        client_id = find_domains(connection, [sender.domain]).get(sender.domain)
    if client_id is not None:
        name = connection.execute(select(client.c.name).where(client.c.id == client_id)).scalar()
        found["client"] = str(name)
    else:
        found["client"] = "unknown sender"
    conversations = _conversations(connection, cited)
    if conversations:
        found["cites"] = ", ".join(conversations)
    if tags:
        found["names"] = ", ".join(f"{code}-{number}" for code, number in tags)
    return found


def _conversations(connection: Connection, cited: Sequence[str]) -> list[str]:
    rows = connection.execute(
        select(project.c.code, conversation.c.number)
        .select_from(reference)
        .join(message, message.c.id == reference.c.message_id)
        .join(conversation, conversation.c.id == message.c.conversation_id)
        .join(project, project.c.id == conversation.c.project_id)
        .where(reference.c.rfc_id.in_(list(cited)))
        .distinct()
    )
    return [f"{code}-{number}" for code, number in rows]
