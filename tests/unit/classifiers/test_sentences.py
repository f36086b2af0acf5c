from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.clauses import clause_starts
from classifiers.sentences import LONGEST, sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It broke. Please fix it!", ["It broke.", "Please fix it!"], id="english"),
        pytest.param(
            "打不开了。请尽快处理！谢谢", ["打不开了。", "请尽快处理！", "谢谢"], id="chinese"
        ),
        pytest.param("e.g. the 3.5 mm plug", ["e.g. the 3.5 mm plug"], id="dots inside"),
        pytest.param("Ask Mr. Li about it.", ["Ask Mr. Li about it."], id="abbreviation"),
        pytest.param("- one\n- two", ["- one", "- two"], id="bullets"),
        pytest.param("1. one\n2. two", ["1. one", "2. two"], id="numbers"),
        pytest.param("Hi\n\nhow are you", ["Hi", "how are you"], id="blank line"),
        pytest.param("改成红色；第二张去掉", ["改成红色；", "第二张去掉"], id="semicolon"),
        pytest.param(" \n\n ", [], id="nothing"),
        pytest.param("真的吗？！好", ["真的吗？！", "好"], id="two marks"),
    ],
)
def test_cuts_where_a_reader_would(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_a_wrapped_line_goes_on() -> None:
    text = "We would like to have the report in the new format from next\nmonth on. Thanks"
    assert cut(text) == [text[: text.index(" Thanks")], "Thanks"]


def test_a_runaway_line_is_cut() -> None:
    assert all(len(part) <= LONGEST for part in cut("word " * 1000))


@given(st.text(alphabet="ab 。.!?\n;-1，中"))
def test_spans_are_in_order_and_lose_only_blanks(text: str) -> None:
    spans = sentences(text)
    assert spans == sorted(spans)
    assert "".join(text[a:b] for a, b in spans).split() == text.split() or "".join(
        "".join(text[a:b] for a, b in spans).split()
    ) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        pytest.param("- move it, and call me", ["move it, ", "call me"], id="bullet and comma"),
        pytest.param("价格太高，请重新报价", ["价格太高，", "请重新报价"], id="chinese"),
    ],
)
def test_clauses_begin_after_marks(text: str, clauses: list[str]) -> None:
    starts = clause_starts(text, 0, len(text))
    assert set(clauses) <= {text[a:b] for a in starts for b in [*starts, len(text)] if b > a}
