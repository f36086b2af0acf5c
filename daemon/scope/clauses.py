"""A reply cut into clauses, in one form for both languages."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from daemon.scope.references import spell_out

#: a decision stands in the first words; what comes after so many clauses is an essay
LIMIT = 200

_TRADITIONAL = (
    "確沒問題無異議們請開執變過這個後時間費為麼嗎價錢貴暫慮絕決進說話條須還來長經總內減優調據發會"
    "復覆複認應該準員將與當許討論從點項單辦贊啟動對願計劃給讓謝報夠預並雖終結繼續約轉達聽現視見簽"
    "訂詢誰幾麽駁縮儘實啓稱後臺檔舊關於維閱隨遲鐘錯賬帳雙萬與"
    "採納質檢驗圖頁購買賣稅額幣償訊標籤權責備註網絡際師團隊員財務長區廣東門開關啦嚴謹樣貨運輸業產"
    "盡誤煩費據幫壓縮範圍創進處設補擬閱審釋異係唔嘅歸屬轉換優異擔擴類別複雜獨測試憑證撥佔優飛機簡單廢棄"
)
_SIMPLIFIED = (
    "确没问题无异议们请开执变过这个后时间费为么吗价钱贵暂虑绝决进说话条须还来长经总内减优调据发会"
    "复复复认应该准员将与当许讨论从点项单办赞启动对愿计划给让谢报够预并虽终结继续约转达听现视见签"
    "订询谁几么驳缩尽实启称后台档旧关于维阅随迟钟错账账双万与"
    "采纳质检验图页购买卖税额币偿讯标签权责备注网络际师团队员财务长区广东门开关啦严谨样货运输业产"
    "尽误烦费据帮压缩范围创进处设补拟阅审释异系唔嘅归属转换优异担扩类别复杂独测试凭证拨占优飞机简单废弃"
)
_TO_SIMPLIFIED = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
_EMOJI = {
    **dict.fromkeys("👍👌✅✔☑🙌🆗", " emojiyes "),
    **dict.fromkeys("👎❌✖🚫", " emojino "),
}
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\ufe0f\U0001f3fb-\U0001f3ff]")
_QUOTES = re.compile(r"[\"“”„«»『』「」]")
#: where one clause ends; a point or comma inside a number does not end it
_END = re.compile(r"(?<!\d)[.,:]|[.,:](?!\d)|[!?;。、…~|]+|\s[-–—]+\s|[–—]+|\n")
#: words that begin a clause of their own, with or without a comma before them
_BEGINS = re.compile(
    r"(?<! as)(?<!^as)(?<!away)(?<!office)(?<!leave)(?<!holiday)(?<!holidays)(?<!vacation)(?<! out)"
    r"\s(?=(?:but|however|if|unless|provided|providing|as long as"
    r"|so long as|subject to|except|"
    r"excluding|apart from|on (?:the )?condition|only|once|until|though|although|assuming|"
    r"with the following|as soon as|because"
    r"|so (?:please|send|contact|ask)"
    r"|and (?:so |therefore |hence )*(?:i|we) (?:[a-z]+ )?(?:approve|agree|accept))\b)|(?=但是?"
    r"|不过|只要|如果|假如|要是|前提(?!下)|除非|除了|然而|可是)"
)
#: "i, anna berger, approve"
_INTRODUCED = re.compile(
    r"\bi, (?!(?:if|when|once)\b)[a-z .'-]{2,40}, "
    r"(?=(?:hereby |herewith )*(?:approve|agree"
    r"|accept)\b)"
)
#: how a word is written in haste
_SPELLINGS = (
    (re.compile("计画"), "计划"),
    (re.compile(r"\bpl[sz]+\b"), "please"),
    (
        re.compile(r"\bas soon as (?:possible|you can|you like|convenient)\b(?=\s*[.,;!\n]|\s*$)"),
        "asap",
    ),
    (re.compile(r"\bap+r+o+v+e?(d?)\b"), r"approve\1"),
)
#: a point in an address ends no clause
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,100}\w|(?:https?://|\bwww\.)\S{1,200}")
#: a line break as Markdown writes it
_BREAK = re.compile(r"\\$", re.MULTILINE)
_BULLET = re.compile(r"^\s*(?:[-*•·]|\(?\d{1,2}[.)])\s+")
_SENTENCE_END = re.compile(r"[.!?。…\n]")
_CJK = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a reply. ``asks``: its sentence ends in a question mark."""

    text: str
    line: int
    sentence: int
    asks: bool = False

    @property
    def is_chinese(self) -> bool:
        """Whether it holds Chinese characters."""
        return bool(_CJK.search(self.text))


def normal(text: str) -> str:
    """Return *text* in the form the wording is written for.

    Compatibility forms folded (full-width punctuation becomes ASCII), lower case, simplified
    characters, plain apostrophes, references spelled out.
    """
    text = text if text.isascii() else _without_signs(_INVISIBLE.sub("", text))
    text = folded(text).replace("’", "'").replace("`", "'")
    for spelling, word in _SPELLINGS:
        text = spelling.sub(word, text)
    text = _ADDRESS.sub("mailaddress", text)
    text = _BREAK.sub("", _INTRODUCED.sub("i ", text))
    return spell_out(text.replace("\t", " "))


def folded(text: str) -> str:
    """Return *text* in lower case, compatibility forms folded, characters simplified."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text).lower().translate(_TO_SIMPLIFIED)


def _without_signs(text: str) -> str:
    """Return *text* with plain quotes, and with words for the signs that mean something."""
    text = unicodedata.normalize("NFKC", text)
    text = _QUOTES.sub('"', text)
    for sign, word in _EMOJI.items():
        text = text.replace(sign, word)
    return "".join(" " if unicodedata.category(c) == "So" else c for c in text)


def cut(text: str) -> list[Clause]:
    """Return the clauses of *text* (in ``normal`` form), at most ``LIMIT``."""
    clauses: list[Clause] = []
    sentence = 0
    for number, written in enumerate(text.split("\n")):
        line = _BULLET.sub("", written)
        at = 0
        for end in [*_END.finditer(line), None]:
            piece = line[at : end.start() if end else len(line)]
            mark = end.group() if end else "\n"
            at = end.end() if end else at
            clauses += _pieces(piece, number, sentence)
            if _SENTENCE_END.search(mark):
                if "?" in mark:
                    clauses = [_asking(c, sentence) for c in clauses]
                sentence += 1
        if len(clauses) > LIMIT:
            break
    return clauses[:LIMIT]


def _pieces(text: str, line: int, sentence: int) -> list[Clause]:
    parts = (" ".join(p.split()) for p in _BEGINS.split(text))
    return [Clause(p, line, sentence) for p in parts if p]


def _asking(clause: Clause, sentence: int) -> Clause:
    if clause.sentence != sentence:
        return clause
    return Clause(clause.text, clause.line, clause.sentence, asks=True)
