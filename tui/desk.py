"""A manager's desk: who sits there, on which database, and the use cases they can call.

Synchronous; called from worker threads. Knows no widget.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from daemon.clock import Clock, utc_now
from daemon.config import Config
from daemon.model.query import SavedSearch
from daemon.model.queue import Queue, Row
from daemon.model.reading import Conversation, OutgoingMail, QuarantinedMail
from daemon.services import conversation, queues, searching, watching
from daemon.services.watching import Watching
from daemon.store.changes import ChangeWatch
from daemon.store.engine import Database

if TYPE_CHECKING:
    from tui.deeds import Deeds
    from tui.records import Records


@dataclass
class Desk:
    """Everything the screens need to know of the world."""

    db: Database
    config: Config
    actor: str
    clock: Clock = utc_now
    zone: tzinfo = UTC
    read_only: bool = False
    one_by_one: Lock = field(default_factory=Lock)
    #: how the mailboxes fared when that was last looked at
    health: Watching | None = None
    #: the code of the project that was looked at last
    project: str = ""

    @cached_property
    def deeds(self) -> Deeds:
        """What the manager can change; loaded when it is first asked for."""
        # the parser and the templates take longer to import than the first list to show
        from tui.deeds import Deeds  # noqa: PLC0415

        return Deeds(self.db, self.config, self.actor, self.clock)

    @cached_property
    def records(self) -> Records:
        """What is read of clients and projects; loaded when it is first asked for."""
        from tui.records import Records  # noqa: PLC0415

        return Records(self)

    @property
    def now(self) -> datetime:
        """The present moment."""
        return self.clock()

    def load_order(self, queue: Queue, most: int | None = None) -> array[int]:
        """Return the ids of a queue in order; the first *most* of them."""
        return queues.load_order(self.db, queue, self.now, most, self.actor)

    def count_all(self) -> Mapping[Queue, int]:
        """Return how many rows each queue has."""
        return queues.count_all(self.db, self.now, self.actor)

    def search(self, query: str) -> searching.Found:
        """Return the conversations that a query asks for."""
        return searching.find(self.db, query, self.now, self.zone, self.actor)

    def load_saved(self) -> tuple[SavedSearch, ...]:
        """Return the saved searches."""
        return tuple(searching.list_saved(self.db))

    def load_rows(self, queue: Queue, ids: Sequence[int]) -> Mapping[int, Row]:
        """Return rows by id."""
        return queues.load_rows(self.db, queue, ids)

    def load_document(
        self, queue: Queue, row_id: int, message_id: int | None = None
    ) -> Conversation | OutgoingMail | QuarantinedMail:
        """Return what the preview shows for a row; raise NotFoundError if it is gone."""
        if queue is Queue.OUTBOX:
            return conversation.load_outgoing(self.db, row_id)
        if queue is Queue.QUARANTINE:
            return conversation.load_quarantined(self.db, row_id)
        return conversation.load_conversation(self.db, row_id, message_id)

    def load_watching(self) -> watching.Watching:
        """Return how the mailboxes fare."""
        return watching.load_watching(self.db)

    def load_clients(self) -> list[tuple[int, str]]:
        """Return id and name of every client, by name."""
        # what attributing takes is more than a first list needs
        from daemon.services import clients  # noqa: PLC0415

        return [(c.client.id, c.client.name) for c in clients.list_all(self.db)]

    def open_watch(self) -> ChangeWatch:
        """Return a watch on changes by others; close it when done."""
        return ChangeWatch(self.db)
