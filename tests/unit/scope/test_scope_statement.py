"""A statement is checked, and named by a hash that any change to it changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from daemon.errors import UserError
from daemon.scope.statement import Moved, Statement, as_plain, content_hash, from_plain

FULL = Statement("1200.50", "EUR", "3", "Jo", "more", (Moved("Review", "2 June", "5 June"),))


def test_a_statement_comes_back_from_plain_data() -> None:
    assert from_plain(as_plain(FULL)) == FULL
    assert from_plain({"cost": 5, "currency": "CNY", "days": 1, "assessed_by": "李"}).cost == "5"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"cost": "much"}, "no number"),
        ({"cost": "NaN"}, "out of range"),
        ({"days": "-1"}, "out of range"),
        ({"currency": "euro"}, "ISO 4217"),
        ({"assessed_by": " "}, "needs a name"),
        ({"colour": "red"}, "has no colour"),
    ],
)
def test_a_statement_that_says_nothing_usable_is_refused(change: dict[str, str], why: str) -> None:
    with pytest.raises(UserError, match=why):
        from_plain({**as_plain(FULL), **change})


def test_a_statement_without_its_cost_is_refused() -> None:
    with pytest.raises(UserError, match="lacks"):
        from_plain({"days": "1"})


def test_the_hash_follows_every_word_and_not_the_order() -> None:
    plain = as_plain(FULL)
    assert content_hash(plain) == content_hash(dict(reversed(plain.items())))
    assert content_hash(plain) != content_hash(as_plain(replace(FULL, summary="less")))
