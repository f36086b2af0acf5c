"""What can be done with a conversation."""

from __future__ import annotations

from tui.actions.action import (
    LABEL,
    MAIL,
    PERSON,
    STATE,
    VIEW,
    Action,
)

DECIDING: tuple[Action, ...] = (
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
    Action("owner", ("A",), "assign", "Say who looks after it", PERSON, "assign", MAIL, True, 6),
)

LOOKING: tuple[Action, ...] = (
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
)
