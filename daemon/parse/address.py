"""Address fields (RFC 5322 section 3.4), read as tolerantly as people write them."""

from __future__ import annotations

import re

from daemon.model.message import Address
from daemon.parse.cleaning import clean_line
from daemon.parse.header import decode_words, unfold

_SIMPLE = re.compile(
    r'(?:"?([^"<>,;:()@=\\]*?)"?\s*<([^<>()\s@,;:"\\]+@[^<>()\s@,;:"\\]+)>|([^<>()\s@,;:"=\\]+@[^<>()\s@,;:"=\\]+))'
)
_TOKEN = re.compile(
    r'"(?P<quoted>(?:\\.|[^"\\]){0,2000})"'
    r"|\((?P<comment>(?:\\.|[^()\\]|\([^()]{0,500}\)){0,1000})\)"
    r"|<(?P<angle>[^<>]{0,1000})>?"
    r"|(?P<word>=\?[^?\s]{1,60}\?[bBqQ]\?[^?]{0,4000}\?=)"
    r"|(?P<mark>[,;:，；])"
    r"|(?P<space>\s+)"
    r'|(?P<atom>[^\s"(<,;:=，；]+|.)',
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_COMMENT = re.compile(r"\([^()]{0,500}\)")
_ROUTE = re.compile(r"@[^:]*:")
_ADDRESS = re.compile(r"""(?:"[^"]{1,100}"|[^\s<>"'()\[\],;:]+)@[^\s<>"'(),;:]+""")


def parse_addresses(raw: bytes, limit: int, hint: str = "") -> tuple[Address, ...]:
    """Return the mailboxes of an address field in order; groups are dissolved (RFC 6854)."""
    raw = unfold(raw).strip()
    text = raw.decode("ascii") if raw.isascii() and b"\x1b" not in raw else None
    if text is not None:
        simple = _SIMPLE.fullmatch(text)
        if simple is not None:
            name, angle, bare = simple.groups()
            return (Address(clean_line(angle or bare).lower(), clean_line(name or "").strip("' ")),)
    else:
        text = _decode_around_words(raw, hint)
    return tuple(_Reader(limit).read(text))


def _decode_around_words(raw: bytes, hint: str) -> str:
    """Decode raw 8-bit text and leave encoded words for later, when the commas are known."""
    return decode_words(raw.replace(b"=?", b"=\0?"), hint).replace("=\0?", "=?")


class _Reader:
    """Cuts a field into mailboxes: a small state machine over tokens."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.found: list[Address] = []
        self.carried = ""
        self.reset()

    def reset(self) -> None:
        self.phrase: list[str] = []
        self.tail: list[str] = []
        self.comment = ""
        self.angle: str | None = None

    def read(self, text: str) -> list[Address]:
        for match in _TOKEN.finditer(text):
            self.take(match)
            if len(self.found) >= self.limit:
                return self.found
        self.finish()
        if self.carried and not self.found:
            self.found.append(Address("", self.carried))
        return self.found

    def take(self, match: re.Match[str]) -> None:
        kind, value = match.lastgroup, match.group(match.lastgroup or 0)
        if kind == "mark":
            self.take_mark(value)
        elif kind == "angle":
            if self.angle is not None:
                # A comma is missing: what stood between belongs to the next mailbox.
                tail = self.tail
                self.tail = []
                self.finish()
                self.phrase = tail
            self.angle = value
        elif kind == "comment":
            self.comment = value
        elif kind == "quoted":
            self.take_quoted(match)
        elif self.angle is not None:
            self.tail.append(value)
        else:
            self.phrase.append(value)

    def take_quoted(self, match: re.Match[str]) -> None:
        follows = match.string[match.end() : match.end() + 1]
        if follows == "@":
            self.phrase.append(match.group())
            return
        into = self.phrase if self.angle is None else self.tail
        into.append(_ESCAPED.sub(r"\1", match.group("quoted")))

    def take_mark(self, mark: str) -> None:
        if mark == ":":
            phrase = "".join(self.phrase).strip()
            if self.angle is None and "@" not in phrase:
                # The name of a group, or of a scheme such as mailto.
                self.reset()
                self.carried = ""
            else:
                self.phrase.append(mark)
            return
        self.finish()

    def finish(self) -> None:
        phrase, comment, angle = "".join(self.phrase).strip(), self.comment, self.angle
        phrase = phrase or "".join(self.tail).strip()
        self.reset()
        if angle is None:
            self.finish_bare(phrase, comment)
            return
        name = _decoded(phrase) or _decoded(comment)
        if self.carried:
            name = f"{self.carried}, {name}" if name else self.carried
        self.carried = ""
        address = _clean_address(angle)
        if address or name:
            self.found.append(Address(address, _unquoted(name)))

    def finish_bare(self, phrase: str, comment: str) -> None:
        decoded = _decoded(phrase)
        address = _ADDRESS.search(decoded) if "@" in decoded else None
        if address is None:
            if decoded:
                # `Doe, John <john@…>` without quotes: the first half waits for the second.
                self.carried = f"{self.carried}, {decoded}" if self.carried else decoded
            return
        found = address.group()
        beside = decoded.replace(found, "").strip(" <>\"'") if found != decoded else ""
        name = _decoded(comment) or ("" if "@" in beside else beside)
        self.carried = ""
        self.found.append(Address(_clean_address(found), _unquoted(name)))


def _decoded(text: str) -> str:
    if "=?" in text:
        text = decode_words(text.encode("utf-8", "replace"), "utf-8")
    return clean_line(text)


def _unquoted(name: str) -> str:
    for mark in ("'", '"'):
        if len(name) > 1 and name.startswith(mark) and name.endswith(mark):
            return name[1:-1].strip()
    return name


def _clean_address(text: str) -> str:
    text = _COMMENT.sub("", _decoded(text)).strip()
    if text.startswith("@"):
        text = _ROUTE.sub("", text, count=1)
    if text.lower().startswith("mailto:"):
        text = text[7:]
    if not text.startswith('"'):
        text = text.replace(" ", "").strip("'\"")
    return text.lower()
