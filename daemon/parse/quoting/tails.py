"""Signatures at the end of a stretch of somebody's own text.

Looked for in a bounded number of last lines. A signature starts at a delimiter line, at a
clear closing that a name or contact lines follow, or is a device line (``Sent from my …``), a
name behind a dash, or a block of contact lines under a name. Anything else stays new text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from daemon.model.message import SpanKind
from daemon.parse.quoting.closings import CLOSING_OPENINGS, CLOSINGS, FAINT, THANKS
from daemon.parse.quoting.devices import is_device_line, may_hold_device
from daemon.parse.quoting.heads import is_address, is_rule
from daemon.parse.quoting.legal import label_legal

_WINDOW = 24  # last lines with text in which a signature may begin
_LINES = 16  # lines with text of a signature under a closing
_SHORT = 90  # characters of a line in a signature
_DELIMITERS = frozenset({"--", "---", "—", "——", "––", "–", "―", "—-", "-—", "__", "___", "****"})
_TRIM = " \t\xa0,.!;:，。！、；：~-–—*_/\\)"
_CAPITALISED = r"(?:[A-ZÀ-ÞĀĂĄĆČĎĐĖĘĞĢĪİŁŃŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽΑ-ΩА-ЯІЇЄ][\w.'’-]{0,20}[,.]?\s?)"
_NAME = re.compile(rf"\W{{0,2}}(?:{_CAPITALISED}{{1,5}}|[一-鿿·]{{2,5}}|[a-z]{{2,12}})\W{{0,2}}")
_DASH_NAME = re.compile(rf"[-–—~/]{{1,2}} ?(?:{_CAPITALISED}{{1,4}}|[一-鿿]{{2,4}})")
_CONTACT = re.compile(
    r"(?:\b(?:tel|phone|mob|mobile|cell|fax|direct|office|ph|gsm|handy|telefon|tél|móvil)\b"
    r"|^[tmpfdow]\b|^\[?(?:cid:|image:|logo)"
    r"|电话|手机|電話|手機|传真|☎|📞|✆)[\w .()]{0,12}[:：.|]?\s*[+(\d][\d\s()./+-]{5,}"
    r"|^\+?[\d\s()./-]{8,}$|^(?:https?://|www\.)\S+$|^<?\S+@\S+\.\w+>?$|\b(?:e-?mail|web|skype"
    r"|wechat|qq)\s?[:：]|邮箱\s?[:：]",
    re.IGNORECASE,
)


def label_tail(lines: Sequence[str], kinds: list[SpanKind], start: int, end: int) -> None:
    """Relabel what is not the writer's text among the NEW lines ``start`` to ``end``."""
    label_legal(lines, kinds, start, end)
    text = _new_lines(lines, kinds, start, end)
    if may_hold_device("\n".join([lines[i][:_SHORT] for i in text[-8:]])):
        for i in text[-8:]:
            if is_device_line(lines[i]):
                kinds[i] = SpanKind.SIGNATURE
        text = [i for i in text if kinds[i] is SpanKind.NEW]
    begin, stop = _find_signature(lines, text)
    for i in text:
        if begin <= i < stop:
            kinds[i] = SpanKind.SIGNATURE


def _new_lines(lines: Sequence[str], kinds: list[SpanKind], start: int, end: int) -> list[int]:
    found: list[int] = []
    for i in range(end - 1, start - 1, -1):
        if lines[i] and kinds[i] is SpanKind.NEW:
            found.append(i)
            if len(found) > _WINDOW:
                break
    return found[::-1]


def _find_signature(lines: Sequence[str], text: list[int]) -> tuple[int, int]:
    """Return the first line of the signature and the line after it; (0, 0) when there is none."""
    end = text[-1] + 1 if text else 0
    for place, i in enumerate(text):
        line = lines[i]
        if line in _DELIMITERS and _may_delimit(lines, text, place):
            return i, end
        if len(line) < 60 and is_closing(line):
            stop = _closing_end(lines, text, place)
            if stop and not _is_thanks(line):
                return i, stop
            if stop and _has_contact(lines, text[place + 1 :]):
                return text[place + 1], stop
    start = _name_start(lines, text)
    return (start, end) if start else (0, 0)


