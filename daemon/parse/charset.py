"""Bytes to text: what a charset label means in practice, and what to do when it lies."""

from __future__ import annotations

import codecs
import re

from daemon.parse.guess import guess_codec, looks_utf8
from daemon.parse.iso2022 import decode_iso2022_jp
from daemon.parse.labels import codec_name

_SEVEN_BIT = {
    "utf_7",
    "utf-7",
    "hz",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-32-le",
    "utf-32-be",
}
_ISO_2022 = re.compile(rb"\x1b\$[@B]|\x1b\([IJ]")
_WINDOWS_TWIN = {
    "iso8859-2": "cp1250",
    "iso8859-5": "cp1251",
    "iso8859-6": "cp1256",
    "iso8859-7": "cp1253",
    "iso8859-8": "cp1255",
    "iso8859-13": "cp1257",
    "iso8859-15": "cp1252",
}
_C1 = re.compile("[\x80-\x9f]")
_HIGH = re.compile(rb"[\x80-\xff]+")
_EAST_ASIAN = {"gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "big5", "hz", "iso2022_kr"}


def decode(data: bytes, label: str = "") -> tuple[str, str]:
    """Return the text of the bytes and a defect, empty when the label was right.

    The label is believed as long as the bytes agree with it; U+FFFD appears only for bytes that
    no likely charset explains.
    """
    codec = codec_name(label) if label else ""
    if data.isascii():
        return _decode_seven_bit(data, codec)
    if codec is None:
        text, used = _decode_guessed(data)
        return text, f"unknown charset {label[:40]!r} read as {used}"
    if not codec:
        text, used = _decode_guessed(data)
        return text, f"8-bit text without charset read as {used}"
    return _decode_labelled(data, codec, label)


def _decode_seven_bit(data: bytes, codec: str | None) -> tuple[str, str]:
    if b"\x1b" in data and _ISO_2022.search(data):
        return decode_iso2022_jp(data), ""
    if codec and codec in _SEVEN_BIT:
        if codec.startswith(("utf-16", "utf-32")) and b"\0" not in data:
            return data.decode("ascii"), "wide charset on narrow text"
        return _strictly_or_replaced(data, codec)
    if (codec and codec.startswith("iso2022") and b"\x1b" in data) or codec == "iso2022_kr":
        return _strictly_or_replaced(data, codec)
    return data.decode("ascii"), ""


def _strictly_or_replaced(data: bytes, codec: str) -> tuple[str, str]:
    try:
        return data.decode(codec), ""
    except UnicodeError:
        return data.decode(codec, "replace"), f"bytes that are no {codec}"


def _decode_labelled(data: bytes, codec: str, label: str) -> tuple[str, str]:
    if codec == "utf-8":
        return _decode_utf8(data, label)
    if looks_utf8(data, strong=codec in _EAST_ASIAN):
        return data.decode("utf-8", "ignore").removeprefix("\ufeff"), f"{label} is really utf-8"
    if codec.startswith("iso2022_jp"):
        if b"\x1b" in data:
            return decode_iso2022_jp(data), ""
        return _misfit(data, label)
    if codec in _EAST_ASIAN or codec.startswith(("utf", "iso2022")):
        return _decode_multibyte(data, codec, label)
    return _decode_single_byte(data, codec, label)


def _decode_utf8(data: bytes, label: str) -> tuple[str, str]:
    try:
        return data.decode("utf-8").removeprefix("\ufeff"), ""
    except UnicodeDecodeError as error:
        cut = error.reason == "unexpected end of data" and not data[: error.start].isascii()
        if cut:
            return _with(data, "utf-8"), f"{label} cut inside a character"
        return _misfit(data, label, keep="utf-8")


def _decode_multibyte(data: bytes, codec: str, label: str) -> tuple[str, str]:
    try:
        return data.decode(codec), ""
    except UnicodeError:
        return _misfit(data, label, keep=codec)


def _decode_single_byte(data: bytes, codec: str, label: str) -> tuple[str, str]:
    if codec == "cp1252":
        runs = _HIGH.findall(data, 0, 4096)
        high = sum(map(len, runs))
        # Western text has its accented letters alone; runs of them are another script.
        if high >= 4 and high > 1.9 * len(runs):
            used = guess_codec(data)
            if used != "cp1252":
                return _with(data, used), f"{label} is really {used}"
        return _with(data, "cp1252"), ""
    text = _with(data, codec)
    twin = _WINDOWS_TWIN.get(codec)
    if twin and _C1.search(text):
        return _with(data, twin), f"{label} is really {twin}"
    return text, ""


def _misfit(data: bytes, label: str, keep: str = "") -> tuple[str, str]:
    """Text that breaks its label: keep the label if few bytes break it, else guess."""
    if keep:
        text = _with(data, keep)
        wide = sum(1 for character in text if character > "\x7f")
        bad = len(data) - len(data.decode(keep, "ignore").encode(keep, "ignore"))
        if bad * 8 <= wide or (bad <= 2 and wide > 4):
            return text, f"bytes that are no {label}"
    used = guess_codec(data)
    return _with(data, used), f"{label} is really {used}"


def _decode_guessed(data: bytes) -> tuple[str, str]:
    if b"\x1b" in data and _ISO_2022.search(data):
        return decode_iso2022_jp(data), "iso-2022-jp"
    if looks_utf8(data):
        return data.decode("utf-8", "ignore").removeprefix("\ufeff"), "utf-8"
    used = guess_codec(data)
    return _with(data, used), used


def _with(data: bytes, codec: str) -> str:
    return data.decode(codec, "triaged.lone_byte")


def _lone_byte(error: UnicodeError) -> tuple[str, int]:
    """Read a single byte that breaks its charset as Windows-1252, the usual stowaway."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    after = error.object[error.end : error.end + 1]
    if error.encoding == "charmap":
        return stray.decode("latin-1"), error.end
    if len(stray) == 1 and after.isascii() and stray != b"\xff":
        return stray.decode("cp1252", "replace"), error.end
    return "\ufffd", error.end


codecs.register_error("triaged.lone_byte", _lone_byte)
