"""Hashed word and character n-grams with a linear layer: a second, plainer reader."""

from __future__ import annotations

import itertools
import math
import re
from array import array
from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from classifiers.layers import Floats, Ints
from classifiers.words import HAN

BUCKETS = 1 << 18
#: of a long mail, no more than this is read
LONGEST = 6_000
#: lengths of the runs of letters that are read inside words, and of Chinese characters
LETTERS, CHARACTERS = (3, 4, 5), (1, 2, 3, 4)

UNIT = re.compile(rf"[{HAN}]+|[^\W{HAN}]+|[!?！？]")
IS_HAN = re.compile(rf"[{HAN}]")
DIGIT = re.compile(r"\d+")
CLAUSE = 40
#: mails of the corpus that a word must have come in before its weight is shown
KNOWN = 8

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
def _buckets(unit: str) -> bytes:
    # as bytes, for numbers by themselves take ten times the room
    return array("i", map(bucket, parts_of(unit))).tobytes()


def bucket(ngram: str) -> int:
    """Return the row of the weights an n-gram falls into."""
    return crc32(ngram.encode()) % BUCKETS


def counts_of(subject: str, body: str) -> tuple[Ints, Ints]:
    """Return the buckets of a mail's n-grams and pairs of words, and how often each comes."""
    inside: list[bytes] = []
    pairs: list[int] = []
    for part in (subject, body):
        before = "^"
        for unit in units(part):
            inside.append(_buckets(unit))
            pairs.append(bucket(f"{before} {unit}"))
            before = unit[:CLAUSE]
    found = np.concatenate([np.frombuffer(b"".join(inside), np.intc), np.array(pairs, np.intc)])
    return np.unique(found.astype(np.int64), return_counts=True)


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
    """How much words, pairs of them, and short Chinese runs speak for each label.

    Only those that came in several mails of the corpus: of a name the weights know nothing.
    """

    def __init__(self, weights: Floats, rarity: Floats) -> None:
        self._weights = weights
        self._rarity = rarity
        # the rarest that count at all came in two mails
        rarest = float(rarity.max()) - math.log((1 + KNOWN) / 3)
        self._known = ((rarity > 0) & (rarity <= rarest)).tobytes()
        self._cached = lru_cache(20_000)(self._of_unit)

    def of(self, text: str, column: int) -> dict[str, float]:
        """Return the weight of each known word, pair or run of *text* for a label's *column*."""
        found = units(text)
        rows = [row for unit in dict.fromkeys(found) for row in self._cached(unit)]
        pairs = [f"{before} {unit}" for before, unit in dict.fromkeys(itertools.pairwise(found))]
        known = [(pair, at) for pair in pairs if self._known[at := bucket(pair)]]
        places = [at for _, at in known]
        centred = self._weights[places, column] - self._weights[places].mean(axis=1)
        shares = (centred * self._rarity[places]).tolist()
        told = {name: row[column] for name, row in rows}
        return told | {pair: share for (pair, _), share in zip(known, shares, strict=True)}

    def _of_unit(self, unit: str) -> list[tuple[str, list[float]]]:
        """Return each label's weight beyond the average; a word's holds that of what is in it."""
        parts = parts_of(unit)
        if IS_HAN.match(unit):
            return [row for part in parts for row in self._row(part, [])]
        return self._row(unit, parts[1:])

    def _row(self, name: str, inside: Sequence[str]) -> list[tuple[str, list[float]]]:
        own = bucket(name)
        if not self._known[own]:
            return []
        buckets = [own, *map(bucket, inside)]
        rows = self._weights[buckets] * self._rarity[buckets, None]
        rows = rows - rows.mean(axis=1, keepdims=True)
        return [(name, rows.sum(axis=0).tolist())]
