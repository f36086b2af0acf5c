"""Subjects: reply prefixes in many languages, our own tags, and a key to compare by."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Reply and forward marks as mail programs write them, by language:
# en de fr es it pt nl pl sv/da/no fi cs/sk hu tr ru el he/ar ro vi zh ja ko.
_MARKS = (
    r"re|aw|antw|antwort|rép|rep|ré|rv|r|rif|res|odp|sv|vs|vast|ynt|vá|va|ynt|yan|ha|отв|ответ|απ|"
    r"תגובה|السابق|رد|răsp|trả lời|tl|"
    r"回复|回覆|答复|答覆|回|返信|회신|답장|"
    r"fw|fwd|wg|wtr|tr|rv|enc|i|pd|vb|vl|vidarebef|vidaresendt|vs|továbbítás|fs|ilt|i̇lt|пересл|πρθ|"
    r"转发|轉寄|轉發|转|転送|전달"
)
_FORWARD = re.compile(
    r"^(?:fwd?|wg|wtr|tr|enc|pd|vb|vl|továbbítás|ilt|i̇lt|пересл|πρθ|转发|轉寄|轉發|转|転送|전달)\b"
)
_PREFIX = re.compile(rf"^\s*(?:{_MARKS})\s*(?:[\[(（]\d+[\])）]|\^?\d+)?\s*[:：]\s*", re.IGNORECASE)
#: list tags such as "[ILUG]" in front; our own tag [ACME-12] is found by _TAG first
_LIST_TAG = re.compile(r"^\s*\[[^\[\]]{1,40}\]\s*")
_TAG = re.compile(r"\[([A-Z][A-Z0-9-]{0,15})-(\d{1,9})\]")
_SPACE = re.compile(r"\s+")
_MAX_PREFIXES = 20


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject taken apart. ``key`` is empty when nothing is left to compare."""

    key: str
    is_reply: bool
    is_forward: bool
    tags: tuple[tuple[str, int], ...]


def read_subject(subject: str) -> Subject:
    """Take *subject* apart: our tags, reply marks, and what is left as the key."""
    tags = tuple((code, int(number)) for code, number in _TAG.findall(subject))
    rest = _TAG.sub(" ", subject)
    is_reply = is_forward = False
    for _ in range(_MAX_PREFIXES):
        if mark := _PREFIX.match(rest):
            forward = bool(_FORWARD.match(rest[: mark.end()].strip().lower()))
            is_forward, is_reply = is_forward or forward, is_reply or not forward
            rest = rest[mark.end() :]
        elif listed := _LIST_TAG.match(rest):
            rest = rest[listed.end() :]
        else:
            break
    key = _SPACE.sub(" ", rest).strip().casefold()
    return Subject(key=key, is_reply=is_reply, is_forward=is_forward, tags=tags)
