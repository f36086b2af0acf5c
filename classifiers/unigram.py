"""Cuts text into word pieces: the unigram model of SentencePiece (Kudo 2018, arXiv:1804.10959)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

#: what stands for the space before a word
SPACE = "\u2581"
#: the ids of XLM-RoBERTa's vocabulary that are no text
OPEN, CLOSE, UNKNOWN = 0, 2, 3
#: how much worse than the rarest piece an unknown character is
PENALTY = 10.0
CACHED_WORDS = 10_000


class Unigram:
    """Finds the likeliest pieces of each word. *pieces* and their log-probabilities by id."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float]) -> None:
        self._ids = {piece: id_ for id_, piece in enumerate(pieces) if id_ > UNKNOWN}
        self._scores = scores
        self._longest = max(map(len, pieces))
        self._unknown = min(scores) - PENALTY
        self._cached = lru_cache(CACHED_WORDS)(self._cut)

    def of(self, text: str) -> list[int]:
        """Return the ids of *text*'s pieces, without the marks that open and close it."""
        words = unicodedata.normalize("NFKC", text).split()
        return [id_ for word in words for id_ in self._cached(SPACE + word)]

    def _cut(self, word: str) -> tuple[int, ...]:
        best = [0.0, *[float("-inf")] * len(word)]
        came = [(0, UNKNOWN)] * (len(word) + 1)
        for start in range(len(word)):
            for end in range(start + 1, min(start + self._longest, len(word)) + 1):
                id_ = self._ids.get(word[start:end], UNKNOWN)
                if id_ == UNKNOWN and end > start + 1:
                    continue
                score = best[start] + (self._unknown if id_ == UNKNOWN else self._scores[id_])
                if score > best[end]:
                    best[end], came[end] = score, (start, id_)
        found: list[int] = []
        at = len(word)
        while at:
            at, id_ = came[at]
            found.append(id_)
        return tuple(reversed(found))
