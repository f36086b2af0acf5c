"""What can be done with figures and surveys."""

from __future__ import annotations

from tui.actions.action import (
    CLIENT,
    CLIENTS,
    EDIT,
    GO,
    INSIGHTS,
    MOVE,
    PROJECT,
    QUEUES,
    STATE,
    SURVEYS,
    VIEW,
    Action,
)

_HERE = INSIGHTS | SURVEYS
_ELSEWHERE = QUEUES | CLIENTS | CLIENT | PROJECT

SURVEYING: tuple[Action, ...] = (
    Action(
        "answer.accept",
        ("a",),
        "counts",
        "Let the answer count, with the scores as you read them",
        STATE,
        "accept_answer",
        SURVEYS,
        True,
        2,
    ),
    Action(
        "answer.refuse",
        ("r",),
        "does not count",
        "Do not count the answer",
        STATE,
        "refuse_answer",
        SURVEYS,
        True,
        3,
    ),
    Action(
        "survey.override",
        ("o",),
        "ask anyway",
        "Ask in spite of the reason; let somebody who opted out be asked again",
        STATE,
        "override",
        SURVEYS,
        True,
        4,
    ),
    Action(
        "survey.skip", ("X",), "do not ask", "Do not ask this time", STATE, "skip", SURVEYS, True, 5
    ),
    Action(
        "survey.opt_out",
        ("n",),
        "opt-out",
        "Note somebody who does not want to be asked",
        EDIT,
        "opt_out",
        SURVEYS,
        True,
        6,
    ),
)

GOING: tuple[Action, ...] = (
    Action("insights", ("I",), "insights", "See the figures", GO, "insights", _ELSEWHERE | SURVEYS),
    Action(
        "surveys",
        ("V",),
        "surveys",
        "See who is asked and what they answer",
        GO,
        "surveys",
        _ELSEWHERE | INSIGHTS,
    ),
    Action("period", ("t",), "period", "Look at another period", VIEW, "period", INSIGHTS, rank=2),
    Action(
        "of_client", ("c",), "client", "Look at one client", VIEW, "of_client", INSIGHTS, rank=3
    ),
    Action(
        "of_project", ("p",), "project", "Look at one project", VIEW, "of_project", INSIGHTS, rank=4
    ),
    Action(
        "panel_next",
        ("right_square_bracket", "tab"),
        "next",
        "Go to the next tab",
        GO,
        "part(1)",
        _HERE,
        rank=9,
    ),
    Action(
        "panel_before",
        ("left_square_bracket", "shift+tab"),
        "before",
        "Go to the tab before",
        GO,
        "part(-1)",
        _HERE,
    ),
    *(
        Action(f"panel.{n}", (f"{n}",), f"{n}", "Go to this tab", GO, f"tab({n})", where)
        for n, where in ((1, _HERE), (2, _HERE), (3, _HERE), (4, _HERE), (5, _HERE), (6, INSIGHTS))
    ),
    Action(
        "stretch_before",
        ("left", "h"),
        "before",
        "Go to the week before",
        MOVE,
        "side(-1)",
        INSIGHTS,
    ),
    Action(
        "stretch_next", ("right", "l"), "after", "Go to the week after", MOVE, "side(1)", INSIGHTS
    ),
)
