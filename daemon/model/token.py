"""Our own Message-ID: it names the conversation and proves that we wrote it."""

from __future__ import annotations

import hashlib
import hmac
import re

SIGNATURE_LENGTH = 24  # hex digits: 96 bits, out of reach for guessing by mail

_NONCE = re.compile(r"[a-z0-9]{1,32}")
_DOMAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_TOKEN = re.compile(
    rf"t\.(?P<conversation>0|[1-9][0-9]{{0,17}})\.(?P<nonce>{_NONCE.pattern})"
    rf"\.(?P<signature>[0-9a-f]{{{SIGNATURE_LENGTH}}})@"
)


def make_message_id(conversation_id: int, nonce: str, domain: str, secret: bytes) -> str:
    """Return ``t.<conversation>.<nonce>.<signature>@domain``, without angle brackets.

    *conversation_id* 0 is mail outside every conversation. *nonce* is lower-case letters and
    digits and makes the id unique. Raises ValueError for parts that do not fit a Message-ID.
    """
    if conversation_id < 0 or not _NONCE.fullmatch(nonce) or not _DOMAIN.fullmatch(domain):
        raise ValueError(f"no Message-ID from {conversation_id!r}, {nonce!r}, {domain!r}")
    signature = _sign(str(conversation_id), nonce, secret)
    return f"t.{conversation_id}.{nonce}.{signature}@{domain.lower()}"


def read_message_id(message_id: str, secret: bytes) -> int | None:
    """Return the conversation that a Message-ID of ours names; None for any other id.

    Angle brackets and letter case do not matter (some servers change them); the domain is not
    signed, so ids from before a change of address still count.
    """
    match = _TOKEN.match(message_id.strip().strip("<>").lower())
    if not match:
        return None
    wanted = _sign(match["conversation"], match["nonce"], secret)
    if not hmac.compare_digest(wanted, match["signature"]):
        return None
    return int(match["conversation"]) or None


def _sign(conversation: str, nonce: str, secret: bytes) -> str:
    if not secret:
        raise ValueError("an empty secret signs nothing")
    text = f"triaged message-id {conversation}.{nonce}".encode()
    return hmac.new(secret, text, hashlib.sha256).hexdigest()[:SIGNATURE_LENGTH]