def _may_delimit(lines: Sequence[str], text: list[int], place: int) -> bool:
    """A delimiter is believed when what follows is short; ``--`` also under nothing."""
    below = text[place + 1 :]
    if text[place] == 0 or len(below) > _LINES:
        return False
    if lines[text[place]] == "--":
        return True
    return place > 0 and len(below) <= 8 and all(len(lines[i]) <= _SHORT for i in below)


def is_closing(line: str) -> bool:
    """Tell whether a line is a complimentary close, alone or with the name behind it."""
    low = line.strip(_TRIM).lower()
    if low in CLOSINGS:
        return True
    if low.startswith(CLOSING_OPENINGS) and len(low) < 48 and line[-1] not in ".?。？":
        return True
    head, comma, name = line.partition(",")
    if not comma:
        head, comma, name = line.partition("，")
    return bool(comma) and head.strip(_TRIM).lower() in CLOSINGS and _is_name(name.strip())


def _is_thanks(line: str) -> bool:
    word = line.strip(_TRIM).lower()
    return word in THANKS or word.partition(",")[0].partition("，")[0].strip() in THANKS


def _has_contact(lines: Sequence[str], below: Sequence[int]) -> bool:
    return any(_CONTACT.search(lines[i]) or is_rule(lines[i]) for i in below)


def _is_name(line: str) -> bool:
    return len(line) < 50 and _NAME.fullmatch(line) is not None


def _closing_end(lines: Sequence[str], text: list[int], place: int) -> int:
    """Return the line after the signature that the closing at ``place`` starts, or 0."""
    word = lines[text[place]].strip(_TRIM).lower()
    below = text[place + 1 :]
    named = bool(below) and _opens_signature(lines[below[0]])
    if not place or (word in FAINT and not named):
        return 0
    end, contact = text[place] + 1, False
    for count, i in enumerate(below):
        line = lines[i]
        contact = contact or _CONTACT.search(line) is not None or is_rule(line)
        if count >= _LINES or (_is_sentence(line) and (not contact or "?" in line)):
            return end if count and named else 0
        end = i + 1
    return end


def _opens_signature(line: str) -> bool:
    return _is_name(line) or is_closing(line) or is_rule(line) or line in _DELIMITERS


def _is_sentence(line: str) -> bool:
    if len(line) > _SHORT or line[:3].lower() in ("ps:", "ps.", "p.s", "ps ", "附：", "附:"):
        return True
    return line[-1] in "?？" or (
        line[-1] in ".!。！:：" and (line.count(" ") > 4 or line[-1] in "。：")
    )


def _name_start(lines: Sequence[str], text: list[int]) -> int:
    """Find a name behind a dash, or contact lines under a name, at the very end."""
    if len(text) < 2:
        return 0
    last, above = lines[text[-1]], lines[text[-2]]
    if len(last) < 40 and _DASH_NAME.fullmatch(last) and above[0] not in "-–—•*":
        return text[-1]
    if text[-1] - text[-2] > 2 and is_address(last) and above[-1] not in ":：":
        return text[-1]  # Foxmail puts the writer's address above what it quotes
    first = len(text) - 1
    while first > 0 and text[first] - text[first - 1] == 1:
        first -= 1
    block = text[first:]
    if not first or not 2 <= len(block) <= 8 or lines[text[first - 1]][-1] in ":：":
        return 0
    if not _is_name(lines[block[0]].partition("|")[0].partition(" - ")[0].strip()):
        return 0
    rest = [lines[i] for i in block[1:]]
    fits = any(_CONTACT.search(x) for x in rest) and not any(_is_sentence(x) for x in rest)
    return block[0] if fits else 0
