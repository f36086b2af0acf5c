"""What can be looked at beside mail, and the ways there."""

from __future__ import annotations

from tui.actions.action import (
    BOARDS,
    CLIENT,
    CLIENTS,
    GO,
    MAIL,
    MILESTONES,
    MOVE,
    PROJECT,
    QUEUES,
    RECORDS,
    VIEW,
    Action,
)

LOOKING: tuple[Action, ...] = (
    Action("look", ("enter",), "open", "Open what the cursor is on", VIEW, "look", RECORDS, rank=1),
    Action("find", ("slash",), "find", "Find one by its name", VIEW, "find", CLIENTS, rank=2),
    Action(
        "closed",
        ("z",),
        "closed too",
        "Show or hide what is closed",
        VIEW,
        "closed",
        BOARDS,
        rank=10,
    ),
)

GOING: tuple[Action, ...] = (
    Action(
        "client",
        ("C",),
        "client",
        "Open the client's record",
        GO,
        "client",
        MAIL | PROJECT,
        rank=10,
    ),
    Action("clients", ("K",), "all clients", "List all clients", GO, "clients", QUEUES | PROJECT),
    Action(
        "scope",
        ("p",),
        "project",
        "Open the project at a glance",
        GO,
        "scope",
        MAIL | CLIENTS | CLIENT,
        rank=10,
    ),
    Action("project", ("p",), "project", "Go to another project", GO, "project", PROJECT, rank=9),
    Action(
        "milestones",
        ("m",),
        "milestones",
        "Open the project's milestones",
        GO,
        "milestones",
        (MAIL | CLIENTS | CLIENT | PROJECT) - MILESTONES,
        rank=10,
    ),
    Action(
        "tab_next",
        ("right_square_bracket", "tab"),
        "next part",
        "Go to the next part of the project",
        GO,
        "part(1)",
        PROJECT,
        rank=9,
    ),
    Action(
        "tab_before",
        ("left_square_bracket", "shift+tab"),
        "part before",
        "Go to the part of the project before",
        GO,
        "part(-1)",
        PROJECT,
    ),
    *(
        Action(
            f"tab.{name.split()[0].lower()}", (f"{n}",), name, f"{name}", GO, f"tab({n})", PROJECT
        )
        for n, name in enumerate(
            (
                *("At a glance", "Requirements", "Changes", "Complaints", "Improvements"),
                *("Document", "Milestones"),
            ),
            start=1,
        )
    ),
)

MOVING: tuple[Action, ...] = (
    Action("left", ("left", "h"), "left", "Go to the column on the left", MOVE, "side(-1)", BOARDS),
    Action(
        "right", ("right", "l"), "right", "Go to the column on the right", MOVE, "side(1)", BOARDS
    ),
    Action("back", ("escape", "q"), "leave", "Go back", MOVE, "back", RECORDS, rank=10),
)
