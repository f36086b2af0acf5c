"""What can be done on every screen, and how one moves about."""

from __future__ import annotations

from tui.actions.action import (
    ALL,
    APP,
    MAIL,
    MOVE,
    QUEUES,
    STATE,
    Action,
)

UNDOING: tuple[Action, ...] = (
    Action("undo", ("u",), "undo", "Take back what you did last", STATE, "undo", ALL, True, 8),
)

MOVING: tuple[Action, ...] = (
    Action("next", ("j", "down"), "next", "Go to the next line", MOVE, "move(1)"),
    Action("previous", ("k", "up"), "previous", "Go to the line before", MOVE, "move(-1)"),
    Action("page_down", ("pagedown", "ctrl+f"), "page down", "Go down a page", MOVE, "page(1)"),
    Action("page_up", ("pageup", "ctrl+b"), "page up", "Go up a page", MOVE, "page(-1)"),
    Action("top", ("home", "less_than_sign"), "top", "Go to the first line", MOVE, "edge(-1)"),
    Action(
        "bottom", ("end", "greater_than_sign"), "bottom", "Go to the last line", MOVE, "edge(1)"
    ),
    Action("scroll", ("space",), "scroll", "Scroll what is read down", MOVE, "scroll(1)"),
    Action(
        "scroll_back", ("b", "shift+space"), "back", "Scroll what is read up", MOVE, "scroll(-1)"
    ),
    Action(
        "next_queue",
        ("right_square_bracket", "right", "tab"),
        "next queue",
        "Go to the next queue",
        MOVE,
        "queue(1)",
        QUEUES,
    ),
    Action(
        "previous_queue",
        ("left_square_bracket", "left", "shift+tab"),
        "queue before",
        "Go to the queue before",
        MOVE,
        "queue(-1)",
        QUEUES,
    ),
    Action(
        "search",
        ("slash",),
        "search",
        "Search everything, as you type",
        MOVE,
        "search",
        QUEUES,
        rank=9,
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
)

HELPING: tuple[Action, ...] = (
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
    Action("quit", ("q", "ctrl+q"), "quit", "Leave", APP, "quit", QUEUES),
)
