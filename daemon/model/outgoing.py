"""A mail to be sent, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class OutgoingState(StrEnum):
    """``held → queued → sending → sent``, or ``failed``, ``unsure``, ``discarded``."""

    HELD = "held"
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNSURE = "unsure"
    DISCARDED = "discarded"


#: who may move a row from where to where; everything else is refused
TRANSITIONS: dict[OutgoingState, frozenset[OutgoingState]] = {
    OutgoingState.HELD: frozenset({OutgoingState.QUEUED, OutgoingState.DISCARDED}),
    OutgoingState.QUEUED: frozenset(
        {OutgoingState.SENDING, OutgoingState.HELD, OutgoingState.DISCARDED}
    ),
    OutgoingState.SENDING: frozenset(
        {OutgoingState.SENT, OutgoingState.QUEUED, OutgoingState.FAILED, OutgoingState.UNSURE}
    ),
    OutgoingState.UNSURE: frozenset(
        {OutgoingState.SENT, OutgoingState.QUEUED, OutgoingState.FAILED, OutgoingState.DISCARDED}
    ),
    OutgoingState.FAILED: frozenset({OutgoingState.QUEUED, OutgoingState.DISCARDED}),
    OutgoingState.DISCARDED: frozenset({OutgoingState.HELD}),
    OutgoingState.SENT: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with a mail; ``size`` in bytes, which are kept under ``sha256``."""

    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What will leave, as stored in the outbox; everything needed to build the same bytes again.

    ``message_id`` and ``references`` have no angle brackets; ``references`` runs from the oldest
    to the nearest ancestor, as the header does (RFC 5322, 3.6.4). ``automatic`` mail carries
    ``Auto-Submitted`` and counts towards the ceilings.
    """

    mailbox: str
    sender: str
    to: tuple[str, ...]
    subject: str
    text: str
    message_id: str
    date: datetime
    html: str = ""
    cc: tuple[str, ...] = ()
    reply_to: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    automatic: bool = True
    language: str = "en"
    files: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A row of the outbox. ``once`` is its unique key for "never twice", or None.

    ``purpose`` is a word such as ``acknowledge``, ``reply``, ``alert``.
    """

    id: int
    letter: Letter
    state: OutgoingState
    purpose: str
    once: str | None
    created_at: datetime
    attempts: int = 0
    next_attempt_at: datetime | None = None
    last_error: str = ""
    conversation_id: int | None = None
    sent_at: datetime | None = None
    #: whether a copy stands in the Sent folder: None where none is wanted
    filed: bool | None = False
    version: int = 0


class DeliveryOutcome(StrEnum):
    """What one attempt to send came to.

    ``UNKNOWN``: the connection ended after the message was handed over and before the answer,
    so the server may have it.
    """

    SENT = "sent"
    TEMPORARY = "temporary"
    PERMANENT = "permanent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """The outcome of one attempt: SMTP code (0 where none came), the server's words."""

    outcome: DeliveryOutcome
    code: int = 0
    detail: str = ""
    #: recipients the server refused for good
    refused: tuple[str, ...] = ()
    #: those of them of which it said that there is no such mailbox
    gone: tuple[str, ...] = ()
