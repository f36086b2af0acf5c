"""Subjects and values by turns in one sentence: ``result 5 dates 3``, 成果和沟通5分."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from daemon.surveys.questions import Question, Survey
from daemon.surveys.reading.noise import strike_noise
from daemon.surveys.reading.normal import flat
from daemon.surveys.reading.numerals import ANY, NUM
from daemon.surveys.reading.topics import topic_words

_Words = Sequence[tuple[Question, Sequence[str]]]
_SENTENCE = re.compile(r"(?:[^\n;.!?。]|\.(?=\d))+")
_VALUE = re.compile(rf"(?:{ANY}\s?[分星]|{NUM})(?:\s?(?:/|out of)\s?\d{{1,2}})?")
#: joins two subjects that one value is for
_GLUE = re.compile(
    r"(?:[\s,&+/、]|\b(?:and|the|our|your|of|both|as well as)\b|和|与|及|以及|跟|还有)+"
)


@dataclass(frozen=True, slots=True)
class _Token:
    """A subject, or a value where ``question`` is None."""

    start: int
    end: int
    question: Question | None


def read_pairs(text: str, survey: Survey) -> Iterator[tuple[Question, str]]:
    """Yield the subjects of each sentence in which they and values take turns."""
    said = strike_noise(flat(text))
    words = [(q, topic_words(q, survey)) for q in survey.scaled]
    for sentence in _SENTENCE.finditer(said):
        tokens = _tokens(sentence[0], words)
        tokens = _without_afterthought(tokens)
        values = [t for t in tokens if t.question is None]
        asked = {t.question.key for t in tokens if t.question}
        if not values or len(asked) < 2 or len(tokens) - len(values) != len(asked):
            continue
        if tokens[0].question is None:
            tokens = tokens[::-1]
        for subjects, value in _turns(sentence[0], tokens):
            for subject in subjects:
                if subject.question is not None:
                    yield subject.question, _stretch(sentence[0], subject, value)


def _without_afterthought(tokens: list[_Token]) -> list[_Token]:
    """Leave out subjects behind the last value that had theirs before."""
    last = max((i for i, t in enumerate(tokens) if t.question is None), default=0)
    valued = {t.question for t in tokens[:last]}
    if tokens and tokens[0].question and all(t.question in valued for t in tokens[last + 1 :]):
        return tokens[: last + 1]
    return tokens


def _stretch(sentence: str, subject: _Token, value: _Token) -> str:
    """Return the words from the end of the one to the end of the other, either first."""
    if subject.start < value.start:
        between = sentence[subject.end : value.start]
        between = "" if _VALUE.search(between) else between.rstrip(" -:=")
        return f"{between} {sentence[value.start : value.end]}"
    return sentence[value.start : value.end]


def _tokens(sentence: str, words: _Words) -> list[_Token]:
    found = [_Token(*m.span(), None) for m in _VALUE.finditer(sentence)]
    if not found:
        return []
    for question, known in words:
        for word in known:
            pattern = rf"\b{word}[a-z]*" if word.isascii() else re.escape(word)
            for match in re.finditer(pattern, sentence):
                if not any(match.start() < t.end and t.start < match.end() for t in found):
                    found.append(_Token(*match.span(), question))
    return _merged(sorted(found, key=lambda t: t.start))


def _merged(tokens: Sequence[_Token]) -> list[_Token]:
    """Join neighbours that name the same question."""
    kept = list[_Token]()
    for token in tokens:
        if kept and token.question is not None and kept[-1].question == token.question:
            kept[-1] = _Token(kept[-1].start, token.end, token.question)
        else:
            kept.append(token)
    return kept


def _turns(sentence: str, tokens: Sequence[_Token]) -> list[tuple[list[_Token], _Token]]:
    """Return the subjects of each value; nothing where one is left over or stands apart."""
    turns, subjects = list[tuple[list[_Token], _Token]](), list[_Token]()
    for token in tokens:
        if token.question is not None:
            if subjects and not _is_glued(sentence, subjects[-1], token):
                return []
            subjects.append(token)
        elif subjects:
            turns.append((subjects, token))
            subjects = []
        else:
            return []
    return [] if subjects else turns


def _is_glued(sentence: str, one: _Token, other: _Token) -> bool:
    start, end = min(one.end, other.end), max(one.start, other.start)
    return _GLUE.fullmatch(sentence, start, end) is not None
