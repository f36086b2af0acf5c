"""What to fetch: decided from values, without a connection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from daemon.config.schema import LimitsConfig
from daemon.model.mailbox import Cursor


@dataclass(frozen=True, slots=True)
class FolderState:
    """What the server said when the folder was opened (RFC 3501, 6.3.1)."""

    uidvalidity: int
    #: None where the server does not tell
    uidnext: int | None
    exists: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a mail before it is fetched. ``size`` in bytes, as the server claims."""

    uid: int
    size: int
    received_at: datetime
    seen: bool


@dataclass(frozen=True, slots=True)
class Portion:
    """Mails to fetch and record together, ascending by UID."""

    whole: tuple[Facts, ...] = ()
    #: larger than the limit: only the header is fetched
    oversize: tuple[Facts, ...] = ()

    @property
    def uids(self) -> list[int]:
        """The UIDs of all its mails, ascending."""
        return sorted(fact.uid for fact in (*self.whole, *self.oversize))


def start_point(stored: Cursor, folder: FolderState) -> Cursor:
    """Return where reading goes on in *folder*.

    Another UIDVALIDITY, or a UIDNEXT that went back (a folder restored from a copy), makes the
    stored UID mean nothing: all is read again, and content keys drop what was recorded before.
    """
    went_back = folder.uidnext is not None and 0 < folder.uidnext <= stored.uid
    if stored.uidvalidity != folder.uidvalidity or went_back:
        return Cursor(folder.uidvalidity, 0)
    return stored


def new_uids(answered: Iterable[int], cursor: Cursor) -> list[int]:
    """Return the UIDs above *cursor*, ascending, each once.

    ``n:*`` also names the last mail when its UID is below n (RFC 3501, 6.4.8).
    """
    return sorted({uid for uid in answered if uid > cursor.uid})


def groups(uids: Sequence[int], limits: LimitsConfig) -> Iterator[Sequence[int]]:
    """Cut *uids* into runs of at most ``batch_messages``."""
    for at in range(0, len(uids), limits.batch_messages):
        yield uids[at : at + limits.batch_messages]


def portions(facts: Iterable[Facts], limits: LimitsConfig) -> Iterator[Portion]:
    """Cut *facts* into portions of at most ``batch`` bytes; a larger mail goes alone."""
    whole: list[Facts] = []
    oversize: list[Facts] = []
    room = int(limits.batch)
    for fact in sorted(facts, key=lambda f: f.uid):
        if fact.size > limits.message:
            oversize.append(fact)
            continue
        if whole and fact.size > room:
            yield Portion(tuple(whole), tuple(oversize))
            whole, oversize, room = [], [], int(limits.batch)
        whole.append(fact)
        room -= fact.size
    if whole or oversize:
        yield Portion(tuple(whole), tuple(oversize))
