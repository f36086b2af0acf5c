"""The files that clients sent, by project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from daemon.store.schema import attachment, conversation, message


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it came with one mail."""

    name: str
    sha256: str
    size: int
    sender: str
    received_at: datetime
    rfc_message_id: str


def find_sent(connection: Connection, project_id: int) -> list[SentFile]:
    """Return what people attached to mail of a project, in the order it came."""
    a, m = attachment.c, message.c
    rows = connection.execute(
        select(a.name, a.sha256, a.size, m.sender_addr, m.received_at, m.rfc_message_id)
        .join(message, m.id == a.message_id)
        .join(conversation, conversation.c.id == m.conversation_id)
        .where(conversation.c.project_id == project_id, m.direction == "in", a.inline.is_(False))
        .order_by(m.received_at, a.id)
    )
    return [SentFile(*row) for row in rows]
