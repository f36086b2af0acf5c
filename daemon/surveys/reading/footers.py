"""Where a client signs: his name and what stands under it say nothing about us."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from daemon.model.message import Span, SpanKind
from daemon.surveys.reading.courtesies import is_closing
from daemon.surveys.reading.normal import flat
from daemon.surveys.reading.signature import is_signature
from daemon.surveys.reading.writer import Writer

MOST_LINES = 14  # of a signature, its blank lines left out
_LONG = 100
#: a value, a numbered answer or a postscript: no detail of a signature
_ANSWER = re.compile(
    r"\W*(?:\d{1,2}\s*(?:[.:)、]|$|/\s*\d|分|星)"
    r"|\d{1,2}[ ]+(?![a-z]+ (?:st|street|road|rd|lane|ave))[a-z]"
    r"|p\.? ?s\b|q\d|附[:：]|另[,，:：外]|又[:：及]|yes\b|no\b|[⭐★])"
)
_SENTENCE = re.compile(r"[^\n]*(?:[?？。！!]|(?:[ ][^ ]+){5}\.)\W*$")
#: company, rank, place or contact: only a signature has such lines
_DETAIL = re.compile(
    r"\b(?:ltd|limited|inc|llc|llp|plc|gmbh|srl|spa|pty|pvt|corp|director|manager|head of|officer"
    r"|ceo|cfo|cto|coo|founder|president|engineer|consultant|analyst|coordinator|specialist"
    r"|supervisor|procurement|dept)\b|\w@\w|\d{3}[ -]?\d{3,}"
    r"|(?:公司|集团|集團|部|部门|部門|中心|经理|經理|总监|總監|主管|主任|工程师|工程師|负责人|負責人)$"
    r"|[路街]\d|\d[号號楼樓室座]|(?:电话|電話|手机|手機|邮箱|郵箱|地址|微信|传真|傳真|邮编)[:：]"
)
#: a request or a statement, not a detail
_SPOKEN = re.compile(
    r"\b(?:please|could|would|should|we|i|you|your|was|were|is|are|not|need|very)\b"
    r"|请|請|希望|需要|麻烦|建议|联系(?!人|电话|方式)|不|太|很"
)
_SCORED = re.compile(
    r"(?:(?<![\w./+-])\d{1,2}|\d{1,2}\s?/\s?\d{1,2}|[\d一二三四五]\s?[分星]|★)\W*$"
)


def without_footers(body: str, spans: Sequence[Span], writer: Writer) -> tuple[Span, ...]:
    """Return *spans* with what the client signs with taken out of what he wrote."""
    return tuple(piece for span in spans for piece in _cut(body, span, writer))


def _cut(body: str, span: Span, writer: Writer) -> Iterator[Span]:
    found = _footer(body[span.start : span.end], writer) if span.kind is SpanKind.NEW else None
    if found is None:
        yield span
        return
    start, end = span.start + found[0], span.start + found[1]
    pieces = [
        Span(span.start, start, SpanKind.NEW),
        Span(start, end, SpanKind.SIGNATURE),
        Span(end, span.end, SpanKind.NEW),
    ]
    yield from (piece for piece in pieces if piece.end > piece.start)


def _footer(text: str, writer: Writer) -> tuple[int, int] | None:
    """Return where the signature of *text* begins and ends."""
    lines = [(m.start(), m.end(), m[0]) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    for at in range(max(0, len(lines) - MOST_LINES), len(lines)):
        stop = at + 1
        while stop < len(lines) and _is_detail(lines[stop][2]):
            stop += 1
        below = [line for _, _, line in lines[at + 1 : stop]]
        if not _opens(lines[at][2], below, writer):
            continue
        if stop < len(lines) and not _is_postscript(lines[stop][2]):
            continue
        first = at
        while first and is_closing(lines[first - 1][2]):
            first -= 1
        return lines[first][0], lines[stop - 1][1]
    return _behind(text, lines[-1][:2], writer) if lines else None


def _behind(text: str, line: tuple[int, int], writer: Writer) -> tuple[int, int] | None:
    """Return where the last *line* closes with ``Cheers, Dave``, behind what it says."""
    found = _CLOSED_BEHIND.search(text[: line[1]], max(line[0], line[1] - 60))
    if found is None or not is_closing(found["close"]):
        return None
    signed = writer.opens(found["name"]) or is_signature(found["name"])
    return (found.start("close"), line[1]) if signed else None


_CLOSED_BEHIND = re.compile(
    r"[.!?,;。！，]\s+(?P<close>[^\W\d][^\n.!?,;。！，]{1,24})[,，]\s?(?P<name>[^\n.!?,;。！，]{2,24})\W*$"
)


def _opens(line: str, below: Sequence[str], writer: Writer) -> bool:
    """Tell whether *line* names the client, or somebody with a rank or a company *below*."""
    if len(line) > _LONG or _SCORED.search(line):
        return False
    if writer.opens(line):
        return True
    head = re.split(r"[|/,，(（·]|\s[-–—]\s", line, maxsplit=1)[0]
    details = [*below, line[len(head) :]]
    if _DETAIL.search(flat(head).strip()):
        return False
    return is_signature(head) and any(_DETAIL.search(flat(d).strip()) for d in details)


def _is_detail(line: str) -> bool:
    said = flat(line).strip()
    if len(said) > _LONG or _ANSWER.match(said):
        return False
    return is_closing(line) or not (_SENTENCE.match(said) or _SPOKEN.search(said))


def _is_postscript(line: str) -> bool:
    return re.match(r"\W*(?:p\.? ?s\b|附[:：]|另[,，:：外]|又[:：及])", flat(line)) is not None
