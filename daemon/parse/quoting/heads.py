"""Where other people's words begin: attribution lines, header blocks, marker lines.

Every finder looks at a bounded number of bounded lines, so a pass over a body is linear.
``lines`` are stripped; an empty string is a blank line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from daemon.model.message import SpanKind
from daemon.parse.quoting.words import (
    FIELDS,
    FORWARD_MARKERS,
    MARKER_OPENINGS,
    ORIGINAL_MARKERS,
    STARTERS,
    VERBS,
    Field,
)


class Head(NamedTuple):
    """Lines ``start`` to ``end`` (exclusive) that announce quoted or forwarded text.

    ``explicit`` is a marker line such as ``-----Original Message-----``.
    """

    start: int
    end: int
    kind: SpanKind
    explicit: bool = False


_MAX_WRAP = 5  # lines of one wrapped attribution
_MAX_LINE = 300  # no client writes a longer attribution line
_MAX_BLOCK = 40  # lines of one header block, long recipient lists included
_MAX_FOLD = 8  # lines of one folded header
_DIRECTIONS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e"))
_WRITER = re.compile(r"(?:[^\W\d_a-z][\w.'’-]{1,20},? ){1,4}")
_DASHES = "-_=*~#—–―─━ᐧ+"
_DECORATION = _DASHES + "<>[]()|·• \t\xa0"
_DATE = re.compile(
    r"\d{1,2}\s?[:.h]\s?\d{2}\b|\d{1,4}\s?[-/.年년]\s?\d{1,2}|\b(?:19|20)\d\d\b|"
    r"\b\d{1,2}\.?\s+(?:de |di )?[^\W\d]{3}|[^\W\d]{3}\.?\s+\d{1,2}\b"
)
_EMAIL = re.compile(r"[\w.+=-]@[\w-]+[.\w]|mailto:")
_MAIL_END = re.compile(r"@[^\s<>]{1,190}\s?[>)\]]{1,2}\s?[:：]$")
_DAY_FIRST = re.compile(r"[\"'<(]?\d|[^\W\d]{2,12}[.,]{0,2}\s{1,2}\d|[^\W\d]{2,12}[.,]{1,2}\s")
_STAMP = re.compile(r"\d{4}-\d\d-\d\d \d{1,2}:\d\d(?::\d\d)? (?:GMT|UTC|[+-]\d).{2,120}[:：]$")
_YEAR_OR_TIME = re.compile(r"(?:19|20)\d\d|\d:\d\d")
_FLAT_BLOCK = re.compile(
    r"[\s*](?:sent|date|to|gesendet|an|envoyé|à|enviado|para|inviato|verzonden|aan|发送时间|日期"
    r"|收件人)"
    r"\s?\*?[:：].{1,200}?[\s*](?:subject|betreff|objet|asunto|assunto|oggetto|onderwerp|主题"
    r"|主題)\s?\*?[:：]",
    re.IGNORECASE,
)


def is_rule(line: str) -> bool:
    """Tell whether a line is nothing but dashes, underscores or the like."""
    return len(line) > 1 and line[0] in _DASHES and not line.strip(_DASHES + " ")


def is_address(line: str) -> bool:
    """Tell whether a line is one mail address and nothing else."""
    return len(line) < 100 and " " not in line and _EMAIL.search(line) is not None


def next_text(lines: Sequence[str], at: int) -> int:
    """Return the index of the first line with text from ``at`` on, or the number of lines."""
    while at < len(lines) and not lines[at]:
        at += 1
    return at


def find_marker(lines: Sequence[str], at: int) -> Head | None:
    """Recognise ``-----Original Message-----``, ``Begin forwarded message:`` and relatives."""
    line = lines[at]
    if len(line) > 120:
        return None
    if "above this line" in line or "ABOVE THIS LINE" in line or "此行之上" in line:
        return Head(at, at + 1, SpanKind.QUOTE)
    # QQ Mail leaves the entity in its text parts
    line = line.replace("&nbsp;", " ")
    key = line.strip(_DECORATION).rstrip(":： \xa0").strip(_DECORATION).lower()
    if key in ORIGINAL_MARKERS:
        kind = SpanKind.QUOTE
    elif key in FORWARD_MARKERS:
        kind = SpanKind.FORWARD
    elif key.startswith(MARKER_OPENINGS):
        kind = SpanKind.QUOTE if key.startswith("original") else SpanKind.FORWARD
        return Head(at, at + 1, kind, explicit=True)
    else:
        return None
    ruled = line[0] in _DASHES and line[-1] in _DASHES
    announced = line[-1] in ":：" and (" " in key or not key.isascii())
    if ruled or announced or _field_follows(lines, at + 1):
        return Head(at, at + 1, kind, explicit=True)
    return None


def _field_follows(lines: Sequence[str], at: int) -> bool:
    follower = next_text(lines[at : at + 4], 0) + at
    return follower < len(lines) and field_of(lines[follower].lstrip("> ")) is not None


def field_of(line: str) -> Field | None:
    """Return which mail header a line repeats (``*Von:* Anna``), if any."""
    cut = line.find(":", 0, 32)
    if cut < 0:
        cut = line.find("：", 0, 32)
    if cut < 1:
        return None
    name = line[:cut].strip(" *_\t\xa0|•").lower()
    if "：" in name:
        name = name.partition("：")[0].rstrip()
    return FIELDS.get(name) or FIELDS.get(name.replace(" ", "").replace("\u3000", ""))


class Block(NamedTuple):
    """A run of repeated headers from some line to ``end`` (exclusive)."""

    end: int
    is_head: bool


def read_block(lines: Sequence[str], at: int) -> Block:
    """Read the headers (From, Sent, To, Subject in any order) that start at line ``at``.

    Where they are no head, no line of them starts one either.
    """
    fields: dict[Field, str] = {}
    end = at
    limit = min(len(lines), at + _MAX_BLOCK)
    while end < limit:
        field = field_of(lines[end])
        if field is None:
            following = _next_field(lines, end, limit) if end > at else None
            if following is None:
                break
            end = following
            continue
        fields.setdefault(field, lines[end])
        end += 1
    return Block(end, bool(fields) and _is_block(fields, lines[at]))


def _next_field(lines: Sequence[str], at: int, limit: int) -> int | None:
    """Return the next header line over blank or folded lines; not over both."""
    blank = not lines[at]
    for i in range(at, min(limit, at + (3 if blank else _MAX_FOLD))):
        if field_of(lines[i]) is not None:
            return i
        if bool(lines[i]) is blank:
            return None
    return None


def _is_block(fields: dict[Field, str], first: str) -> bool:
    if field_of(first) is Field.OTHER:
        return False
    sender = fields.get(Field.FROM)
    if sender is None:
        return len(fields.keys() - {Field.OTHER}) >= 3
    if Field.SUBJECT in fields:
        return True
    has_email = _EMAIL.search(sender[:_MAX_LINE]) is not None
    date = fields.get(Field.DATE)
    if date is not None:
        return has_email or _YEAR_OR_TIME.search(date[:_MAX_LINE]) is not None
    if Field.TO in fields and has_email:
        return _EMAIL.search(fields[Field.TO][:_MAX_LINE]) is not None
    return sender is first and _FLAT_BLOCK.search(first[: 2 * _MAX_LINE]) is not None


def find_attribution(lines: Sequence[str], at: int, quoted_next: bool) -> Head | None:
    """Recognise ``On <date>, <name> wrote:`` in its many languages and wrappings."""
    line = lines[at]
    if len(line) > _MAX_LINE:
        return None
    ends = line[-1] in ":：" or line.endswith(":*")
    if not ends and not quoted_next and not line.rstrip("-_ ").lower().endswith(VERBS):
        return None
    joined = ""
    for start in range(at, max(-1, at - _MAX_WRAP), -1):
        part = lines[start]
        if not part or len(part) > _MAX_LINE or (start < at and part[-1] in ":：!?。！？"):
            break
        joined = f"{part} {joined}" if joined else part
        if _is_attribution(joined, ends, quoted_next):
            return Head(_widen(lines, start), at + 1, SpanKind.QUOTE)
    if ends and _names_writer(line, quoted_next):
        return Head(at, at + 1, SpanKind.QUOTE)
    return None


def _is_attribution(text: str, ends: bool, quoted_next: bool) -> bool:
    bare = text.translate(_DIRECTIONS).strip(_DECORATION)
    low = bare.lower()
    starts = low.startswith(STARTERS) or _DAY_FIRST.match(bare) is not None
    if not starts or _DATE.search(bare) is None:
        return False
    has_email = _EMAIL.search(bare) is not None
    if any(verb in low for verb in VERBS):
        return has_email or quoted_next or _YEAR_OR_TIME.search(bare) is not None
    if ends and _STAMP.match(bare + ":"):
        return True
    if ends and _MAIL_END.search(text.translate(_DIRECTIONS)):
        return True
    return has_email and quoted_next


def _widen(lines: Sequence[str], start: int) -> int:
    """Take in the line above when the attribution visibly began there."""
    above = lines[start - 1] if start else ""
    if not above or len(above) > _MAX_LINE or above[-1] in ".:!?。：":
        return start
    low = above.lstrip(_DECORATION).lower()
    if low.startswith(STARTERS) and _DATE.search(above):
        return start - 1
    return start


def _names_writer(line: str, quoted_next: bool) -> bool:
    """Tell whether one line says who wrote what follows, with no date (``Anna wrote:``)."""
    low = line.lower()
    if not any(verb in low for verb in VERBS):
        return quoted_next and _MAIL_END.search(line) is not None
    if _EMAIL.search(line):
        return True
    name = _WRITER.match(line)
    if name and low.startswith(VERBS, name.end()) and _YEAR_OR_TIME.search(line):
        return True
    return quoted_next and len(line) < 100
