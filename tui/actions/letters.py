"""What can be done with mail that has not left, and with mail that was set aside."""

from __future__ import annotations

from tui.actions.action import (
    OUTBOX,
    QUARANTINE,
    STATE,
    Action,
)

ACTIONS: tuple[Action, ...] = (
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
)
