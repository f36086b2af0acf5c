"""What somebody else wrote, in a mail that a client passed on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daemon.model.message import Span, SpanKind
from daemon.surveys.questions import Survey
from daemon.surveys.reading.form import MOST_CHARACTERS, MOST_WRITTEN, cut_by_question, is_our_text

_HEADER = re.compile(
    r"^[>\s*]*(?:from|sent|to|cc|bcc|date|subject|reply-to|发件人|发送时间|发送日期|收件人|抄送|主题"
    r"|日期|时间|寄件者|收件者|主旨|von|gesendet|an|datum|betreff)\s*\**\s*[:：]|^[>\s]*[-_=]{3,}"
    r"|^\s*begin forwarded message",
    re.IGNORECASE,
)
_NEXT_MAIL = re.compile(
    r"^[>\s*]*(?:(?:from|发件人|寄件者|von)\s*\**\s*[:：]|on .{6,90} wrote:|am .{6,90} schrieb"
    r"|在?.{0,90}写道\s*[:：]|[-_]{4,})",
    re.IGNORECASE,
)


def forwarded_words(survey: Survey, body: str, spans: Sequence[Span]) -> str:
    """Return what the writer of a forwarded mail wrote, without its header and our own words."""
    passed = "\n".join(
        body[span.start : span.end] for span in spans if span.kind is SpanKind.FORWARD
    )[:MOST_CHARACTERS]
    lines = passed.splitlines()
    while lines and (not lines[0].strip() or _HEADER.match(lines[0])):
        lines.pop(0)
    end = next((at for at, line in enumerate(lines) if _NEXT_MAIL.match(line)), len(lines))
    said = "\n".join(line for line in lines[:end] if not is_our_text(line))
    top = cut_by_question(survey, said)
    return "\n".join(piece.text for piece in top if piece.question is None)[:MOST_WRITTEN]
