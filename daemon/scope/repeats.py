"""Whether an ask says again what an open item says; only where hardly any word differs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from daemon.scope.clauses import folded

#: characters that are compared
LENGTH = 1000
#: how much of both has to be shared (Jaccard index), and of how many words at least
SHARED, WORDS = 0.75, 4
_WORD = re.compile(r"[a-z0-9]+(?:[.,]\d+)*|[\u3400-\u9fff]+")
_NUMBER = re.compile(r"\d")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_NOT = re.compile(
    r"\b(?:no|not|never|without|instead|n't|remove|drop)\b|n't\b|不|没|无|别|取消|去掉"
)
#: words that carry nothing of an ask
_EMPTY_ENGLISH = (
    "a an the and or to of in on at for with by is are be was were been it its this that these"
    " those we i you our us my me your please kindly could would can will should shall may"
    " might do does did have has had so as also again just still hi hello dear thank thanks"
    " remember remind reminder follow following up wrote asked mentioned said earlier already"
    " last week yesterday need needs want wants like really very"
)
_EMPTY = frozenset(_EMPTY_ENGLISH.split())
_EMPTY_CHINESE = re.compile(
    "请问|麻烦|希望|我们?|你们?|您|能否|可以|可否|是否|再次|之前|上次|提醒|一下|谢谢|需要|想要|的|了|吗|呢|吧"
)


@dataclass(frozen=True, slots=True)
class Known:
    """An open item that an ask may repeat; ``gist``: the words that carry it."""

    id: int
    words: str
    gist: frozenset[str]
    numbers: frozenset[str]

    @classmethod
    def of(cls, item_id: int, words: str) -> Known:
        """Return an item with the gist of its *words*."""
        return cls(item_id, words, *_gist(words))


def find_repeated(words: str, known: Iterable[Known]) -> Known | None:
    """Return the one open item that *words* say again; None where none or several may be it."""
    mine = Known.of(0, words)
    if len(mine.gist) < WORDS:
        return None
    found = [k for k in known if _says_same(mine, k)]
    return found[0] if len(found) == 1 else None


def _says_same(mine: Known, other: Known) -> bool:
    # one word in place of another makes it another ask: nearly all pairs end here
    if mine.numbers != other.numbers or not (mine.gist <= other.gist or other.gist <= mine.gist):
        return False
    if len(mine.gist & other.gist) < max(WORDS, SHARED * len(mine.gist | other.gist)):
        return False
    return _denies(mine.words) == _denies(other.words)


@lru_cache(maxsize=2048)
def _denies(text: str) -> bool:
    return bool(_NOT.search(folded(text[:LENGTH]).replace("’", "'")))


@lru_cache(maxsize=2048)
def _gist(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that carry *text* (stems, Chinese characters), and those with a digit."""
    found: set[str] = set()
    for word in _WORD.findall(folded(text[:LENGTH])):
        if _CHINESE.match(word):
            found |= set(_EMPTY_CHINESE.sub("", word))
        elif word not in _EMPTY:
            found.add(_stem(word))
    return frozenset(found), frozenset(w for w in found if _NUMBER.search(w))


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
