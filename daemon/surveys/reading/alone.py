"""Numbers that are all that a clause says, and those that each judge a part."""

from __future__ import annotations

import re
from collections.abc import Iterator

from daemon.surveys.questions import Scale
from daemon.surveys.reading.cues import FILLER
from daemon.surveys.reading.mention import Mention, Weight, scaled
from daemon.surveys.reading.normal import STRUCK
from daemon.surveys.reading.numerals import ANY, NUM, value_of

_CLAUSE = re.compile(r"[^\n,.;:!?。、()\[\]\"*…=_|]+(?:\.\d+)?")
_DIGIT_POINT = re.compile(r"\d\.\d")
_ALONE = re.compile(
    rf"(?:{FILLER}|[^\w\s{STRUCK}]|\s)*(?P<n>{ANY})(?:\s*(?:分|星|颗星|points?|pts"
    rf"|stars?))?(?:{FILLER}|[\s'+\-~<{STRUCK}]|[^\w\s])*"
)
_LEADING = re.compile(
    rf"(?:{FILLER}|[\s'#>\-])*?(?P<n>{NUM})\s+(?=(?:because|cause|for|as|since|but"
    "|and (?:thanks|thank|please|i|we|a|do|don't|the)|this|from|overall|thanks?|please"
    r"|due|with|would|only|mainly|mostly|though|although|if|so|-|~|(?:very|really|super"
    r"|quite) [a-z]+"
    r"|easy|great|excellent|perfect|awesome|nice|well done|keep|loved?|good (?:job|work"
    r"|service))(?![\w]))"
)
_ASPECT = re.compile(
    r"\s*(?:the |your |our |and |but )?(?:[a-z]+ ){1,2}(?:is |was |gets "
    rf"|get )?(?:an? )?(?P<n>{NUM})\s*"
)
_ASPECT_FOR = re.compile(rf"\b(?P<n>{NUM}) (?:for|on) (?:the |your |our )?[a-z]+")


#: characters of a clause that can still be no more than a score
LONGEST_ALONE = 120


def alone(text: str, scale: Scale) -> Iterator[Mention]:
    """A number that is all that its clause says."""
    for start, clause in _clauses(text):
        if len(clause) > LONGEST_ALONE:
            continue
        match = next((m for find in _WAYS if (m := find(clause)) is not None), None)
        if match is None:
            continue
        value = value_of(match["n"])
        if value is not None:
            at = start + match.start("n")
            yield scaled(at, at + len(match["n"]), value, scale, None, Weight.PLAIN)


def _clauses(text: str) -> Iterator[tuple[int, str]]:
    """Yield clauses with their offsets; a dash between spaces parts them as well."""
    for clause in _CLAUSE.finditer(text):
        at = clause.start()
        for part in _DASH.split(clause[0]):
            yield at, part
            at += len(part) + 3


#: a number before Chinese words, no measure word between
_BEFORE_HAN = re.compile(rf"[\s#>]*(?P<n>{NUM})\s+(?=[一-鿿]{{2}})")
_DASH = re.compile(r" - ")
_REPEATED = re.compile(rf"\s*(?P<n>{NUM})(?:\s+(?P=n))+\s*")
_WAYS = (_REPEATED.fullmatch, _ALONE.fullmatch, _LEADING.match, _BEFORE_HAN.match)


def aspects(text: str, scale: Scale) -> Iterator[Mention]:
    """``design 4``: says something of a part, and of the whole only with its like."""
    found = [(m.span("n"), m["n"]) for m in _ASPECT_FOR.finditer(text)]
    for clause in _CLAUSE.finditer(text):
        match = _ASPECT.fullmatch(clause[0])
        if match is not None:
            at = clause.start()
            found.append(((at + match.start("n"), at + match.end("n")), match["n"]))
    if len(found) < 2:
        return
    for (start, end), words in found:
        value = value_of(words)
        if value is not None:
            yield scaled(start, end, value, scale, None, Weight.ASPECT)
