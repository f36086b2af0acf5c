"""The tables of search: saved searches. The index itself differs by engine; see `search`."""

from __future__ import annotations

from sqlalchemy import Column, String, Table, Text

from daemon.store.columns import id_column, metadata, word
from daemon.store.types import Moment

saved_search = Table(
    "saved_search",
    metadata,
    id_column(),
    Column("name", String, nullable=False, unique=True),
    Column("query", Text, nullable=False),
    word("author", None),
    Column("created_at", Moment, nullable=False),
)

TABLES = (saved_search,)
#: the full-text index and what the engine keeps for it; no migration compares these
INDEX = "message_search"
