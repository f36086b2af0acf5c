"""Where a manager can go: what the application opens a screen for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """The parts of a project, each a screen, in the order of their tabs."""

    GLANCE = "glance"
    REQUIREMENTS = "requirements"
    CHANGES = "changes"
    COMPLAINTS = "complaints"
    IMPROVEMENTS = "improvements"
    DOCUMENT = "document"
    MILESTONES = "milestones"


@dataclass(frozen=True, slots=True)
class ClientsPlace:
    """All clients."""


@dataclass(frozen=True, slots=True)
class ClientPlace:
    """One client's record."""

    client_id: int


@dataclass(frozen=True, slots=True)
class ProjectPlace:
    """A part of a project; *item_id* is the item or milestone to stand on."""

    code: str
    part: Part = Part.GLANCE
    item_id: int | None = None


@dataclass(frozen=True, slots=True)
class MailPlace:
    """A conversation, with one of its mails and the words that matter in it."""

    conversation_id: int
    message_id: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class InsightsPlace:
    """The figures."""


@dataclass(frozen=True, slots=True)
class SurveysPlace:
    """The surveys."""


@dataclass(frozen=True, slots=True)
class SearchPlace:
    """What a search finds, in the first list."""

    query: str


#: what a screen of its own is opened for
Room = ClientsPlace | ClientPlace | ProjectPlace | MailPlace | InsightsPlace | SurveysPlace
Place = Room | SearchPlace
