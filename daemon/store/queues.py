"""The managers' lists: which rows are in a queue, in what order, and the rows in view."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    String,
    and_,
    cast,
    false,
    func,
    literal_column,
    or_,
    select,
)

from daemon.model.label import Label
from daemon.model.outgoing import OutgoingState
from daemon.model.queue import (
    OUTBOX_STATES,
    ConversationRow,
    OutgoingRow,
    QuarantineRow,
    Queue,
)
from daemon.model.record import ConversationState
from daemon.store.schema import client, conversation, outgoing, project, quarantine
from daemon.store.writing_tables import draft

#: ids read at a time
CHUNK = 20_000
_C = conversation.c
_LIVE = _C.merged_into.is_(None)
_WORKING = {Queue(label.value) for label in Label}
#: queues that are counted one by one
_COUNTED = (
    *(Queue.LOOK, Queue.MINE, Queue.UNKNOWN_SENDER),
    *(Queue.DUE, Queue.DRAFTS, Queue.SNOOZED),
)


def _where(queue: Queue, now: datetime, owner: str) -> ColumnElement[bool]:
    """Return the condition that puts a conversation into *queue* of *owner*."""
    is_over = and_(_C.state == "snoozed", _C.snoozed_until <= now)
    conditions: dict[Queue, ColumnElement[bool]] = {
        Queue.LOOK: and_(_C.needs_look, or_(_C.state.in_(["open", "waiting"]), is_over)),
        Queue.MINE: and_(
            # the words of the index's own condition, so that it is used
            _C.owner != literal_column("''"),
            _C.owner == owner,
            or_(_C.state.in_(["open", "waiting"]), is_over),
        ),
        Queue.UNKNOWN_SENDER: and_(
            _C.client_id.is_(None), _C.contact_id.is_not(None), _C.state == "open"
        ),
        Queue.DUE: is_over,
        Queue.DRAFTS: _C.id.in_(select(draft.c.conversation_id)),
        Queue.WAITING: _C.state == "waiting",
        Queue.SNOOZED: and_(
            _C.state == "snoozed", or_(_C.snoozed_until.is_(None), _C.snoozed_until > now)
        ),
        Queue.DONE: _C.state == "done",
        Queue.ALL: _C.id > 0,
        Queue.SEARCH: false(),
    }
    if queue in _WORKING:
        return and_(_LIVE, _C.state == "open", _C.label == queue.value)
    return and_(_LIVE, conditions[queue])


def _ordered(queue: Queue) -> list[ColumnElement[Any]]:
    """Newest first; where work waits, what nobody is sure of and what is urgent before that."""
    newest: list[ColumnElement[Any]] = [_C.last_at.desc(), _C.id.desc()]
    if queue in _WORKING or queue is Queue.MINE:
        return [_C.needs_look.desc(), _C.urgent.desc(), *newest]
    if queue is Queue.LOOK:
        return [_C.urgent.desc(), *newest]
    if queue in {Queue.DUE, Queue.SNOOZED}:
        return [_C.snoozed_until, _C.id]
    return newest


def load_order(
    connection: Connection,
    queue: Queue,
    now: datetime,
    most: int | None = None,
    owner: str = "",
) -> array[int]:
    """Return the ids of *queue*, in the order of the list; the first *most* of them.

    *owner* is the manager whose own queue is meant.
    """
    if queue is Queue.OUTBOX:
        query = (
            select(outgoing.c.id)
            .where(outgoing.c.state.in_([s.value for s in OUTBOX_STATES]))
            .order_by(outgoing.c.created_at, outgoing.c.id)
        )
    elif queue is Queue.QUARANTINE:
        query = (
            select(quarantine.c.id)
            .where(quarantine.c.state == "waiting")
            .order_by(quarantine.c.id.desc())
        )
    else:
        query = select(_C.id).where(_where(queue, now, owner)).order_by(*_ordered(queue))
    return _load_ids(connection, query.limit(most))


def _load_ids(connection: Connection, query: Select[Any]) -> array[int]:
    """Return the ids that *query* selects, in its order.

    They come as one text: a million rows take ten times as long, and threads that draw wait.
    """
    found = query.subquery()
    joined = func.aggregate_strings(cast(found.c.id, String), ",")
    rest = connection.execute(select(joined)).scalar() or ""
    ids = array("q")
    while rest:
        words = rest.split(",", CHUNK)
        rest = words.pop() if len(words) > CHUNK else ""
        ids.extend(map(int, words))
    return ids


def count_all(connection: Connection, now: datetime, owner: str = "") -> dict[Queue, int]:
    """Return how many rows each queue has, their own for *owner*."""
    counts = dict.fromkeys(Queue, 0)
    by_state = (
        select(_C.state, _C.label, func.count().label("n"))
        .where(_LIVE)
        .group_by(_C.state, _C.label)
    )
    for state, label, n in connection.execute(by_state):
        counts[Queue.ALL] += n
        if state == "open" and label in _WORKING:
            counts[Queue(label)] += n
        elif state in {"waiting", "done"}:
            counts[Queue(state)] += n
    for queue in _COUNTED:
        query = select(func.count()).select_from(conversation).where(_where(queue, now, owner))
        counts[queue] = connection.execute(query).scalar_one()
    held = outgoing.c.state.in_([s.value for s in OUTBOX_STATES])
    counts[Queue.OUTBOX] = connection.execute(
        select(func.count()).select_from(outgoing).where(held)
    ).scalar_one()
    counts[Queue.QUARANTINE] = connection.execute(
        select(func.count()).select_from(quarantine).where(quarantine.c.state == "waiting")
    ).scalar_one()
    return counts


def load_conversations(connection: Connection, ids: Sequence[int]) -> list[ConversationRow]:
    """Return the rows with these ids, in no particular order; missing ones are left out."""
    return [_conversation(row) for row in connection.execute(_ROWS.where(_C.id.in_(list(ids))))]


_ROWS: Select[Any] = (
    select(
        _C.id,
        project.c.code,
        _C.number,
        _C.subject,
        _C.sender,
        client.c.name.label("client"),
        _C.label,
        _C.confidence,
        _C.needs_look,
        _C.urgent,
        _C.unread,
        _C.state,
        _C.last_at,
        _C.snoozed_until,
        _C.message_count,
        _C.has_attachment,
        _C.version,
        _C.owner,
        _C.id.in_(select(draft.c.conversation_id)).label("has_draft"),
    )
    .join(project, project.c.id == _C.project_id)
    .outerjoin(client, client.c.id == _C.client_id)
)


def _conversation(row: Row[Any]) -> ConversationRow:
    return ConversationRow(
        id=row.id,
        tag=f"{row.code}-{row.number}",
        subject=row.subject,
        sender=row.sender,
        client=row.client or "",
        label=Label(row.label) if row.label else None,
        confidence=row.confidence,
        needs_look=row.needs_look,
        urgent=row.urgent,
        unread=row.unread,
        state=ConversationState(row.state),
        last_at=row.last_at,
        snoozed_until=row.snoozed_until,
        message_count=row.message_count,
        has_attachment=row.has_attachment,
        version=row.version,
        has_draft=row.has_draft,
        owner=row.owner,
    )


def load_outgoing(connection: Connection, ids: Sequence[int]) -> list[OutgoingRow]:
    """Return the outbox rows with these ids."""
    c = outgoing.c
    query = select(c.id, c.state, c.purpose, c.recipients, c.subject, c.created_at, c.version)
    return [
        OutgoingRow(
            id=row.id,
            state=OutgoingState(row.state),
            purpose=row.purpose,
            to=", ".join(row.recipients),
            subject=row.subject,
            created_at=row.created_at,
            version=row.version,
        )
        for row in connection.execute(query.where(c.id.in_(list(ids))))
    ]


def load_quarantined(connection: Connection, ids: Sequence[int]) -> list[QuarantineRow]:
    """Return the quarantine rows with these ids."""
    query = select(quarantine).where(quarantine.c.id.in_(list(ids)))
    return [
        QuarantineRow(
            id=row.id,
            state=row.state,
            mailbox=row.mailbox,
            sender=row.sender,
            subject=row.subject,
            reason=row.reason,
            size=row.size,
            created_at=row.created_at,
            version=row.version,
        )
        for row in connection.execute(query)
    ]
