"""A manager's desk: who sits there, on which database, and the use cases they can call.

Synchronous; called from worker threads. Knows no widget.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from threading import Lock

from daemon.clock import Clock, utc_now
from daemon.config import Config
from daemon.model.label import Label
from daemon.model.queue import Queue, Row
from daemon.model.reading import Conversation, OutgoingMail, QuarantinedMail
from daemon.services import (
    attribution,
    clients,
    conversation,
    labelling,
    queues,
    triage,
    undo,
    watching,
)
from daemon.services.triage import Target
from daemon.store.changes import ChangeWatch
from daemon.store.engine import Database
from tui.theme import LONG


@dataclass(frozen=True, slots=True)
class Deed:
    """Something a manager did: in words, with the events that undo takes back."""

    words: str
    events: tuple[int, ...] = ()


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
    _done: list[Deed] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        """The present moment."""
        return self.clock()

    # reading

    def load_order(self, queue: Queue) -> array[int]:
        """Return the ids of a queue in order."""
        return queues.load_order(self.db, queue, self.now)

    def count_all(self) -> Mapping[Queue, int]:
        """Return how many rows each queue has."""
        return queues.count_all(self.db, self.now)

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
        return [(c.client.id, c.client.name) for c in clients.list_all(self.db)]

    def open_watch(self) -> ChangeWatch:
        """Return a watch on changes by others; close it when done."""
        return ChangeWatch(self.db)

    # deciding

    def label(self, targets: Sequence[Target], label: Label, message_id: int | None = None) -> Deed:
        """Decide what mails are."""
        ruling = labelling.Ruling(label, self._opening_labels(), message_id)
        done = labelling.relabel(self.db, targets, ruling, self.actor, self.now)
        return self._keep(f"{_named(targets)} {_are(targets)} {LONG[label]}", done)

    def _opening_labels(self) -> frozenset[Label]:
        """Return the labels for which every mailbox's policy opens items."""
        return frozenset(
            label
            for label in Label
            if all(box.policy[label].open_item for box in self.config.mailbox)
        )

    def finish(self, targets: Sequence[Target]) -> Deed:
        """Call conversations done."""
        done = triage.finish(self.db, targets, self.actor, self.now)
        return self._keep(f"{_named(targets)} done", done)

    def reopen(self, targets: Sequence[Target]) -> Deed:
        """Put conversations back among the open ones."""
        done = triage.reopen(self.db, targets, self.actor, self.now)
        return self._keep(f"{_named(targets)} open again", done)

    def wait(self, targets: Sequence[Target]) -> Deed:
        """Wait for the client."""
        done = triage.wait(self.db, targets, self.actor, self.now)
        return self._keep(f"{_named(targets)} waiting for the client", done)

    def snooze(self, targets: Sequence[Target], until: datetime) -> Deed:
        """Put conversations away until a moment."""
        done = triage.snooze(self.db, targets, until, self.actor, self.now)
        return self._keep(f"{_named(targets)} snoozed", done)

    def note(self, target: Target, text: str) -> Deed:
        """Write an internal note."""
        done = triage.add_note(self.db, target.id, text, self.actor, self.now)
        return self._keep("Note kept", [done])

    def attribute(self, contact_id: int, client: int | str, *, whole_domain: bool) -> Deed:
        """Say whose person a contact is: a client's id, or the name of a new one."""
        wanted = attribution.Attribution(contact_id, client, whole_domain)
        done = attribution.attribute(self.db, self.config, wanted, self.actor, self.now)
        return self._keep("Sender attributed, with the mail they sent before", [done])

    def undo(self) -> Deed:
        """Take back the last deed of this session, else the actor's last on record."""
        if self._done:
            last = self._done[-1]
            events, words = last.events, last.words
        else:
            found = undo.find_last(self.db, self.actor)
            events, words = ((found,) if found else ()), "your last change"
        if not events:
            return Deed("There is nothing to take back")
        undo.undo(self.db, events, self.actor, self.now)
        if self._done:
            self._done.pop()
        return Deed(f"Taken back: {words}")

    def _keep(self, words: str, events: Sequence[int]) -> Deed:
        deed = Deed(words, tuple(events))
        self._done.append(deed)
        return deed


def _named(targets: Sequence[Target]) -> str:
    return "Conversation" if len(targets) == 1 else f"{len(targets)} conversations"


def _are(targets: Sequence[Target]) -> str:
    return "is" if len(targets) == 1 else "are"
