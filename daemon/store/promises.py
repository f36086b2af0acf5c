"""What our own mails promised for a day, and no later mail of ours kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, exists, select

from daemon.store.plan_tables import follow_up
from daemon.store.schema import conversation, message, project

_F = follow_up.c


@dataclass(frozen=True, slots=True)
class Promise:
    """A sentence of ours, for when it was promised, and the conversation (``ACME-12``)."""

    words: str
    due_at: datetime
    made_at: datetime
    tag: str
    conversation_id: int


def find_unkept(
    connection: Connection, project_id: int, until: datetime | None = None
) -> list[Promise]:
    """Return what was promised in a project and not followed by a mail of ours, due first.

    With *until*, only what was due before.
    """
    later = message.alias("later")
    kept = exists().where(
        later.c.conversation_id == _F.conversation_id,
        later.c.direction == "out",
        later.c.received_at > _F.started_at,
    )
    query = (
        select(
            _F.reason,
            _F.due_at,
            _F.started_at,
            project.c.code,
            conversation.c.number,
            conversation.c.id,
        )
        .join(conversation, conversation.c.id == _F.conversation_id)
        .join(project, project.c.id == conversation.c.project_id)
        .where(project.c.id == project_id, _F.kind == "promise", _F.state != "cancelled", ~kept)
        .order_by(_F.due_at, _F.id)
    )
    if until is not None:
        query = query.where(_F.due_at < until)
    return [
        Promise(r.reason, r.due_at, r.started_at, f"{r.code}-{r.number}", r.id)
        for r in connection.execute(query)
    ]
