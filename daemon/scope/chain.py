"""The ledger of a project: entries of which each carries the hash of the one before."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from daemon.scope.statement import canonical

#: what the first entry carries
ORIGIN = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a ledger. ``at`` is ISO 8601 in UTC, ``data`` canonical JSON."""

    project: str
    number: int
    at: str
    actor: str
    verb: str
    subject: str
    data: str
    previous: str


def digest(entry: Entry) -> str:
    """Return the SHA-256, in hex, of an entry in its canonical form."""
    return hashlib.sha256(canonical(asdict(entry)).encode()).hexdigest()


def find_break(chain: Sequence[tuple[Entry, str]]) -> str:
    """Return what is wrong with a whole ledger (entries and their hashes), empty if nothing."""
    previous = ORIGIN
    for number, (entry, sha256) in enumerate(chain, 1):
        if entry.number != number:
            return f"entry {number} is missing"
        if entry.previous != previous:
            return f"entry {number} does not follow the one before"
        if digest(entry) != sha256:
            return f"entry {number} was changed"
        previous = sha256
    return ""
