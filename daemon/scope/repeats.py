"""Whether an ask says again what an open item says; only where hardly any word differs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from daemon.scope.clauses import normal

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
_EMPTY = re.compile(
    r"a|an|the|and|or|to|of|in|on|at|for|with|by|is|are|be|was|were|been|its?|this|that|these"
    r"|those|we|i|you|our|us|my|me|your|please|kindly|could|would|can|will|should|shall|may"
    r"|might|do|does|did|have|has|had|so|as|also|again|just|still|hi|hello|dear|thanks?"
    r"|remember|remind|reminder|follow|following|up|wrote|asked|mentioned|said|earlier|already"
    r"|last|week|yesterday|needs?|wants?|like|really|very"
)
_EMPTY_CHINESE = re.compile(
    "请问|麻烦|希望|我们?|你们?|您|能否|可以|可否|是否|再次|之前|上次|提醒|一下|谢谢|需要|想要|的|了|吗|呢|吧"
)


@dataclass(frozen=True, slots=True)
class Known:
    """An open item that an ask may repeat; ``gist``: the words that carry it."""

    id: int
    words: str
    gist: frozenset[str]

    @classmethod
    def of(cls, item_id: int, words: str) -> Known:
        """Return an item with the gist of its *words*."""
        return cls(item_id, words, _gist(words))


def find_repeated(words: str, known: Iterable[Known]) -> Known | None:
    """Return the one open item that *words* say again; None where none or several may be it."""
    mine = _gist(words)
    if len(mine) < WORDS:
        return None
    # one word in place of another makes it another ask; nearly all pairs end here
    near = (k for k in known if mine <= k.gist or k.gist <= mine)
    found = [k for k in near if _says_same(words, mine, k)]
    return found[0] if len(found) == 1 else None


def _says_same(words: str, mine: frozenset[str], other: Known) -> bool:
    if len(mine & other.gist) < max(WORDS, SHARED * len(mine | other.gist)):
        return False
    return _numbers(mine) == _numbers(other.gist) and _denies(words) == _denies(other.words)


@lru_cache(maxsize=2048)
def _denies(text: str) -> bool:
    return bool(_NOT.search(normal(text[:LENGTH])))


def _numbers(gist: frozenset[str]) -> frozenset[str]:
    return frozenset(w for w in gist if _NUMBER.search(w))


@lru_cache(maxsize=2048)
def _gist(text: str) -> frozenset[str]:
    """Return the words that carry *text*: stems of English ones, Chinese characters."""
    found: set[str] = set()
    for word in _WORD.findall(normal(text[:LENGTH])):
        if _CHINESE.match(word):
            found |= set(_EMPTY_CHINESE.sub("", word))
        elif not _EMPTY.fullmatch(word):
            found.add(_stem(word))
    return frozenset(found)


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
