"""Every action of the terminal UI, once: keys, footer, help and palette are made from this."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from daemon.errors import ConfigError
from tui.actions import everywhere, figures, letters, mail, projects, records
from tui.actions.action import NAMES, REBOUND, Action, Context, context_of

__all__ = ["ACTIONS", "NAMES", "Action", "Context", "context_of", "grouped", "in_context", "rebind"]

ACTIONS: tuple[Action, ...] = (
    *mail.DECIDING,
    *letters.ACTIONS,
    *projects.STEPPING,
    *projects.CHANGING,
    *projects.PLANNING,
    *everywhere.UNDOING,
    *mail.LOOKING,
    *figures.SURVEYING,
    *records.LOOKING,
    *records.GOING,
    *figures.GOING,
    *everywhere.MOVING,
    *records.MOVING,
    *everywhere.HELPING,
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
    REBOUND.clear()
    known = {action.id for action in ACTIONS}
    problems = [f"tui.keys.{name}: there is no such action" for name in wanted if name not in known]
    for name, keys in wanted.items():
        REBOUND[name] = tuple(_textual_name(key.strip()) for key in keys.split(",") if key.strip())
        if not REBOUND[name]:
            problems.append(f"tui.keys.{name}: name at least one key")
    problems += [] if problems else _shared_keys()
    if problems:
        REBOUND.clear()
        raise ConfigError(sorted(set(problems)))
    return {name: ",".join(keys) for name, keys in REBOUND.items()}


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
