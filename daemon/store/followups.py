"""What is waited for: rows of the follow-up table, and the conversations that need one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Text,
    and_,
    case,
    cast,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)

from daemon.errors import StaleError
from daemon.model.label import Label
from daemon.model.message import Kind, Span, SpanKind, written_now
from daemon.model.plan import FollowUp
from daemon.model.record import Role
from daemon.store.plan_tables import engagement, follow_up
from daemon.store.schema import client, contact, conversation, message, prediction, project
from daemon.store.upsert import insert

_C = follow_up.c
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


def project_names(connection: Connection) -> dict[int, tuple[str, str]]:
    """Return the code of every project, and the name of its client."""
    rows = connection.execute(
        select(project.c.id, project.c.code, client.c.name)
        .outerjoin(engagement, engagement.c.project_id == project.c.id)
        .outerjoin(client, client.c.id == engagement.c.client_id)
    )
    return {row.id: (row.code, row.name or "") for row in rows}


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
