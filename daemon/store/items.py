"""Items: requirements, change requests, complaints and feedback drawn from messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, insert, select

from daemon.model.record import FIRST_STATE, ItemKind
from daemon.store import counters
from daemon.store.schema import item


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item to be opened; its number is given when it is written."""

    kind: ItemKind
    conversation_id: int
    message_id: int
    client_id: int | None
    start: int
    end: int
    title: str
    words: str
    due: str = ""
    priority: str = ""
    owner: str = ""
    details: Mapping[str, object] = field(default_factory=dict)
    #: whether policy takes it on by itself
    accept: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """An item just opened."""

    id: int
    ref: str
    wanted: NewItem
    #: the item that it became part of at once, if any
    joined: str = ""

    @property
    def known_as(self) -> str:
        """The reference that clients are told."""
        return self.joined or self.ref


def open_all(
    connection: Connection, project: tuple[int, str], wanted: Sequence[NewItem], now: datetime
) -> list[Opened]:
    """Open items in *project* (its id and code), numbered in order for each kind."""
    if not wanted:
        return []
    project_id, code = project
    next_number = {
        kind: counters.take(connection, f"{code}/{kind}", sum(w.kind is kind for w in wanted))
        for kind in sorted({w.kind for w in wanted})
    }
    numbers = []
    for new in wanted:
        numbers.append(next_number[new.kind])
        next_number[new.kind] += 1
    numbered = list(zip(wanted, numbers, strict=True))
    connection.execute(
        insert(item), [_row(new, project_id, number, now) for new, number in numbered]
    )
    # SQLite would have to be asked for the id of each row by itself
    ids = _ids(connection, project_id, next_number, len(numbered))
    return [
        Opened(ids[new.kind.value, number], f"{new.kind.value}-{number}", new)
        for new, number in numbered
    ]


def _ids(
    connection: Connection, project_id: int, after: Mapping[ItemKind, int], count: int
) -> dict[tuple[str, int], int]:
    """Return the ids of the last *count* items of each kind, by kind and number."""
    c = item.c
    found: dict[tuple[str, int], int] = {}
    for kind, end in after.items():
        last = select(c.number, c.id).where(
            c.project_id == project_id, c.kind == kind.value, c.number.between(end - count, end - 1)
        )
        found |= {(kind.value, row.number): row.id for row in connection.execute(last)}
    return found


def _row(new: NewItem, project_id: int, number: int, now: datetime) -> dict[str, object]:
    return {
        "project_id": project_id,
        "kind": new.kind.value,
        "number": number,
        "client_id": new.client_id,
        "conversation_id": new.conversation_id,
        "message_id": new.message_id,
        "start": new.start,
        "end": new.end,
        "title": new.title,
        "words": new.words,
        "state": FIRST_STATE[new.kind],
        "due": new.due,
        "priority": new.priority,
        "owner": new.owner,
        "details": dict(new.details) or None,
        "created_at": now,
    }
