"""What became of a mail: its conversation, its items, what it was answered with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from daemon.store.schema import client, conversation, item, message, outgoing, project, quarantine


def find(connection: Connection, message_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the facts of each mail on record, by its Message-ID."""
    rows = connection.execute(
        select(
            message.c.id,
            message.c.rfc_message_id,
            message.c.kind,
            message.c.label,
            message.c.confidence,
            client.c.name,
            project.c.code,
            conversation.c.number,
            conversation.c.needs_look,
        )
        .join(conversation, conversation.c.id == message.c.conversation_id)
        .join(project, project.c.id == conversation.c.project_id)
        .outerjoin(client, client.c.id == conversation.c.client_id)
        .where(message.c.rfc_message_id.in_(list(message_ids)))
    )
    return {
        row.rfc_message_id: {
            "kind": row.kind,
            "client": row.name or "",
            "label": row.label,
            "confidence": row.confidence,
            "tag": f"{row.code}-{row.number}",
            "items": _items(connection, row.id),
            "needs_look": row.needs_look,
            "answered": _answered(connection, row.rfc_message_id),
        }
        for row in rows.all()
    }


def _items(connection: Connection, message_id: int) -> tuple[str, ...]:
    rows = connection.execute(
        select(item.c.kind, item.c.number).where(item.c.message_id == message_id)
    )
    return tuple(f"{kind}-{number}" for kind, number in rows)


def _answered(connection: Connection, rfc_message_id: str) -> str:
    state = connection.execute(
        select(outgoing.c.state).where(outgoing.c.in_reply_to == rfc_message_id)
    ).scalar()
    return str(state or "")


def count_messages(connection: Connection) -> int:
    """Return how many messages there are."""
    return connection.execute(select(func.count()).select_from(message)).scalar_one()


def quarantined_subjects(connection: Connection) -> set[str]:
    """Return the subjects of the mails that wait in quarantine."""
    rows = connection.execute(select(quarantine.c.subject).where(quarantine.c.state == "waiting"))
    return set(rows.scalars())
