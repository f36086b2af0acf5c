"""Which charset unlabelled bytes are in: try the likely ones, keep the most natural text.

Mail headers are short. On the short texts of tests/unit/parse/test_charset.py charset-normalizer
is right for 5 of 11, at up to 30 ms each; so the usual scripts are scored here, and it is asked
for the others (Greek, Hebrew, Thai …) when there is enough text.
"""

from __future__ import annotations

import re

from charset_normalizer import from_bytes

_SAMPLE = 4096
#: below this score, and with so many high bytes, the general detector is asked
_DOUBTFUL = 0.75
_ENOUGH = 24
_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_PAIR = re.compile(rb"[\x80-\xff]{2}")
_THREE_BYTES = re.compile(rb"[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
#: in the order that breaks a tie
_CANDIDATES = ("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "cp1252", "cp1251", "koi8_r")
_SINGLE = {"cp1252", "cp1251", "koi8_r"}
# What every second word of Chinese business mail is made of, and the commonest Korean syllables:
# two or three characters of a name or a subject decide by these.
_FREQUENT = re.compile(
    "[的一是不了在有人我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家"
    "事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机十民第"
    "公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话"
    "合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四"
    "神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书"
    "非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院"
    "让识候带导争运客户登录发票价单请尽快处谢您好附件项目合同需求变更投诉附"
    "這個們來為國說時會對後過發還進動現當沒經麼學開從無與長機關點業將兩間問應戰體見產愛話內給員東聲聽論處義幾認條氣題"
    "總電數報結計資統區隊決馬書則達強難權設類據邊張該規萬覺術領確傳師觀讓識導爭運價單請盡謝項費訂票期展位寄星"
    "이다는을를에의가하고지어서로은한기세요해주시니까습안녕인사정보일대수전자부리스도아나]"
)
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
_CYRILLIC = re.compile(
    "(?<=[\u0410-\u044f\u0451])[\u0430-\u044f\u0451]|[\u0430-\u044f](?=[\u0430-\u044f])"
)
_CYRILLIC_CAPITAL = re.compile("[\u0410-\u042f\u0401](?=[\u0410-\u044f\u0451])")
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
    high = len(_HIGH.findall(sample)) or 1
    scores = [
        (_score(sample, codec, high), -order)
        for order, codec in enumerate(_CANDIDATES)
        # Wide characters never come with each high byte alone between ASCII letters.
        if codec in _SINGLE or _HIGH_PAIR.search(sample)
    ]
    best, order = max(scores)
    if best < _DOUBTFUL and high >= _ENOUGH:
        found = from_bytes(sample).best()
        if found is not None:
            return found.encoding
    return _CANDIDATES[-order]


def _score(sample: bytes, codec: str, high: int) -> float:
    text = sample.decode(codec, "replace")
    if codec in _SINGLE:
        return _score_single(text, codec, high)
    return _score_wide(text, codec, high)


def _score_wide(text: str, codec: str, high: int) -> float:
    common = sum(_is_common(character, codec) for character in _HAN.findall(text))
    rare = len(_HAN.findall(text)) - common
    kana = len(_KANA.findall(text)) if codec in ("cp932", "euc_jp") else 0
    hangul = len(_HANGUL.findall(text)) if codec == "cp949" else 0
    good = (
        2 * (common + kana + hangul)
        + len(_FREQUENT.findall(text))
        + 1.6 * len(_WIDE_MARKS.findall(text))
    )
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
