"""Why a mail got its label: the sentences and words that carried it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from classifiers.heads import LABELS
from classifiers.ngrams import IS_HAN
from classifiers.reading import Reading
from daemon.model.label import Evidence, Sentence

#: how much of each kind is kept; the rest seldom changes a reader's mind
MOST_SENTENCES = 40
MOST_WORDS = 8
#: words that tell a reader nothing on their own
EMPTY = re.compile(
    r"a|an|and|are|as|at|be|been|but|by|can|could|did|do|does|for|from|had|has|have|he|her|his|i|if"
    r"|in|is|it|its|me|my|of|on|or|our|she|so|than|that|the|their|them|there|they|this|to|us|was|we"
    r"|were|what|when|which|will|with|would|you|your"
)


def evidence_of(reading: Reading, best: int, words: Mapping[str, float]) -> Evidence:
    """Return the evidence for the label numbered *best* in the mail."""
    order = sorted(words.items(), key=lambda pair: -abs(pair[1]))
    shown = [(word, round(weight, 3)) for word, weight in order if _tells(word)]
    return Evidence(
        sentences=tuple(_sentences(reading, best)),
        words_for=_first([pair for pair in shown if pair[1] > 0]),
        words_against=_first([pair for pair in shown if pair[1] < 0]),
    )


def _tells(ngram: str) -> bool:
    """Tell a word or run that a reader can judge by from one that only the model can."""
    if IS_HAN.match(ngram):
        return len(ngram) > 1
    return "^" not in ngram and not all(map(EMPTY.fullmatch, ngram.split()))


def _first(pairs: list[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    """Keep the strongest pairs, leaving out those that are part of a stronger one."""
    kept: list[tuple[str, float]] = []
    for word, weight in pairs:
        if not any(word in other or other in word for other, _ in kept):
            kept.append((word, weight))
        if len(kept) == MOST_WORDS:
            break
    return tuple(kept)


def _sentences(reading: Reading, best: int) -> list[Sentence]:
    """Return the body's sentences with their share in the verdict, in order.

    A sentence's weight is its share of the network's attention, times how far it speaks for
    the label, scaled so that all weights of the mail add up to 1.
    """
    if reading.sentence_probabilities is None or reading.attention is None:
        return []
    speaks = reading.attention * reading.sentence_probabilities[:, 1 + best]
    total = float(speaks.sum()) or 1.0
    offset = reading.subject_end
    found = []
    for number, (start, end) in enumerate(reading.sentences):
        if start >= offset:
            row = reading.sentence_probabilities[number]
            # "no ask" says of a sentence what "other" says of a mail
            named = dict(zip(LABELS, map(float, row[1:]), strict=True))
            named[LABELS[-1]] += float(row[0])
            weight = round(float(speaks[number]) / total, 4)
            found.append(
                Sentence(start - offset, end - offset, reading.text[start:end], named, weight)
            )
    keep = sorted(found, key=lambda sentence: -sentence.weight)[:MOST_SENTENCES]
    return sorted(keep, key=lambda sentence: sentence.start)
