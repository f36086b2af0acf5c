"""What the pipeline has found in one mail so far, and how a mail is laid out for the network."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from spacy.tokens import Doc

from classifiers.clauses import clause_starts
from classifiers.encoder import Batch
from classifiers.heads import place_of
from classifiers.layers import Floats, Ints
from classifiers.pieces import CLOSE, MOST_PIECES, OPEN, UNKNOWN, Piece, Pieces
from classifiers.sentences import sentences
from classifiers.words import HAN

READING = "triaged"
HAN_WORD = re.compile(rf"[{HAN}]{{2,}}")
NOTHING: Piece = (UNKNOWN, 0, 0)


@dataclass(frozen=True, slots=True)
class FoundAsk:
    """An ask as the network marks it: characters of the document, and its scores."""

    start: int
    end: int
    sentence: int
    probabilities: Floats
    question: float
    urgent: float


@dataclass(slots=True)
class Reading:
    """What the components have found in one document so far."""

    #: the document: subject, newline, body; spaCy would put it together again at every look
    text: str
    subject_end: int
    sentences: list[tuple[int, int]] = field(default_factory=list)
    #: for each sentence as laid out, the pieces that begin a clause
    clauses: list[list[int]] = field(default_factory=list)
    #: logits [5] and probabilities, from the network, from n-grams, and after the verdict
    network: Floats | None = None
    plain: Floats | None = None
    probabilities: Floats | None = None
    also: Floats | None = None
    urgent: float = 0.0
    #: [sentences, 6] and [sentences]
    sentence_probabilities: Floats | None = None
    attention: Floats | None = None
    vector: Floats | None = None
    #: words of several Chinese characters, as the encoder cuts them
    words: set[str] = field(default_factory=set)
    asks: list[FoundAsk] = field(default_factory=list)
    abstain: bool = False


def reading_of(doc: Doc) -> Reading:
    """Return the reading of *doc*; the whole text is body where no subject was named."""
    found = doc.user_data.get(READING)
    if not isinstance(found, Reading):
        found = doc.user_data[READING] = Reading(doc.text, subject_end=0)
    return found


def find_sentences(text: str, subject_end: int) -> list[tuple[int, int]]:
    """Return the sentences of a document: the subject as one, then those of the body."""
    subject = text[:subject_end].strip()
    head = [(0, len(subject))] if subject else []
    body = sentences(text[subject_end:])
    return head + [(start + subject_end, end + subject_end) for start, end in body]


def lay_out(pieces: Pieces, reading: Reading) -> list[list[Piece]]:
    """Return the pieces of each sentence, opened and closed; one empty sentence if none."""
    laid: list[list[Piece]] = []
    reading.clauses = []
    room = MOST_PIECES
    for start, end in reading.sentences:
        found = pieces.of(reading.text, start, end)[:room] or [(UNKNOWN, start, end)]
        laid.append([(OPEN, start, start), *found, (CLOSE, end, end)])
        reading.clauses.append(_clauses_of(reading.text, found))
        room -= len(found)
        if room <= 0:
            break
    reading.sentences = reading.sentences[: len(laid)]
    reading.clauses = reading.clauses or [[0]]
    return laid or [[(OPEN, 0, 0), NOTHING, (CLOSE, 0, 0)]]


def words_of(text: str, laid: Sequence[Sequence[Piece]]) -> set[str]:
    """Return the words of several Chinese characters among the pieces of a mail."""
    if text.isascii():
        return set()
    cut = (text[start:end] for sentence in laid for _, start, end in sentence if end - start > 1)
    return {word for piece in cut if HAN_WORD.fullmatch(word := piece.strip())}


def _clauses_of(text: str, pieces: Sequence[Piece]) -> list[int]:
    """Return which pieces begin a clause, counted from the opening one, which is the first."""
    starts = [piece[1] for piece in pieces]
    places = clause_starts(text, starts[0], pieces[-1][2])
    begins = {1 + bisect_left(starts, place) for place in places if place > starts[0]}
    return [0, *sorted(at for at in begins if at <= len(starts))]


def pieces_of(clauses: Sequence[int], length: int, begin: int, end: int) -> tuple[int, int]:
    """Return the pieces [first, last) of a sentence's clauses [begin, end).

    The opening and the closing one, of *length* pieces in all, are left out.
    """
    bounds = [*clauses, length]
    return max(bounds[begin], 1), min(bounds[end], length - 1)


def clauses_of(batch: Batch, readings: Sequence[Reading]) -> Ints:
    """Return the pieces of the whole batch that begin a clause, [clauses]."""
    rows = [clauses for reading in readings for clauses in reading.clauses]
    found = [int(start) + at for start, row in zip(batch.starts, rows, strict=True) for at in row]
    return np.array(found, np.int64)


def places_of(readings: Sequence[Reading]) -> Floats:
    """Return where each sentence of each reading stands, [sentences, 4]."""
    rows = [
        place_of(number, max(len(reading.sentences), 1), start < reading.subject_end)
        for reading in readings
        for number, (start, _) in enumerate(reading.sentences or [(0, 0)])
    ]
    return np.asarray(rows, np.float32)
