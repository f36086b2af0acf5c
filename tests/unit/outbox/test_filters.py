"""Filters that templates use on untrusted text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.outbox import filters


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a\nb", "> a\n> b", id="each line"),
        pytest.param("> a", ">> a", id="deeper"),
        pytest.param("a\n\nb\n", "> a\n> \n> b", id="blank lines stay, ends go"),
    ],
)
def test_quoted(text: str, expected: str) -> None:
    assert filters.quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        pytest.param("short", 10, "short", id="fits"),
        pytest.param("one two three four", 16, "one two three…", id="at a word: 13 > 0.8 x 16"),
        pytest.param("一二三四五六", 4, "一二三…", id="no words to cut at"),
        pytest.param("a bcdefghijk", 8, "a bcdef…", id="a word too far back: 1 < 0.8 x 8"),
    ],
)
def test_shorten(text: str, length: int, expected: str) -> None:
    assert filters.shorten(text, length) == expected


@given(st.text())
def test_html_of_plain_text_has_our_tags_alone(text: str) -> None:
    html = str(filters.paragraphs(filters.clean(text)))
    for tag in ('<p style="margin:0 0 1em 0;">', "</p>", "<br>"):
        html = html.replace(tag, "")
    assert not set(html) & set("<>\"'")


@given(st.text())
def test_clean_text_moves_no_cursor(text: str) -> None:
    kept = filters.clean(text)
    assert type(kept) is str
    assert all(c in "\n\t" or not (ord(c) < 32 or 127 <= ord(c) < 160) for c in kept)


@pytest.mark.parametrize(
    ("share", "expected"), [(0.0, "0 %"), (0.934, "93 %"), (0.996, "100 %"), (1.0, "100 %")]
)
def test_percent(share: float, expected: str) -> None:
    assert filters.percent(share) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "4 May 2026, 09:05"), ("zh", "2026年5月4日 09:05"), ("", "4 May 2026, 09:05")],
)
def test_moment(language: str, expected: str) -> None:
    at = datetime(2026, 5, 4, 9, 5, tzinfo=UTC)
    assert filters.moment_in(language, at) == expected
