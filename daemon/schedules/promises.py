"""Promises in our own mails: sentences that say what we will do, for a day to be read from."""

from __future__ import annotations

import re

#: characters of a mail in which promises are looked for
LIMIT = 8_000
MOST = 10

_SENTENCE = re.compile(r"[^.!?。！？；\n]+(?:\.(?=\d)[^.!?。！？；\n]+)*[.!?。！？；]?")
_ENGLISH = re.compile(
    r"\b(?:(?:we|i|our \w+|the team)(?:'ll| will| shall| can| plan to| aim to| intend to"
    r"| are going to| am going to|'re going to|'m going to)"
    r"|you(?:'ll| will) (?:have|get|receive|hear)|(?:it|this|that|\w+) will be"
    r"|(?:expect|count on) (?:it|this|us|an?|the))\b",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"(?:我们?|咱们|我司|我方|同事|团队|工程师|技术)[^，。；]{0,12}?(?:会|将|可以|能|争取|保证|承诺|计划|预计|安排)"
    r"|(?:一定|争取|保证|承诺|预计|计划)[^，。；]{0,12}(?:完成|修复|提供|发|给|交付|上线|答复|回复|解决|更新)"
    r"|(?:给您|给你|发您|发给您|答复您|回复您|交付给)"
)
#: what leaves it open, or lays it on the client
_NOT = re.compile(
    r"\b(?:won't|will not|cannot|can't|if you|would you|could you|can you|please)\b"
    r"|如果您|请您|能否|是否|不能|无法|不会",
    re.IGNORECASE,
)


def promises(text: str) -> list[str]:
    """Return the sentences of a mail of ours that promise something, in order."""
    sentences = (m.group().strip() for m in _SENTENCE.finditer(text[:LIMIT]))
    return [s for s in sentences if is_promise(s)][:MOST]


def is_promise(sentence: str) -> bool:
    """Whether a sentence of ours says what we will do."""
    if _NOT.search(sentence) or sentence.endswith(("?", "？")):
        return False
    return bool(_ENGLISH.search(sentence) or _CHINESE.search(sentence))
