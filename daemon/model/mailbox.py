"""A watched IMAP folder and how its watching goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class WatchState(StrEnum):
    """What the thread of a mailbox is doing."""

    STARTING = "starting"
    SYNCING = "syncing"
    IDLE = "idle"
    POLLING = "polling"
    BACKING_OFF = "backing_off"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a folder has been recorded: its UIDVALIDITY and the highest UID (RFC 3501).

    Both 0 before the first sight of the folder.
    """

    uidvalidity: int = 0
    uid: int = 0


@dataclass(frozen=True, slots=True)
class Fetched:
    """One mail as the server gave it. ``received_at`` is INTERNALDATE.

    ``raw`` is empty and ``problem`` says why when the mail was too large or could not be read;
    ``head`` then holds what could be had of the header.
    """

    uid: int
    raw: bytes
    size: int
    received_at: datetime
    problem: str = ""
    head: bytes = b""


@dataclass(frozen=True, slots=True)
class Batch:
    """Mails to be recorded in one transaction with the cursor they lead to."""

    uidvalidity: int
    mails: tuple[Fetched, ...]
    reached: Cursor


@dataclass(frozen=True, slots=True)
class MailboxHealth:
    """How the watching of one folder goes, for `status` and the terminal UI."""

    name: str
    folder: str
    state: WatchState
    cursor: Cursor
    #: when the server last answered anything
    heard_at: datetime | None = None
    #: when a mail was last recorded
    last_mail_at: datetime | None = None
    last_error: str = ""
    #: moment of the next try while backing off
    retry_at: datetime | None = None
