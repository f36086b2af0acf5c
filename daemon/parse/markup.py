"""HTML element names, and markup that would be too much for a parser."""

from __future__ import annotations

import re
from html import unescape


def names(words: str) -> frozenset[str]:
    """Return the element names of a blank-separated list."""
    return frozenset(words.split())


PARAGRAPHS = names("p h1 h2 h3 h4 h5 h6 pre ul ol dl table figure")
BLOCKS = PARAGRAPHS | names(
    """div section article header footer main nav aside address blockquote center li dt dd form
    fieldset tr tbody thead tfoot caption figcaption hr details summary body html includetail"""
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})|<!--")
_FLAT = names(
    """p li td th tr tbody thead tfoot option dt dd br img hr input meta link area base col embed
    source track wbr param body html head"""
)
_MAX_DEPTH = 1500  # lexbor takes quadratic time in depth; no mail client nests like that
_DEEP_SIZE = _MAX_DEPTH
_WHOLE_TAG = re.compile(r"<[a-zA-Z](?:[^\"'>]++|\"[^\"]*+\"|'[^']*+'|[\"'])*+>?")
_LONG_TAG = 20_000  # characters
_MAX_ATTRIBUTES = 1_000


def is_bomb(html: str) -> bool:
    """Tell whether the tree would take quadratic time: by depth, or by attributes of one tag."""
    if html.count("<") > _DEEP_SIZE and _depth(html) > _MAX_DEPTH:
        return True
    if len(html) < _LONG_TAG:
        return False
    return any(
        len(tag[0]) > _LONG_TAG and len(tag[0].split()) > _MAX_ATTRIBUTES
        for tag in _WHOLE_TAG.finditer(html)
    )


def _depth(html: str) -> int:
    """Estimate how deep elements nest, counting those that must be closed."""
    depth = deepest = 0
    for match in _TAG.finditer(html):
        name = match[2]
        if name and name.lower() not in _FLAT:
            depth += -1 if match[1] else 1
            deepest = max(deepest, depth)
            depth = max(depth, 0)
    return deepest


def strip_tags(html: str) -> str:
    """Read the text between tags, for markup too deep to build a tree of."""
    pieces: list[str] = []
    at = skip_until = 0
    for match in re.finditer(r"<(/?)([a-zA-Z]{1,15})[^<>]{0,2000}>|<!--|-->", html):
        name = (match[2] or "").lower()
        if match.start() >= skip_until:
            pieces.append(html[at : match.start()])
        if match[0] == "<!--" or (name in ("script", "style", "title") and not match[1]):
            closing = "-->" if not name else f"</{name}"
            found = html.find(closing, match.end())
            skip_until = max(skip_until, len(html) if found < 0 else found)
        at = max(match.end(), skip_until)
        pieces.append("\n" if name in BLOCKS or name == "br" else "")
    pieces.append(html[at:])
    text = unescape("".join(pieces))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
