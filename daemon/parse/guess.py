"""Which charset unlabelled bytes are in: try the likely ones, keep the most natural text.

Mail headers are short. On 4 to 20 bytes a score over the decoded characters is right far more
often than a general detector (see tests/unit/parse/test_guess.py).
"""

from __future__ import annotations

import re

_SAMPLE = 4096
_HIGH_RUN = re.compile(rb"[\x80-\xff]")
_THREE_BYTES = re.compile(rb"[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
#: in the order that breaks a tie
_CANDIDATES = ("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "cp1252", "cp1251", "koi8_r")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_WIDE_MARKS = re.compile("[\u3000-\u3002\u3008-\u3011\uff01-\uff1f\u2018-\u201d\u2026]")
_HAN = re.compile("[\u4e00-\u9fff]")
_ODD = re.compile(
    "[\x80-\x9f\ue000-\uf8ff\uff61-\uff9f\u0590-\u0dff\u1100-\u11ff\u2500-\u257f]|[\U00010000-\U0010ffff]"
)
_WESTERN = re.compile("[\xe0-\xf6\xf8-\xfe\xdf]")
_WESTERN_CAPITAL = re.compile("[\xc0-\xd6\xd8-\xde]")
_WESTERN_MARK = re.compile(
    "[\u2013\u2014\u2018-\u201e\u2020-\u2026\u20ac\xa0\xa3\xa7\xa9\xab\xae\xb0\xb4\xb7\xbb\xbf\xa1]"
)
_IN_WORD = re.compile("(?<=[a-zA-Z])[\xe0-\xf6\xf8-\xff\xdf\u2019]|[\xe0-\xf6\xf8-\xfe](?=[a-z])")
_CYRILLIC = re.compile("[\u0430-\u044f\u0451]")
_CYRILLIC_CAPITAL = re.compile("[\u0410-\u042f\u0401]")
_CAMEL = re.compile("[\u0430-\u044f][\u0410-\u042f]")
# The most frequent letters of Russian; koi8-r read as cp1251 has none of them often.
_FREQUENT_RU = re.compile("[\u043e\u0435\u0430\u0438\u043d\u0442\u0441\u0440]")


def looks_utf8(data: bytes, *, strong: bool = False) -> bool:
    """Whether the bytes are UTF-8; ``strong`` asks for more proof, for labels such as gb2312."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        # Cut in the middle of its last character: what stands before decides.
        cut = error.reason == "unexpected end of data" and error.start >= len(data) - 3
        if not cut or len(_THREE_BYTES.findall(data, 0, _SAMPLE)) < 2:
            return False
    return not strong or len(_THREE_BYTES.findall(data, 0, _SAMPLE)) >= 2


def guess_codec(data: bytes) -> str:
    """Return the codec whose reading of the bytes looks most like writing."""
    sample = data
    if len(data) > _SAMPLE:
        sample = data[:_SAMPLE].rpartition(b"\n")[0] or data[:_SAMPLE]
    high = len(_HIGH_RUN.findall(sample)) or 1
    scores = [(_score(sample, codec, high), -order) for order, codec in enumerate(_CANDIDATES)]
    return _CANDIDATES[-max(scores)[1]]


def _score(sample: bytes, codec: str, high: int) -> float:
    text = sample.decode(codec, "replace")
    if codec.startswith(("cp125", "koi8")):
        return _score_single(text, codec, high)
    return _score_wide(text, codec, high)


def _score_wide(text: str, codec: str, high: int) -> float:
    common = sum(_is_common(character, codec) for character in _HAN.findall(text))
    rare = len(_HAN.findall(text)) - common
    kana = len(_KANA.findall(text)) if codec in ("cp932", "euc_jp") else 0
    hangul = len(_HANGUL.findall(text)) if codec == "cp949" else 0
    good = 2 * (common + kana + hangul) + 1.6 * len(_WIDE_MARKS.findall(text))
    if codec in ("cp932", "euc_jp") and not kana:
        good *= 0.8
    if codec == "cp949" and not hangul:
        good *= 0.3
    bad = 3 * text.count("\ufffd") + 2 * len(_ODD.findall(text)) + 0.5 * rare
    return (good - bad) / high


def _is_common(character: str, codec: str) -> bool:
    """Whether a Han character is in the frequent half of its charset (levels 1)."""
    try:
        if codec == "gb18030":
            return 0xB0 <= character.encode("gb2312")[0] <= 0xD7
        if codec == "big5hkscs":
            return 0xA4 <= character.encode("big5")[0] <= 0xC6
        if codec == "cp949":
            return False
        return character.encode("euc_jp")[0] <= 0xCF
    except UnicodeEncodeError:
        return False


def _score_single(text: str, codec: str, high: int) -> float:
    bad = 3.0 * text.count("\ufffd") + 2.0 * len(_ODD.findall(text))
    if codec == "cp1252":
        good = 0.9 * len(_IN_WORD.findall(text)) + 0.5 * len(_WESTERN_MARK.findall(text))
        good += 0.2 * len(_WESTERN.findall(text)) + 0.1 * len(_WESTERN_CAPITAL.findall(text))
        return (good - bad) / high
    good = 0.7 * len(_CYRILLIC.findall(text)) + 0.4 * len(_CYRILLIC_CAPITAL.findall(text))
    good += 0.35 * len(_FREQUENT_RU.findall(text))
    bad += 1.0 * len(_CAMEL.findall(text))
    return (good - bad) / high
