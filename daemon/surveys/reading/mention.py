"""A score that a text names, and finders of such scores by pattern."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from daemon.surveys.questions import Scale
from daemon.surveys.reading.numerals import value_of


class Weight(IntEnum):
    """How surely a mention is meant as the answer."""

    ASPECT = 1
    PLAIN = 2
    LABELLED = 3
    TOTAL = 4


#: "10/10" may be a figure of speech where 1 to 5 was asked
OTHER_FULL = "full marks on another scale"


@dataclass(frozen=True, slots=True)
class Mention:
    """A score that is named at ``start`` to ``end``; ``value`` is None where it is no one number.

    ``guess`` is what it may mean, in steps of the scale asked.
    """

    start: int
    end: int
    value: float | None
    guess: float
    weight: Weight = Weight.PLAIN
    reason: str = ""


def scaled(
    start: int, end: int, value: float, scale: Scale, of: float | None, weight: Weight
) -> Mention:
    """Make a mention of *value* out of *of* (None: out of the scale that was asked)."""
    if of and of != scale.high:
        value = round(value * scale.high / of, 3) if value <= of else scale.high + 1
    if scale.holds(value):
        return Mention(start, end, value, value, weight)
    reason = "between two steps" if scale.low <= value <= scale.high else "off the scale"
    if of is None and value > scale.high:
        other = next((top for top in (5, 10, 100) if value <= top), 0)
        guess = value * scale.high / other if other else scale.high
        return Mention(start, end, None, guess, weight, reason)
    return Mention(start, end, None, value, weight, reason)


def full_elsewhere(start: int, end: int, scale: Scale) -> Mention:
    """Make the mention of full marks on a scale that was not asked, and not named."""
    return Mention(start, end, None, scale.high, Weight.LABELLED, OTHER_FULL)


def each(
    *patterns: str, weight: Weight = Weight.PLAIN
) -> Callable[[str, Scale], Iterator[Mention]]:
    """Make a finder of patterns with a group ``n``, and ``of`` where it is out of something."""
    compiled = [re.compile(pattern) for pattern in patterns]

    def find(text: str, scale: Scale) -> Iterator[Mention]:
        for pattern in compiled:
            for match in pattern.finditer(text):
                of = match.groupdict().get("of")
                yield from whole(match, scale, value_of(of) if of else None, weight)

    return find


def whole(
    match: re.Match[str], scale: Scale, of: float | None, weight: Weight
) -> Iterator[Mention]:
    """Yield the mention of a match's group ``n``, over the whole match."""
    value = value_of(match["n"])
    if value is not None:
        yield scaled(match.start(), match.end(), value, scale, of, weight)
