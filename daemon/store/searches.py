"""Saved searches, shared by all managers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from daemon.model.query import SavedSearch
from daemon.store.search_tables import saved_search

_S = saved_search.c


def find_all(connection: Connection) -> list[SavedSearch]:
    """Return every saved search, by name."""
    rows = connection.execute(select(_S.id, _S.name, _S.query).order_by(_S.name))
    return [SavedSearch(row.id, row.name, row.query) for row in rows]


def find(connection: Connection, name: str) -> SavedSearch | None:
    """Return the search saved under *name*."""
    return next((s for s in find_all(connection) if s.name == name), None)


def add(connection: Connection, name: str, query: str, author: str, now: datetime) -> int:
    """Save a search; return its id."""
    values = {"name": name, "query": query, "author": author, "created_at": now}
    added = connection.execute(insert(saved_search).values(values).returning(_S.id))
    return int(added.scalar_one())


def remove(connection: Connection, name: str) -> None:
    """Forget a search."""
    connection.execute(delete(saved_search).where(_S.name == name))
