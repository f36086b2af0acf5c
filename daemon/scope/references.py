"""References of items such as ``CHG-12`` in what people write."""

from __future__ import annotations

import re

_REF = re.compile(r"(?<![a-z])(req|chg|cmp|fbk|imp)\s?[-–#]?\s?(\d{1,6})(?!\d)", re.IGNORECASE)
#: "CHG-12 and 13": a bare number that goes on with the kind before it
_GOES_ON = re.compile(
    r"(?<![a-z])(req|chg|cmp|fbk|imp)-(\d{1,6})(\s*(?:,|&|/|\+|and|和|与|、)\s*)(\d{1,6})(?![\d%]"
    r"|[.,]\d|\s*(?:days?|weeks?|hours?|eur|usd|euro|[€$%天元日月]))",
    re.IGNORECASE,
)
#: what stands in a clause for the one item it speaks of
MASK = "ref0"


def spell_out(text: str) -> str:
    """Return *text* with every reference in the form ``chg-12``, elided kinds filled in."""
    text = _REF.sub(lambda m: f"{m[1].lower()}-{int(m[2])}", text)
    while (grown := _GOES_ON.sub(r"\1-\2\3\1-\4", text)) != text:
        text = grown
    return text


def find_refs(text: str) -> tuple[str, ...]:
    """Return the references in *text*, upper case, each once, in order."""
    return tuple(dict.fromkeys(f"{m[1].upper()}-{int(m[2])}" for m in _REF.finditer(text)))


def mask(text: str) -> str:
    """Return *text* with every reference replaced by one word of no meaning."""
    return _REF.sub(f" {MASK} ", text)


def amount(number: str) -> str:
    """Return a number as written without separators of thousands and empty decimals."""
    number = re.sub(r"[.,']00$", "", number.strip(".,'"))
    return re.sub(r"[.,'](?=\d{3}(?:\D|$))", "", number)
