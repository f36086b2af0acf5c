"""Scores for parts of the work, beside the one that may be meant for the whole."""

from __future__ import annotations

import re

from daemon.surveys.questions import Scale
from daemon.surveys.reading.mention import Mention, Weight
from daemon.surveys.reading.numerals import NUM, value_of

_END = r"(?=\s*(?:$|[\n,.;!?)/]|(?:and|but|while|whereas|though|overall|because|the)\b))"
_SAID = (
    r"(?:,? (?:i(?:'d| would|'ll)?|we(?:'d| would)?|it's|it is|it was|it|only|just|say|give|is"
    r"|was|gets?"
    r"|rather|you|more like|a mere|would be|barely))*"
)
_PARTS = tuple(
    re.compile(pattern)
    for pattern in (
        (
            rf"\b(?:as )?(?:for|on|regarding|concerning|in terms of|when it comes to) (?:the |your "
            rf"|our )?"
            rf"(?:[a-z-]+ ){{0,3}}?[a-z-]+{_SAID},? (?:an? )?(?P<n>{NUM}){_END}"
        ),
        (
            rf"(?P<n>{NUM}) (?:for|on) (?:the |your |our )?(?!(?:me|us|my|now|this|that|everything"
            rf"|all)\b)[a-z]+"
        ),
        (
            r"\b(?:the |your |our )[a-z-]+(?: [a-z-]+){0,2}? (?:gets?|is|was|are|were|deserves?"
            r"|receives?"
            rf"|scores?|earns?|got) (?:(?:only|just|rather|more like) )?(?:an? )?(?P<n>{NUM}){_END}"
        ),
        (
            r"\b(?:the |your |our )(?!(?:score|rating|answer|mark|last"
            r"|previous)\b)[a-z-]+(?: [a-z-]+)? (?:an? )"
            rf"(?P<n>{NUM}){_END}"
        ),
        (
            r"\b(?!(?:and|the|than|then|from|until|till|per|within|least|most|over|under|about"
            r"|after"
            r"|before"
            r"|only|just|another|all|next|last|these|those|minus|plus|less|more|year|for|say|give"
            r"|gave|was|around|score"
            r"|rating|with|into|like|not|call|version|phase|today|now|still|time)\b)[a-z-]{3,}:? "
            rf"(?P<n>{NUM}){_END}"
        ),
    )
)


def parts_of(text: str, scale: Scale) -> list[Mention]:
    """Return the scores that *text* (flat, without noise) gives to parts, in order."""
    found: dict[int, Mention] = {}
    for pattern in _PARTS:
        for match in pattern.finditer(text):
            value = value_of(match["n"])
            if value is not None and scale.holds(value):
                at = match.span("n")
                found.setdefault(at[0], Mention(*at, value, value, Weight.ASPECT))
    return [found[at] for at in sorted(found)]
