"""Answers in the order of the questions: a row of values, or a line each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from daemon.surveys.questions import Kind, Question, Survey
from daemon.surveys.reading.items import SKIPPED, Item, items_at
from daemon.surveys.reading.noise import strike_noise
from daemon.surveys.reading.normal import flat
from daemon.surveys.reading.numerals import HAN_DIGITS, NUM
from daemon.surveys.reading.options import read_options, read_yes_no
from daemon.surveys.reading.remark import remark_of
from daemon.surveys.reading.topics import names, topic_words

#: places in a reply where a row of values may begin
MOST_STARTS = 30
_START = re.compile(
    r"(?:\n|(?<=\D)[.!?。:]|(?:依次|分别|顺序|我的(?:评分|回答|答案))(?:是|为|给|打|打分|评分)?:?"
    r"|\b(?:are|is|give|rate|say|order|answers|scores|ratings))\s*"
)
_HAILED = re.compile(r"\s*[^\d\n,。.!:;一二三四五六七八九十]{1,30},\s*")
_FIRST = re.compile(rf"{NUM}|[⭐★]|[{HAN_DIGITS}]\s?分")
#: what makes a wish or a choice of the value before it
_TAKEN_BACK = re.compile(
    r"\s*(?:if|once|unless|when|would|could|might|or|to|out|of|instead|rather|than|then|until"
    r"|如果|要是|或|还是|才|就)(?![a-z])"
)


@dataclass(frozen=True, slots=True)
class Row:
    """Values with their questions, and what the client wrote before and behind them."""

    pieces: list[tuple[Question, str]]
    head: str
    rest: str


def read_by_lines(text: str, survey: Survey) -> list[tuple[Question, str]]:
    """Return a line for each question, in order, where every line fits its question."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    asked = survey.questions
    closed = [q for q in asked if q.kind is not Kind.TEXT]
    for wanted in (asked, closed, survey.scaled):
        if not 2 < len(lines) == len(wanted) or _name_subjects(lines, survey):
            continue
        if all(map(_fits_line, wanted, lines)):
            return list(zip(wanted, lines, strict=True))
    return []


def _name_subjects(lines: Sequence[str], survey: Survey) -> bool:
    """Tell whether lines say what they are about: then their order says nothing."""
    said = [flat(line) for line in lines]
    words = [topic_words(question, survey) for question in survey.scaled]
    return sum(any(names(line, w) for w in known) for line in said for known in words) > 1


_LINE_VALUE = re.compile(rf"\W*(?:{NUM}|[{HAN_DIGITS}]\s?分)(?![\w)])")


def _fits_line(question: Question, line: str) -> bool:
    if question.kind is Kind.TEXT:
        return True
    if SKIPPED.fullmatch(flat(line)):
        return True
    if question.options:
        return read_options(line, question) is not None
    if question.kind is Kind.YES_NO:
        return read_yes_no(line, question) is not None
    return _LINE_VALUE.match(flat(line)) is not None


def read_in_order(text: str, survey: Survey) -> Row | None:
    """Return the values of ``5, 4, 4, yes`` with their questions, where they surely fit them."""
    said = strike_noise(flat(text))
    for start in _starts(said):
        for dashed in (False, True):
            row = items_at(said, start, survey, dashed=dashed)
            placed = _place(row, survey)
            if len(row) < (3 if dashed else 2) or not placed:
                continue
            end = row[len(placed) - 1].end
            if _TAKEN_BACK.match(said, end):
                continue
            pieces = [(q, text[item.start : item.end].strip()) for q, item in placed]
            return Row(pieces, text[:start].strip(), text[end:].strip(" \t\n,;.、，；。/|-!！"))
    return None


def is_unplaced(text: str) -> bool:
    """Tell whether *text* is numbers and nothing else, or speaks of "4s and 5s"."""
    said = flat(text)
    return _NUMBERS.fullmatch(said) is not None or _PLURAL.search(said) is not None


_PLURAL = re.compile(r"(?<![\w.'])\d'?s\b|\b(?:ones|twos|threes|fours|fives|sixes|sevens|tens)\b")
_NUMBERS = re.compile(
    rf"[^\w{HAN_DIGITS}]*[\d{HAN_DIGITS}](?:[\W\d_x×]|[{HAN_DIGITS}分])*(?:(?:yes|no|y|n|是|否)\W*)?"
)


def _starts(said: str) -> Iterator[int]:
    yield len(said) - len(said.lstrip())
    number = _FIRST.search(said)
    if number is not None and not remark_of(said[: number.start()], ()):
        yield number.start()
    if (hailed := _HAILED.match(said)) is not None:
        yield hailed.end()
    for count, match in enumerate(_START.finditer(said)):
        if count > MOST_STARTS:
            return
        yield match.end()


def _place(row: Sequence[Item], survey: Survey) -> list[tuple[Question, Item]]:
    """Lay a row of values on the questions, in order; nothing where it may be laid otherwise."""
    closed = [q for q in survey.questions if q.kind is not Kind.TEXT]
    for asked in (closed, [q for q in closed if not q.options]):
        placed = list(zip(asked, row, strict=False))
        over, left = row[len(asked) :], asked[len(row) :]
        if (
            all(item.fits(q) for q, item in placed)
            and not any(item.is_number for item in over)
            and not any(q.scale for q in left)
        ):
            return placed
    numbers = [item for item in row if item.is_number]
    if len(numbers) == len(row) == len(survey.scaled):
        return list(zip(survey.scaled, row, strict=True))
    return []


def read_for_each(text: str, asked: Sequence[Question]) -> list[tuple[Question, str]]:
    """Return ``4 and 6`` for as many questions, in order: a sentence of nothing but values."""
    if len(asked) < 2:
        return []
    for sentence in re.split(r"[\n.;!?。]+", flat(text)):
        values = [v for v in _BETWEEN.split(sentence.strip()) if v]
        if len(values) == len(asked) and all(re.fullmatch(rf"{NUM}\s?分?", v) for v in values):
            return list(zip(asked, values, strict=True))
    return []


_BETWEEN = re.compile(r"\s*(?:[,、/;|]|\s|\band\b|和)+\s*")
