"""The name under a reply: no remark, and no answer to a question for words."""

from __future__ import annotations

import re

from daemon.surveys.reading.normal import flat

#: given names that are often all of a signature
_NAMES = """
adam alan alex alexander alice amy ana andrea andreas andrew andy angela anita anja ann anna
anne annika anton antonio barbara ben bernd birgit bob brian carl carla carlos carol caroline
charles charlotte chen chloe chris christian christina christine claire claudia dan daniel dave
david deborah dennis diana dieter dirk dominik don elena eli elizabeth ella ellen emily emma
eric erik eva felix fiona florian francesca frank franz fred gary george gerd graham greg hannah
hans harry heidi helen helena helga henry holger ian ines ingrid isabel ivan jack jakob james
jan jana jane jason jean jeff jen jennifer jenny jens jessica jim jo joan joe johan johanna john
jon jonas jonathan jorge jose joseph josh juan judith julia julian julie jürgen kai karen karin
karl kate katharina katie kevin kim klaus lara laura lea lei lena leo leon li liam lily linda
ling lisa liz lucas lucia lucy luis lukas lynn marc marco maria marie mario mark markus marta
martin martina mary mateo matt matthew matthias max mei mia michael michaela michelle mike
miriam monika nadia nancy natalie nick nicole nina oliver olivia oscar pam pat patricia patrick
paul paula peter petra phil philip pierre rachel raj ralf ravi rebecca richard rob robert robin
roger ron rosa ryan sabine sally sam samantha sandra sara sarah scott sebastian sharon simon
simone sofia sonja sophia sophie stefan steffen stephanie stephen steve steven sue susan susanne
svenja tanja thomas tim tina tobias tom tony ulrike ursula uwe vera victor victoria walter wei
wendy will william wolfgang xiao yan yuki yusuf zoe
"""
_GIVEN = frozenset(_NAMES.split())
#: capitalised words that are more than a name when they stand alone
_SAID = re.compile(
    r"\b(?:great|good|nice|well|perfect|excellent|awesome|amazing|super|fantastic|brilliant|thanks?"
    r"|thank|slow|late|early|fast|expensive|cheap|terrible|bad|poor|awful|horrible|disappoint\w*"
    r"|(?:dis|un)?satisfied|(?:un)?happy|fine|ok(?:ay)?|none|nothing|no|yes|more|less|better|faster"
    r"|keep|communicat\w+|deliver\w+|pric\w+|quality|support|document\w+|test\w*|training|reports?"
    r"|meetings?|updates?|planning|speed|service|love(?:d|ly)?|top|wow|cool|please|stop|unsubscribe"
    r"|all|see|done|same|not|very|too|we|you|it|is|the|a|app|mobile|search|export|import|invoice"
    r"|phone|e-?mail|chat|call|demo|strongly|agreed?|neutral|neither|maybe|average|easy|hard"
    r"|difficult|useless|rubbish|outstanding|professional|friendly|helpful|reliable|impressive"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april"
    r"|june|july|august|september|october|november|december|quarter|maintenance|features?)\b"
)
_LATIN = re.compile(r"[A-ZÀ-Þ][\w'’-]{1,19}\.?(?: (?:[A-ZÀ-Þ]\.?|(?:van|von|de|der|den|di|da)))*")
_NAMED = re.compile(rf"(?:(?:Dr|Mr|Mrs|Ms|Prof)\.? )?{_LATIN.pattern}(?: {_LATIN.pattern}){{0,2}}")
_INITIALS = re.compile(r"[A-Z]\.?[A-Z]?\.?")
_SURNAMES = (
    "王李张刘陈杨赵黄吴徐孙胡朱林郭罗郑梁宋唐许韩冯邓曹彭曾萧田董袁潘蒋蔡余杜叶苏魏吕丁沈姚卢姜崔钟谭陆汪范廖贾夏韦"
    "傅邹熊孟秦邱侯江尹薛阎段雷龙黎史陶贺郝顾龚邵覃武戴莫孔何高马谢周方程張劉陳楊趙黃吳孫羅鄭許韓馮鄧蕭馬謝"
)
_HAN = re.compile(
    rf"(?:[{_SURNAMES}](?:总|工|经理|先生|女士|小姐|老师|主任|主管|[一-鿿]{{1,2}})|欧阳[一-鿿]{{1,2}}"
    rf"|(?:小|老)[{_SURNAMES}])(?:[ ,，]?(?:敬上|上|谨上|拜上))?"
)
_HAN_SAID = re.compile(
    "高(?:兴|效|度|质|于)|马(?:上|虎|马)|谢谢|谢了|周[到末一二三四五六日天期全边]|方[便案面法式]|何[时况必]"
    "|程[序度]|夏天|许多|余下|雷同|段[落时]|陆续|莫名|曾经|范[围例]|杜绝|胡[闹乱]|史上|顾[问客虑]|钟|龙头|武断"
    "|江|田|黄了|叶|林|江湖|张数|白|苏醒|孔|于|金额|陶冶|唐突|贺|雷|武|段|夏|史|秦|马|高|何[^一-鿿]|总体"
)
#: "5, 4, yes -- Anna"
_BEHIND_DASH = re.compile(r"\s*(?:\s[-–—/~]{1,2}|--|—)\s?(?P<name>[^\n,;:!?，。]{2,30})\s*$")
_SIGN_OFF = re.compile(
    r"\W*(?:(?:with )?(?:kind|best|warm|many|kindest|warmest)? ?(?:regards|wishes|greetings)|cheers"
    r"|sincerely|yours(?: \w+)?|best|br|vg|mfg|rgds|lg|all the best|thanks?(?: you)?(?: (?:a lot|so"
    r" much|very much|again))?|thank you|many thanks|thx|take care"
    r"|此致|敬礼|顺祝商祺|祝好|商祺|谢谢|祝工作顺利|多谢|感谢)\W*"
)


def is_name(line: str) -> bool:
    """Tell whether a line of its own is a person's name."""
    line = line.strip(" \t-–—~/,.，。")
    if _INITIALS.fullmatch(line) and len(line) > 1:
        return True
    if _HAN.fullmatch(line):
        return len(line) < 8 and not _HAN_SAID.match(line)
    return _NAMED.fullmatch(line) is not None and not _SAID.search(flat(line))


def _is_sure(line: str) -> bool:
    """Whether a name is one at first sight: a known given name, two words, or Chinese."""
    words = line.strip(" \t-–—~/,.").split()
    return bool(words) and (len(words) > 1 or flat(words[0]) in _GIVEN or not words[0].isascii())


def is_signature(text: str) -> bool:
    """Tell whether *text* is a name at first sight, and nothing else."""
    return is_name(text) and _is_sure(text)


def without_signature(text: str) -> str:
    """Return *text* without a name that stands under it, or behind a dash at its end.

    A lone word is a name below an empty line or a courtesy, else only when it is a common one.
    """
    kept = text.rstrip()
    above, _, last = kept.rpartition("\n")
    if above.strip() and is_name(last):
        lines = above.split("\n")
        apart = not lines[-1].strip() or _SIGN_OFF.fullmatch(flat(lines[-1])) is not None
        if apart or _is_sure(last):
            return above.rstrip()
    behind = _BEHIND_DASH.search(kept[-60:])
    if behind is not None and is_name(behind["name"]) and _is_sure(behind["name"]):
        return kept[: len(kept) - len(behind[0])]
    return text
