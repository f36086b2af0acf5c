"""An ask said again is found; one word in place of another makes it another ask."""

from __future__ import annotations

import pytest

from daemon.scope.repeats import Known, find_repeated

THERE = [
    Known(1, "REQ-1", "We need an export of all orders as CSV with the tax rate."),
    Known(2, "REQ-2", "导航栏需要增加中英文切换按钮"),
]


@pytest.mark.parametrize(
    ("words", "ref"),
    [
        ("Please remember: we need an export of all orders as a CSV, with tax rate!", "REQ-1"),
        ("请在导航栏增加中英文切换按钮", "REQ-2"),
        ("We need an export of all customers as CSV with the tax rate.", ""),
        ("We need an export of all orders as PDF with the tax rate.", ""),
        ("We do not need an export of all orders as CSV with the tax rate.", ""),
        ("We need 2 exports of all orders as CSV with the tax rate.", ""),
        ("请在导航栏增加中日文切换按钮", ""),
        ("CSV export", ""),
        ("", ""),
    ],
)
def test_only_the_same_ask_is_a_repeat(words: str, ref: str) -> None:
    found = find_repeated(words, THERE)
    assert (found.ref if found else "") == ref


def test_where_several_may_be_meant_none_is() -> None:
    twice = [*THERE, Known(3, "REQ-3", THERE[0].words)]
    assert find_repeated(THERE[0].words, twice) is None
