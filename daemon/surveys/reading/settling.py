"""From the scores that are named in a text to the one that is meant, or to a person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daemon.surveys.reading.mention import Mention, Weight
from daemon.surveys.reading.normal import strike
from daemon.surveys.reading.numerals import ANY, NUM

#: the number is named, but not given
_BEFORE = re.compile(
    r"(?:"
    r"\b(?:want(?:ed)?|going|meant|intended|planned|tempted|inclined|hop(?:ed|ing)|like"
    r"|liked|thinking|about|willing|ready|supposed|used) (?:to|of)(?: (?:\w+ ){0,3}| )"
    r"|\b(?:would|could|might|should)(?: not|n't)?(?: have|'ve|'a)(?: \w+){0,4} "
    r"|\b(?:instead of|rather than|other than|as opposed to|not|no|never|nor|\w+n't(?: (?!but|so"
    r"|and|it's|then)\w+){0,2}|isn't|is not"
    r"|wasn't|n't(?: \w+){0,3}|cannot give(?: \w+)?|far from|missing for|lacking for"
    "|short of|away from|to (?:reach|get|earn|deserve|become|hit)|for) (?:quite |really "
    "|exactly |even |you )*(?:a |an |the )?(?:full |perfect )?(?:score of )?"
    r"|\b(?:last|previous|prior|earlier|former) (?:time|year|quarter|month|week|round"
    r"|survey(?! (?:that )?(?:i|we)\b)|phase|score|rating|one)\b[^.;!?\n]{0,40}?"
    r"|\b(?:previously|before this|in the past|used to be|originally|initially"
    r"|at first)[^.;!?\n]{0,30}?"
    r"|\b(?:up|down|improved|went|changed?|rose|fell|moved?) from (?:an? )?"
    r"|\b(?:if|once|when|until|unless|after you|had you)\b[^.;!?\n]{0,60}?"
    r"|\b(?:my |our )?(?:colleagues?|boss|partner|manager|wife|husband|others?) (?:\w+ ){0,3}"
    r"|(?:本来|原来|原本|本想|原想|本该|原打算|本打算|曾|险些|差点)[^。;!?\n]{0,12}?"
    "|(?:上次|上回|上期|上一次|上季度|上个月|去年|下次|下回|下一次|争取|力争|期待|之前|以前|前一次|过去|此前"
    r"|最初|一开始|起初)[^。;!?\n]{0,10}?"
    "|(?:再|能)[^。;,!?\n]{1,12}就(?:是|给|打|能给|可以给)?"
    "|(?:不是|并非|不给|给不了|给不到|不能给|没法给|不值|达不到|够不上|而非"
    "|而不是|不止|取代|代替|没有|没)(?:你们|满分的)?"
    r"|(?:如果|要是|若|假如|否则|等(?![了过待到级]))[^。;!?\n]{0,24}?(?:给|打|是|得)?|除非[^。;!?\n]{0,20}?"
    r"|(?:扣掉?|减去?|少|差|加|多|提高|降低|扣除|扣了|留下?|少给|多给|扣你们|离|距离|距)(?:了|你们|他们)?"
    r"|\((?:was|were|formerly|earlier|before:?) (?:an? )?|\bthan (?:an? )?"
    r"|(?:从|由)(?:原来的)?"
    r"|(?:同事|领导|老板|别人|其他人)[^。;,!?\n]{0,6}?(?:给|打)?"
    r")$"
)
_FOR_NEEDED = re.compile(r"\bfor (?:a |an |the )?(?:full |perfect )?$")
_MISSED = re.compile(
    r"(?:not enough|missing|lacking|needs?|needed|short|quite enough|to be|what)\b[^.;!?\n]{0,30}$"
)
_BEHIND = re.compile(
    r"^\s*(?:points?|pts|stars?|分|星)?\s*(?:"
    "(?:if|once|when|had|with (?:a |an |better|more|faster)|unless|next time|as soon as"
    r"|provided)\b"
    r"|last (?:time|year|quarter|month|survey)|before\b|previously|(?:would|might"
    r"|could) (?:have been|be) (?:too|fair if)|is (?:too|out of)|less\b|off\b|(?:的话|才对|以外"
    "|都不到|不至于|太高|太低|给不了|给不出|都(?:不|没|嫌|难|给不)|也(?:不|没|给不)))"
)
_REFUSED = re.compile(
    r"^\s*(?:分|points?|stars?)?\s*(?:都(?:不|没|嫌|难)|也(?:不|没)|以外|off\b|less\b|deducted"
    r"|(?:more|fewer|higher|lower|better|worse|up|down)\b(?! or less)"
    "|(?:(?:is|are) (?:already |still )?)?too (?:many|much)"
    r"|(?:would|might|could) (?:have been|be) (?:too|unfair|wrong|a lie|harsh|mean|generous"
    "|an insult|dishonest|exaggerated))"
)
#: a condition that nobody makes: politeness
_POLITE = re.compile(
    r"\bif (?:i|we) (?:have|had|must|may|need|should|were|am|could)(?: (?:to|be))?"
    r" ?(?:asked|forced)? ?(?:to )?(?:choose|pick|give|say|be honest|put|name|decide|rate|score"
    r"|answer)?\b[^.;!?\n,:]{0,24}(?=[,:-])"
    r"|\bif (?:you (?:ask|really|want|need|insist|must|like)|pressed|pushed|asked)\b"
    r"[^.;!?\n,:]{0,24}(?=[,:-])"
    r"|如果(?:一定|非)?要?(?:我)?(?:打分|给分|选|说|评)(?:的话)?(?=[,:])"
)
_WOULD = re.compile(
    r"\b(?:would|could|might|'d|should) (?:\w+ )?(?:be|give|have|rate|say|score|get"
    r"|deserve|go|been)\b[^.;!?\n]{0,20}$"
)
_CORRECTION = re.compile(
    r"no,? wait|\bwait\b|\bsorry\b|\bi me(?:an|ant)\b|\bmeant\b|\bactually\b"
    r"|correct(?:ion|ed)?\b|scratch that|\boops\b|\btypo\b|\bedit\b|make (?:it|that)"
    r"|chang(?:e|ed|ing)\b|\brather\b|on second thought|better:|strike that|\bupdate\b"
    r"|\bor no\b|\bno(?:[,:]| (?=\d))|wrong (?:one|button|number|link)|misclick|mistake|revis"
    "|let'?s say|hmm"
    "|更正|改成|改为|改到|改一下|不对|还是|应该是|写错|打错|点错|错了|算了"
    "|修正|抱歉|不好意思|重新|以此为准|为准|纠正|手滑|收回"
)
_NOW = re.compile(
    r"\b(?:now|this time|today|currently|these days|by now)\b|这次|现在|如今|目前|今年|本次|此次"
)
_TO_REACH = re.compile(r"\bto (?:get|reach|earn|deserve|become|make it) (?:to )?an? $")
_CONDITION_BEHIND = re.compile(
    r"\s*(?:points?|stars?|分)?\s*(?:if|once|when|as soon as|provided|had)\b(?! (?:i|we) (?:may"
    r"|must|can))"
)
#: "5 if you fix it"
_IF_YOU = re.compile(
    r"\s*(?:points?|stars?|分)?\s*(?:only )?(?:if|once|as soon as|provided|unless) (?:that )?"
    r"(?:you(?! (?:ask|must|like|want|insist|need))|your|it|this|the|they)\b"
)
_NUMBER = re.compile(NUM)
_SENTENCE_END = ".;!?。\n"
_LAST = re.compile(rf"(?:{ANY})\s*分?$")


def without_void(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions that are given, not wished, remembered, refused or taken off."""
    return [m for m in mentions if not _is_void(text, m)]


