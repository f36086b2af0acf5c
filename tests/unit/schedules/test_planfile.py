"""Milestones from TOML, CSV and iCalendar files."""

from __future__ import annotations

from datetime import date

import pytest

from daemon.errors import UserError
from daemon.model.plan import MilestoneKind
from daemon.schedules.planfile import PlanRow, read_plan

ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//x//
BEGIN:VEVENT
UID:a1@cal
SUMMARY:{summary}
DTSTART{start}
{more}END:VEVENT
END:VCALENDAR
"""


def ics(summary: str = "Beta", start: str = ";VALUE=DATE:20260504", more: str = "") -> bytes:
    return ICS.format(summary=summary, start=start, more=more).replace("\n", "\r\n").encode()


BETA = PlanRow("", "WEB", "Beta", planned=date(2026, 5, 4))
TOML = b"""[[milestone]]
project = "WEB"
name = "Beta"
planned = 2026-05-04
kind = "review"
contacts = ["anna@weber.example"]
follow_ups = ["after-review"]
"""
CSV = "project;name;planned;delay;follow_ups\nWEB;Beta;2026-05-04;2;a|b\n;;;\n".encode("utf-8-sig")


@pytest.mark.parametrize(
    ("name", "data", "wanted"),
    [
        (
            "a.toml",
            TOML,
            {
                "kind": MilestoneKind.REVIEW,
                "contacts": ("anna@weber.example",),
                "follow_ups": ("after-review",),
            },
        ),
        ("a.csv", CSV, {"delay": 2, "follow_ups": ("a", "b")}),
        ("a.ics", ics(), {"uid": "a1@cal"}),
        ("a.ics", ics(start=":20260504T220000Z"), {"uid": "a1@cal"}),
        ("a.ICS", ics("WEB: Beta"), {"uid": "a1@cal"}),
    ],
)
def test_every_format_is_read(name: str, data: bytes, wanted: dict[str, object]) -> None:
    (row,) = read_plan(name, data, "WEB")
    for key, value in {"project": "WEB", "name": "Beta", "planned": BETA.planned, **wanted}.items():
        assert getattr(row, key) == value


def test_a_recurring_event_becomes_dated_milestones() -> None:
    more = "RRULE:FREQ=MONTHLY;UNTIL=20260720T000000Z;INTERVAL=1\n"
    rows = read_plan("a.ics", ics("Review", more=more), "WEB")
    assert [r.name for r in rows] == [f"Review (2026-0{m}-04)" for m in (5, 6, 7)]
    assert len({r.uid for r in rows}) == 3


def test_an_endless_rule_ends() -> None:
    assert len(read_plan("a.ics", ics(more="RRULE:FREQ=DAILY\n"), "WEB")) == 24


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.txt", b"", "a.txt: a plan is"),
        ("a.toml", b"[[milestone]\n", "a.toml:"),
        ("a.toml", b"[stone]\n", "unknown table 'stone'"),
        ("a.toml", b"[milestone]\nname = 'x'\n", "two brackets"),
        ("a.toml", b"[[milestone]]\nname = 'x'\nproject='A'\nkind = 'y'", "a.toml: milestone 1: k"),
        ("a.toml", b"[[milestone]]\nname = 'x'\nproject='A'\nbudget = 3", "unknown key 'budget'"),
        ("a.csv", b"project,name,planned\nA,x,soon\n", "a.csv:2: planned 'soon'"),
        ("a.csv", b"project,name,delay\nA,x,-3\n", "a.csv:2: delay"),
        ("a.csv", b"project,name\nA,x,y\n", "more fields"),
        ("a.csv", b"name\nx\n", "no project"),
        ("a.csv", b"project\nA\n", "needs a name"),
        ("a.csv", b"\xff\xfe", "a.csv:"),
        ("a.ics", b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\n", "a.ics:"),
        ("a.ics", ics(start=":nonsense"), "a.ics:"),
    ],
)
def test_every_problem_names_its_place(name: str, data: bytes, problem: str) -> None:
    with pytest.raises(UserError) as caught:
        read_plan(name, data)
    assert problem in str(caught.value)
