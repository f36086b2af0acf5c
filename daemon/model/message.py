"""A parsed mail: what it says, who wrote it, and what only looks like it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """Who wrote a mail: a person, or which sort of machine."""

    PERSON = "person"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    DELAY = "delay"
    LIST = "list"
    CALENDAR = "calendar"
    RECEIPT = "receipt"
    CHALLENGE = "challenge"
    REPORT = "report"


class SpanKind(StrEnum):
    """What a stretch of the body is."""

    NEW = "new"
    QUOTE = "quote"
    SIGNATURE = "signature"
    DISCLAIMER = "disclaimer"
    FORWARD = "forward"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of ``Message.body``: character offsets, end exclusive.

    The spans of a message cover its body without gap or overlap, in order.
    """

    start: int
    end: int
    kind: SpanKind


def written_now(body: str, spans: Iterable[Span]) -> str:
    """Return the NEW spans of *body* joined and trimmed; offsets of asks count in this text."""
    return "".join(body[s.start : s.end] for s in spans if s.kind is SpanKind.NEW).strip()


@dataclass(frozen=True, slots=True)
class Address:
    """A mail address; ``addr`` is lower-cased, ``name`` may be empty."""

    addr: str
    name: str = ""

    @property
    def domain(self) -> str:
        """The part after the last ``@``, or an empty string."""
        return self.addr.rpartition("@")[2] if "@" in self.addr else ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a mail; its bytes stay in the raw mail.

    ``part`` is the position of the MIME part in document order; a file unpacked from
    winmail.dat adds its own position (``"3.1"``). ``inline`` is an image shown inside the
    text or a signature, as opposed to a file somebody attached.
    """

    name: str
    media_type: str
    size: int
    sha256: str
    part: str
    inline: bool = False
    content_id: str = ""


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a delivery report says (RFC 3464, or free text of older servers).

    ``recipients`` are the addresses it concerns, ``status`` an enhanced status code such as
    ``5.1.1`` or empty, ``hard`` whether trying again is pointless, ``original_message_id``
    the Message-ID of the mail that could not be delivered, or empty.
    """

    recipients: tuple[str, ...]
    status: str = ""
    reason: str = ""
    hard: bool = True
    original_message_id: str = ""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """The first event of a text/calendar part (RFC 5545, RFC 5546)."""

    method: str
    summary: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    organizer: str = ""
    location: str = ""
    #: of a REPLY: attendee address → PARTSTAT
    answers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """One parsed mail. Text fields hold no control characters but newline and tab.

    ``body`` is the whole readable text, ``spans`` cut it up; ``text`` is what was written now:
    the NEW spans joined. ``references`` holds the ids of In-Reply-To and References, nearest
    ancestor first, without duplicates or blanks; ids keep their angle brackets off.
    ``auto_reason`` says why a machine is assumed to have written it, and ``answerable`` whether
    an automatic mail may go back at all (two verdicts: recording and answering are apart).
    """

    message_id: str
    subject: str
    sender: Address
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    date: datetime | None = None
    references: tuple[str, ...] = ()
    kind: Kind = Kind.PERSON
    auto_reason: str = ""
    answerable: bool = True
    language: str = ""
    body: str = ""
    text: str = ""
    spans: tuple[Span, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    bounce: Bounce | None = None
    calendar: CalendarEvent | None = None
    #: Authentication-Results fields as received, topmost first
    authentication_results: tuple[str, ...] = ()
    #: what had to be repaired or guessed, for `explain`
    defects: tuple[str, ...] = ()
    content_key: str = ""
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
