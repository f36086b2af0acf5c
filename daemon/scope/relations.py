"""How one item stands to another."""

from __future__ import annotations

from enum import StrEnum


class Relation(StrEnum):
    """Read "this item … the other"."""

    DUPLICATE_OF = "duplicate of"
    CHANGES = "changes"
    CAUSED_BY = "caused by"
    RESOLVES = "resolves"
