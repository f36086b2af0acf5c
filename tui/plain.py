"""The one way from a stranger's text to the screen: nothing in it can act on the terminal.

Control characters become visible signs, direction overrides and lone surrogates a replacement
sign, and what only changes how neighbours are drawn (joiners, variation selectors, skin tones)
is left out, so that every cell is where the layout believes it to be.
"""

from __future__ import annotations

import re
import unicodedata

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
#: marks kept on one character; more would climb over other lines
MAX_MARKS = 2
TAB = "    "


def _ranges(*spans: tuple[int, int]) -> set[int]:
    return {code for first, last in spans for code in range(first, last + 1)}


_DROPPED = _ranges(
    (0x00AD, 0x00AD),  # soft hyphen
    (0x034F, 0x034F),  # combining grapheme joiner
    (0x115F, 0x1160),  # Hangul fillers
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200D),  # zero-width space, non-joiner, joiner
    (0x2060, 0x2064),
    (0x20E0, 0x20E3),  # enclosing marks
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF9, 0xFFFB),
    (0x1D173, 0x1D17A),
    (0x1F3FB, 0x1F3FF),  # skin tones
    (0xE0000, 0xE0FFF),  # tags and more variation selectors
)
_REPLACED = _ranges(
    (0x0080, 0x009F),  # C1: eight-bit escapes
    (0x061C, 0x061C),
    (0x200E, 0x200F),
    (0x202A, 0x202E),  # direction overrides
    (0x2066, 0x206F),
    (0xD800, 0xDFFF),  # surrogates cannot be written out
)
_TABLE: dict[int, str | None] = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    0x7F: "\N{SYMBOL FOR DELETE}",
    0x09: TAB,
    0x0A: "\n",
    0x2028: "\n",
    0x2029: "\n",
    **dict.fromkeys(_DROPPED, None),
    **dict.fromkeys(_REPLACED, REPLACEMENT),
    0x85: "\n",
    # flags are two letters that terminals draw at different widths
    **{0x1F1E6 + i: chr(ord("A") + i) for i in range(26)},
}
#: most text needs nothing; anything below is looked at closer
_SUSPECT = re.compile(r"[^\n\x20-\x7e\xa0-\xac\xae-\u02ff\u3000-\u3029\u3041-\u3096\u3400-\u9fff]")
_SPACES = re.compile(r"\s+")


def plain(text: str) -> str:
    """Return *text* as it may be shown: lines of visible characters."""
    if not _SUSPECT.search(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_TABLE)
    return _limit_marks(text)


def plain_line(text: str, limit: int = 500) -> str:
    """Return *text* as one line of at most *limit* characters."""
    return _SPACES.sub(" ", plain(text[: limit * 4])).strip()[:limit]


def _limit_marks(text: str) -> str:
    if text.isascii():
        return text
    kept: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        if marks <= MAX_MARKS:
            kept.append(char)
    return "".join(kept)
