"""Who is sending what: claims on outgoing rows, written before a byte leaves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, and_, or_, select, update
from sqlalchemy.sql import ColumnElement

from daemon.model.outgoing import Outgoing, OutgoingState
from daemon.store.outbox import read_all
from daemon.store.schema import outgoing

_C = outgoing.c


def find_work(connection: Connection, now: datetime) -> set[tuple[OutgoingState, str]]:
    """Return in which states, and of which mailboxes, rows wait for the sender just now.

    A ``sending`` row waits when its claim has run out, an ``unsure`` one for a look into the
    Sent folder, a ``sent`` one for its copy there.
    """
    timely = [OutgoingState.QUEUED.value, OutgoingState.UNSURE.value]
    query = (
        select(_C.state, _C.mailbox)
        .where(
            or_(
                and_(_C.state.in_(timely), _C.next_attempt_at <= now),
                and_(_C.state == OutgoingState.SENDING.value, _C.claimed_until <= now),
                and_(
                    _C.state == OutgoingState.SENT.value,
                    _C.next_attempt_at <= now,
                    _C.filed.is_(False),
                ),
            )
        )
        .distinct()
    )
    return {(OutgoingState(row.state), row.mailbox) for row in connection.execute(query)}


def claim(
    connection: Connection, mailbox: str, worker: str, span: tuple[datetime, datetime]
) -> Outgoing | None:
    """Take the longest-due queued row of *mailbox* for *span* (now, end); None if none is due.

    The row is then ``sending`` and counts one attempt more. No two workers get the same row.
    """
    now, until = span
    due = (
        select(_C.id)
        .where(
            _C.state == OutgoingState.QUEUED.value,
            _C.mailbox == mailbox,
            _C.next_attempt_at <= now,
        )
        .order_by(_C.next_attempt_at, _C.id)
        .limit(1)
        # SQLite has no such clause and needs none: its writers come one after the other
        .with_for_update(skip_locked=True)
    )
    row = connection.execute(
        update(outgoing)
        .where(_C.id == due.scalar_subquery())
        .values(
            state=OutgoingState.SENDING.value,
            claimed_by=worker,
            claimed_until=until,
            attempts=_C.attempts + 1,
            version=_C.version + 1,
        )
        .returning(outgoing)
    ).first()
    return read_all(connection, [row])[0] if row else None


def settle(
    connection: Connection, row: Outgoing, worker: str, values: Mapping[str, object]
) -> bool:
    """Write the outcome of *worker*'s attempt; False if the row is no longer its own.

    A row that meanwhile counts as unsure still is: only its worker knows better.
    """
    done = connection.execute(
        update(outgoing)
        .where(
            _C.id == row.id,
            _C.claimed_by == worker,
            _C.attempts == row.attempts,
            _C.state.in_([OutgoingState.SENDING.value, OutgoingState.UNSURE.value]),
        )
        .values({**values, "version": _C.version + 1})
    )
    return done.rowcount == 1


def expire(connection: Connection, now: datetime, note: str) -> list[Outgoing]:
    """Turn rows whose claim has run out into ``unsure``; return them."""
    return _doubt(connection, _C.claimed_until <= now, (now, note))


def abandon(connection: Connection, worker: str, now: datetime, note: str) -> list[Outgoing]:
    """Turn rows that *worker* was sending when it last ended into ``unsure``; return them."""
    return _doubt(connection, _C.claimed_by == worker, (now, note))


def _doubt(
    connection: Connection, which: ColumnElement[bool], said: tuple[datetime, str]
) -> list[Outgoing]:
    now, note = said
    rows = connection.execute(
        update(outgoing)
        .where(_C.state == OutgoingState.SENDING.value, which)
        .values(
            state=OutgoingState.UNSURE.value,
            claimed_until=now,
            next_attempt_at=now,
            last_error=note,
            version=_C.version + 1,
        )
        .returning(outgoing)
    )
    return read_all(connection, rows.all())


def find_doubtful(
    connection: Connection, now: datetime, limit: int
) -> list[tuple[Outgoing, datetime]]:
    """Return unsure rows due for a look into the Sent folder, each with its moment of doubt."""
    rows = connection.execute(
        select(outgoing)
        .where(_C.state == OutgoingState.UNSURE.value, _C.next_attempt_at <= now)
        .order_by(_C.next_attempt_at, _C.id)
        .limit(limit)
    ).all()
    return [
        (row, stored.claimed_until)
        for row, stored in zip(read_all(connection, rows), rows, strict=True)
    ]


def find_unfiled(connection: Connection, now: datetime, limit: int) -> list[Outgoing]:
    """Return sent rows of which a copy is due in the Sent folder, oldest first."""
    rows = connection.execute(
        select(outgoing)
        .where(
            _C.state == OutgoingState.SENT.value,
            _C.filed.is_(False),
            _C.next_attempt_at <= now,
        )
        .order_by(_C.next_attempt_at, _C.id)
        .limit(limit)
    )
    return read_all(connection, rows.all())
