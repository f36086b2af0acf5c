"""One value for several questions by number: ``Q1-3: 5``, ``4 for 1 and 2``, 1、2题5分."""

from __future__ import annotations

import re
from itertools import pairwise

from daemon.surveys.questions import Question, Survey
from daemon.surveys.reading.normal import flat
from daemon.surveys.reading.numerals import HAN_DIGITS, NUM, value_of

_Q = r"(?:q(?:uestions?|s)?\.?\s?|#)"
_SPAN = r"\s?(?:-|~|to|through|thru)\s?"
_PLUS = r"\s?(?:,|&|\+|/|and|, and)\s?"
#: "1-3", "1, 2 and 4"
_NUMBERS = rf"\d{{1,2}}(?:{_SPAN}{_Q}?\d{{1,2}}|(?:{_PLUS}{_Q}?\d{{1,2}}){{1,8}})"
_HAN_N = rf"(?:\d{{1,2}}|[{HAN_DIGITS}]{{1,2}})"
_HAN_NUMBERS = (
    rf"{_HAN_N}(?:题?\s?[-~到至]\s?第?{_HAN_N}|(?:题?\s?[、,和与及]\s?第?{_HAN_N}){{1,8}})"
)
_VALUE = rf"(?P<v>{NUM}|[{HAN_DIGITS}]\s?分|满分|yes\b|no\b|是|否)"
_GROUPS = (
    re.compile(
        rf"(?<![\w.:=])(?<![:=] )(?:(?P<q>{_Q})?(?P<g>{_NUMBERS})\s?(?::|="
        r"|(?:are|get|is)?\s?(?:all|both|each)\b"
        rf"\s?(?:get|are|a|:|=)?)|(?P<qq>{_Q})(?P<gg>{_NUMBERS})\s?(?:-|are|get)?)\s*{_VALUE}"
    ),
    re.compile(
        rf"(?:第(?P<g>{_HAN_NUMBERS})\s?题?|(?<!\w)(?P<gg>{_HAN_NUMBERS})\s?题)"
        rf"\s?(?:都|均|全|各)?(?:是|为|给|打)?\s?[:=,]?\s*{_VALUE}"
    ),
)
_VALUE_FIRST = re.compile(
    rf"(?P<v>{NUM}) (?:for|on|to) (?:{_Q}|the |numbers? )?(?P<g>{_NUMBERS})(?![\d.%])"
    r"(?=\s*(?:$|[\n,.;!?)]|and\b|but\b))"
)
#: the number of one question in a group
_ONE = re.compile(rf"\d{{1,2}}|[{HAN_DIGITS}]{{1,2}}")
_RANGE = re.compile(r"-|~|to|thru|through|到|至")


def read_groups(text: str, survey: Survey) -> tuple[list[tuple[Question, str]], str]:
    """Return the questions of ``Q1-3: 5``, each with the value, and the text without them."""
    said, pieces, rest, last = flat(text), list[tuple[Question, str]](), "", 0
    found = [m for pattern in (*_GROUPS, _VALUE_FIRST) for m in pattern.finditer(said)]
    for match in sorted(found, key=lambda m: m.start()):
        numbers = _members(match, len(survey.questions))
        if match.start() < last or not numbers:
            continue
        value = text[match.start("v") : match.end("v")]
        pieces += [(survey.questions[number - 1], value) for number in numbers]
        rest += text[last : match.start()] + "\n"
        last = match.end()
    return pieces, (rest + text[last:].lstrip(" ,;.，；。分")) if pieces else text


def _members(match: re.Match[str], most: int) -> list[int]:
    groups = match.groupdict()
    words = groups.get("g") or groups.get("gg") or ""
    numbers = [int(value_of(n) or 0) for n in _ONE.findall(words)]
    if len(numbers) == 2 and _RANGE.search(words):
        numbers = list(range(numbers[0], numbers[1] + 1))
    rising = all(a < b for a, b in pairwise(numbers))
    return numbers if rising and numbers and numbers[0] > 0 and numbers[-1] <= most else []
