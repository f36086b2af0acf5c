"""Delivery status notifications (RFC 3464): one verdict a recipient, and the mail it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from daemon.parse.charset import decode
from daemon.parse.cleaning import clean_line
from daemon.parse.fields import read_message_id
from daemon.parse.header import decode_text
from daemon.parse.limits import Limits
from daemon.parse.mime import Fields, Part, read_fields

STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}"
)
_RETURNED = {
    "message/rfc822",
    "message/global",
    "text/rfc822-headers",
    "message/global-headers",
    "message/rfc822-headers",
}
_RETURNED_ID = re.compile(r"(?im)^[>\s]{0,8}message-id:[ \t]*(?:\r?\n[ \t]+)?<([^<>\s]{3,900})>")
_MOST_RECIPIENTS = 200


@dataclass(frozen=True, slots=True)
class Recipient:
    """What became of the mail to one address; ``action`` is failed, delayed, delivered …"""

    address: str
    action: str
    status: str
    reason: str


def read_recipients(root: Part) -> list[Recipient]:
    """Return the per-recipient groups of all delivery-status parts."""
    found: list[Recipient] = []
    for part in root.walk():
        if part.media_type in ("message/delivery-status", "message/global-delivery-status"):
            for fields in _groups(part.decoded()[0]):
                recipient = _recipient(dict(reversed(fields)))
                if recipient:
                    found.append(recipient)
                if len(found) >= _MOST_RECIPIENTS:
                    return found
    return found


def _groups(data: bytes) -> Iterator[Fields]:
    position, limits = 0, Limits(fields=100, field_bytes=4_096)
    for _ in range(_MOST_RECIPIENTS * 2):
        while data[position : position + 1] in (b"\n", b"\r", b" ", b"\t"):
            position += 1
        if position >= len(data):
            return
        fields, after = read_fields(data, (position, len(data)), limits, [])
        yield fields
        if after <= position:
            return
        position = after


def _recipient(fields: dict[str, bytes]) -> Recipient | None:
    action = _plain(fields.get("action", b"")).lower().partition(" ")[0]
    final, original = (
        _typed(fields.get(name, b"")) for name in ("final-recipient", "original-recipient")
    )
    address = next(
        (one for one in (original, final) if "@" in one and " " not in one), original or final
    )
    if not address:
        return None
    reason = re.sub(
        r"(?i)^(?:smtp|x-[\w.-]+|x\d+|dns|unix)\s*;\s*",
        "",
        _plain(fields.get("diagnostic-code", b"")),
    )
    status = STATUS.search(_plain(fields.get("status", b""))) or STATUS.search(reason)
    return Recipient(address.lower(), action, status.group(1) if status else "", reason)


def _plain(value: bytes) -> str:
    return decode_text(value)[:1_000]


def _typed(value: bytes) -> str:
    """Return the address of an ``rfc822; address`` field without its type and brackets."""
    text = _plain(value)
    kind, semicolon, rest = text.partition(";")
    text = rest if semicolon and "@" not in kind else text
    text = re.sub(r"\s*\([^()]*\)\s*$", "", text.strip())
    return text.strip(" <>;,\"'")


def original_message_id(root: Part, body: str) -> str:
    """Return the Message-ID of the returned mail, from its part or from the text, or ``""``."""
    for part in root.walk():
        if part.media_type in _RETURNED and part.parent is not None:
            data = part.decoded()[0]
            fields, _ = read_fields(data, (0, len(data)), Limits(), [])
            found = next(
                (read_message_id(value) for name, value in fields if name == "message-id"), ""
            )
            if found:
                return found
            body = decode(data[:50_000])[0]
            break
    in_text = _RETURNED_ID.search(body)
    return clean_line(in_text.group(1)) if in_text else ""
