"""A manager's reply: what it answers, what is written, and what to think of before it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from daemon.model.outgoing import Enclosure


@dataclass(frozen=True, slots=True)
class Quote:
    """The mail that is answered, as a reply quotes it."""

    who: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a reply answers, as it stood when the manager began to write.

    ``mark`` names the newest mail of either side; mail that came in later is not answered yet.
    ``references`` runs from the oldest to the nearest ancestor. ``contact_language`` is what the
    client writes, ``language`` that of our templates nearest to it.
    """

    conversation_id: int
    tag: str
    mailbox: str
    to: str
    everybody: tuple[str, ...]
    subject: str
    name: str
    language: str
    contact_language: str
    quote: Quote | None
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    #: the sender, where the client's program asked for answers to go elsewhere
    diverted_from: str = ""
    trust: str = ""
    by_person: bool = True
    mark: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a manager has written. ``everybody``: the others of To and Cc get a copy."""

    text: str
    quotes: bool = True
    everybody: bool = False
    files: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft on record. ``mark`` is that of the occasion which its author knew."""

    id: int
    version: int
    conversation_id: int
    author: str
    draft: Draft
    mark: tuple[int, int]
    updated_at: datetime


class Doubt(StrEnum):
    """What a reply may have overlooked."""

    NEWER = "newer"
    NOTE = "note"
    FORGED = "forged"
    DIVERTED = "diverted"
    MACHINE = "machine"
    LANGUAGE = "language"
    QUESTION = "question"
    ATTACHMENT = "attachment"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Caution:
    """A doubt about a draft, and the words it is about."""

    doubt: Doubt
    words: str = ""
