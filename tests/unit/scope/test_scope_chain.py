"""A chain of entries shows whatever was changed, left out or put in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from daemon.scope.chain import ORIGIN, Entry, digest, find_break

Chain = list[tuple[Entry, str]]


def chain(length: int = 4) -> Chain:
    made: Chain = []
    for number in range(1, length + 1):
        previous = made[-1][1] if made else ORIGIN
        entry = Entry("ACME", number, "2026-05-04", "jo", "offer.made", "CHG-1", "{}", previous)
        made.append((entry, digest(entry)))
    return made


def forged(whole: Chain) -> Chain:
    entry = replace(whole[1][0], data='{"decision":"approve"}')
    return [whole[0], (entry, digest(entry)), *whole[2:]]


def test_a_whole_chain_holds() -> None:
    assert find_break(chain()) == ""
    assert find_break([]) == ""


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda c: [c[0], (replace(c[1][0], actor="eve"), c[1][1]), *c[2:]], "entry 2 was changed"),
        (forged, "entry 3 does not follow"),
        (lambda c: [*c[:1], *c[2:]], "entry 2 is missing"),
        (lambda c: c[1:], "entry 1 is missing"),
        (lambda c: [c[1], c[0], *c[2:]], "entry 1 is missing"),
    ],
)
def test_a_change_is_found(change: Callable[[Chain], Chain], why: str) -> None:
    assert why in find_break(change(chain()))
