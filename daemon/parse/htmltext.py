"""HTML mail to readable plain text."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser


def html_to_text(html: str) -> str:
    """Return the readable text of an HTML body."""
    body = LexborHTMLParser(html).body
    return "" if body is None else body.text(separator="\n").strip()
