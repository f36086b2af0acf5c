"""Mails of the corpus as the network trains on them."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from classifiers.heads import BEGIN, INSIDE, LABELS, MOST_CLAUSES
from classifiers.pieces import Piece, Pieces
from classifiers.reading import Reading, find_sentences, lay_out, pieces_of
from classifiers.training.corpus import GoldAsk, Mail
from classifiers.training.metrics import overlap
from daemon.model.label import Label
from daemon.parse.quoting import split_plain, written_now

#: stretches of each sentence that are drawn, to learn which are no asks
TRIES = 3


@dataclass(frozen=True, slots=True)
class Span:
    """A gold ask: pieces [first, last) of a sentence, by place in the mail."""

    sentence: int
    first: int
    last: int
    ask: GoldAsk


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may be an ask; ``worth``: what it shares with one, of all both cover."""

    sentence: int
    first: int
    last: int
    worth: float


@dataclass(frozen=True, slots=True)
class Example:
    """A mail laid out in pieces, with what the network shall say of it."""

    mail: Mail
    subject: str
    body: str
    reading: Reading
    laid: list[list[Piece]]
    marks: list[list[int]]
    sentences: list[int]
    spans: list[Span]

    @property
    def also(self) -> list[float]:
        """1 for the primary and each secondary label, in the order of LABELS."""
        held = {self.mail.label, *self.mail.also} - {Label.OTHER}
        return [float(label in held) for label in LABELS]

    @property
    def urgent(self) -> float:
        """1 when any ask is urgent."""
        return float(any(ask.urgent for ask in self.mail.asks))


def stripped(mail: Mail) -> str:
    """Return what the sender of *mail* wrote now."""
    return written_now(mail.body, split_plain(mail.body)) or mail.body


def example_of(mail: Mail, pieces: Pieces) -> Example:
    """Lay out *mail* and bring its asks to pieces."""
    body = stripped(mail)
    text = f"{mail.subject}\n{body}"
    reading = Reading(text, len(mail.subject) + 1)
    reading.sentences = find_sentences(text, reading.subject_end)
    laid = lay_out(pieces, reading)
    places = located(mail, body, reading.subject_end)
    spans = [span for place in places for span in _spans(laid, *place)]
    marks = [
        clause_marks(row, len(laid[number]), [s for s in spans if s.sentence == number])
        for number, row in enumerate(reading.clauses)
    ]
    kinds = [_kind(laid[number], number, spans) for number in range(len(laid))]
    return Example(mail, mail.subject, body, reading, laid, marks, kinds, spans)


def candidates_of(example: Example, chance: random.Random) -> list[Candidate]:
    """Return stretches that may or may not be asks: each sentence, and some of its clauses."""
    found = []
    for number, row in enumerate(example.reading.clauses):
        if example.reading.sentences and (
            example.reading.sentences[number][0] < example.reading.subject_end
        ):
            continue
        golds = [span for span in example.spans if span.sentence == number]
        stretches = {(0, len(row))} | {_some(len(row), chance) for _ in range(TRIES)}
        for begin, end in sorted(stretches):
            first, last = pieces_of(row, len(example.laid[number]), begin, end)
            shares = [overlap((first, last), (span.first, span.last)) for span in golds]
            found.append(Candidate(number, first, last, max(shares, default=0.0)))
    return found


def _some(clauses: int, chance: random.Random) -> tuple[int, int]:
    begin = chance.randrange(clauses)
    return begin, chance.randint(begin + 1, min(begin + MOST_CLAUSES, clauses))


def located(mail: Mail, body: str, offset: int = 0) -> list[tuple[int, int, GoldAsk]]:
    """Return (start, end, ask) for the asks that stand in *body*, moved by *offset*."""
    found = [(body.find(ask.text), ask) for ask in mail.asks]
    return [(at + offset, at + offset + len(ask.text), ask) for at, ask in found if at >= 0]


def _spans(laid: Sequence[list[Piece]], start: int, end: int, ask: GoldAsk) -> list[Span]:
    """Bring characters to pieces; an ask over two sentences gives two spans."""
    spans = []
    for number, sentence in enumerate(laid):
        inside = [i for i, (_, a, b) in enumerate(sentence) if a >= start and b <= end and a < b]
        if inside:
            spans.append(Span(number, inside[0], inside[-1] + 1, ask))
    return spans


def clause_marks(clauses: Sequence[int], length: int, spans: Sequence[Span]) -> list[int]:
    """Return the mark of each clause of a sentence: that of the ask that takes half of it."""
    marks: list[int] = []
    last: Span | None = None
    for first, end in itertools.pairwise([*clauses, length]):
        low, high = max(first, 1), min(end, length - 1)
        held = [s for s in spans if 2 * (min(high, s.last) - max(low, s.first)) >= high - low > 0]
        mine = held[0] if held else None
        marks.append(0 if mine is None else INSIDE if mine is last else BEGIN)
        last = mine
    return marks


def _kind(sentence: list[Piece], number: int, spans: list[Span]) -> int:
    """Return 0, or 1 + the label of the ask that takes most of the sentence."""
    mine = [span for span in spans if span.sentence == number]
    longest = max(mine, key=lambda span: span.last - span.first, default=None)
    if longest is None or longest.last - longest.first < 0.2 * (len(sentence) - 2):
        return 0
    return 1 + LABELS.index(longest.ask.label)


def gold_labels(examples: Sequence[Example]) -> np.ndarray:
    """Return the number of each mail's primary label."""
    return np.array([LABELS.index(example.mail.label) for example in examples])
