"""Hashed word and character n-grams with a linear layer: a second, plainer reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from zlib import crc32

import numpy as np

from classifiers.encoder import Floats
from classifiers.words import HAN

BUCKETS = 1 << 16
#: of a long mail, no more than this is read
LONGEST = 6_000

UNIT = re.compile(rf"[{HAN}]+|[^\W{HAN}]+|[!?！？]")
IS_HAN = re.compile(rf"[{HAN}]")
DIGIT = re.compile(r"\d+")


def ngrams(text: str) -> Iterator[str]:
    """Yield words, word pairs, and runs of one to three Chinese characters."""
    before = "^"
    for unit in UNIT.findall(DIGIT.sub("0", text[:LONGEST].lower())):
        if IS_HAN.match(unit):
            for size in (1, 2, 3):
                yield from (unit[at : at + size] for at in range(len(unit) - size + 1))
            before = "^"
        else:
            yield unit
            yield f"{before} {unit}"
            before = unit


@lru_cache(50_000)
def bucket(ngram: str) -> int:
    """Return the row of the weights an n-gram falls into."""
    return crc32(ngram.encode()) % BUCKETS


def features(subject: str, body: str) -> dict[int, float]:
    """Return bucket → weight of a mail, with unit length; the subject counts like the body."""
    seen = {bucket(ngram) for part in (subject, body) for ngram in ngrams(part)}
    scale = 1.0 / max(len(seen), 1) ** 0.5
    return dict.fromkeys(seen, scale)


def scores(weights: Floats, bias: Floats, rows: Iterable[dict[int, float]]) -> Floats:
    """Return logits [m, labels] of feature rows; *weights* is [buckets, labels]."""
    found = [
        weights[list(row)].T @ np.fromiter(row.values(), np.float32, len(row)) + bias
        if row
        else bias
        for row in rows
    ]
    return np.asarray(found, np.float32).reshape(-1, len(bias))


def word_weights(weights: Floats, text: str, column: int) -> dict[str, float]:
    """Return how much each word or run of *text* speaks for the label of *column*."""
    seen = list(dict.fromkeys(ngrams(text)))
    if not seen:
        return {}
    rows = weights[[bucket(ngram) for ngram in seen]]
    return dict(zip(seen, (rows[:, column] - rows.mean(axis=1)).tolist(), strict=True))
