"""Read models of the managers' lists."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from datetime import datetime

from daemon.model.queue import Queue, Row
from daemon.store import queues
from daemon.store.engine import Database
from daemon.store.transaction import Transaction

#: ids in one query; SQLite allows 32,766 parameters
PAGE = 500


def load_order(
    db: Database, queue: Queue, now: datetime, most: int | None = None, owner: str = ""
) -> array[int]:
    """Return the ids of *queue*, in the order of the list; the first *most* of them.

    *owner* is the manager whose own queue is meant.
    """
    with db.read() as connection:
        return queues.load_order(connection, queue, now, most, owner)


def count_all(db: Database, now: datetime, owner: str = "") -> dict[Queue, int]:
    """Return how many rows each queue has, their own for *owner*."""
    with db.read() as connection:
        return queues.count_all(connection, now, owner)


def load_rows(db: Database, queue: Queue, ids: Sequence[int]) -> dict[int, Row]:
    """Return the rows of *queue* with these ids, by id; those gone are left out."""
    load: Callable[[Transaction, Sequence[int]], Sequence[Row]] = queues.load_conversations
    if queue is Queue.OUTBOX:
        load = queues.load_outgoing
    elif queue is Queue.QUARANTINE:
        load = queues.load_quarantined
    rows: list[Row] = []
    with db.read() as transaction:
        for at in range(0, len(ids), PAGE):
            rows += load(transaction, ids[at : at + PAGE])
    return {row.id: row for row in rows}
