"""What services refuse is told in the manager's language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import daemon
from daemon.errors import NotFoundError, StaleError, UserError
from tui import i18n
from tui.i18n.errors import tell
from tui.i18n.zh_advice import ADVICE
from tui.i18n.zh_errors import ERRORS
from tui.i18n.zh_reasons import REASONS

SOURCES = Path(daemon.__file__).parent
BLANK = re.compile(r"{(\d)}")


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    i18n.use("zh")
    yield
    i18n.use("en")


def raised() -> set[str]:
    """Return what the sources raise in words, a number for each blank."""
    found = set()
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                found.add(_words(node.args[0]))
            if isinstance(node, ast.ClassDef):
                found.add(ast.get_docstring(node) or "")
    return found


def _words(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if not isinstance(node, ast.JoinedStr):
        return ""
    count, words = iter(range(100)), ""
    for part in node.values:
        words += str(part.value) if isinstance(part, ast.Constant) else f"{{{next(count)}}}"
    return words


def test_every_translation_is_of_something_that_is_raised() -> None:
    spoken = raised()
    gone = [w for w in ERRORS if w not in spoken and not w.startswith("{0}: there are a thousand")]
    assert gone == []


@pytest.mark.parametrize("words", ERRORS)
def test_a_translation_has_the_same_blanks(words: str) -> None:
    assert set(BLANK.findall(words)) == set(BLANK.findall(ERRORS[words]))


@pytest.mark.parametrize(
    ("error", "said"),
    [
        pytest.param(StaleError(), "其间有人改动过；请看清后再决定。", id="its own words"),
        pytest.param(NotFoundError("no mail 7"), "没有邮件 7", id="a number"),
        pytest.param(
            UserError("this reply is sent and cannot be called back"),
            "此回复状态为已发出，无法召回",
            id="a state",
        ),
        pytest.param(UserError("~/a b.pdf: no such file"), "~/a b.pdf：没有这个文件", id="a path"),
        pytest.param(UserError("Nobody translated this"), "Nobody translated this", id="unknown"),
    ],
)
def test_a_refusal_in_chinese(error: Exception, said: str) -> None:
    assert tell(error) == said


def test_english_stays_as_it_was_said() -> None:
    i18n.use("en")
    assert tell(NotFoundError("no mail 7")) == "no mail 7"


#: packages whose refusals a manager may see in the interface, and those of the command line alone
SEEN = ("services", "store", "scope", "parse")
ELSEWHERE = {"evidence.py", "exchange.py", "plans.py", "rebuild.py", "revision.py", "engine.py"}
WORDS = [
    pytest.param(_words(node.exc.args[0]), id=f"{path.stem}-{node.lineno}")
    for name in SEEN
    for path in sorted((SOURCES / name).rglob("*.py"))
    if path.name not in ELSEWHERE
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(node, ast.Raise)
    and isinstance(node.exc, ast.Call)
    and node.exc.args
    and getattr(node.exc.func, "id", "") in {"UserError", "NotFoundError", "StaleError"}
]


@pytest.mark.parametrize("words", WORDS)
def test_whatever_is_refused_is_translated(words: str) -> None:
    # words that are put together elsewhere are told part by part
    assert not re.search("[a-z]{3}", words) or words in {**REASONS, **ERRORS, **ADVICE}
