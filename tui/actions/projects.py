"""What can be done in a project: items along their life cycles, the document, milestones."""

from __future__ import annotations

from tui.actions.action import (
    BOARDS,
    CHANGES,
    COMPLAINTS,
    DOCUMENT,
    EDIT,
    GLANCE,
    IMPROVEMENTS,
    MILESTONES,
    REQUIREMENTS,
    STEP,
    VIEW,
    Action,
    Context,
)


def _step(
    verb: str, key: str, name: str, text: str, where: frozenset[Context], rank: int
) -> Action:
    """Return the action of one verb of the life cycles."""
    return Action(f"step.{verb}", (key,), name, text, STEP, f"step('{verb}')", where, True, rank)


STEPPING: tuple[Action, ...] = (
    _step("accept", "a", "accept", "Accept it; a change is then assessed", BOARDS, 2),
    _step("reject", "r", "reject", "Decline it", BOARDS, 3),
    _step("start", "s", "start", "Somebody works on it", IMPROVEMENTS, 3),
    _step("deliver", "d", "delivered", "Note it as delivered", REQUIREMENTS | CHANGES, 4),
    _step("confirm", "c", "confirmed", "The client said so", REQUIREMENTS | COMPLAINTS, 5),
    _step("file", "f", "file", "File it by theme", IMPROVEMENTS, 4),
    _step("withdraw", "w", "withdraw", "Take it out; it keeps its number", BOARDS, 0),
    _step("reopen", "o", "reopen", "Open it again", BOARDS, 6),
)

CHANGING: tuple[Action, ...] = (
    Action(
        "assess",
        ("f",),
        "assess, offer",
        "State the impact and offer it to the client",
        STEP,
        "assess",
        CHANGES,
        True,
        2,
    ),
    Action(
        "answers",
        ("y",),
        "answers",
        "Settle the client's replies that wait",
        STEP,
        "answers",
        CHANGES | DOCUMENT,
        True,
        4,
    ),
    Action(
        "remedy",
        ("i", "f"),
        "investigate",
        "Note severity, cause and remedy",
        STEP,
        "remedy",
        COMPLAINTS,
        True,
        2,
    ),
    Action(
        "resolve",
        ("s",),
        "resolve",
        "Call it resolved and tell the client",
        STEP,
        "resolve",
        COMPLAINTS,
        True,
        3,
    ),
    Action(
        "improved",
        ("d",),
        "done",
        "It is done: tell the client what changed",
        STEP,
        "improved",
        IMPROVEMENTS,
        True,
        3,
    ),
    Action("assign", ("A",), "assign", "Say who looks after it", EDIT, "assign", BOARDS, True, 7),
    Action(
        "priority",
        ("exclamation_mark",),
        "priority",
        "Give it the next priority",
        EDIT,
        "priority",
        BOARDS,
        True,
        7,
    ),
    Action("due", ("D",), "due", "Say until when", EDIT, "due", BOARDS, True, 7),
    Action("title", ("E",), "title", "Word its title anew", EDIT, "title", BOARDS, True),
    Action("group", ("g",), "heading", "Put it under a heading", EDIT, "group", REQUIREMENTS, True),
    Action("item_note", ("n",), "note", "Write a note", EDIT, "item_note", BOARDS, True, 8),
    Action("link", ("L",), "link", "Link it to another item", EDIT, "link", BOARDS, True),
    Action(
        "item_merge", ("M",), "merge", "Fold it into another item", EDIT, "item_merge", BOARDS, True
    ),
    Action(
        "item_split",
        ("P",),
        "split",
        "Draw further items from it",
        EDIT,
        "item_split",
        BOARDS,
        True,
    ),
)

PLANNING: tuple[Action, ...] = (
    Action(
        "send_document",
        ("s",),
        "send",
        "Send this version to the client's approver",
        EDIT,
        "send_document",
        DOCUMENT,
        True,
        2,
    ),
    Action("export", ("F",), "save as", "Keep it as a file", VIEW, "export", DOCUMENT, rank=5),
    Action(
        "project_files",
        ("F",),
        "files",
        "Save or open what the client sent",
        VIEW,
        "project_files",
        GLANCE,
        rank=5,
    ),
    Action("version", ("v",), "version", "Show another version", VIEW, "version", DOCUMENT, rank=3),
    Action(
        "difference",
        ("equals_sign",),
        "changes",
        "Show what differs from the version before",
        VIEW,
        "difference",
        DOCUMENT,
        rank=3,
    ),
    Action("plan", ("n",), "new", "Plan a milestone", EDIT, "plan", MILESTONES, True, 3),
    Action("replan", ("E",), "change", "Change its plan", EDIT, "replan", MILESTONES, True, 4),
    Action(
        "reach",
        ("a",),
        "reached",
        "It is reached: see who gets what, then say so",
        STEP,
        "reach",
        MILESTONES,
        True,
        2,
    ),
    Action(
        "invited",
        ("i",),
        "invitations",
        "Ask in spite of a reason, or do not ask",
        EDIT,
        "invited",
        MILESTONES,
        True,
        5,
    ),
    Action("cancel", ("X",), "cancel", "Give it up", STEP, "cancel", MILESTONES, True, 6),
    Action("resume", ("o",), "plan again", "Plan it again", STEP, "resume", MILESTONES, True),
)
