"""What running text says of several questions, onto the notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from daemon.surveys.questions import Kind, Question, Survey
from daemon.surveys.reading.echoes import read_echoed
from daemon.surveys.reading.inorder import (
    read_for_each,
)
from daemon.surveys.reading.lists import (
    read_alike,
    read_by_topic,
    read_excepted,
    read_others_by_topic,
    rest_value,
)
from daemon.surveys.reading.normal import flat
from daemon.surveys.reading.notes import Notes
from daemon.surveys.reading.options import find_statement, read_options, read_yes_no
from daemon.surveys.reading.pairs import read_pairs
from daemon.surveys.reading.remark import remark_of
from daemon.surveys.reading.scales import WITHOUT_NUMBER, read_scale
from daemon.surveys.reading.wordings import find_words


def read_prose(notes: Notes, text: str, *, lonely: bool = True) -> None:
    """Read running text: by topic, of all alike, or one score for the one question left."""
    before = len(notes.values)
    scored = count_scores(notes)
    for question, piece in _said_of_scales(text, notes.survey):
        read_quietly(notes, question, piece)
    for question, piece in read_others_by_topic(text, notes.survey):
        if question.key not in notes.values:
            _read_closed(notes, question, piece)
    for question, echoed in read_echoed(text, notes.survey):
        notes.record(question, echoed, text)
    asked = notes.survey.of_kind(Kind.YES_NO)
    if len(asked) == 1 and (value := find_statement(text, asked[0])) is not None:
        notes.record(asked[0], value, text)
    open_scales = [q for q in notes.survey.scaled if q.key not in notes.values]
    if lonely and count_scores(notes) == scored:
        for question, piece in read_for_each(text, open_scales):
            read_quietly(notes, question, piece)
    if lonely and count_scores(notes) == scored:
        _read_lonely(notes, open_scales, text)
    used = (
        [m.span() for m in re.finditer(r"\d{1,2}", flat(text))]
        if len(notes.values) > before
        else []
    )
    said = _LABELLED.sub(lambda m: " " * len(m[0]), text) if used else text
    notes.remark(remark_of(said, used, whole=True))


#: "Communication: 5" on a line of its own says no more than its value
_LABELLED = re.compile(
    r"^[^\n:：\d]{1,40}[:：][ ]*(?:\d{1,2}(?:[ ]?/[ ]?\d{1,2})?[ ]?分?|yes|no|是|否)[ ]*$",
    re.IGNORECASE | re.MULTILINE,
)


def _said_of_scales(text: str, survey: Survey) -> Iterator[tuple[Question, str]]:
    """Yield what prose says of scales: by topic, of the rest, of all alike."""
    yield from ((q, said) for q, said in read_excepted(text, survey) if re.search(r"\d|分", said))
    yield from read_pairs(text, survey)
    yield from read_by_topic(text, survey)
    others = rest_value(text)
    if others is not None:
        yield from ((question, others) for question in survey.of_kind(Kind.RATING))
    yield from read_alike(text, survey)


def _read_closed(notes: Notes, question: Question, piece: str) -> None:
    keys = read_options(piece, question) if question.options else None
    value = read_yes_no(_ALL_OF_IT.sub("", piece), question) if not question.options else None
    if keys is not None:
        notes.record(question, keys, piece)
    elif value is not None:
        notes.record(question, value, piece)


_ALL_OF_IT = re.compile(r"^(?:都|全都?)")


def count_scores(notes: Notes) -> int:
    """Return how many questions with a scale have a score."""
    return sum(q.key in notes.values for q in notes.survey.scaled)


def read_quietly(notes: Notes, question: Question, piece: str) -> None:
    """Read the score that *piece* gives to *question*, without a remark."""
    if question.key in notes.values:
        return
    reading = read_scale(piece, question)
    value = reading.value
    if value is None and reading.reason in ("", WITHOUT_NUMBER) and question.scale is not None:
        numbers = re.findall(r"(?<![\d.])\d{1,2}(?![\d.])", piece)
        if len(numbers) == 1 and question.scale.holds(int(numbers[0])):
            value = int(numbers[0])
    if value is not None:
        notes.record(question, value, piece)
    elif reading.reason:
        notes.reasons.append(f"{question.key}: {reading.reason}")
        if reading.guess is not None:
            notes.guess[question.key] = reading.guess


def _read_lonely(notes: Notes, open_scales: list[Question], text: str) -> None:
    """Read a number that names no question: it is the only one's that is left, or the rating's.

    Where several ratings are left, or another scale comes first, nobody knows which.
    """
    if not open_scales:
        return
    question = open_scales[0]
    reading = read_scale(text, question)
    ratings = [q for q in open_scales if q.kind is Kind.RATING]
    if reading.value is not None and (len(open_scales) == 1 or ratings == [question]):
        notes.record(question, reading.value, text)
    elif reading.value is not None and not _is_a_score(text, question):
        return
    elif reading.value is not None or reading.reason:
        notes.reasons.append(reading.reason or "a score, but not for which question")
        value = reading.value if reading.value is not None else reading.guess
        if value is not None:
            notes.guess |= {q.key: value for q in open_scales if q.scale and q.scale.holds(value)}


def _is_a_score(text: str, question: Question) -> bool:
    """Tell praise ("great job") from a score, be it in digits or in words of the scale."""
    said = flat(text)
    return bool(re.search(r"\d|[分星⭐★]", said)) or any(
        w.direct for w in find_words(said, question)
    )
