"""Conversations as following them up needs them: who wrote what in them, and when."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Text, and_, case, cast, exists, func, or_, select

from daemon.model.label import Label
from daemon.model.message import Kind, Span, SpanKind, written_now
from daemon.model.record import Role
from daemon.store.schema import client, contact, conversation, message, prediction, project

T = TypeVar("T")
#: values in one IN; engines take some ten thousand parameters
_BATCH = 5_000
#: how mail of ours that no person wrote is marked in its conversation
_AUTOMATIC = ("acknowledge", "survey", "survey_reminder", "survey_thanks", "follow_up")


@dataclass(frozen=True, slots=True)
class Thread:
    """A conversation as following it up needs it.

    ``answered_at`` is our newest mail by a person.
    """

    id: int
    mailbox: str
    project_id: int
    client_id: int | None
    client: str
    contact_id: int | None
    subject: str
    number: int
    code: str
    label: str
    state: str
    state_at: datetime
    opened_at: datetime
    owner: str
    answered_at: datetime | None = None


def _latest(condition: ColumnElement[bool]) -> Any:  # noqa: ANN401 - a scalar subquery
    return (
        select(func.max(message.c.received_at))
        .select_from(message.outerjoin(contact, contact.c.id == message.c.contact_id))
        .where(message.c.conversation_id == conversation.c.id, condition)
        .correlate(conversation)
        .scalar_subquery()
    )


_OURS = or_(
    and_(
        message.c.direction == "out",
        message.c.thread_reason.not_in([f"sent by triaged: {p}" for p in _AUTOMATIC]),
    ),
    and_(contact.c.role == Role.STAFF.value, message.c.kind == Kind.PERSON.value),
)
_THEIRS = and_(
    message.c.direction == "in",
    message.c.kind == Kind.PERSON.value,
    or_(contact.c.role != Role.STAFF.value, contact.c.role.is_(None)),
)


def load_threads(
    connection: Connection, states: Collection[str], ids: Collection[int] | None = None
) -> list[Thread]:
    """Return the conversations in *states* (any, if empty) of known clients, oldest first."""
    c = conversation.c
    query = (
        select(
            c.id,
            c.mailbox,
            c.project_id,
            c.client_id,
            client.c.name.label("client"),
            c.contact_id,
            c.subject,
            c.number,
            project.c.code,
            c.label,
            c.state,
            c.state_at,
            c.opened_at,
            c.owner,
            _latest(_OURS).label("answered_at"),
        )
        .join(client, client.c.id == c.client_id)
        .join(project, project.c.id == c.project_id)
        .where(c.merged_into.is_(None))
        .order_by(c.id)
    )
    if states:
        query = query.where(c.state.in_(list(states)))
    queries = [query] if ids is None else [query.where(c.id.in_(some)) for some in batched(ids)]
    return [Thread(**row._mapping) for each in queries for row in connection.execute(each)]


@dataclass(frozen=True, slots=True)
class Theirs:
    """A mail of the client's; ``nod`` is its text where the model sees nothing asked in it."""

    at: datetime
    nod: str | None = None


def their_mails(connection: Connection, ids: Collection[int]) -> dict[int, list[Theirs]]:
    """Return what the client wrote in each conversation, oldest first."""
    plain = and_(message.c.label == Label.OTHER.value, message.c.abstain.is_(False))
    asking = exists().where(
        prediction.c.message_id == message.c.id, func.length(cast(prediction.c.asks, Text)) > _EMPTY
    )
    found: dict[int, list[Theirs]] = {}
    for some in batched(ids):
        rows = connection.execute(
            select(
                message.c.conversation_id,
                message.c.received_at,
                case((and_(plain, ~asking), message.c.body)).label("body"),
                message.c.spans,
            )
            .outerjoin(contact, contact.c.id == message.c.contact_id)
            .where(message.c.conversation_id.in_(some), _THEIRS)
            .order_by(message.c.received_at, message.c.id)
        )
        for row in rows:
            nod = _written(row.body, row.spans) if row.body is not None else None
            found.setdefault(row.conversation_id, []).append(Theirs(row.received_at, nod))
    return found


#: characters of an empty list, or of nothing, as JSON
_EMPTY = 4


def _written(body: str, spans: Any) -> str:  # noqa: ANN401 - as JSON holds them
    return written_now(body, [Span(s, e, SpanKind(k)) for s, e, k in spans or ()])


def batched(values: Collection[T]) -> Iterator[list[T]]:
    """Yield *values* in lists short enough for one statement's parameters."""
    rest = list(values)
    while rest:
        yield rest[:_BATCH]
        rest = rest[_BATCH:]


def heard_at(connection: Connection, project_ids: Collection[int]) -> dict[int, datetime]:
    """Return when a client last wrote about each project."""
    rows = connection.execute(
        select(conversation.c.project_id, func.max(message.c.received_at))
        .select_from(message)
        .join(conversation, conversation.c.id == message.c.conversation_id)
        .outerjoin(contact, contact.c.id == message.c.contact_id)
        .where(conversation.c.project_id.in_(list(project_ids)), _THEIRS)
        .group_by(conversation.c.project_id)
    )
    return {row[0]: row[1] for row in rows}


@dataclass(frozen=True, slots=True)
class OurMail:
    """A mail of ours that may promise something."""

    id: int
    conversation_id: int
    text: str
    at: datetime


def our_mails(connection: Connection, after: int, limit: int) -> list[OurMail]:
    """Return mails that our people wrote, recorded after message *after*, oldest first."""
    rows = connection.execute(
        select(message)
        .outerjoin(contact, contact.c.id == message.c.contact_id)
        .where(message.c.id > after, _OURS)
        .order_by(message.c.id)
        .limit(limit)
    )
    return [
        OurMail(
            row.id,
            row.conversation_id,
            _written(row.body, row.spans),
            row.received_at,
        )
        for row in rows
    ]
