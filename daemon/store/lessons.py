"""What managers decided about mail, for the model to learn from, and mail to compare with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Select, func, select

from daemon.model.label import Label
from daemon.store.reading import MODEL
from daemon.store.schema import conversation, decision, message, prediction, project


@dataclass(frozen=True, slots=True)
class DecidedMail:
    """A mail whose label a manager decided; ``predicted`` is what the model had said."""

    decision_id: int
    message_id: int
    client_id: int | None
    label: Label
    predicted: Label | None
    actor: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class PastMail:
    """A classified mail that a new one can be compared with."""

    prediction_id: int
    message_id: int
    vector: bytes
    label: Label
    decided: bool
    tag: str
    subject: str


def newest(connection: Connection) -> int:
    """Return the id of the newest decision, 0 if there is none."""
    return int(connection.execute(select(func.max(decision.c.id))).scalar() or 0)


def decided(connection: Connection) -> list[DecidedMail]:
    """Return the mails for which a manager's word stands, in the order decided."""
    latest = select(func.max(decision.c.id)).group_by(decision.c.message_id)
    said = (
        select(prediction.c.label)
        .where(prediction.c.message_id == decision.c.message_id)
        .order_by(prediction.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(decision, conversation.c.client_id, said.label("predicted"))
        .join(message, message.c.id == decision.c.message_id)
        .join(conversation, conversation.c.id == message.c.conversation_id)
        .where(decision.c.id.in_(latest), decision.c.actor != MODEL)
        .order_by(decision.c.id)
    )
    return [
        DecidedMail(
            decision_id=row.id,
            message_id=row.message_id,
            client_id=row.client_id,
            label=Label(row.label),
            predicted=Label(row.predicted) if row.predicted else None,
            actor=row.actor,
            decided_at=row.decided_at,
        )
        for row in rows
    ]


def corrected() -> Select[tuple[int]]:
    """Return the select of mails whose label a manager decided against the model's."""
    d = decision.alias("standing")
    latest = select(func.max(decision.c.id)).where(decision.c.message_id == d.c.message_id)
    said = (
        select(prediction.c.label)
        .where(prediction.c.message_id == d.c.message_id)
        .order_by(prediction.c.id.desc())
        .limit(1)
    )
    return select(d.c.message_id).where(
        d.c.actor != MODEL,
        d.c.id == latest.scalar_subquery(),
        d.c.label != said.scalar_subquery(),
    )


def past(connection: Connection, after: int, limit: int) -> list[PastMail]:
    """Return the newest *limit* classified mails whose prediction came after *after*."""
    by_person = (
        select(decision.c.id)
        .where(decision.c.message_id == message.c.id, decision.c.actor != MODEL)
        .exists()
    )
    rows = connection.execute(
        select(
            prediction.c.id,
            prediction.c.message_id,
            prediction.c.vector,
            message.c.label,
            message.c.subject,
            project.c.code,
            conversation.c.number,
            by_person.label("decided"),
        )
        .join(message, message.c.id == prediction.c.message_id)
        .join(conversation, conversation.c.id == message.c.conversation_id)
        .join(project, project.c.id == conversation.c.project_id)
        .where(prediction.c.id > after, prediction.c.vector.is_not(None), message.c.label != "")
        .order_by(prediction.c.id.desc())
        .limit(limit)
    ).all()
    return [
        PastMail(
            prediction_id=row.id,
            message_id=row.message_id,
            vector=row.vector,
            label=Label(row.label),
            decided=bool(row.decided),
            tag=f"{row.code}-{row.number}",
            subject=row.subject,
        )
        for row in reversed(rows)
    ]
