"""Finding the mail that breaks a fetch, so that the others go on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from daemon.imap.errors import TooLargeError
from daemon.model.mailbox import Fetched

#: failures alone before a mail is given up, when others came through meanwhile
TRIES = 3
#: failures alone before a mail is given up with no other to compare: the server may be ill
TRIES_UNCOMPARED = 8


class Salvage:
    """The mails of a failed portion, each now asked for alone.

    Those that come through wait here until all before them are settled, for the cursor never
    passes an unsettled mail.
    """

    def __init__(self) -> None:
        self.begin(())

    def begin(self, uids: Iterable[int]) -> None:
        """Take the mails of a portion that failed as a whole; forget all others."""
        self._open = sorted(uids)
        self._settled: dict[int, Fetched | None] = {}
        self._failures: Counter[int] = Counter()
        self._heads: dict[int, bytes] = {}
        self._came_through = False

    def next_uid(self, room: int) -> int | None:
        """Return the mail to ask for: the least failed, or the first once *room* bytes wait."""
        if self._open and self._held() >= room:
            return self._open[0]
        return min(self._open, key=lambda uid: (self._failures[uid], uid), default=None)

    def wants_head(self, uid: int) -> bool:
        """Tell whether the header of *uid* should be saved before it is asked for once more."""
        return uid not in self._heads and self._failures[uid] >= TRIES - 1

    def keep_head(self, uid: int, head: bytes) -> None:
        """Remember the header of *uid*."""
        self._heads[uid] = head

    def settle(self, uid: int, mail: Fetched | None) -> None:
        """Note what *uid* is; None means that it is gone from the server."""
        self._open.remove(uid)
        self._settled[uid] = mail
        self._came_through = self._came_through or mail is not None

    def fail(self, uid: int, error: Exception, now: datetime) -> None:
        """Count a failure of *uid* alone, and give it up when the fault is the mail's own."""
        # An announcement beyond the limit leaves no doubt; it is tried again for the header only.
        certain = isinstance(error, TooLargeError)
        self._failures[uid] += TRIES - 1 if certain else 1
        enough = TRIES if certain or self._came_through else TRIES_UNCOMPARED
        if self._failures[uid] >= enough:
            self._open.remove(uid)
            problem = f"cannot be fetched: {error}"
            self._settled[uid] = Fetched(uid, b"", 0, now, problem, self._heads.get(uid, b""))

    def settled(self) -> tuple[int, ...]:
        """Return the UIDs, ascending, that have no open one before them."""
        first = self._open[0] if self._open else None
        return tuple(sorted(u for u in self._settled if first is None or u < first))

    def mails(self, uids: Iterable[int]) -> list[Fetched]:
        """Return the mails of settled *uids*, without those that are gone."""
        return [mail for uid in uids if (mail := self._settled[uid]) is not None]

    def forget(self, uids: Iterable[int]) -> None:
        """Drop settled *uids*, which have been recorded."""
        for uid in uids:
            del self._settled[uid]

    def _held(self) -> int:
        return sum(len(mail.raw) for mail in self._settled.values() if mail)
