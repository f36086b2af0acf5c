"""Bytes to text: what a charset label means in practice, and what to do when it lies."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

from daemon.parse.guess import guess_codec, looks_utf8
from daemon.parse.iso2022 import decode_iso2022_jp

# Labels are read as the superset that senders really use, as the WHATWG Encoding Standard does.
_ALIASES = {
    **dict.fromkeys(
        (
            "gb2312",
            "gb-2312-80",
            "gbk",
            "xgbk",
            "cp936",
            "936",
            "ms936",
            "windows-936",
            "euc-cn",
            "x-euc-cn",
        )
        + (
            "chinese",
            "csgb2312",
            "csiso58gb231280",
            "iso-ir-58",
            "gb18030-2000",
            "x-gbk",
            "euccn",
            "gb",
        ),
        "gb18030",
    ),
    **dict.fromkeys(("hz-gb-2312", "hz-gb2312", "hzgb2312"), "hz"),
    **dict.fromkeys(
        (
            "big5",
            "big-5",
            "big5-hkscs",
            "cn-big5",
            "x-x-big5",
            "csbig5",
            "cp950",
            "950",
            "windows-950",
            "x-big5",
        )
        + ("big5-eten", "chinese-traditional"),
        "big5hkscs",
    ),
    **dict.fromkeys(
        (
            "shift-jis",
            "shiftjis",
            "sjis",
            "x-sjis",
            "ms-kanji",
            "windows-31j",
            "csshiftjis",
            "cp943",
            "cp932",
        ),
        "cp932",
    ),
    **dict.fromkeys(("x-euc-jp", "eucjp", "cseucpkdfmtjapanese", "eucjp-ms"), "euc_jp"),
    **dict.fromkeys(
        (
            "euc-kr",
            "ks-c-5601-1987",
            "ks-c-5601",
            "ksc5601",
            "korean",
            "windows-949",
            "cseuckr",
            "x-windows-949",
        ),
        "cp949",
    ),
    **dict.fromkeys(("iso-2022-jp-ms", "csiso2022jp", "cp50220", "cp50221", "jis"), "iso2022_jp"),
    **dict.fromkeys(
        (
            "iso-8859-1",
            "iso8859-1",
            "iso88591",
            "latin1",
            "latin-1",
            "l1",
            "cp819",
            "8859-1",
            "iso-ir-100",
        )
        + (
            "ansi",
            "windows-1252http-equivcontent-type",
            "x-ansi",
            "cp-1252",
            "win-1252",
            "iso-8859",
        ),
        "cp1252",
    ),
    **dict.fromkeys(("iso-8859-9", "iso8859-9", "latin5"), "cp1254"),
    **dict.fromkeys(("iso-8859-11", "tis-620", "dos-874", "windows-874", "iso8859-11"), "cp874"),
    **dict.fromkeys(("iso-8859-8-i", "iso-8859-8-e", "logical"), "iso8859_8"),
    **dict.fromkeys(("unicode-1-1-utf-7", "x-unicode-2-0-utf-7", "csutf7"), "utf_7"),
    **dict.fromkeys(
        ("utf8", "utf-8mb4", "unicode-1-1-utf-8", "x-unknown-utf-8", "cp65001", "65001"), "utf-8"
    ),
    **dict.fromkeys(("macintosh", "mac", "x-mac-roman", "csmacintosh"), "mac_roman"),
    **dict.fromkeys(("x-mac-cyrillic", "x-mac-ukrainian"), "mac_cyrillic"),
    **dict.fromkeys(("koi8", "cskoi8r", "koi"), "koi8_r"),
    **dict.fromkeys(("koi8-ru",), "koi8_u"),
    **dict.fromkeys(("us-ascii", "ascii", "ansi-x3.4-1968", "us", "7bit", "8bit", "binary"), ""),
    **dict.fromkeys(
        ("unknown", "unknown-8bit", "x-unknown", "default", "none", "null", "iso-ir-6"), ""
    ),
    "unicode": "utf_16",
}
_NOT_FOR_MAIL = {
    "idna",
    "punycode",
    "unicode_escape",
    "raw_unicode_escape",
    "undefined",
    "mbcs",
    "oem",
}
_LABEL = re.compile(r"[a-z0-9][a-z0-9.:+-]{0,39}")
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


@lru_cache(maxsize=512)
def codec_name(label: str) -> str | None:
    """Return Python's name of the charset, ``""`` for plain ASCII or none, ``None`` if unknown."""
    name = label.strip().strip("\"'<>;,").strip().lower().replace("_", "-").replace(" ", "-")
    if not name or name in _ALIASES:
        return _ALIASES.get(name, "")
    if not _LABEL.fullmatch(name):
        return None
    for candidate in (
        name,
        name.removeprefix("x-"),
        name.removeprefix("cs"),
        name.replace("cp-", "cp"),
    ):
        if candidate in _ALIASES:
            return _ALIASES[candidate]
        try:
            "".encode(candidate)
            found = codecs.lookup(candidate).name
        except (LookupError, ValueError, UnicodeError):
            continue
        if found.replace("-", "_") not in _NOT_FOR_MAIL:
            return _ALIASES.get(found.replace("_", "-"), found)
    return None


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
    except UnicodeDecodeError:
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
