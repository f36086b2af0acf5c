"""Clients, contacts, conversations and items as the managers see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from daemon.model.label import Label


class Role(StrEnum):
    """Whose side a contact is on."""

    CLIENT = "client"
    STAFF = "staff"
    UNKNOWN = "unknown"
    MACHINE = "machine"


class ConversationState(StrEnum):
    """Where a conversation stands. ``WAITING``: the client has to answer."""

    OPEN = "open"
    WAITING = "waiting"
    SNOOZED = "snoozed"
    DONE = "done"


class ItemKind(StrEnum):
    """What an item is; the value is its reference prefix."""

    REQUIREMENT = "REQ"
    CHANGE_REQUEST = "CHG"
    COMPLAINT = "CMP"
    FEEDBACK = "FBK"
    #: opened by a low score, never by a label
    IMPROVEMENT = "IMP"

    @classmethod
    def of(cls, label: Label) -> ItemKind | None:
        """Return the kind of item that a label opens; None for ``other``."""
        return None if label is Label.OTHER else cls[label.name]


#: the state an item of each kind is born in
FIRST_STATE: dict[ItemKind, str] = {
    ItemKind.REQUIREMENT: "proposed",
    ItemKind.CHANGE_REQUEST: "proposed",
    ItemKind.COMPLAINT: "received",
    ItemKind.FEEDBACK: "noted",
    ItemKind.IMPROVEMENT: "open",
}

#: the state of an item whose mail was relabelled: kept for the trail, owed to nobody
WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Contact:
    """A person with addresses; ``client_id`` is None until a manager attributes them."""

    id: int
    name: str
    addresses: tuple[str, ...]
    role: Role
    client_id: int | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Client:
    """An organisation, the mail domains that are its own, and its time zone (IANA name)."""

    id: int
    name: str
    domains: tuple[str, ...] = ()
    language: str = ""
    timezone: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """Something drawn from a message span, with a short reference such as ``REQ-12``."""

    id: int
    kind: ItemKind
    number: int
    title: str
    words: str
    state: str
    project: str
    message_id: int
    start: int
    end: int
    created_at: datetime
    owner: str = ""
    due: str = ""

    @property
    def ref(self) -> str:
        """The reference people write, such as ``CHG-3``."""
        return f"{self.kind.value}-{self.number}"
