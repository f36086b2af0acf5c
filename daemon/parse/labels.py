"""What a charset label means in practice: the superset that senders really use.

The WHATWG Encoding Standard reads labels the same way; the GB family is always GB 18030.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

_NAMES = {
    "gb18030": "gb2312 gb-2312-80 gbk xgbk x-gbk cp936 936 ms936 windows-936"
    " euc-cn x-euc-cn euccn gb"
    " chinese csgb2312 csiso58gb231280 iso-ir-58 gb18030-2000",
    "hz": "hz-gb-2312 hz-gb2312 hzgb2312",
    "big5hkscs": "big5 big-5 big5-hkscs cn-big5 x-big5 x-x-big5 csbig5 cp950 950 windows-950"
    " big5-eten chinese-traditional",
    "cp932": "shift-jis shiftjis sjis x-sjis ms-kanji windows-31j csshiftjis cp943 cp932",
    "euc_jp": "x-euc-jp eucjp cseucpkdfmtjapanese eucjp-ms",
    "cp949": "euc-kr ks-c-5601-1987 ks-c-5601 ksc5601 korean windows-949 cseuckr x-windows-949",
    "iso2022_jp": "iso-2022-jp-ms csiso2022jp cp50220 cp50221 jis",
    "cp1252": "iso-8859-1 iso8859-1 iso88591 iso-8859 8859-1 latin1 latin-1 l1 cp819 iso-ir-100"
    " ansi x-ansi cp-1252 win-1252 windows-1252http-equivcontent-type",
    "cp1254": "iso-8859-9 iso8859-9 latin5",
    "cp874": "iso-8859-11 iso8859-11 tis-620 dos-874 windows-874",
    "iso8859_8": "iso-8859-8-i iso-8859-8-e logical",
    "utf_7": "unicode-1-1-utf-7 x-unicode-2-0-utf-7 csutf7",
    "utf-8": "utf8 utf-8mb4 unicode-1-1-utf-8 x-unknown-utf-8 cp65001 65001",
    "utf_16": "unicode",
    "mac_roman": "macintosh mac x-mac-roman csmacintosh",
    "mac_cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "koi8_r": "koi8 koi cskoi8r",
    "koi8_u": "koi8-ru",
    "": "us-ascii ascii us ansi-x3.4-1968 iso-ir-6 7bit 8bit binary unknown unknown-8bit x-unknown"
    " default none null",
}
_ALIASES = {label: codec for codec, labels in _NAMES.items() for label in labels.split()}
_NOT_FOR_MAIL = {
    "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem",
}  # fmt: skip
_LABEL = re.compile(r"[a-z0-9][a-z0-9.:+-]{0,39}")


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
