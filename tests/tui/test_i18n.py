"""The interface in Chinese: every word has its translation, and every screen shows it."""

from __future__ import annotations

import ast
import asyncio
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest

import tui
from daemon.model.outgoing import OutgoingState
from daemon.model.plan import (
    AnswerState,
    InvitationState,
    MilestoneKind,
    MilestoneState,
    ProjectState,
)
from daemon.model.queue import Queue
from daemon.model.record import ConversationState
from daemon.schedules.asking import Reason
from daemon.scope import lifecycle
from daemon.scope.relations import Relation
from daemon.store.engine import Database
from tests.tui.driving import Driver, driving
from tui import i18n
from tui.actions import ACTIONS
from tui.i18n import errors, t, zh
from tui.paint import happening, letters, mail, reply
from tui.screens import board, document
from tui.screens.tour import STEPS
from tui.theme import LONG, SHORT
from tui.widgets import bars, part_bar, queue_list

SOURCES = Path(tui.__file__).parent
#: calls whose arguments at these places are translated later
LABELLED = {"Field": (1, 3), "_fact": (0,), "_count": (0,), "_head": (0,)}
NAMES = re.compile(r"{(\w+)}")


@pytest.fixture
def chinese() -> Iterator[None]:
    i18n.use("zh")
    yield
    i18n.use("en")


def literals() -> Iterator[str]:
    """Yield what stands in the sources as words of the interface."""
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_words = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "t"
            if is_words and isinstance(node, ast.Call) and node.args:
                yield from _words_in(node.args[0])
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in LABELLED:
                yield from _labels(node)


def _labels(node: ast.Call) -> Iterator[str]:
    """Yield the words that are handed on to be translated: labels and hints of fields."""
    places = LABELLED[getattr(node.func, "id", "")]
    found = [node.args[i] for i in places if i < len(node.args)]
    for each in (*found, *(k.value for k in node.keywords if k.arg == "hint")):
        yield from _words_in(each)


def _words_in(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _words_in(node.body)
        yield from _words_in(node.orelse)


def tables() -> Iterator[str]:
    """Yield the words that are kept in tables."""
    for action in ACTIONS:
        yield from (action.group, action.name, action.help)
    for table in (queue_list.NAMES, queue_list.EMPTY, bars._STATES, SHORT, LONG, mail._KINDS):
        yield from table.values()
    for words in (mail._FOLDED, mail._LINES, mail._LINE, reply._WORDS, reply.LANGUAGES):
        yield from words.values()
    yield from (words for step in STEPS for words in step)
    for told in (mail._TRUST, letters._STATES):
        yield from (words for words, _ in told.values())
    more = (part_bar.NAMES, board.EMPTY, happening.NAMES, happening.VERBS)
    yield from (words for named in more for words in named.values())
    yield from document.NOTE_NAMES.values()
    yield from (state for states in lifecycle.STATES.values() for state in states)
    yield from (step.verb for step in lifecycle.STEPS)
    yield from (state.value for states in ENUMS for state in states)
    yield from FARING


ENUMS: tuple[type[StrEnum], ...] = (
    *(OutgoingState, ConversationState, MilestoneKind, MilestoneState, ProjectState),
    *(InvitationState, AnswerState, Reason, Relation),
)
#: how a client fares, and what for
FARING = (
    *("well", "fair", "at risk", "open complaints", "items overdue", "answers owed"),
    *("low scores", "per cent satisfied", "days without a word"),
)
WANTED = sorted({*literals(), *tables()} - {"", "quoted", "forwarded", "waiting"})


@pytest.mark.parametrize("words", WANTED)
def test_every_word_is_translated_with_its_blanks(words: str) -> None:
    assert words in zh.WORDS
    wanted = sorted(NAMES.findall(words))
    assert sorted(NAMES.findall(zh.WORDS[words])) == wanted


@pytest.mark.usefixtures("chinese")
def test_words_of_strangers_are_no_blanks() -> None:
    assert t("Saved as {path}", path="{x}") == "已保存为 {x}"


def test_what_has_no_translation_stays_english() -> None:
    i18n.use("xx")
    assert t("Note") == "Note"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        pytest.param({"LANG": "zh_CN.UTF-8"}, "zh", id="LANG"),
        pytest.param({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB"}, "en", id="LC_ALL goes before"),
        pytest.param({"LC_ALL": "", "LC_MESSAGES": "zh_TW"}, "zh", id="empty says nothing"),
        pytest.param({"LANG": "C"}, "en", id="C"),
        pytest.param({}, "en", id="nothing said"),
    ],
)
def test_the_language_of_the_terminal(environment: dict[str, str], language: str) -> None:
    assert i18n.from_environment(environment) == language


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
def test_wide_words_keep_every_line_at_its_width(db: Database, size: tuple[int, int]) -> None:
    async def main() -> None:
        async with driving(db, size=size) as driver:
            for queue in (Queue.LOOK, Queue.ALL, Queue.OUTBOX, Queue.QUARANTINE):
                await driver.go(queue)
                await check_lines(driver)

    asyncio.run(main())


async def check_lines(driver: Driver) -> None:
    rows = driver.rows
    for line in range(rows.size.height):
        assert rows.render_line(line).cell_length == rows.size.width


_LEFT = (
    "the mail with CHG-3 version 2 has left (unsure) and cannot be taken back; "
    "send another version, which takes its place"
)


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "CMP-1: a critical complaint (about money; 3 complaints in a quarter)",
            "CMP-1：危急投诉（涉及款项；近三个月内共 3 项投诉）",
        ),
        (
            "a reply about CHG-3 waits for you: it asks a question",
            "关于 CHG-3 的答复待您裁定：是在提问",
        ),
        ("CHG-3 version 2 is answered by now and is not taken back", None),
        (_LEFT, None),
        ("nobody has translated this", "nobody has translated this"),
    ],
)
def test_why_something_waits_is_told(words: str, told: str | None) -> None:
    said = errors.say(words)
    assert (said == told) if told else not re.search(r"[a-z]{5}", said), said
