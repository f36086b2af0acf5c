"""The files of a project with their versions, and the causes of its complaints by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from daemon.model.record import WITHDRAWN, ItemKind
from daemon.services.complaints import theme_of
from daemon.store import files, projects, scope_items
from daemon.store.engine import Database
from daemon.store.files import ReceivedFile, SentFile
from daemon.store.scope_items import Wanted


@dataclass(frozen=True, slots=True)
class Versioned:
    """A file, and which version of its name it is; the same bytes again are the same version."""

    file: SentFile
    version: int


def list_files(db: Database, code: str) -> list[Versioned]:
    """Return the files that came with a project's mail, each content of a name once."""
    with db.read() as transaction:
        return number(files.find_sent(transaction, projects.find(transaction, code).project_id))


def number(found: Sequence[SentFile]) -> list[Versioned]:
    """Number the contents of each name in the order they came, letter case aside."""
    seen: dict[str, list[str]] = {}
    numbered = []
    for each in found:
        there = seen.setdefault(each.name.casefold(), [])
        if each.sha256 not in there:
            there.append(each.sha256)
            numbered.append(Versioned(each, len(there)))
    return numbered


@dataclass(frozen=True, slots=True)
class Cause:
    """How often a cause was behind complaints of a kind in a month (``2026-05``)."""

    month: str
    cause: str
    count: int
    theme: str = ""


def count_causes(db: Database, code: str = "") -> list[Cause]:
    """Return the causes of complaints, newest month first, most frequent first."""
    with db.read() as transaction:
        wanted = Wanted(code, [ItemKind.COMPLAINT], not_states=[WITHDRAWN])
        found = scope_items.find_all(transaction, wanted)
    tally = Counter(
        (f"{i.created_at:%Y-%m}", str(i.details.get("cause") or ""), theme_of(i)) for i in found
    )
    rows = [Cause(month, cause, count, theme) for (month, cause, theme), count in tally.items()]
    rows.sort(key=lambda c: (-c.count, c.theme, c.cause))
    return sorted(rows, key=lambda c: c.month, reverse=True)


def list_received(db: Database, conversation_id: int) -> list[ReceivedFile]:
    """Return the files that came from the client of a conversation, its own and newest first."""
    with db.read() as transaction:
        return files.find_received(transaction, conversation_id)
