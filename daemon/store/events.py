"""The audit trail: who, when, what, before, after. Rows are only ever added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, insert

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


def record(connection: Connection, entry: Event) -> int:
    """Add one event; return its id."""
    done = connection.execute(insert(event).values(asdict(entry)))
    assert done.inserted_primary_key is not None
    return int(done.inserted_primary_key[0])


def record_all(connection: Connection, entries: Sequence[Event]) -> None:
    """Add many events at once."""
    if entries:
        connection.execute(insert(event), [asdict(e) for e in entries])
