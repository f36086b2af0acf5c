"""Puts the readable parts of a mail together: one body, its spans, and what was written now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from daemon.model.message import Span, SpanKind
from daemon.parse.body import BodyReader, Readable, is_html
from daemon.parse.cleaning import clean_text
from daemon.parse.limits import Limits
from daemon.parse.mime import Part
from daemon.parse.quoting import split_html, split_plain

Forward = Callable[[bytes], str]


@dataclass(slots=True)
class Content:
    """The body of a mail and its spans while they are put together."""

    body: str = ""
    spans: list[Span] = field(default_factory=list)
    html: str = ""
    #: whether something had to be left out
    cut: bool = False

    def add(self, text: str, spans: tuple[Span, ...], room: int) -> None:
        """Append a piece, cut to ``room``; a line break is put before it where one is missing."""
        if not text:
            return
        if len(text) > room:
            self.cut, text = True, text[:room]
        if self.body and not self.body.endswith("\n"):
            self.body += "\n"
            last = self.spans[-1]
            self.spans[-1] = Span(last.start, last.end + 1, last.kind)
        offset = len(self.body)
        self.body += text
        self.spans.extend(
            Span(offset + s.start, offset + min(s.end, room), s.kind)
            for s in spans
            if s.start < room
        )


def compose(reader: BodyReader, readable: Readable, limits: Limits, forward: Forward) -> Content:
    """Return body and spans of the chosen parts, at most ``limits.text_chars`` long."""
    content = Content()
    for part in readable.parts:
        room = limits.text_chars - len(content.body)
        if room <= 0:
            content.cut = True
            break
        if part.number in readable.forwards:
            text = forward(part.decoded()[0])
            content.add(text, (Span(0, len(text), SpanKind.FORWARD),), room)
            continue
        _add_text(content, reader, part, room)
    if content.cut:
        reader.defects.append("text too long")
    return content


def _add_text(content: Content, reader: BodyReader, part: Part, room: int) -> None:
    source = reader.text(part)
    if is_html(part):
        content.html += source
        # HTML shrinks to its text; three times the room is plenty for the mark-up.
        content.add(*_cleaned(*split_html(source[: room * 3])), room)
        return
    content.add(source, split_plain(source[:room]), room)


def _cleaned(text: str, spans: tuple[Span, ...]) -> tuple[str, tuple[Span, ...]]:
    """Take out controls that HTML character references brought in, and move the spans along."""
    if clean_text(text) == text:
        return text, spans
    cleaned, moved = "", []
    for span in spans:
        piece = clean_text(text[span.start : span.end])
        moved.append(Span(len(cleaned), len(cleaned) + len(piece), span.kind))
        cleaned += piece
    return cleaned, tuple(span for span in moved if span.end > span.start)
