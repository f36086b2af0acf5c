"""Text as the rules see it: one form of every digit, dash and quotation mark.

Nothing here changes the length of a text, so that an offset found in it holds in the original.
"""

from __future__ import annotations

import re

#: stands where something was struck out; no rule matches it
STRUCK = "\ue000"

_SAME = (
    dict(zip("–—―−‐‑‒﹣", "--------", strict=True))
    | dict(zip("〜∼", "~~", strict=True))
    | dict(zip("’‘‛`´", "'''''", strict=True))
    | dict(zip("“”„«»「」『』", '"' * 9, strict=True))
    | dict(zip("【】〔〕", "[][]", strict=True))
    | dict.fromkeys(
        "\u00a0\u3000\u2002\u2003\u2009\u200b\u200c\u200e\u200f\ufeff\ufe0f\u20e3\t", " "
    )
    | {"⁄": "/", "∕": "/", "٫": "."}
)
# the few traditional characters that answers are made of
_TRADITIONAL = (
    "滿給點個兩評選數還請發問題無沒對這會為們謝動復嗎極優強顆較總"
    "體訂閱調單刪將繼續來後過應該難輕鬆認時間當從擾郵滿價質溝進貴"
    "絕並實說聽訊產業務壞達雖錯煩夠顧爛該讚"
)
_SIMPLIFIED = (
    "满给点个两评选数还请发问题无没对这会为们谢动复吗极优强颗较总"
    "体订阅调单删将继续来后过应该难轻松认时间当从扰邮满价质沟进贵"
    "绝并实说听讯产业务坏达虽错烦够顾烂该赞"
)
#: numerals as they stand in contracts and on bank notes
_FORMAL = dict(zip("壹贰貳叁參肆伍陆陸柒捌玖拾", "一二二三三四五六六七八九十", strict=True))
_TABLE = {
    **{ord(old): new for old, new in _SAME.items()},
    **{0xFF01 + i: chr(0x21 + i) for i in range(94)},
    **dict(zip(map(ord, _TRADITIONAL), _SIMPLIFIED, strict=True)),
    **{ord(formal): plain for formal, plain in _FORMAL.items()},
}


def flat(text: str) -> str:
    """Return *text* in lower case and plain marks, each character in its old place."""
    text = text.translate(_TABLE)
    if text.isascii():
        return text.lower()
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)


def strike(text: str, pattern: re.Pattern[str], group: int = 0) -> str:
    """Return *text* with every match blotted out, at the same length."""
    pieces, last = [], 0
    for match in pattern.finditer(text):
        start, end = match.span(group)
        pieces += [text[last:start], STRUCK * (end - start)]
        last = max(last, end)
    return "".join(pieces) + text[last:] if pieces else text


def blot(text: str, start: int, end: int) -> str:
    """Return *text* with one stretch blotted out, at the same length."""
    return text[:start] + STRUCK * (end - start) + text[end:]


def squeeze(text: str) -> str:
    """Return only the letters, digits and characters of a text, for comparing wordings."""
    return "".join(c for c in flat(text) if c.isalnum())
