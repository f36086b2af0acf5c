"""Running numbers, such as the 12 in ``REQ-12``; never given twice."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from daemon.store.schema import counter


def take(connection: Connection, scope: str, count: int = 1) -> int:
    """Reserve *count* numbers of *scope* and return the first, counting from 1."""
    taken = connection.execute(
        update(counter)
        .where(counter.c.scope == scope)
        .values(next=counter.c.next + count)
        .returning(counter.c.next)
    ).scalar()
    if taken is not None:
        return int(taken) - count
    connection.execute(insert(counter).values(scope=scope, next=1 + count))
    return 1


def peek(connection: Connection, scope: str) -> int:
    """Return the number that the next take would give."""
    found = connection.execute(select(counter.c.next).where(counter.c.scope == scope)).scalar()
    return int(found) if found is not None else 1
