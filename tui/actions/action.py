"""One thing a manager can do, and where it can be done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from daemon.model.queue import Queue


class Context(StrEnum):
    """What is in front of the manager."""

    CONVERSATIONS = "conversations"
    OUTBOX = "outbox"
    QUARANTINE = "quarantine"
    CLIENTS = "clients"
    CLIENT = "client"
    GLANCE = "glance"
    REQUIREMENTS = "requirements"
    CHANGES = "changes"
    COMPLAINTS = "complaints"
    IMPROVEMENTS = "improvements"
    DOCUMENT = "document"
    MILESTONES = "milestones"
    INSIGHTS = "insights"
    SURVEYS = "surveys"


ALL = frozenset(Context)
MAIL = frozenset({Context.CONVERSATIONS})
OUTBOX = frozenset({Context.OUTBOX})
QUARANTINE = frozenset({Context.QUARANTINE})
#: the lists of the first screen
QUEUES = MAIL | OUTBOX | QUARANTINE
CLIENTS, CLIENT = frozenset({Context.CLIENTS}), frozenset({Context.CLIENT})
REQUIREMENTS, CHANGES = frozenset({Context.REQUIREMENTS}), frozenset({Context.CHANGES})
COMPLAINTS, IMPROVEMENTS = frozenset({Context.COMPLAINTS}), frozenset({Context.IMPROVEMENTS})
GLANCE, DOCUMENT = frozenset({Context.GLANCE}), frozenset({Context.DOCUMENT})
MILESTONES = frozenset({Context.MILESTONES})
BOARDS = REQUIREMENTS | CHANGES | COMPLAINTS | IMPROVEMENTS
#: the screens of one project
PROJECT = BOARDS | GLANCE | DOCUMENT | MILESTONES
INSIGHTS, SURVEYS = frozenset({Context.INSIGHTS}), frozenset({Context.SURVEYS})
RECORDS = PROJECT | CLIENTS | CLIENT | INSIGHTS | SURVEYS


def context_of(queue: Queue) -> Context:
    """Return what the rows of a queue are."""
    if queue is Queue.OUTBOX:
        return Context.OUTBOX
    return Context.QUARANTINE if queue is Queue.QUARANTINE else Context.CONVERSATIONS


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a manager can do. ``keys`` are Textual key names, the first one is shown.

    ``call`` is the action string of the screen. ``writes``: not there in a read-only session.
    """

    id: str
    keys: tuple[str, ...]
    name: str
    help: str
    group: str
    call: str
    contexts: frozenset[Context] = ALL
    writes: bool = False
    #: shown in the key bar, the lower the sooner; 0 stays out of it
    rank: int = 0

    @property
    def bound(self) -> tuple[str, ...]:
        """The keys it has now, the configured ones before its own."""
        return REBOUND.get(self.id, self.keys)

    @property
    def key(self) -> str:
        """The first key as it is written for people."""
        return NAMES.get(self.bound[0], self.bound[0])


#: action → the keys that the configuration gives it
REBOUND: dict[str, tuple[str, ...]] = {}


NAMES = {
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "colon": ":",
    "slash": "/",
    "full_stop": ".",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "left": "←",
    "right": "→",
    "enter": "Enter",
    "escape": "Esc",
    "shift+tab": "⇧Tab",
    "tab": "Tab",
    "home": "Home",
    "end": "End",
    "ctrl+f": "^f",
    "ctrl+b": "^b",
    "ctrl+q": "^q",
    "shift+space": "⇧space",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "down": "↓",
    "up": "↑",
    "space": "space",
    "ctrl+p": "^p",
    "exclamation_mark": "!",
    "equals_sign": "=",
}

LABEL, STATE, PERSON, VIEW, MOVE, APP = "Label", "Decide", "People", "View", "Move", "Everywhere"
GO, STEP, EDIT = "Go to", "Life cycle", "Change"
