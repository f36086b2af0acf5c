"""Header fields as they come: encoded words (RFC 2047), parameters (RFC 2231), raw 8-bit text."""

from __future__ import annotations

import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from daemon.parse.charset import decode
from daemon.parse.cleaning import clean_line
from daemon.parse.transfer import decode_base64_words

# The payload is bounded so that a field full of beginnings without an end stays linear.
_WORD = re.compile(rb"=\?([^?\s]{1,60})\?([bBqQ])\?(.{0,4000}?)\?=")
_FOLD = re.compile(rb"\r?\n[ \t]?|\r")
_PARAMETER = re.compile(
    rb";?\s*([^\s=;\"]{1,80})\s*=\s*"
    rb"(\"(?:\\.|[^\"\\])*\"?|[^;\"]*?(?=;|\"|\Z|\s+[A-Za-z][\w*-]{0,40}=(?!\?)))"
)
_CONTINUATION = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?")
_COMMENT = re.compile(rb"\([^()]*\)")
_TYPE = re.compile(rb"([A-Za-z0-9!#$&^_.+-]{1,80})\s{0,20}/\s{0,20}([A-Za-z0-9!#$&^_.+*-]{1,120})")
_ESCAPED = re.compile(rb"\\([\"\\])")


@dataclass(frozen=True, slots=True)
class ContentHeader:
    """A Content-Type or Content-Disposition field: its value and its parameters, decoded."""

    value: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    boundary: bytes = b""

    def get(self, name: str) -> str:
        """Return a parameter by its lower-case name, or an empty string."""
        return self.parameters.get(name, "")


def unfold(raw: bytes) -> bytes:
    """Join the lines of a folded field, keeping one white space at each fold."""
    if b"\n" in raw or b"\r" in raw:
        return _FOLD.sub(b" ", raw)
    return raw


def decode_text(raw: bytes, hint: str = "") -> str:
    """Return an unstructured field (RFC 5322 section 2.2.1) as one clean line.

    ``hint`` is the charset of the body, for raw 8-bit text that is no UTF-8.
    """
    if b"=?" not in raw and raw.isascii() and b"\x1b" not in raw:
        return clean_line(raw.decode("ascii"))
    return clean_line(decode_words(unfold(raw), hint))


def decode_words(raw: bytes, hint: str = "") -> str:
    """Decode encoded words; the bytes of neighbours in one charset are joined first."""
    if b"=?" not in raw:
        return _decode_raw(raw, hint)
    out: list[str] = []
    pending, charset, position = b"", "", 0
    for match in _WORD.finditer(raw):
        gap = raw[position : match.start()]
        label = match.group(1).decode("latin-1").partition("*")[0].lower()
        if gap.strip() or label != charset:
            out.append(decode(pending, charset)[0])
            pending, charset = b"", label
        if gap.strip() or (gap and not position):
            out.append(_decode_raw(gap, hint))
        pending += _decode_payload(match.group(2), match.group(3))
        position = match.end()
    out.append(decode(pending, charset)[0])
    out.append(_decode_raw(raw[position:], hint))
    return "".join(out)


def _decode_payload(encoding: bytes, payload: bytes) -> bytes:
    if encoding in b"bB":
        try:
            return binascii.a2b_base64(payload, strict_mode=True)
        except binascii.Error:
            return decode_base64_words(payload)
    return binascii.a2b_qp(payload.replace(b" ", b"_"), header=True)


def _decode_raw(raw: bytes, hint: str) -> str:
    if raw.isascii() and b"\x1b" not in raw:
        return raw.decode("ascii")
    text, defect = decode(raw)
    if hint and defect and not defect.endswith("utf-8"):
        return decode(raw, hint)[0]
    return text


def parse_content_header(raw: bytes, default: str) -> ContentHeader:
    """Read a Content-Type field; what is no media type counts as ``default``."""
    if len(raw) < 200:
        return _content_header(raw, default)
    return _content_header.__wrapped__(raw, default)


@lru_cache(maxsize=2048)
def _content_header(raw: bytes, default: str) -> ContentHeader:
    if not raw:
        return ContentHeader(default)
    raw = unfold(raw)
    head, separator, rest = raw.partition(b";")
    head = _COMMENT.sub(b"", head)
    found = _TYPE.search(head)
    value = (
        b"/".join(found.groups()).decode("ascii").lower() if found else _known_word(head, default)
    )
    if not separator and b"=" in head:
        rest = head[found.end() :] if found else head
    return ContentHeader(value, *_parameters(rest))


def _known_word(head: bytes, default: str) -> str:
    word = head.strip().lower().rstrip(b"/")
    if word in (b"text", b"plain"):
        return "text/plain"
    if word == b"html":
        return "text/html"
    return "multipart/mixed" if word == b"multipart" else default


def parse_disposition(raw: bytes) -> ContentHeader:
    """Read a Content-Disposition field (RFC 2183); the value is lower-case, ``""`` if missing."""
    if not raw:
        return ContentHeader("")
    head, separator, rest = unfold(raw).partition(b";")
    if not separator and b"=" in head:
        head, rest = b"", head
    value = _COMMENT.sub(b"", head).strip().strip(b'"').lower().decode("latin-1")
    return ContentHeader(value, _parameters(rest)[0])


def _parameters(rest: bytes) -> tuple[dict[str, str], bytes]:
    plain: dict[str, bytes] = {}
    pieces: dict[str, list[tuple[int, bool, bytes]]] = {}
    for match in _PARAMETER.finditer(rest):
        name = match.group(1).decode("latin-1").lower()
        value = _unquote(match.group(2))
        split = _CONTINUATION.fullmatch(name)
        if split is None or (split.group(2) is None and split.group(3) is None):
            plain.setdefault(name, value)
            continue
        order = int(split.group(2) or 0)
        pieces.setdefault(split.group(1), []).append((order, bool(split.group(3)), value))
    decoded = {name: clean_line(decode_words(value)) for name, value in plain.items()}
    for name, parts in pieces.items():
        decoded[name] = _join_continuations(parts)
    boundary = plain.get("boundary") or decoded.get("boundary", "").encode("latin-1", "replace")
    return decoded, boundary


def _unquote(value: bytes) -> bytes:
    value = value.strip()
    if value.startswith(b'"'):
        value = value[1:-1] if value.endswith(b'"') and len(value) > 1 else value[1:]
        return _ESCAPED.sub(rb"\1", value) if b"\\" in value else value
    return _COMMENT.sub(b"", value).strip() if b"(" in value and b"=?" not in value else value


def _join_continuations(parts: list[tuple[int, bool, bytes]]) -> str:
    """Put the sections of a parameter together (RFC 2231 sections 3 and 4)."""
    charset, whole = "", b""
    for position, (_, encoded, section) in enumerate(sorted(parts, key=lambda part: part[0])):
        value = section
        if not encoded:
            whole += value
            continue
        if position == 0 and value.count(b"'") >= 2:
            label, _, value = value.split(b"'", 2)
            charset = label.decode("latin-1")
        whole += unquote_to_bytes(value)
    if b"=?" in whole:
        return clean_line(decode_words(whole))
    return clean_line(decode(whole, charset)[0])
