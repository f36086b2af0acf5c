"""What figures over time are made from: mail by label, first answers, decisions, lessons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, select

from daemon.store.reading import MODEL
from daemon.store.schema import (
    client,
    conversation,
    decision,
    event,
    message,
    prediction,
    project,
)

_C, _M, _D = conversation.c, message.c, decision.c


@dataclass(frozen=True, slots=True)
class Scope:
    """What is looked at: stretches between ``edges``, of a client or project if they are named."""

    edges: tuple[datetime, ...]
    client: str = ""
    project: str = ""

    def stretch(self, column: ColumnElement[Any]) -> ColumnElement[int]:
        """Return the number of the stretch that a moment lies in."""
        return case(*((column < edge, n) for n, edge in enumerate(self.edges[1:])), else_=-1)

    def holds(self, column: ColumnElement[Any]) -> ColumnElement[bool]:
        """Whether a moment lies in any of them."""
        return (column >= self.edges[0]) & (column < self.edges[-1])


def _of(query: Select[Any], scope: Scope) -> Select[Any]:
    """Keep what belongs to the client and project that are looked at."""
    if scope.client:
        query = query.join(client, client.c.id == _C.client_id).where(client.c.name == scope.client)
    if scope.project:
        query = query.join(project, project.c.id == _C.project_id)
        query = query.where(project.c.code == scope.project)
    return query


def count_labels(connection: Connection, scope: Scope) -> list[tuple[int, str, int]]:
    """Return stretch, label and how many mails of people came in."""
    stretch = scope.stretch(_M.received_at).label("stretch")
    query = (
        select(stretch, _M.label, func.count())
        .join(conversation, _C.id == _M.conversation_id)
        .where(_M.direction == "in", _M.kind == "person", scope.holds(_M.received_at))
        .group_by(stretch, _M.label)
    )
    return [(n, label, count) for n, label, count in connection.execute(_of(query, scope))]


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """When a conversation began and when a person of ours first answered it."""

    stretch: int
    client_id: int | None
    asked_at: datetime
    answered_at: datetime


def first_answers(connection: Connection, scope: Scope) -> list[FirstAnswer]:
    """Return the first answer to each conversation that began in *scope*; unanswered ones not."""
    answered = _M.direction == "out", _M.kind == "person", _M.received_at >= _C.opened_at
    query = (
        select(scope.stretch(_C.opened_at), _C.client_id, _C.opened_at, func.min(_M.received_at))
        .join(message, (_M.conversation_id == _C.id) & answered[0] & answered[1] & answered[2])
        .where(scope.holds(_C.opened_at))
        .group_by(_C.id, _C.client_id, _C.opened_at)
    )
    return [FirstAnswer(*row) for row in connection.execute(_of(query, scope))]


def judged(connection: Connection, scope: Scope) -> list[tuple[int, str, str]]:
    """Return stretch, the model's label and a manager's, of each mail that a manager decided."""
    others = decision.alias("others").c
    latest = select(func.max(others.id)).where(others.message_id == _M.id).scalar_subquery()
    said = (
        select(prediction.c.label)
        .where(prediction.c.message_id == _M.id)
        .order_by(prediction.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = (
        select(scope.stretch(_M.received_at), said, _D.label)
        .select_from(decision)
        .join(message, _M.id == _D.message_id)
        .join(conversation, _C.id == _M.conversation_id)
        .where(_D.actor != MODEL, _D.id == latest, scope.holds(_M.received_at))
    )
    rows = connection.execute(_of(query, scope))
    return [(n, model, manager) for n, model, manager in rows if model]


def count_learned(connection: Connection, scope: Scope) -> list[tuple[int, int]]:
    """Return stretch and how many decisions the model took over, of everybody's mail."""
    stretch = scope.stretch(event.c.at).label("stretch")
    query = (
        select(stretch, func.count())
        .where(event.c.verb == "learned", scope.holds(event.c.at))
        .group_by(stretch)
    )
    return [(n, count) for n, count in connection.execute(query)]


def names(connection: Connection) -> tuple[Sequence[str], Sequence[str]]:
    """Return the names of clients and the codes of projects there are."""
    clients = select(client.c.name).where(client.c.merged_into.is_(None)).order_by(client.c.name)
    codes = select(project.c.code).order_by(project.c.code)
    return list(connection.execute(clients).scalars()), list(connection.execute(codes).scalars())
