"""One thing that happened with a client, for a time line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from daemon.model.label import Label


class Kind(StrEnum):
    """What happened. ``SENT`` mail is a row of the outbox, ``RECEIVED`` mail a message."""

    RECEIVED = "received"
    SENT = "sent"
    NOTE = "note"
    ITEM = "item"
    DECISION = "decision"
    MILESTONE = "milestone"
    ASKED = "asked"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a time line. ``id`` is that of the row it rests on, by kind.

    ``state`` says what came of it: the state of a mail, an item, an invitation, or the verb of a
    decision; ``words`` is a subject, a title, a note or a remark; ``text`` is more of it.
    """

    at: datetime
    kind: Kind
    id: int
    who: str
    words: str
    state: str = ""
    label: Label | None = None
    ref: str = ""
    text: str = ""
    conversation_id: int | None = None
    message_id: int | None = None
