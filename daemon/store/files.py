"""The files that clients sent, by project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, or_, select

from daemon.model.message import Attachment
from daemon.store.schema import attachment, conversation, message


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it came with one mail, and where it stands in it."""

    name: str
    sha256: str
    size: int
    sender: str
    received_at: datetime
    rfc_message_id: str
    message_id: int = 0
    part: str = ""
    media_type: str = ""

    @property
    def attachment(self) -> Attachment:
        """The file as part of its mail."""
        return Attachment(self.name, self.media_type, self.size, self.sha256, self.part)


def find_sent(connection: Connection, project_id: int) -> list[SentFile]:
    """Return what people attached to mail of a project, in the order it came."""
    a, m = attachment.c, message.c
    rows = connection.execute(
        select(a.name, a.sha256, a.size, m.sender_addr, m.received_at, m.rfc_message_id)
        .add_columns(m.id, a.part, a.media_type)
        .join(message, m.id == a.message_id)
        .join(conversation, conversation.c.id == m.conversation_id)
        .where(conversation.c.project_id == project_id, m.direction == "in", a.inline.is_(False))
        .order_by(m.received_at, a.id)
    )
    return [SentFile(*row) for row in rows]


#: files of one client that are listed
LIMIT = 300


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file, and the mail it came with."""

    message_id: int
    file: Attachment
    received_at: datetime


def find_received(connection: Connection, conversation_id: int) -> list[ReceivedFile]:
    """Return what came with a conversation and with others of its client, newest first."""
    a, m, c = attachment.c, message.c, conversation.c
    whose = select(c.client_id).where(c.id == conversation_id).scalar_subquery()
    rows = connection.execute(
        select(attachment, m.received_at)
        .join(message, m.id == a.message_id)
        .join(conversation, c.id == m.conversation_id)
        .where(or_(c.id == conversation_id, c.client_id == whose))
        .where(m.direction == "in", a.inline.is_(False))
        .order_by((c.id == conversation_id).desc(), m.received_at.desc(), a.id)
        .limit(LIMIT)
    )
    return [
        ReceivedFile(
            row.message_id,
            Attachment(row.name, row.media_type, row.size, row.sha256, row.part),
            row.received_at,
        )
        for row in rows
    ]
