"""The audit trail: who, when, what, before, after. Rows are only ever added."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from daemon.store.schema import event


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the trail. ``subject`` is the table of ``subject_id``."""

    at: datetime
    actor: str
    verb: str
    subject: str
    subject_id: int
    conversation_id: int | None = None
    before: Mapping[str, object] | None = None
    after: Mapping[str, object] | None = None


_INSERT = insert(event)


def record(connection: Connection, entry: Event) -> int:
    """Add one event; return its id."""
    done = connection.execute(_INSERT, _columns(entry))
    assert done.inserted_primary_key is not None
    return int(done.inserted_primary_key[0])


def record_all(connection: Connection, entries: Sequence[Event]) -> None:
    """Add many events at once."""
    if entries:
        connection.execute(_INSERT, [_columns(e) for e in entries])


def _columns(entry: Event) -> dict[str, object]:
    return {name: getattr(entry, name) for name in Event.__dataclass_fields__}


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event as it stands in the trail. ``undone_by`` is the event that took it back."""

    id: int
    entry: Event
    undone_by: int | None = None


def load(connection: Connection, event_id: int) -> Recorded | None:
    """Return one event, or None."""
    row = connection.execute(select(event).where(event.c.id == event_id)).first()
    return _recorded(row) if row else None


def of_subject(connection: Connection, subject: str, subject_id: int) -> list[Recorded]:
    """Return the events of one row, oldest first."""
    c = event.c
    rows = connection.execute(
        select(event).where(c.subject == subject, c.subject_id == subject_id).order_by(c.id)
    )
    return [_recorded(row) for row in rows]


def find_after(
    connection: Connection, event_id: int, verbs: Collection[str], limit: int = 100
) -> list[Recorded]:
    """Return the first events with one of *verbs* that came after another, oldest first."""
    c = event.c
    rows = connection.execute(
        select(event).where(c.id > event_id, c.verb.in_(list(verbs))).order_by(c.id).limit(limit)
    )
    return [_recorded(row) for row in rows]


def find_last(connection: Connection, actor: str, verbs: Collection[str]) -> Recorded | None:
    """Return the newest event of *actor* with one of *verbs* that was not taken back."""
    row = connection.execute(
        select(event)
        .where(event.c.actor == actor, event.c.verb.in_(list(verbs)), event.c.undone_by.is_(None))
        .order_by(event.c.id.desc())
        .limit(1)
    ).first()
    return _recorded(row) if row else None


def mark_undone(connection: Connection, event_id: int, undone_by: int) -> None:
    """Note which event took another back."""
    connection.execute(update(event).where(event.c.id == event_id).values(undone_by=undone_by))


def _recorded(row: Row[Any]) -> Recorded:
    values = dict(row._mapping)
    event_id, undone_by = values.pop("id"), values.pop("undone_by")
    return Recorded(event_id, Event(**values), undone_by)
