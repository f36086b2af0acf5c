"""An ask said again is found; one word in place of another makes it another ask."""

from __future__ import annotations

import pytest

from daemon.scope.repeats import Known, find_repeated

THERE = [
    Known.of(1, "We need an export of all orders as CSV with the tax rate."),
    Known.of(2, "导航栏需要增加中英文切换按钮"),
]


@pytest.mark.parametrize(
    ("words", "item"),
    [
        ("Please remember: we need an export of all orders as a CSV, with tax rate!", 1),
        ("请在导航栏增加中英文切换按钮", 2),
        ("We need an export of all customers as CSV with the tax rate.", 0),
        ("We need an export of all orders as PDF with the tax rate.", 0),
        ("We do not need an export of all orders as CSV with the tax rate.", 0),
        ("We need 2 exports of all orders as CSV with the tax rate.", 0),
        ("请在导航栏增加中日文切换按钮", 0),
        ("CSV export", 0),
        ("", 0),
    ],
)
def test_only_the_same_ask_is_a_repeat(words: str, item: int) -> None:
    found = find_repeated(words, THERE)
    assert (found.id if found else 0) == item


def test_where_several_may_be_meant_none_is() -> None:
    twice = [*THERE, Known.of(3, THERE[0].words)]
    assert find_repeated(THERE[0].words, twice) is None
