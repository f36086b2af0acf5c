"""A short word that names an invitation and that only we can make.

It stands in the subject (``[S-4K-…]``) and in the address (``team+s-4k-…@``) of a survey, so it
is written in Crockford's base 32: letter case, and the mistaking of O for 0 or I and L for 1,
do not matter, and no mail program takes it for markup.
"""

from __future__ import annotations

import hashlib
import hmac
import re

SIGNATURE_LENGTH = 16  # characters: 80 bits, out of reach for guessing by mail
MOST_TRIED = 20  # candidates of one text that are looked at

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_MISREAD = str.maketrans("oil", "011")
# mail programs fold and wrap at hyphens
_TOKEN = re.compile(
    rf"(?<![a-z0-9])s-\s{{0,4}}([0-9a-z]{{1,13}})-\s{{0,4}}([0-9a-z]{{{SIGNATURE_LENGTH}}})(?![a-z0-9])"
)

_BRACKETED = re.compile(rf"[\[【(]?\s*{_TOKEN.pattern}\s*[\])】]?", re.IGNORECASE)


def make_token(invitation_id: int, secret: bytes) -> str:
    """Return ``s-<invitation>-<signature>``, lower-case; raise ValueError for an id below 1."""
    if not 0 < invitation_id < 2**63:
        raise ValueError(f"no token for invitation {invitation_id!r}")
    number = _encode(invitation_id, 0)
    return f"s-{number}-{_sign(number, secret)}"


def find_token(text: str, secret: bytes) -> int | None:
    """Return the invitation that the first token of ours in *text* names, or None.

    *text* is a subject, an address or a body; letter case does not matter, nor a line wrapped
    at a hyphen.
    """
    for count, match in enumerate(_TOKEN.finditer(text.lower())):
        if count == MOST_TRIED:
            break
        number, signature = (group.translate(_MISREAD) for group in match.groups())
        if hmac.compare_digest(_sign(number, secret).encode(), signature.encode()):
            return _decode(number)
    return None


def without_token(text: str) -> str:
    """Return *text* without the tokens in it, and their brackets."""
    return " ".join(_BRACKETED.sub(" ", text).split())


def tagged_subject(subject: str, token: str) -> str:
    """Return *subject* with the token behind it, as replies will carry it."""
    return f"{subject} [{token.upper()}]"


def tagged_address(address: str, token: str) -> str:
    """Return *address* with the token after a plus sign (RFC 5233)."""
    local, at, domain = address.rpartition("@")
    if not at:
        raise ValueError(f"not a mail address: {address!r}")
    return f"{local}+{token}@{domain}"


def _sign(number: str, secret: bytes) -> str:
    if not secret:
        raise ValueError("an empty secret signs nothing")
    digest = hmac.new(secret, f"triaged survey {number}".encode(), hashlib.sha256).digest()
    return _encode(int.from_bytes(digest[:10], "big"), SIGNATURE_LENGTH)


def _encode(value: int, width: int) -> str:
    digits = ""
    while value:
        value, rest = divmod(value, 32)
        digits = _ALPHABET[rest] + digits
    return digits.rjust(width, "0")


def _decode(text: str) -> int:
    value = 0
    for character in text:
        value = value * 32 + _ALPHABET.index(character)
    return value
