"""Scores that are no one number: ranges, "almost 4", what lies off the scale."""

from __future__ import annotations

import re
from collections.abc import Iterator

from daemon.surveys.questions import Scale
from daemon.surveys.reading.mention import Mention, Weight
from daemon.surveys.reading.numerals import ANY, NUM, value_of


def ranges(text: str, scale: Scale) -> Iterator[Mention]:
    """``3-4``, ``between 3 and 4``, ``四五分``: no one number."""
    for pattern in _RANGES:
        for match in pattern.finditer(text):
            low, high = value_of(match["a"]), value_of(match["b"])
            if low is None or high is None or not 0 < abs(high - low) <= 5:
                continue
            if match.groupdict().get("near") is not None and abs(high - low) > 1:
                continue
            middle = (low + high) / 2
            top = next((t for t in (scale.high, 10, 100) if max(low, high) <= t), 0)
            guess = middle * scale.high / top if top else float(scale.high)
            yield Mention(*match.span(), None, guess, Weight.PLAIN, "a range")


_RANGES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:between|from)\s+(?:an? )?(?P<a>{NUM})\s*(?:and|to|-)\s*(?:an? )?(?P<b>{NUM})",
        (
            rf"(?P<a>{ANY})\s*(?:分|星)?\s*(?:-|~|到|至|或者?|还是"
            rf"|和)\s*(?P<b>{ANY})\s*(?:分|星)?"
            r"(?:之?间|(?![\w.%])|(?=[吧的呢啊哦左都样吗]))"
        ),
        rf"(?P<a>{NUM})\s+and\s+(?:an? )?(?P<b>{NUM})(?=\s*(?:$|[\n.!?]))",
        rf"(?P<a>{NUM})\s*(?:->|→|=>|➡)\s*(?P<b>{NUM})",
        rf"不是\s*(?P<a>{ANY})\s*分?就是\s*(?P<b>{ANY})\s?分?",
        rf"(?P<near>(?P<a>{ANY})\s*(?:分|星)?\s*[、,]\s?(?P<b>{ANY})\s*(?:分|星))",
        (
            rf"(?P<a>{NUM})\s*(?:,? ?(?:or|to|maybe|perhaps|possibly|bordering on|or maybe|or even"
            rf"|or perhaps)(?: an?)?)\s+(?P<b>{NUM})"
        ),
        rf"(?P<near>(?P<a>{NUM})\s*/\s*(?P<b>{NUM}))(?!\s*/)",
        r"(?P<near>(?P<a>[一二三四五六七八九])(?P<b>[一二三四五六七八九])(?:分|星))",
    )
)


def hedged(text: str, scale: Scale) -> Iterator[Mention]:
    """``almost 4``, ``at least 3``, ``-1``: near a number, or below the scale."""
    for match in _HEDGED.finditer(text):
        value = value_of(match["n"])
        if value is not None:
            shift = -0.6 if match["down"] else 0.6 if match["up"] else 0.0
            yield Mention(*match.span(), None, value + shift, Weight.PLAIN, "hedged")
    for match in _FRACTION.finditer(text):
        yield Mention(*match.span(), None, value_of(match["n"]) or 0, Weight.PLAIN, "hedged")
    for match in _NEGATIVE.finditer(text):
        yield Mention(*match.span(), None, scale.low, Weight.PLAIN, "off the scale")
    for match in _SIGNED.finditer(text):
        yield Mention(*match.span(), None, _hedged_value(match), Weight.PLAIN, "hedged")


def _hedged_value(match: re.Match[str]) -> float:
    half = 0.5 if match["h"] else 0.0
    return (value_of(match["h"] or match["o"] or match["i"] or match["n"]) or 0) + half


_HEDGED = re.compile(
    "(?:(?P<down>almost|nearly|just under|just below|just short of|not quite|shy of"
    "|less than|lower than|worse than|under|below|at most|max(?:imum)?|up to|fewer than"
    "|不到|接近|将近|快到|快|低于|不足|最多|顶多|至多|不超过|差一点)"
    "|(?P<up>more than|higher than|better than"
    "|above|over|beyond|at least|min(?:imum)?|高于|超过|至少|起码|不止|不低于)|(?:close to|near to"
    r"|somewhere (?:around|near|about)|(?<![\w~分])[~≈]))\s*(?:给|打|评)?\s*(?:an? |the "
    rf"|是)?(?P<n>{ANY})(?:\s*分|(?=\s*(?:$|[\n,.;:!?。、)\"]|out|from|because|but|for me"
    "|stars|points)))"
)
_FRACTION = re.compile(rf"(?P<n>{NUM}) and (?:a|one|two|three) (?:quarters?|thirds?)\b")
_NEGATIVE = re.compile(
    r"(?:(?:(?<![\w.) ])|(?<=[\n:,;(.!?] )|(?<=^ ))-\s?\d{1,3}|(?<= )-\d{1,3}"
    r"|\bminus (?:\d+|one|two|three|ten|infinity)|负分"
    r"|负\s?[\d一二三四五十]+\s?分)(?!\w)(?=\s*(?:$|[\n,.;!?。]|分|points?|stars?|out of|from))"
)
_SIGNED = re.compile(
    rf"(?P<o>{ANY})\s?分(?:以上|以下|出头|不到)|(?P<h>{ANY})\s?(?:(?:分|颗?星)半|颗半星?)|(?<![\w.])(?P<i>\d{{1,2}})(?:ish|er)\b"
    rf"|(?P<n>{NUM})(?:\s?(?:-?ish\b|\.\.\s?{NUM})|(?:[+-]{{1,3}}"
    rf"|\s?plus)(?=\s*(?:$|[\n,.;!?。])))"
)
