"""The small pure parts: moments, snooze words, rows, the registry of actions."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from rich.cells import cell_len

from daemon.model.label import Label
from daemon.model.queue import ConversationRow
from daemon.model.record import ConversationState
from tui import moments, when
from tui.actions import ACTIONS, Context, in_context
from tui.screens.acting import ActingScreen
from tui.screens.reading import ReadingScreen
from tui.screens.triage import TriageScreen
from tui.widgets.rows import Moment, fit, lay_out

BERLIN = ZoneInfo("Europe/Berlin")
#: a Thursday, 10:30 in Berlin
NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("2h", "2026-03-12 12:30"),
        ("in 3 days", "2026-03-15 10:30"),
        ("2w", "2026-03-26 10:30"),
        ("90分钟后", "2026-03-12 12:00"),
        ("3天后", "2026-03-15 10:30"),
        ("tomorrow", "2026-03-13 09:00"),
        ("tomorrow 14:30", "2026-03-13 14:30"),
        ("today 18:00", "2026-03-12 18:00"),
        ("5pm", "2026-03-12 17:00"),
        ("8am", "2026-03-13 08:00"),
        ("fri 9am", "2026-03-13 09:00"),
        ("friday", "2026-03-13 09:00"),
        ("thu", "2026-03-19 09:00"),
        ("Mon 8:15", "2026-03-16 08:15"),
        ("next week", "2026-03-16 09:00"),
        ("明天", "2026-03-13 09:00"),
        ("明天下午3点", "2026-03-13 15:00"),
        ("后天", "2026-03-14 09:00"),
        ("周五", "2026-03-13 09:00"),
        ("下周一", "2026-03-16 09:00"),
        ("下周四 10:00", "2026-03-19 10:00"),
        ("星期日", "2026-03-15 09:00"),
        ("2026-04-01", "2026-04-01 09:00"),
        ("2026-04-01 16:00", "2026-04-01 16:00"),
        ("", None),
        ("today", None),
        ("2026-13-40", None),
        ("25:99", None),
        ("whenever", None),
    ],
)
def test_snooze_words(words: str, moment: str | None) -> None:
    read = when.parse(words, NOW, BERLIN)
    assert (f"{read.astimezone(BERLIN):%Y-%m-%d %H:%M}" if read else None) == moment


@pytest.mark.parametrize(
    ("ago", "shown"),
    [
        pytest.param(timedelta(minutes=4), "10:26", id="today"),
        pytest.param(timedelta(hours=20), "Wed", id="yesterday"),
        pytest.param(timedelta(days=6), "Fri", id="this week"),
        pytest.param(timedelta(days=30), "10 Feb", id="this year"),
        pytest.param(timedelta(days=300), "2025-05", id="before"),
        pytest.param(timedelta(days=-2), "Sat", id="to come"),
    ],
)
def test_short_moments(ago: timedelta, shown: str) -> None:
    assert moments.short(NOW - ago, NOW, BERLIN) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"), [(-5, "0 s"), (40, "40 s"), (720, "12 min"), (7200, "2 h"), (9e5, "10 d")]
)
def test_ages(seconds: float, shown: str) -> None:
    assert moments.age(timedelta(seconds=seconds)) == shown


@pytest.mark.parametrize(
    ("count", "shown"),
    [(12, "12 B"), (1536, "1.5 KB"), (184_320, "180 KB"), (3 * 1024**3, "3.0 GB")],
)
def test_sizes(count: int, shown: str) -> None:
    assert moments.size(count) == shown


@pytest.mark.parametrize(
    ("timezone", "shown"),
    [("Asia/Shanghai", "17:30 in Shanghai"), ("", ""), ("Mars/Base", ""), ("../etc/passwd", "")],
)
def test_the_clients_time_of_day(timezone: str, shown: str) -> None:
    assert moments.clients_time(NOW, timezone) == shown


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("abc", 5, "abc  "),
        ("abcdef", 4, "abc…"),
        ("中文字", 6, "中文字"),
        ("中文字", 5, "中文…"),
        ("中文字", 4, "中… "),
        ("abc", 0, ""),
    ],
)
def test_fit(text: str, width: int, shown: str) -> None:
    assert fit(text, width) == shown


@pytest.mark.parametrize("width", [20, 44, 64, 80, 110, 200])
@pytest.mark.parametrize("subject", ["", "short", "中文" * 60, "x" * 400])
def test_a_line_is_exactly_as_wide_as_the_list(width: int, subject: str) -> None:
    row = ConversationRow(
        id=1,
        tag="ACME-1",
        subject=subject,
        sender="李娜",
        client="华云会展",
        label=Label.COMPLAINT,
        confidence=0.9,
        needs_look=False,
        urgent=True,
        unread=True,
        state=ConversationState.OPEN,
        last_at=NOW,
        snoozed_until=None,
        message_count=120,
        has_attachment=True,
        version=0,
    )
    cells = lay_out(row, width, Moment(NOW, UTC))
    assert max(width, 41) >= sum(cell_len(text) for text, _ in cells) >= width


@pytest.mark.parametrize("context", Context)
def test_a_key_means_one_thing_in_one_place(context: Context) -> None:
    keys = Counter(key for a in in_context(context, read_only=False) for key in a.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_a_read_only_session_offers_no_change() -> None:
    assert not [a for a in in_context(Context.CONVERSATIONS, read_only=True) if a.writes]


def test_every_action_is_there_and_explained() -> None:
    assert all(action.help for action in ACTIONS)
    for action in in_context(Context.CONVERSATIONS, read_only=False):
        name = f"action_{action.call.partition('(')[0]}"
        assert hasattr(TriageScreen, name), name


def test_ids_of_actions_are_unique() -> None:
    assert len({a.id for a in ACTIONS}) == len(ACTIONS)
    assert issubclass(ReadingScreen, ActingScreen)
