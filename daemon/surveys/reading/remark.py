"""What a client said beside the values, in his own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daemon.surveys.reading.courtesies import is_closing, is_greeting
from daemon.surveys.reading.normal import STRUCK, blot, flat

_SENTENCE = re.compile(r"[^\n.!?。！？;；]+(?:\.(?=\w)[^\n.!?。！？;；]+)*[.!?。！？;；]*")
_GREETING = re.compile(
    r"^\W*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening"
    r"|day))\b[^,\n!.]{0,40}[,!.]?\s*$|^\W*(?:[\w· ]{1,20},\s?)?(?:您好|你好|尊敬的|各位"
    r"|大家好)[^,。\n]{0,14}[,:!。]?\s*$|^\W*(?:此致|敬礼|顺祝商祺|祝好|祝商祺|祝工作顺利|商祺)\W*$"
    r"|^\W*(?:(?:kind|best|warm|many)? ?(?:regards|wishes|greetings)|cheers|sincerely"
    r"|yours \w+|br|vg|mfg|rgds|all the best)[ ,\w]{0,24}\W*$|^\s*-{2,}\s*$"
    r"|^\W*sent from my\b.*$|^\W*(?:get outlook for|发自我的|来自我的|从我的).*$"
)
_COURTESY = re.compile(
    r"\b(?:thanks?(?: (?:a lot|so much|very much|again|and|for asking|in advance))*"
    "|thank you(?: (?:very much|so much|again|all|for asking|for your (?:mail|e-?mail"
    "|message)))*|thx|ty|cheers|please|regards|best|kind|will do|ok(?:ay)?|sure"
    "|no problem|you're welcome|have a (?:nice|good|great) (?:day|weekend|week)|received"
    r"|noted|got it|(?:hi|hello|hey)(?: (?:there|all|team|everyone))?)\b"
    r"|谢谢|感谢|多谢|谢了|收到|好的|知道了|辛苦了?|您好|你好|已阅|已收到|不客气|再见|祝好"
)
_FILLER = re.compile(
    r"\b(?:i|i'd|i'll|i'm|we|we'd|we'll|we're|would|will|wanted|should|give|gave|giving"
    "|rate|rating|score|scored?|say|said|it|it's|its|this|that|that's|the|a|an|you|your"
    "|our|my|us|me|mine|is|was|be|are|am|from|for|to|of|out|on|in|at|as|with|by|so|and"
    "|or|and|then|well|just|only|probably|maybe|perhaps|overall|quite|very|really|clear"
    "|solid|strong|full|stars?|points?|pts|time|answer|answers|reply|side|part|team|guys"
    "|all|everything|them|here|hereby|still|more|not|no|wait|make|makes|sorry|meant|mean"
    "|actually|correction|typo|edit|instead|between|somewhere|hard|around|last|now|scale"
    "|choose|chose|pick|go|put|would've|have|been|somewhat|unfortunately|sadly|yes|hmm+"
    "|think|guess|feel|easily|definitely|certainly|absolutely|satisfaction|response"
    "|result|vote|question|questions|board|across|each|rest|remark|comment|comments|note"
    "|above|below|find|following|follows|see|inline|herewith|my|do|don't|could|couldn't|can't|happier|both|either|possible|max"
    r"|maximum|too|highest|best|any|other|day|best|work|service|going|with)\b"
    "|我们|我|你们|您们|您|你|给|打|评|选|个|了|的|吧|啊|呢|哈|哦|嗯|是|就|都"
    "|也|还|那|这次|本次|此次|上次|总体|整体|整个|评分|打分|评价"
    "|得分|分数|满意度|推荐度|推荐|满分|分|星|颗|意见|建议|备注|答案|答|回答"
    "|第|题|项|前|全部?|所有|均|感觉|觉得|认为|来说|而言|方面|可以"
    "|应该|对|不对|更正|改成|改为|改|为|本来|想|原来|但|只能|能|因为|所以|挺"
    "|很|非常|十分|比较|如果|最高|里|到|之间|选择|交付|贵司|贵公司"
    "|服务|工作|经理|老师|女士|先生|小姐|支持|配合|为|项目|吗|呀|一个|依次|按照?顺序|顺序|分别|必须|直接|这边|公司|大家|分制|十|百"
)
_NUMBER = re.compile(
    r"[\d.,/%]+|[一二三四五六七八九十零两]+(?=\s*(?:分|星|$))|\b(?:zero|one|two|three|four|five|six"
    r"|seven|eight|nine|ten)\b"
)
_LEAD = re.compile(
    rf"^[\s{STRUCK}\d/.,:;!~#*+()\-，。、：；！（）—–…]*(?:分|星|stars?|points?|out of (?:5|7|10"
    rf"|five|seven|ten))?[\s{STRUCK}.,:;!~\-，。、：；！—–…)）]*"
)
#: what our own links write into the ready-made reply
_INVITATION = re.compile(
    r"^\W*(?:\(|you (?:may|can)|please|feel free|if you (?:like|wish|want)"
    r"|anything to add|optional)?[^\n]{0,30}\b(?:add|write|leave|put"
    r"|type)\b[^\n]{0,20}\b(?:remark|comment|note|message|feedback"
    r"|words?)s?\b[^\n]{0,20}\b(?:here|below|under|line)\b[^\n]{0,12}$"
    r"|^\W*(?:如有|如果有|您可以?|欢迎|可|请)?[^。\n]{0,10}(?:意见|留言|备注"
    r"|补充|说明|评语)[^。\n]{0,8}(?:写|填|补充"
    r"|添加)[^。\n]{0,4}(?:下面|下方|此处|这里|下行)[^\n]{0,4}$"
    r"|^\W*(?:请在)?(?:此处|这里|下面|下方)(?:填写|写下|添加"
    r"|补充)[^\n]{0,12}$"
)
_NOTHING = re.compile(
    r"^\W*(?:no|none|nothing(?: (?:else|to add|more|for now|really"
    "|special))?(?:,? (?:thanks|thank you))?|n/?a|nil|-+|—+|/|x|nope|not really"
    "|no (?:further )?(?:comments?|remarks?|suggestions?)|(?:暂时|目前|暂)?(?:没有?|无)(?:了|什么"
    r"|其他|别的|其它)?(?:意见|建议|补充|要求|问题)?|没|无|略"
    r"|skip(?:ped)?|pass|跳过|不清楚|不了解|不适用|不评价?|thanks?(?: you)?|thank you|谢谢"
    r"|多谢|感谢)\W*$"
)
_LABEL = re.compile(
    r"^\s*(?:comments?|remarks?|notes?|意见|建议|备注|说明|理由|原因|reason)\s*[:：]\s*",
    re.IGNORECASE,
)


def without_greetings(text: str) -> str:
    """Return *text* without the lines that only greet."""
    return "\n".join(line for line in text.split("\n") if not is_courtesy(line))


def is_courtesy(line: str) -> bool:
    """Tell whether a line only greets or closes."""
    return bool(_GREETING.match(flat(line))) or is_greeting(line) or is_closing(line)


def is_nothing(text: str) -> bool:
    """Tell whether a text answers "nothing to add"."""
    said = flat(text).strip()
    return not said or _NOTHING.match(said) is not None


def remark_of(text: str, used: Sequence[tuple[int, int]], *, whole: bool = False) -> str:
    """Return what *text* says beside the stretches *used* for values, courtesies left out.

    A sentence that says more than its value is kept, without a value in front of it unless
    *whole*.
    """
    marked = flat(text)
    for start, end in used:
        marked = blot(marked, start, end)
    kept: list[str] = []
    for line in re.finditer(r"[^\n]+", marked):
        pieces = [_piece(text, marked, *m.span(), whole=whole) for m in _spans(line)]
        joined = " ".join(piece for piece in pieces if piece)
        if joined:
            kept.append(_LABEL.sub("", joined))
    remark = "\n".join(kept).strip()
    return "" if is_nothing(remark) else remark


def _spans(line: re.Match[str]) -> list[re.Match[str]]:
    if is_courtesy(line[0]) or _INVITATION.match(line[0]):
        return []
    return list(_SENTENCE.finditer(line.string, line.start(), line.end()))


def _piece(text: str, marked: str, start: int, end: int, *, whole: bool) -> str:
    """Return a sentence if it says something, without a value that it begins with."""
    sentence = marked[start:end]
    if not _says_something(sentence):
        return ""
    lead = _LEAD.match(sentence)
    if lead is not None and STRUCK in lead[0] and not whole:
        start += lead.end()
    return text[start:end].strip()


#: praise made of words that say nothing by themselves
_PRAISED = re.compile(
    r"\b(?:solid|strong|best|full|clear|quite some|really good) (?:work|service|team|guys|result"
    r"|project|response|effort|support|performance)\b(?! [\d\ue000])"
)


def _says_something(sentence: str) -> bool:
    if _PRAISED.search(sentence):
        return True
    left = _FILLER.sub(" ", _NUMBER.sub(" ", _COURTESY.sub(" ", sentence)))
    left = re.sub(rf"[\W_{STRUCK}]+", " ", left).strip()
    han = re.findall(r"[\u4e00-\u9fff]", left)
    words = re.findall(r"[a-z\u00c0-\u024f]{2,}", left)
    return (
        len(han) >= 2
        or len(words) >= 1
        or bool(re.search(r"[\u0400-\u04ff\u3040-\u30ff\uac00-\ud7af]{2}", left))
    )
