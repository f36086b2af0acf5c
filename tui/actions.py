"""Every action of the terminal UI, once: keys, footer, help and palette are made from this."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from daemon.errors import ConfigError
from daemon.model.queue import Queue


class Context(StrEnum):
    """What the list in front of the manager holds."""

    CONVERSATIONS = "conversations"
    OUTBOX = "outbox"
    QUARANTINE = "quarantine"


ALL = frozenset(Context)
MAIL = frozenset({Context.CONVERSATIONS})
OUTBOX = frozenset({Context.OUTBOX})
QUARANTINE = frozenset({Context.QUARANTINE})


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
        return _rebound.get(self.id, self.keys)

    @property
    def key(self) -> str:
        """The first key as it is written for people."""
        return NAMES.get(self.bound[0], self.bound[0])


#: action → the keys that the configuration gives it
_rebound: dict[str, tuple[str, ...]] = {}


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
}

LABEL, STATE, PERSON, VIEW, MOVE, APP = "Label", "Decide", "People", "View", "Move", "Everywhere"

ACTIONS: tuple[Action, ...] = (
    *(
        Action(
            f"label.{value}", (key,), name, f"It is {what}", LABEL, f"label('{value}')", MAIL, True
        )
        for key, value, name, what in (
            ("c", "complaint", "complaint", "a complaint: put something right"),
            (
                "g",
                "change_request",
                "change",
                "a change request: alter what is agreed or delivered",
            ),
            (
                "r",
                "requirement",
                "requirement",
                "a requirement: something new is needed",
            ),
            ("f", "feedback", "feedback", "feedback: an opinion, nothing to remedy"),
            ("o", "other", "other", "none of these: a question, a file, thanks"),
        )
    ),
    Action("confirm", ("y",), "right", "The label shown is right", LABEL, "confirm", MAIL, True, 2),
    Action("reply", ("R",), "reply", "Write to the client", STATE, "reply", MAIL, True, 2),
    Action("also", ("l",), "also", "It is something else as well", LABEL, "also", MAIL, True),
    Action(
        "items",
        ("i",),
        "items",
        "Accept or reject what was drawn from it",
        STATE,
        "items",
        MAIL,
        True,
    ),
    Action(
        "merge",
        ("M",),
        "merge",
        "Make one conversation of those marked",
        STATE,
        "merge",
        MAIL,
        True,
    ),
    Action(
        "split",
        ("P",),
        "split off",
        "Give this mail a conversation of its own",
        STATE,
        "split",
        MAIL,
        True,
    ),
    Action("done", ("d",), "done", "Nothing is left to do", STATE, "done", MAIL, True, 3),
    Action("wait", ("w",), "wait", "Wait for the client's answer", STATE, "wait", MAIL, True, 4),
    Action(
        "snooze", ("s",), "snooze", "Put away until a day and time", STATE, "snooze", MAIL, True, 5
    ),
    Action("reopen", ("D",), "reopen", "Put back among the open ones", STATE, "reopen", MAIL, True),
    Action(
        "note",
        ("n",),
        "note",
        "Write a note; it never leaves the house",
        STATE,
        "note",
        MAIL,
        True,
        7,
    ),
    Action(
        "attribute",
        ("a",),
        "sender",
        "Say which client the sender belongs to",
        PERSON,
        "attribute",
        MAIL,
        True,
        6,
    ),
    Action(
        "approve",
        ("a",),
        "approve",
        "Send this mail as it is shown",
        STATE,
        "approve",
        OUTBOX,
        True,
        1,
    ),
    Action(
        "edit", ("E",), "edit", "Change the words before it leaves", STATE, "edit", OUTBOX, True, 1
    ),
    Action(
        "resend", ("t",), "send again", "Try to send it again", STATE, "resend", OUTBOX, True, 3
    ),
    Action(
        "settle",
        ("m",),
        "was sent",
        "It did leave: note it as sent",
        STATE,
        "settle",
        OUTBOX,
        True,
        4,
    ),
    Action("drop", ("X",), "discard", "Do not send this mail", STATE, "drop", OUTBOX, True, 2),
    Action(
        "retry", ("t",), "try again", "Process this mail again", STATE, "retry", QUARANTINE, True, 1
    ),
    Action(
        "discard",
        ("X",),
        "discard",
        "This mail is not needed",
        STATE,
        "discard",
        QUARANTINE,
        True,
        2,
    ),
    Action("undo", ("u",), "undo", "Take back what you did last", STATE, "undo", ALL, True, 8),
    Action("open", ("enter",), "read", "Read the whole conversation", VIEW, "open", MAIL, rank=9),
    Action("files", ("F",), "files", "Save or open the files", VIEW, "files", MAIL),
    Action(
        "same_client",
        ("full_stop",),
        "same client",
        "List all conversations of this client",
        PERSON,
        "same_client",
        MAIL,
    ),
    Action(
        "quotes",
        ("v",),
        "quotes",
        "Unfold or fold quoted text and signatures",
        VIEW,
        "quotes",
        MAIL,
    ),
    Action(
        "why", ("e",), "why", "Show or hide why the model thinks so", VIEW, "why", MAIL, rank=10
    ),
    Action("next", ("j", "down"), "next", "Go to the next line", MOVE, "move(1)"),
    Action("previous", ("k", "up"), "previous", "Go to the line before", MOVE, "move(-1)"),
    Action("page_down", ("pagedown", "ctrl+f"), "page down", "Go down a page", MOVE, "page(1)"),
    Action("page_up", ("pageup", "ctrl+b"), "page up", "Go up a page", MOVE, "page(-1)"),
    Action("top", ("home", "less_than_sign"), "top", "Go to the first line", MOVE, "edge(-1)"),
    Action(
        "bottom", ("end", "greater_than_sign"), "bottom", "Go to the last line", MOVE, "edge(1)"
    ),
    Action("scroll", ("space",), "scroll", "Scroll the mail down", MOVE, "scroll(1)"),
    Action("scroll_back", ("b", "shift+space"), "back", "Scroll the mail up", MOVE, "scroll(-1)"),
    Action(
        "next_queue",
        ("right_square_bracket", "right", "tab"),
        "next queue",
        "Go to the next queue",
        MOVE,
        "queue(1)",
    ),
    Action(
        "previous_queue",
        ("left_square_bracket", "left", "shift+tab"),
        "queue before",
        "Go to the queue before",
        MOVE,
        "queue(-1)",
    ),
    Action(
        "search", ("slash",), "search", "Search everything, as you type", MOVE, "search", rank=9
    ),
    Action(
        "save_search",
        ("S",),
        "keep search",
        "Keep this search, or forget a kept one",
        MOVE,
        "save_search",
        MAIL,
        True,
    ),
    Action("mark", ("x",), "mark", "Mark for acting on many at once", MOVE, "mark", MAIL),
    Action("unmark", ("escape",), "unmark", "Take all marks away", MOVE, "unmark", MAIL),
    Action(
        "help", ("question_mark",), "help", "Show the keys of this screen", APP, "help", rank=11
    ),
    Action(
        "palette",
        ("ctrl+p", "colon"),
        "all commands",
        "Find any command by its name",
        APP,
        "palette",
    ),
    Action("theme", ("T",), "light or dark", "Switch between light and dark", APP, "theme"),
    Action("quit", ("q", "ctrl+q"), "quit", "Leave", APP, "quit"),
)


def in_context(context: Context, *, read_only: bool) -> list[Action]:
    """Return the actions that are there in a context."""
    return [a for a in ACTIONS if context in a.contexts and not (a.writes and read_only)]


def grouped(actions: Iterable[Action]) -> dict[str, list[Action]]:
    """Return actions by group, groups in the order of the registry."""
    groups: dict[str, list[Action]] = {}
    for action in actions:
        groups.setdefault(action.group, []).append(action)
    return groups


def rebind(wanted: Mapping[str, str]) -> dict[str, str]:
    """Give actions other keys (action → keys with commas between); return Textual's keymap.

    Raises ConfigError naming what is no action, and keys that two actions would share.
    """
    _rebound.clear()
    known = {action.id for action in ACTIONS}
    problems = [f"tui.keys.{name}: there is no such action" for name in wanted if name not in known]
    for name, keys in wanted.items():
        _rebound[name] = tuple(_textual_name(key.strip()) for key in keys.split(",") if key.strip())
        if not _rebound[name]:
            problems.append(f"tui.keys.{name}: name at least one key")
    problems += [] if problems else _shared_keys()
    if problems:
        _rebound.clear()
        raise ConfigError(sorted(set(problems)))
    return {name: ",".join(keys) for name, keys in _rebound.items()}


def _textual_name(key: str) -> str:
    """Return what Textual calls a key that is written as people write it, such as ``/``."""
    if len(key) > 1 or key.isalnum():
        return key
    return next((name for name, shown in NAMES.items() if shown == key), key)


def _shared_keys() -> list[str]:
    problems = []
    for context in Context:
        users: dict[str, str] = {}
        for action in in_context(context, read_only=False):
            for key in action.bound:
                other = users.setdefault(key, action.id)
                if other != action.id:
                    problems.append(f"tui.keys: {key} is for {other} and for {action.id}")
    return problems
