"""The MIME tree of a raw mail (RFC 2045, RFC 2046), as offsets into its bytes.

The standard library's parser recurses once a level and goes line by line; this one keeps a work
list and searches for boundaries only, so depth and size are bounded and a mail costs a tenth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from daemon.parse.header import ContentHeader, parse_content_header
from daemon.parse.limits import Limits
from daemon.parse.transfer import decode_transfer

# Possessive, so that a field of a million lines keeps no way back.
_FIELD = re.compile(
    rb"([!-9;-~]+)[ \t]*:([^\n]*+(?:\n[ \t]++(?:[^\s][^\n]*+|\r?(?=\n[ \t])))*+)\n?"
)
_BLANK = re.compile(rb"[ \t\r]*(?:\n|\Z)")
_LINE = re.compile(rb"[^\n]*\n?")
_FROM_LINE = re.compile(rb">?From [^\n]*\n")
_FIRST_DASHES = re.compile(rb"(?m)^--([^\s][^\r\n]{0,200})")

Fields = tuple[tuple[str, bytes], ...]


@dataclass(slots=True)
class Part:
    """One node of the tree. ``number`` is its position in document order, the root being 0."""

    raw: bytes = field(repr=False)
    fields: Fields
    content: ContentHeader
    start: int
    end: int
    number: int = 0
    depth: int = 0
    parent: Part | None = field(default=None, repr=False)
    children: list[Part] = field(default_factory=list)
    #: where it stands among its siblings
    index: int = 0

    @property
    def media_type(self) -> str:
        """Type and subtype in lower case, such as ``text/plain``."""
        return self.content.value

    def first(self, name: str) -> bytes:
        """Return the first field of that (lower-case) name, unfolded lazily, or ``b""``."""
        for key, value in self.fields:
            if key == name:
                return value
        return b""

    @property
    def payload(self) -> bytes:
        """The bytes of the body as they stand, transfer encoding included."""
        return self.raw[self.start : self.end]

    def decoded(self) -> tuple[bytes, str]:
        """Return the body with its transfer encoding undone, and a defect or ``""``."""
        token = self.first("content-transfer-encoding").split(b";")[0].strip().strip(b'"').lower()
        return decode_transfer(self.payload, token.decode("latin-1"))

    def walk(self) -> Iterator[Part]:
        """Yield this part and all below it, in document order."""
        stack = [self]
        while stack:
            part = stack.pop()
            yield part
            stack.extend(reversed(part.children))


def read_tree(raw: bytes, limits: Limits, defects: list[str]) -> Part:
    """Return the root of the tree; every oddity met goes into ``defects``."""
    if b"\n" not in raw and b"\r" in raw:
        raw = raw.replace(b"\r", b"\n")
        defects.append("bare carriage returns as line ends")
    begin = _FROM_LINE.match(raw)
    root = _read_part(raw, (begin.end() if begin else 0, len(raw)), None, limits, defects)
    todo, count = [root], 1
    while todo:
        part = todo.pop()
        if not part.media_type.startswith("multipart/"):
            continue
        if part.depth >= limits.depth:
            defects.append("nested too deep")
            continue
        for span in _split(part, limits.parts - count, defects):
            child = _read_part(raw, span, part, limits, defects)
            child.index = len(part.children)
            part.children.append(child)
            count += 1
        todo.extend(part.children)
    for number, part in enumerate(root.walk()):
        part.number = number
    return root


def read_fields(
    raw: bytes, span: tuple[int, int], limits: Limits, defects: list[str]
) -> tuple[Fields, int]:
    """Return the header fields in ``raw[start:end]`` and where the body begins."""
    position, end = span
    found: list[tuple[str, bytes]] = []
    while position < end:
        match = _FIELD.match(raw, position, end)
        if match is not None:
            position = match.end()
            if len(found) >= limits.fields:
                _note(defects, "too many header fields")
                continue
            value = match.group(2)
            if len(value) > limits.field_bytes:
                value = value[: limits.field_bytes]
                _note(defects, "header field too long")
            found.append((match.group(1).decode("ascii").lower(), value.strip()))
            continue
        blank = _BLANK.match(raw, position, end)
        if blank is not None:
            return tuple(found), blank.end()
        if not _is_stray(raw, position, end):
            _note(defects, "body begins without a blank line")
            return tuple(found), position
        _note(defects, "stray line among the header fields")
        line = _LINE.match(raw, position, end)
        position = line.end() if line else end
    return tuple(found), end


def _is_stray(raw: bytes, position: int, end: int) -> bool:
    """Whether more header fields follow this line, so that it is junk and not the body."""
    if raw.startswith(b"--", position):
        return False
    line = _LINE.match(raw, position, end)
    return line is not None and _FIELD.match(raw, line.end(), end) is not None


def _read_part(
    raw: bytes, span: tuple[int, int], parent: Part | None, limits: Limits, defects: list[str]
) -> Part:
    fields, body = read_fields(raw, span, limits, defects)
    default = "text/plain"
    if parent is not None and parent.media_type == "multipart/digest":
        default = "message/rfc822"
    value = next((value for name, value in fields if name == "content-type"), b"")
    content = parse_content_header(value, default)
    depth = parent.depth + 1 if parent else 0
    return Part(raw, fields, content, min(body, span[1]), span[1], depth=depth, parent=parent)


def _split(part: Part, room: int, defects: list[str]) -> list[tuple[int, int]]:
    """Return the spans of the children, at most ``room`` of them."""
    boundary = part.content.boundary
    if room <= 0:
        _note(defects, "too many parts")
        return []
    spans = _spans(part, boundary, room, defects) if boundary else []
    if not spans:
        dashes = _FIRST_DASHES.search(part.raw, part.start, part.end)
        if dashes is not None:
            found = dashes.group(1).rstrip()
            spans = _spans(part, found, room, defects)
            if not spans and found.endswith(b"--"):
                spans = _spans(part, found[:-2], room, defects)
        _note(defects, "boundary guessed" if spans else "multipart without parts")
    return spans


def _spans(part: Part, boundary: bytes, room: int, defects: list[str]) -> list[tuple[int, int]]:
    raw, delimiter = part.raw, b"--" + boundary
    spans: list[tuple[int, int]] = []
    begin, closed = -1, False
    position = raw.find(delimiter, part.start, part.end)
    while position >= 0 and not closed:
        kind, after = _delimiter_kind(raw, position, len(delimiter), part)
        if kind:
            if begin >= 0:
                spans.append((begin, _before_break(raw, begin, position)))
            begin, closed = after, kind == "close"
            if len(spans) > room:
                _note(defects, "too many parts")
                return spans[:room]
        position = raw.find(delimiter, after, part.end)
    if begin >= 0 and not closed:
        _note(defects, "last boundary missing")
        spans.append((begin, max(begin, _without_glued(raw, part.end, delimiter))))
    return spans[:room]


def _delimiter_kind(raw: bytes, position: int, length: int, part: Part) -> tuple[str, int]:
    """Say whether a delimiter line stands at the position, and where to go on."""
    after = position + length
    if position > part.start and raw[position - 1] not in b"\n\r":
        return "", after
    stop = raw.find(b"\n", after, part.end)
    stop = part.end if stop < 0 else stop + 1
    rest = raw[after : min(stop, after + 3)]
    if rest.startswith(b"--") and not rest[2:].strip():
        return "close", stop
    # What follows on the line after white space is ignored (RFC 2046 section 5.1.1).
    return ("open", stop) if not rest[:1].strip() else ("", after)


def _without_glued(raw: bytes, end: int, delimiter: bytes) -> int:
    """Leave out a closing delimiter that stands at the end of the last line of text."""
    tail = raw[max(0, end - len(delimiter) - 80) : end].rstrip()
    glued = delimiter + b"--"
    return (
        end - (len(raw[:end]) - len(raw[:end].rstrip())) - len(glued)
        if tail.endswith(glued)
        else end
    )


def _before_break(raw: bytes, begin: int, position: int) -> int:
    """The line break before a delimiter belongs to it (RFC 2046 section 5.1.1)."""
    if position > begin and raw[position - 1 : position] == b"\n":
        position -= 1
    if position > begin and raw[position - 1 : position] == b"\r":
        position -= 1
    return position


def _note(defects: list[str], text: str) -> None:
    if text not in defects:
        defects.append(text)
