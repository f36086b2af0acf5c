"""Answers in the order of the questions: a row of values, or a line each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daemon.surveys.questions import Kind, Question, Survey
from daemon.surveys.reading.normal import flat
from daemon.surveys.reading.numerals import ANY, HAN_DIGITS, NUM, value_of
from daemon.surveys.reading.options import read_options, read_yes_no

_ITEM_VALUE = re.compile(
    (
        rf"\s*(?:(?P<n>{ANY})\s*(?:分|星|points?|stars?)?|(?P<y>yes|y|no|n|yep|nope"
        "|是的?|否|不是|有"
        r"|(?:已经?|都)解决了?|(?:还没|未|没有?)解决|没有?|可以|不可以|对|不|ja|无)|(?P<skip>-|–|n/?a|skip|none|x|跳过"
        r"|不清楚|\?))\s*"
    ),
)
_ITEM_NAME = re.compile(r"\s*[a-z一-鿿][^,、;|\n.!?。]{0,40}")
_SEPARATOR = re.compile(r"\s*(?:[,、/;|\n]|\s|\band\b|和|-(?!\d))+\s*")


def read_by_lines(text: str, survey: Survey) -> list[tuple[Question, str]]:
    """Return a line for each question, in order, where every line fits its question."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    asked = survey.questions
    if not asked[-1:] or len(lines) not in {len(asked), len(asked) - (asked[-1].kind is Kind.TEXT)}:
        return []
    pieces = list(zip(asked, lines, strict=False))
    return pieces if len(pieces) > 2 and all(_fits_line(*piece) for piece in pieces) else []


_LINE_VALUE = re.compile(rf"\W*(?:{NUM}|[{HAN_DIGITS}]\s?分)(?![\w)])")


def _fits_line(question: Question, line: str) -> bool:
    if question.kind is Kind.TEXT:
        return True
    if question.options:
        return read_options(line, question) is not None
    if question.kind is Kind.YES_NO:
        return read_yes_no(line, question) is not None
    return _LINE_VALUE.match(flat(line)) is not None


def read_in_order(text: str, survey: Survey) -> tuple[list[tuple[Question, str]], str] | None:
    """Return the values of ``5 4 4 yes`` with their questions, and the rest of the text.

    None where the text does not begin with a row of values that fits the questions.
    """
    said = flat(text)
    lead = re.match(r"\s*(?:[a-z' ]{0,40}|[一-鿿 ]{0,10}):\s*(?=\S)", said)
    at, values = lead.end() if lead else 0, list[str]()
    while at < len(said):
        match = _value_at(said, at, survey)
        if match is None:
            break
        after = _SEPARATOR.match(said, match.end())
        spaced = said[match.end() - 1 : match.end()].isspace()
        if (
            match.end() < len(said)
            and after is None
            and not spaced
            and said[match.end()] not in ".!。"
        ):
            break
        values.append(match[0].strip())
        at = after.end() if after else match.end() + (match.end() < len(said) and not spaced)
    scaled = [q for q in survey.questions if q.kind is not Kind.TEXT]
    if len(values) < min(3, len(scaled)) or len(values) < 2:
        return None
    placed = _place(values, survey)
    return (placed, text[at:].strip()) if placed else None


def _value_at(said: str, at: int, survey: Survey) -> re.Match[str] | None:
    """Match a value at a place: a number, a yes or no, or the name of an option."""
    if (plain := _ITEM_VALUE.match(said, at)) is not None and plain.end() > at:
        return plain
    named = _ITEM_NAME.match(said, at)
    asked = survey.of_kind(Kind.CHOICE, Kind.CHOICES)
    if named is None or not any(read_options(named[0], question) for question in asked):
        return None
    return named


def _place(values: list[str], survey: Survey) -> list[tuple[Question, str]] | None:
    """Lay a row of values on the questions, in order; None where they do not fit."""
    closed = [q for q in survey.questions if q.kind is not Kind.TEXT]
    for asked in (closed, [q for q in closed if not q.options]):
        if len(values) <= len(asked) and all(map(_fits, asked, values)):
            return list(zip(asked, values, strict=False))
    numbers = [v for v in values if value_of(v.removesuffix("分")) is not None]
    if len(numbers) == len(values) == len(survey.scaled):
        return list(zip(survey.scaled, values, strict=True))
    return None


def _fits(question: Question, value: str) -> bool:
    if question.options:
        return not value.isdigit() and read_options(value, question) is not None
    number = value_of(re.sub(r"\s*(?:分|星|points?|stars?)$", "", value)) is not None
    skipped = re.fullmatch(r"-|–|n/?a|skip|none|x|跳过|不清楚|\?", value) is not None
    return skipped or number is (question.scale is not None)


def read_for_each(text: str, asked: Sequence[Question]) -> list[tuple[Question, str]]:
    """Return ``4 and 6`` for as many questions, in order: a sentence of nothing but values."""
    if len(asked) < 2:
        return []
    for sentence in re.split(r"[\n.;!?。]+", flat(text)):
        values = [v for v in _SEPARATOR.split(sentence.strip()) if v]
        if len(values) == len(asked) and all(map(_fits, asked, values)):
            return list(zip(asked, values, strict=True))
    return []
