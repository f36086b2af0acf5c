"""The text written now, told apart from quotes, signatures and forwarded parts."""

from __future__ import annotations

from collections.abc import Iterable

from daemon.model.message import Span, SpanKind
from daemon.parse.htmltext import html_to_text


def split_plain(text: str) -> tuple[Span, ...]:
    """Cut a plain body into spans that cover it without gap or overlap."""
    return (Span(0, len(text), SpanKind.NEW),) if text else ()


def split_html(html: str) -> tuple[str, tuple[Span, ...]]:
    """Return the readable text of an HTML body and its spans."""
    text = html_to_text(html)
    return text, split_plain(text)


def written_now(body: str, spans: Iterable[Span]) -> str:
    """Return the NEW spans joined, trimmed."""
    return "".join(body[s.start : s.end] for s in spans if s.kind is SpanKind.NEW).strip()
