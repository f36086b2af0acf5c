"""What is left of HTML in a plain text: blanked, so that every offset still holds."""

from __future__ import annotations

import html
import re

_TAG = re.compile(
    r"</?(?:div|p|br|span|b|i|em|strong|u|font|html|body|table|tbody|tr|td|th|a|ul|ol|li|h[1-6]"
    r"|blockquote|o:p|img|hr|center|pre)(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
#: a layout that shows through, or a number in bold; other tags may be what somebody writes about
_LEFT_OVER = re.compile(
    r"</?(?:br|div|p|html|body|table|span|font)\b|&nbsp;|<(b|strong|em|i|u)>\s*\d{1,2}\s*</\1>",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"</?(?:div|p|br|tr|li|h[1-6]|hr|blockquote)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:nbsp|amp|lt|gt|quot|apos|#\d{2,5}|#x[\da-f]{2,5});", re.IGNORECASE)


def without_markup(text: str) -> str:
    """Return *text* with known tags blanked and entities read, at the same length."""
    if _LEFT_OVER.search(text):
        text = _TAG.sub(_blank, text)
    return _ENTITY.sub(_read, text) if "&" in text else text


def _blank(tag: re.Match[str]) -> str:
    first = "\n" if _BREAKS.match(tag[0]) else " "
    return first + " " * (len(tag[0]) - 1)


def _read(entity: re.Match[str]) -> str:
    return html.unescape(entity[0])[:1].replace("\xa0", " ").ljust(len(entity[0]))
