"""What a manager reads: one conversation with its mails, the verdict and the reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from daemon.model.label import Ask, Evidence, Label
from daemon.model.message import Attachment, Span, written_now
from daemon.model.outgoing import Enclosure
from daemon.model.record import ConversationState


@dataclass(frozen=True, slots=True)
class Verdict:
    """What stands for a mail, and what the model said of it.

    ``decided_by`` is empty while the model's word stands; ``model_label`` is None where no
    model has read the mail.
    """

    label: Label | None
    confidence: float = 0.0
    also: tuple[Label, ...] = ()
    decided_by: str = ""
    model_label: Label | None = None
    model_version: str = ""
    probabilities: tuple[tuple[Label, float], ...] = ()
    abstain: bool = False
    asks: tuple[Ask, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail of a conversation. ``spans`` cover ``body``; the new ones are what was written."""

    id: int
    incoming: bool
    subject: str
    sender_name: str
    sender_addr: str
    at: datetime
    kind: str
    language: str
    trust: str
    body: str
    spans: tuple[Span, ...]
    attachments: tuple[Attachment, ...]
    verdict: Verdict
    auto_reason: str = ""
    #: the body is longer than what was loaded
    cut: bool = False

    @property
    def text(self) -> str:
        """What was written now: the new spans joined; offsets of asks count in it."""
        return written_now(self.body, self.spans)


@dataclass(frozen=True, slots=True)
class NoteLine:
    """An internal note."""

    id: int
    author: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A reply that somebody has begun. ``is_stale``: mail has come or gone since."""

    author: str
    text: str
    at: datetime
    files: int
    is_stale: bool


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item opened from the conversation, by its reference."""

    ref: str
    title: str
    state: str
    due: str = ""


@dataclass(frozen=True, slots=True)
class MailLine:
    """A mail of the conversation in one line.

    ``incoming`` is False for mail of ours; with a ``state`` it is a row of the outbox, and
    ``id`` is that row's.
    """

    id: int
    incoming: bool
    sender: str
    at: datetime
    label: Label | None
    state: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation as it is read: its facts, the mail in focus, and all that belongs to it."""

    id: int
    tag: str
    mailbox: str
    subject: str
    state: ConversationState
    needs_look: bool
    look_reason: str
    urgent: bool
    version: int
    client_id: int | None
    client: str
    client_timezone: str
    contact_id: int | None
    snoozed_until: datetime | None
    focus: Mail | None
    mails: tuple[MailLine, ...] = ()
    items: tuple[ItemLine, ...] = ()
    notes: tuple[NoteLine, ...] = ()
    drafts: tuple[DraftLine, ...] = ()
    owner: str = ""


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """Exactly what would leave: ``headers`` in order, the text and the HTML part."""

    id: int
    version: int
    state: str
    purpose: str
    conversation_id: int | None
    headers: tuple[tuple[str, str], ...]
    text: str
    html: str
    last_error: str
    created_at: datetime
    attempts: int
    files: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class QuarantinedMail:
    """A mail that could not be processed: why, and the beginning of its bytes as text."""

    id: int
    version: int
    state: str
    mailbox: str
    folder: str
    stage: str
    reason: str
    sender: str
    subject: str
    size: int
    received_at: datetime | None
    head: str
