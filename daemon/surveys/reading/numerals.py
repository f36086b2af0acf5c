"""Numbers as clients write them, in digits and words, in English and Chinese."""

from __future__ import annotations

import re

_ENGLISH = dict(
    zip(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
        range(11),
        strict=True,
    )
) | {"eleven": 11, "twelve": 12, "hundred": 100, "nil": 0}
_CHINESE = dict(zip("零一二三四五六七八九十", range(11), strict=True)) | {
    "〇": 0,
    "两": 2,
    "俩": 2,
}
_HALF = r"(?:\s?(?:and a half|1/2|½)|(?<=分)半)"
_WORDS = "|".join(sorted(_ENGLISH, key=len, reverse=True))
_HAN = "".join(_CHINESE)
#: one to ten
HAN_DIGITS = "一二三四五六七八九十"

#: a number in digits or English words
NUM = (
    r"(?:(?<![\d.a-z_])\d{1,3}(?:\.\d{1,2})?(?:st|nd|rd|th)?(?![\da-z_]|\.\d)"
    rf"|\b(?:{_WORDS})\b){_HALF}?"
)
#: a number in Chinese characters
HAN = rf"[{_HAN}]{{1,3}}(?:点[{_HAN}])?"
#: either; the Chinese only where a rule says what stands behind it
ANY = rf"(?:{NUM}|{HAN})"
#: what a scale can end at
TOP = r"(?:100|10|7|5|hundred|ten|seven|five|一百|百|十|七|五)"


def value_of(text: str) -> float | None:
    """Return the number that *text* (in flat form) is, or None."""
    text = text.strip()
    half = 0.0
    for tail in ("and a half", "1/2", "½", "半"):
        if text.endswith(tail) and text != tail:
            text, half = text.removesuffix(tail).strip(), 0.5
            break
    text = re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", text.removesuffix("分"))
    whole = _whole(text)
    return None if whole is None else whole + half


def _whole(text: str) -> float | None:
    if re.fullmatch(r"\d{1,4}(?:\.\d{1,2})?", text):
        return float(text)
    if text in _ENGLISH:
        return _ENGLISH[text]
    whole, point, rest = text.partition("点")
    if point:
        before, after = _han(whole), _han(rest)
        return None if before is None or after is None else before + after / 10
    return _han(text)


def _han(text: str) -> float | None:
    if text in ("百", "一百"):
        return 100
    if text in _CHINESE:
        return _CHINESE[text]
    if not text or any(c not in _CHINESE for c in text) or text.count("十") != 1:
        return None
    tens, _, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return None
    return (_CHINESE[tens] if tens else 1) * 10 + (_CHINESE[ones] if ones else 0)
