"""The indexes of the managers' lists: each holds its list in order, and all that it asks for.

With them a list or its count is read from the index alone, at a million conversations too.
"""

from __future__ import annotations

from sqlalchemy import Index, text

LIVE = "merged_into IS NULL"
UNKNOWN = f"{LIVE} AND client_id IS NULL AND contact_id IS NOT NULL"
OWNED = f"{LIVE} AND owner <> ''"
#: name, columns, and which conversations it holds
LISTS = (
    ("list", ("last_at", "id"), LIVE),
    ("state", ("state", "last_at", "id"), LIVE),
    ("queue", ("state", "label", "needs_look", "urgent", "last_at", "id"), LIVE),
    ("look", ("needs_look", "urgent", "last_at", "id", "state", "snoozed_until"), LIVE),
    ("unknown", ("state", "last_at", "id", "client_id", "contact_id"), UNKNOWN),
    ("owned", ("owner", "state", "snoozed_until"), OWNED),
)


def make() -> list[Index]:
    """Return the indexes for the table of conversations."""
    return [
        Index(
            f"ix_conversation_{name}",
            *columns,
            # SQLite reads an index alone only where it holds its own condition's columns too
            "merged_into",
            sqlite_where=text(where),
            postgresql_where=text(where),
        )
        for name, columns, where in LISTS
    ]
