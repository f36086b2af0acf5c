"""Hashed word and character n-grams with a linear layer: a second, plainer reader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from classifiers.encoder import Floats, Ints
from classifiers.words import HAN

BUCKETS = 1 << 18
#: of a long mail, no more than this is read
LONGEST = 6_000
#: lengths of the runs of letters that are read inside words, and of Chinese characters
LETTERS, CHARACTERS = (2, 3, 4, 5), (1, 2, 3, 4)

UNIT = re.compile(rf"[{HAN}]+|[^\W{HAN}]+|[!?！？]")
IS_HAN = re.compile(rf"[{HAN}]")
DIGIT = re.compile(r"\d+")
CLAUSE = 40

Row = tuple[Ints, NDArray[np.float64]]


def units(text: str) -> list[str]:
    """Return words, runs of Chinese characters, and marks, lower-cased, numbers as 0."""
    return UNIT.findall(DIGIT.sub("0", text[:LONGEST].lower()))


def parts_of(unit: str) -> list[str]:
    """Return the n-grams inside a word or a run."""
    if IS_HAN.match(unit):
        return [unit[at : at + n] for n in CHARACTERS for at in range(len(unit) - n + 1)]
    edged = f" {unit} "
    return [unit, *(edged[at : at + n] for n in LETTERS for at in range(len(edged) - n + 1))]


@lru_cache(30_000)
def _buckets(unit: str) -> tuple[int, ...]:
    return tuple(bucket(part) for part in parts_of(unit))


def bucket(ngram: str) -> int:
    """Return the row of the weights an n-gram falls into."""
    return crc32(ngram.encode()) % BUCKETS


def counts_of(subject: str, body: str) -> tuple[Ints, Ints]:
    """Return the buckets of a mail's n-grams and pairs of words, and how often each comes."""
    found: list[int] = []
    for part in (subject, body):
        before = "^"
        for unit in units(part):
            found += _buckets(unit)
            found.append(bucket(f"{before} {unit}"))
            before = unit[:CLAUSE]
    return np.unique(np.array(found, np.int64), return_counts=True)


def features(subject: str, body: str, rarity: Floats) -> Row:
    """Return buckets and their values, a unit vector: counts damped, rare n-grams raised."""
    found, times = counts_of(subject, body)
    values = (1.0 + np.log(times)) * rarity[found]
    return found, values / max(float(np.linalg.norm(values)), 1e-9)


def rarity_of(mails: Sequence[tuple[str, str]]) -> Floats:
    """Return, for each bucket, 1 + log of how few of *mails* (subject, body) hold it."""
    held = np.zeros(BUCKETS)
    for subject, body in mails:
        held[counts_of(subject, body)[0]] += 1
    rarity: Floats = np.log((1 + len(mails)) / (1 + held)) + 1
    return rarity


def scores(weights: Floats, bias: Floats, rows: Sequence[Row]) -> Floats:
    """Return logits [mails, labels]; *weights* is [buckets, labels]."""
    found = [values @ weights[buckets] + bias for buckets, values in rows]
    return np.asarray(found, np.float32).reshape(-1, len(bias))


class WordWeights:
    """How much words, and short runs of Chinese characters, speak for each label."""

    def __init__(self, weights: Floats) -> None:
        self._weights = weights
        self._cached = lru_cache(20_000)(self._of_unit)

    def of(self, text: str, column: int) -> dict[str, float]:
        """Return the weight of each word or run of *text* for the label of *column*."""
        seen = dict.fromkeys(units(text))
        return {name: row[column] for unit in seen for name, row in self._cached(unit)}

    def _of_unit(self, unit: str) -> list[tuple[str, list[float]]]:
        """Return each label's weight beyond the average; a word's is that of what is inside it."""
        parts = parts_of(unit)
        rows = self._weights[[bucket(part) for part in parts]]
        rows = rows - rows.mean(axis=1, keepdims=True)
        if IS_HAN.match(unit):
            return list(zip(parts, rows.tolist(), strict=True))
        return [(unit, rows.mean(axis=0).tolist())]
