"""What is waited for: rows of the follow-up table, and what they hang on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, func, select, update

from daemon.errors import StaleError
from daemon.model.plan import FollowUp
from daemon.store.followed import batched
from daemon.store.plan_tables import engagement, follow_up
from daemon.store.schema import client, conversation, message, project
from daemon.store.upsert import insert

_C = follow_up.c


def project_names(connection: Connection) -> dict[int, tuple[str, str]]:
    """Return the code of every project, and the name of its client."""
    rows = connection.execute(
        select(project.c.id, project.c.code, client.c.name)
        .outerjoin(engagement, engagement.c.project_id == project.c.id)
        .outerjoin(client, client.c.id == engagement.c.client_id)
    )
    return {row.id: (row.code, row.name or "") for row in rows}


def newest_message(connection: Connection) -> int:
    """Return the id of the newest message, 0 if there is none."""
    return int(connection.execute(select(func.coalesce(func.max(message.c.id), 0))).scalar_one())


def known(connection: Connection, keys: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return which (rule, anchor) are there already."""
    found: set[tuple[str, str]] = set()
    for some in batched([anchor for _, anchor in keys]):
        rows = connection.execute(select(_C.rule, _C.anchor).where(_C.anchor.in_(some)))
        found |= {(row.rule, row.anchor) for row in rows}
    return found


def add(connection: Connection, rows: Sequence[Mapping[str, object]]) -> None:
    """Wait for things; what is waited for under the same rule already stays as it is."""
    for row in rows:
        new = insert(connection, follow_up).values(dict(row))
        connection.execute(new.on_conflict_do_nothing(index_elements=["rule", "anchor"]))


def read(row: Row[Any]) -> FollowUp:
    """Return a database row as the word of the model."""
    return FollowUp(
        id=row.id,
        rule=row.rule,
        anchor=row.anchor,
        kind=row.kind,
        started_at=row.started_at,
        due_at=row.due_at,
        conversation_id=row.conversation_id,
        project_id=row.project_id,
        owner=row.owner,
        reason=row.reason,
        step=row.step,
        state=row.state,
        version=row.version,
    )


def find(connection: Connection, states: Collection[str], limit: int = 10_000) -> list[FollowUp]:
    """Return follow-ups in *states*, those due first before others."""
    query = select(follow_up).where(_C.state.in_(list(states)))
    return [read(r) for r in connection.execute(query.order_by(_C.due_at, _C.id).limit(limit))]


def of_milestone(connection: Connection, milestone_id: int) -> list[FollowUp]:
    """Return what a milestone brought about."""
    query = select(follow_up).where(_C.anchor.startswith(f"milestone:{milestone_id}:"))
    return [read(row) for row in connection.execute(query.order_by(_C.id))]


def remove(connection: Connection, ids: Collection[int]) -> None:
    """Take away what nobody was reminded of."""
    connection.execute(delete(follow_up).where(_C.id.in_(list(ids)), _C.step == 0))


def newest_conversation(connection: Connection, project_id: int) -> int | None:
    """Return the conversation of a project in which something happened last."""
    c = conversation.c
    query = (
        select(c.id)
        .where(c.project_id == project_id, c.client_id.is_not(None), c.merged_into.is_(None))
        .order_by(c.state_at.desc(), c.id.desc())
        .limit(1)
    )
    return connection.execute(query).scalar()


def load(connection: Connection, follow_up_id: int) -> FollowUp | None:
    """Return one follow-up, or None."""
    row = connection.execute(select(follow_up).where(_C.id == follow_up_id)).first()
    return read(row) if row else None


def change(connection: Connection, present: FollowUp, values: Mapping[str, object]) -> None:
    """Change columns; raise StaleError when the follow-up has changed since it was read."""
    done = connection.execute(
        update(follow_up)
        .where(_C.id == present.id, _C.version == present.version)
        .values({**values, "version": present.version + 1})
    )
    if done.rowcount != 1:
        raise StaleError


def put_first(connection: Connection, conversation_id: int, reason: str) -> bool:
    """Have a person look at a conversation; return whether it was not so before."""
    done = connection.execute(
        update(conversation)
        .where(conversation.c.id == conversation_id, conversation.c.needs_look.is_(False))
        .values(needs_look=True, look_reason=reason, version=conversation.c.version + 1)
    )
    return done.rowcount == 1


def is_followed(connection: Connection) -> bool:
    """Whether anything is waited for at all."""
    return bool(
        connection.execute(select(exists().where(_C.state.in_(["waiting", "paused"])))).scalar()
    )


def paused_at(connection: Connection, follow_up_id: int) -> datetime | None:
    """Return since when a follow-up's clock stands."""
    return connection.execute(select(_C.ended_at).where(_C.id == follow_up_id)).scalar()


def newest_mail(connection: Connection, conversation_id: int) -> str:
    """Return the Message-ID of the newest mail of a conversation, or an empty string."""
    query = (
        select(message.c.rfc_message_id)
        .where(message.c.conversation_id == conversation_id, message.c.rfc_message_id != "")
        .order_by(message.c.received_at.desc(), message.c.id.desc())
        .limit(1)
    )
    return str(connection.execute(query).scalar() or "")
