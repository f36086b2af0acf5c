"""Running numbers, such as the 12 in ``REQ-12``; never given twice."""

from __future__ import annotations

from sqlalchemy import Connection, select

from daemon.store.running_tables import counter
from daemon.store.upsert import insert


def take(connection: Connection, scope: str, count: int = 1) -> int:
    """Reserve *count* numbers of *scope* and return the first, counting from 1."""
    taken = connection.execute(
        insert(connection, counter)
        .values(scope=scope, next=1 + count)
        .on_conflict_do_update(
            index_elements=[counter.c.scope], set_={"next": counter.c.next + count}
        )
        .returning(counter.c.next)
    ).scalar_one()
    return int(taken) - count


def peek(connection: Connection, scope: str) -> int:
    """Return the number that the next take would give."""
    found = connection.execute(select(counter.c.next).where(counter.c.scope == scope)).scalar()
    return int(found) if found is not None else 1
