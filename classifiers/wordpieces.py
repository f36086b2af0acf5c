"""Word pieces of the transformer: lower-case words and marks, cut by the longest piece first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from classifiers.words import HAN

PAD, UNKNOWN, FIRST, BREAK = "[PAD]", "[UNK]", "[CLS]", "[SEP]"
#: what marks a piece that carries on a word
ON = "##"
#: pieces of a mail that are read; more of them take time and read the development split no better
MOST = 64
#: of a mail to learn from, and of a subject
LEARNT, SUBJECT = 96, 40
LONGEST_WORD = 100
CACHED_WORDS = 20_000

WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
IS_HAN = re.compile(rf"[{HAN}]")
#: a text with more Chinese characters than one in this many is not for an English reader
FOREIGN = 20


class WordPieces:
    """Cuts text into the pieces of *vocabulary*, which holds one a line."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.vocabulary = tuple(vocabulary)
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._unknown = self._numbers[UNKNOWN]
        self._cached = lru_cache(CACHED_WORDS)(self._cut)

    def of(self, subject: str, body: str, most: int = MOST) -> list[int]:
        """Return the numbers of a mail's pieces: subject, body, *most* in all."""
        first, cut = self._numbers[FIRST], self._numbers[BREAK]
        head = [first, *self._some(subject, SUBJECT), cut]
        return [*head, *self._some(body, most - len(head) - 1), cut]

    def _some(self, text: str, most: int) -> list[int]:
        found: list[int] = []
        for word in _words(text):
            found += self._cached(word)
            if len(found) >= most:
                break
        return found[:most]

    def _cut(self, word: str) -> tuple[int, ...]:
        if len(word) > LONGEST_WORD:
            return (self._unknown,)
        found: list[int] = []
        at = 0
        while at < len(word):
            end = self._longest(word, at)
            if end == at:
                return (self._unknown,)
            found.append(self._numbers[_piece(word, at, end)])
            at = end
        return tuple(found)

    def _longest(self, word: str, at: int) -> int:
        """Return where the longest piece that begins at *at* ends; *at* if there is none."""
        for end in range(len(word), at, -1):
            if _piece(word, at, end) in self._numbers:
                return end
        return at


def is_latin(text: str) -> bool:
    """Tell whether *text* is short enough of Chinese for a reader that knows none."""
    return len(IS_HAN.findall(text)) * FOREIGN <= len(text)


def _piece(word: str, at: int, end: int) -> str:
    return f"{ON}{word[at:end]}" if at else word[at:end]


def _words(text: str) -> Iterator[str]:
    """Yield words and marks, lower-cased and without accents."""
    for match in WORD.finditer(text):
        word = match.group().lower()
        if word.isascii():
            yield word
        else:
            parts = unicodedata.normalize("NFD", word)
            bare = "".join(part for part in parts if unicodedata.category(part) != "Mn")
            if bare:
                yield bare
