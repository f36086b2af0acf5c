"""What a manager's lists show: the queues, and one row of each kind of list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from daemon.model.label import Label
from daemon.model.outgoing import OutgoingState
from daemon.model.record import ConversationState


class Queue(StrEnum):
    """A list a manager works through.

    ``MINE``: what the manager who asks looks after. ``DUE``: a snooze that is over. ``DRAFTS``: a
    reply was begun. ``SEARCH``: what was asked for last; empty until then.
    """

    LOOK = "look"
    MINE = "mine"
    UNKNOWN_SENDER = "unknown_sender"
    DUE = "due"
    DRAFTS = "drafts"
    COMPLAINT = "complaint"
    CHANGE_REQUEST = "change_request"
    REQUIREMENT = "requirement"
    FEEDBACK = "feedback"
    OTHER = "other"
    WAITING = "waiting"
    SNOOZED = "snoozed"
    OUTBOX = "outbox"
    QUARANTINE = "quarantine"
    DONE = "done"
    ALL = "all"
    SEARCH = "search"


#: the outgoing rows that wait for a manager
OUTBOX_STATES = (OutgoingState.HELD, OutgoingState.UNSURE, OutgoingState.FAILED)


@dataclass(frozen=True, slots=True)
class Target:
    """A row and the version that the manager saw; ``name`` is what people call it."""

    id: int
    version: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """One line of a conversation queue. ``tag`` is the reference such as ``ACME-12``."""

    id: int
    tag: str
    subject: str
    sender: str
    client: str
    label: Label | None
    confidence: float
    needs_look: bool
    urgent: bool
    unread: bool
    state: ConversationState
    last_at: datetime
    snoozed_until: datetime | None
    message_count: int
    has_attachment: bool
    version: int
    has_draft: bool = False
    owner: str = ""


@dataclass(frozen=True, slots=True)
class OutgoingRow:
    """One line of the outbox."""

    id: int
    state: OutgoingState
    purpose: str
    to: str
    subject: str
    created_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class QuarantineRow:
    """One line of the quarantine. ``state``: waiting, retried or discarded."""

    id: int
    state: str
    mailbox: str
    sender: str
    subject: str
    reason: str
    size: int
    created_at: datetime
    version: int


Row = ConversationRow | OutgoingRow | QuarantineRow
