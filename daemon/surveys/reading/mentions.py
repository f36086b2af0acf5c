"""Every place in a text where a client names a score, with what the words around it make of it.

A number is a score only where its words say so: alone in its clause, over a slash, behind a cue
such as "give", before 分 or "stars". All other numbers are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from daemon.surveys.questions import Scale
from daemon.surveys.reading.alone import alone, aspects
from daemon.surveys.reading.cues import AFTER, BE, GAP, LABEL, OBJECT, OPEN, STRONG, TOTAL, WEAK
from daemon.surveys.reading.legend import strike_scales
from daemon.surveys.reading.mention import Mention, Weight, each, full_elsewhere, scaled, whole
from daemon.surveys.reading.normal import STRUCK, blot
from daemon.surveys.reading.numerals import ANY, HAN, NUM, TOP, value_of
from daemon.surveys.reading.ranges import hedged, ranges


def find_mentions(text: str, scale: Scale) -> list[Mention]:
    """Return the scores named in *text* (flat, without noise), in order."""
    found: list[Mention] = []
    for find in _FINDERS:
        for mention in list(find(text, scale)):
            if STRUCK not in text[mention.start : mention.end]:
                found.append(mention)
                text = blot(text, mention.start, mention.end)
        if find is _over:
            text = strike_scales(text)
    return sorted(found, key=lambda mention: mention.start)


def _over(text: str, scale: Scale) -> Iterator[Mention]:
    """``4/5``, ``8 out of 10``: also out of another scale than was asked."""
    for match in _OVER.finditer(text):
        top = value_of(match["of"])
        value = value_of(match["n"])
        if value == top and top is not None and top != scale.high:
            yield full_elsewhere(*match.span(), scale)
        elif top in (5, 7, 10, 100) or top == scale.high:
            yield from whole(match, scale, top, Weight.LABELLED)
        elif value is not None:
            yield Mention(*match.span(), None, value, Weight.PLAIN, "out of an unknown number")


_OVER = re.compile(
    rf"(?P<n>{NUM})(?:\s*分)?\s*(?:stars? |points? )?\(?(?:/|out of|von (?=[57]|10)|of(?= (?:a "
    r"|the )?(?:possible |max|full|(?:5|10|7|five|ten|seven)\b(?=\s*(?:$|[\n,.;:!?)\-]"
    r"|from|for|because|and|but|points|stars)))))\s*(?:a |the )?(?:possible |maximum "
    r"|max |full )*(?:of )?(?P<of>\d{1,3}|five|seven|ten)(?:\s?分)?(?![\d/\w])(?!\s*(?:people"
    "|times|users|customers|cases|orders|days|tickets|issues|requests|items|bugs"
    "|points on|tasks|of (?:us|our|my)|screens|pages|months|weeks|calls))"
)


def _stars(text: str, scale: Scale) -> Iterator[Mention]:
    """``★★★★☆``, ``4 stars``, ``五星``: out of five, unless more are given."""
    for pattern in _STARS:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            words = groups.get("n") or groups.get("m")
            full = value_of(words) if words else sum(match[0].count(star) for star in "⭐★🌟✨✭✮✯✪")
            if full is not None:
                if full == 5 and scale.high != 5:
                    yield full_elsewhere(*match.span(), scale)
                    continue
                of = 5 if full <= 5 else None
                yield scaled(*match.span(), full, scale, of, Weight.PLAIN)


_STARS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<n>{ANY})\s?(?:[⭐★🌟]\s*)+|[⭐★🌟]\s*[x×*]\s*(?P<m>\d)(?!\d)",
        r"(?:[⭐★🌟✨✭✮✯✪]\s*){1,12}(?:[☆✩]\s*)*",
        rf"(?P<n>{ANY})\s?-?(?:stars?\b|sterne?\b|étoiles?\b|estrellas?\b|颗星|个星|星(?!期|级酒店|巴克))",
    )
)


def _totals(text: str, scale: Scale) -> Iterator[Mention]:
    pattern = re.compile(rf"{TOTAL}[^\n.;!?。]{{0,24}}?{GAP}(?P<n>{ANY}\s?分|{NUM}{AFTER})")
    for match in (*pattern.finditer(text), *_TOTAL_BEHIND.finditer(text)):
        value = value_of(match["n"].removesuffix("分"))
        if value is not None:
            yield scaled(*match.span("n"), value, scale, None, Weight.TOTAL)


_TOTAL_BEHIND = re.compile(
    rf"(?P<n>{NUM}) (?:overall|in total|altogether|all in all|on the whole)(?![a-z])"
)


_FINDERS: tuple[Callable[[str, Scale], Iterator[Mention]], ...] = (
    each(
        (
            r"(?:如果|若|要是|假如|假设)?(?:满分|总分)\s*(?:是|为|按"
            rf"|:)?\s*(?P<of>{TOP})\s?分?制?\s?(?:的话)?[^\d\n。]{{0,12}}?"
            rf"(?P<n>{ANY})\s?分?(?!\w)"
        ),
        (
            rf"(?:如果|若|要是|假如|假设)?(?:以|按|拿|用|照)?\s*(?P<of>{TOP})\s?分?\s*"
            "(?:满分|制|(?:是|为|算|当作?|作为)(?:最高|满分?)分?)(?:的话|里面?|中|来说|来算|计算|算)?"
            rf"[^\d\n。]{{0,12}}?(?P<n>{ANY})\s?分?(?![\d.])"
        ),
        (
            rf"(?<!\d)(?P<of>{TOP})\s?分(?:的话|里面?|中|当中|之中|里头)[,]?"
            rf"(?!之)[^\d\n。]{{0,10}}?(?P<n>{ANY})\s?分(?![\d.])"
        ),
        rf"(?<!\d)(?P<of>{TOP})\s?分我?(?:给|打)(?:你们|您|了)?\s?(?P<n>{ANY})\s?分(?![\d.])",
        rf"(?P<n>{ANY})\s?分?\s?\(\s*(?:满分|共|总分)\s*(?P<of>{TOP})\s?分?\s*\)",
        (
            r"(?:scale|range|rating) (?:of|from|between)?\s*(?:0|1|zero|one)\s*(?:to|-|and"
            rf"|through)\s*(?P<of>{TOP})\b[^\d\n]{{0,40}}?(?P<n>{NUM}){AFTER}"
        ),
        (
            rf"(?P<n>{NUM})\s+on (?:the|a|your) scale (?:of|from)?\s*(?:0|1)\s*(?:to"
            rf"|-)\s*(?P<of>{TOP})\b"
        ),
        weight=Weight.LABELLED,
    ),
    _over,
    _stars,
    ranges,
    hedged,
    _totals,
    each(
        rf"{LABEL}{BE}\s*{OPEN}(?P<n>{ANY}\s?分|{NUM}{AFTER}|{HAN}(?=\s*(?:$|[\n,.;!?。])))",
        weight=Weight.LABELLED,
    ),
    each(rf"以\s?(?P<n>{ANY})\s?分?为准", weight=Weight.LABELLED),
    each(
        r"(?<![\d.])(?P<n>\d{1,2})(?:points?|pts?|stars?)\b",
        (
            rf"(?P<n>{ANY})\s?(?:分(?!钟|之|公司|部|析|配|类|享|店|期|工|包|批|支|会|为"
            "|开|成|别|清|歧|寸)"
            r"|points?\b(?! (?:on|in|of|are|were|that|which|to|we|i)\b)|pts\b)"
        ),
        rf"{STRONG}{OBJECT}{GAP}{OPEN}(?P<n>{NUM}){AFTER}",
        (
            "(?:给|打|评|选|改成|改为|改到|算|记)(?:你们|您|贵司|贵方|他们|咱们|大家"
            "|个|出|到|了|你|我们|团队"
            rf"|项目)*\s*(?P<n>{ANY})(?!\s?(?:\w|%))"
        ),
    ),
    alone,
    each(
        rf"(?P<n>{NUM}) (?:is|seems|sounds|feels) (?:about |only |just )?(?:fair(?:er)?|right"
        rf"|what|my|our"
        r"|the|appropriate|honest|deserved|enough|realistic|ok(?:ay)?|where)\b(?! (?:too|lowest"
        r"|best|highest|worst|max\w*|number|minimum|top))"
    ),
    aspects,
    each(
        rf"{WEAK}\s*{OPEN}(?P<n>{NUM})(?=\s*(?:$|[\n,.;!?。)]|from (?:me|us|my|our)|because"
        r"|for (?:me|us|my|our)|this time|to be|honestly|tbh|unfortunately|i\b|as\b|but\b"
        r"|if\b|than\b|or so\b|and (?:i|we|that)\b))"
    ),
)
