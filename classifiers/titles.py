"""A short title for an ask: its own words, without the courtesies around them."""

from __future__ import annotations

import re

LONGEST = 72

COURTESY = re.compile(
    r"^(?:(?:hi|hello|hey|dear)\b[^,，:]{0,30}[,，:]\s*"
    r"|(?:and|also|but|so|then|oh|btw|by the way|one more thing|additionally|furthermore)\b[,:]?\s+"
    r"|(?:please|pls|plz|kindly)\b[,]?\s+"
    r"|(?:can|could|would|will) you (?:please |kindly |maybe |perhaps )?"
    r"|(?:i|we)(?:'d| would) (?:like|love) (?:you )?to (?:ask (?:you )?(?:to )?)?"
    r"|(?:it would be|would it be) (?:great|nice|good|possible) (?:if you could|if|to)\s+"
    r"|(?:另外|还有|此外|对了|然后|首先|其次|最后|同时|那个|麻烦(?:您|你|你们)?|請|请(?:您|你|你们|貴司|贵司)?"
    r"|能不能|能否|可不可以|可否|希望(?:您|你们|贵司)?|还请|勞煩|烦请|辛苦)[，,：:]?\s*"
    r"|[-*•·–—]\s*|\(?\d{1,2}[.)、）．]\s*|[①-⑳（(]?[一二三四五六七八九十]{0,2}[、）)]\s*)",
    re.IGNORECASE,
)
#: courtesies that make a question of what is no question without them
ASKING = re.compile(
    r"(?:can|could|would|will) you|would it|能不能|能否|可不可以|可否", re.IGNORECASE
)
CLOSING = re.compile(
    r"[,，]?\s*\b(?:please|pls|plz|thanks|thank you)$|[,，]?\s*(?:谢谢|多谢)(?:您|你们?)?$",
    re.IGNORECASE,
)
EDGES = " \t\n,，.。;；:：!！-–—"


def title_of(ask: str) -> str:
    """Return *ask* in one line of at most 72 characters, cut at a word."""
    line = " ".join(ask.split())
    title, asking = line, ""
    while (match := COURTESY.match(title)) and match.end() and len(title) - match.end() > 3:
        asking = "?？" if ASKING.match(match[0]) else asking
        title = title[match.end() :]
    title = CLOSING.sub("", title.strip(EDGES + asking)).rstrip(EDGES + asking) or line
    return _upper_first(_shortened(title))


def _shortened(title: str) -> str:
    if len(title) <= LONGEST:
        return title
    cut = title[: LONGEST - 1]
    marks = [cut.rfind(mark) for mark in ("，", "；", ", ", " ")]
    at = next((at for at in marks if at > LONGEST // 2), LONGEST - 1)
    return cut[:at].rstrip(EDGES) + "…"


def _upper_first(title: str) -> str:
    return title[:1].upper() + title[1:]
