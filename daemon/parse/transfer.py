"""Content-Transfer-Encoding (RFC 2045 section 6), undone as far as the bytes allow."""

from __future__ import annotations

import binascii
import re

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_FOREIGN = re.compile(rb"[^A-Za-z0-9+/=\r\n\t]+")
_BLOCK = re.compile(rb"([^=]+)(=*)")
_UU_BEGIN = re.compile(rb"(?m)^begin [0-7]{3,4} [^\r\n]*\r?\n")


def decode_transfer(data: bytes, encoding: str) -> tuple[bytes, str]:
    """Return the decoded bytes and a defect, empty when all was well."""
    match encoding:
        case "" | "7bit" | "8bit" | "binary":
            return data, ""
        case "base64":
            return _decode_base64(data)
        case "quoted-printable":
            return binascii.a2b_qp(data), ""
        case "x-uuencode" | "uuencode" | "x-uue" | "uue":
            return _decode_uu(data)
        case _:
            return data, f"unknown transfer encoding {encoding[:40]!r}"


def _decode_base64(data: bytes) -> tuple[bytes, str]:
    padded = data.rstrip()
    if b"=" not in padded[:-2] and _looks_base64(padded):
        try:
            return binascii.a2b_base64(padded), ""
        except binascii.Error:
            return decode_base64_words(padded), "base64 cut short"
    if not _looks_base64(padded):
        return data, "said to be base64, but is not"
    return decode_base64_words(padded), "base64 with padding inside"


def _looks_base64(data: bytes) -> bool:
    """Whether few bytes are foreign: plain text under a wrong label is full of spaces."""
    sample = data[:2_000]
    foreign = sum(map(len, _FOREIGN.findall(sample)))
    return foreign * 12 <= len(sample)


def decode_base64_words(data: bytes) -> bytes:
    """Decode base64 that may be cut short, hold foreign bytes, or be several blocks in a row."""
    out: list[bytes] = []
    for match in _BLOCK.finditer(data):
        kept = _NOT_BASE64.sub(b"", match.group(1))
        # After the padding only a block that is whole again belongs to the data.
        if out and (len(kept) + len(match.group(2))) % 4:
            break
        out.append(_decode_block(kept))
    return b"".join(out)


def _decode_block(kept: bytes) -> bytes:
    if len(kept) % 4 == 1:
        kept = kept[:-1]
    return binascii.a2b_base64(kept + b"=" * (-len(kept) % 4))


def _decode_uu(data: bytes) -> tuple[bytes, str]:
    begin = _UU_BEGIN.search(data)
    if begin is None:
        return data, "uuencoded part without a begin line"
    out: list[bytes] = []
    for line in data[begin.end() :].splitlines():
        if line.strip() in (b"end", b"`", b""):
            break
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            # Encoders that pad wrongly: take as many bytes as the length character promises.
            wanted = (((line[0] - 32) & 63) * 4 + 5) // 3
            out.append(_uu_or_nothing(line[:wanted]))
    return b"".join(out), ""


def _uu_or_nothing(line: bytes) -> bytes:
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        return b""