def _is_void(text: str, mention: Mention) -> bool:
    head = text[max(0, mention.start - 90) : mention.start]
    cut = max(head.rfind(mark) for mark in _SENTENCE_END)
    lead = _LAST.sub("", text[mention.start : mention.end])
    head = strike(head[cut + 1 :] + lead, _POLITE).removesuffix(lead)
    # only a comma further on can a new thought begin
    clause = head[head.rfind(",") + 1 :] if head.count(",") and not _opens_condition(head) else head
    if re.match(r"\s*(?:then|only then|那时|到时)", clause):
        clause = head
    tail = text[mention.end : mention.end + 40]
    if _REFUSED.match(tail) or (_WOULD.search(clause + lead) and _BEHIND.match(tail)):
        return True
    if (
        _IF_YOU.match(tail)
        or _TO_REACH.search(clause + lead)
        or _is_further_wish(text, mention, tail)
    ):
        return True
    found = _BEFORE.search(clause)
    if found is None:
        return (
            re.match(r"\s*(?:last (?:time|year|quarter|month|round|survey)|上次)", tail) is not None
        )
    if _FOR_NEEDED.search(found[0]):
        return _MISSED.search(clause[: -len("for ")]) is not None
    return not _NOW.search(found[0])


def _is_further_wish(text: str, mention: Mention, tail: str) -> bool:
    """``4, five once the invoices are right``: the second is a wish."""
    return (
        _CONDITION_BEHIND.match(tail) is not None
        and _NUMBER.search(text, 0, mention.start) is not None
    )


def _opens_condition(head: str) -> bool:
    """``If you fix it, it is a 5``: the comma ends no condition."""
    return (
        re.match(
            r"\s*(?:if|once|when|unless|had)\b|\s*(?:如果|要是|若|假如|等(?![了过待到级]))", head
        )
        is not None
    )


def without_corrected(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return what stands after the last correction, if there is one between two scores."""
    for at in range(len(mentions) - 1, 0, -1):
        between = text[mentions[at - 1].end : mentions[at].start + 1]
        lead = text[mentions[at].start : mentions[at].end]
        if _CORRECTION.search(between) or _CORRECTION.search(lead):
            return list(mentions[at:])
    if len(mentions) > 1:
        tail = text[mentions[-1].end : mentions[-1].end + 60]
        if re.match(
            (
                r"\s*[,(]?\s*(?:i )?(?:clicked|pressed|typed|chose|picked|填|点"
                r"|写)[^\n]{0,20}(?:wrong"
                "|first|错)"
            ),
            tail,
        ):
            return list(mentions[-1:])
    return list(mentions)


def strongest(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions that say most plainly that they are the answer."""
    best = max((m.weight for m in mentions), default=Weight.ASPECT)
    if best is Weight.PLAIN:
        return [m for m in mentions if m.weight is Weight.PLAIN]
    return [m for m in mentions if m.weight is best]
