"""The table of what was written to all others."""

from __future__ import annotations

from sqlalchemy import Column, Table, Text

from daemon.store.columns import id_column, metadata, word

#: ``op`` is insert, update or delete; ``row`` is JSON: ``set`` the values, ``key`` which row
journal = Table(
    "journal",
    metadata,
    id_column(),
    word("name", None),
    word("op", None),
    Column("row", Text, nullable=False),
)

TABLES = (journal,)
