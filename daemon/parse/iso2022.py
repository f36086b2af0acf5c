"""ISO-2022-JP as it is written, beyond RFC 1468: vendor rows, half-width kana, lost escapes."""

from __future__ import annotations

import re

_SEGMENT = re.compile(rb"(\x1b\$[@B]|\x1b\([BJIH]|\x1b\$\([DOQ]|\x1b&@)")
_PYTHON = ("iso2022_jp", "iso2022_jp_3", "iso2022_jp_ext")


def decode_iso2022_jp(data: bytes) -> str:
    """Decode strictly if possible, else segment by segment through Windows' own table."""
    for codec in _PYTHON:
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    out: list[str] = []
    mode = b"\x1b(B"
    for piece in _SEGMENT.split(data):
        if _SEGMENT.fullmatch(piece):
            mode = piece
        elif piece:
            out.append(_decode_segment(piece, mode))
    return "".join(out)


def _decode_segment(piece: bytes, mode: bytes) -> str:
    if mode in (b"\x1b$@", b"\x1b$B"):
        return "".join(_decode_kanji(line) for line in piece.splitlines(keepends=True))
    if mode == b"\x1b(I":
        return bytes(byte | 0x80 for byte in piece).decode("cp932", "replace")
    return piece.decode("cp932", "replace")


def _decode_kanji(line: bytes) -> str:
    text = line.rstrip(b"\r\n")
    even = text[: len(text) // 2 * 2]
    pairs = zip(even[::2], even[1::2], strict=True)
    shifted = b"".join(_shift(first, second) for first, second in pairs)
    return shifted.decode("cp932", "replace") + line[len(even) :].decode("latin-1")


def _shift(first: int, second: int) -> bytes:
    """Turn a JIS X 0208 pair into Shift JIS (the arithmetic of RFC 1468's annex)."""
    if not (0x21 <= first <= 0x7E and 0x21 <= second <= 0x7E):
        return bytes((first & 0x7F, second & 0x7F))
    high = (first + 1) // 2 + (0x70 if first < 0x5F else 0xB0)
    low = second + ((0x1F if second < 0x60 else 0x20) if first % 2 else 0x7E)
    return bytes((high, low))
