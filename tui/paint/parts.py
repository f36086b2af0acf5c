"""Small pieces that the painters share."""

from __future__ import annotations

from textual.content import Content

from daemon.model.label import Label
from tui.i18n import t
from tui.plain import plain
from tui.theme import COLOUR, LONG

Part = tuple[str, str] | str | Content
FAINT, STRONG, WARN, ALERT, GOOD = "$faint", "bold", "$warning", "$error", "$success"
ACCENT = "$accent"
BAR_WIDTH = 10


def styled(words: str, style: str = "") -> Content:
    """Return *words* of anybody as text and nothing else. The painters make no other Content."""
    return Content.styled(plain(words), style) if style else Content(plain(words))


def assemble(*parts: Part) -> Content:
    """Return parts one after the other: words, words with a style, or what is painted already."""
    return Content("").join(_painted(part) for part in parts)


def _painted(part: Part) -> Content:
    if isinstance(part, Content):
        return part
    return styled(part) if isinstance(part, str) else styled(*part)


def tag(label: Label, *, strong: bool = True) -> Content:
    """Return a label as a word in its colour."""
    colour = f"${COLOUR[label]}"
    return styled(f" {t(LONG[label])} ", f"bold reverse {colour}" if strong else colour)


def bar(share: float, colour: str) -> Content:
    """Return a share of one as a bar of ten cells."""
    filled = round(max(0.0, min(share, 1.0)) * BAR_WIDTH)
    return assemble(
        ("━" * filled, colour),
        ("─" * (BAR_WIDTH - filled), "$rule"),
    )


def joined(parts: list[Content], separator: str = " · ") -> Content:
    """Return the parts that are not empty on one line."""
    return styled(separator, FAINT).join([p for p in parts if p.plain])


def lines(parts: list[Content]) -> Content:
    """Return parts under each other."""
    return Content("\n").join(parts)
