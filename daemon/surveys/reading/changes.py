"""Scores that another one replaces: struck out, so that the one that is given stands alone."""

from __future__ import annotations

import re

from daemon.surveys.reading.numerals import ANY, NUM

_N = rf"(?:an? |the )?{NUM}(?:\s?(?:stars?|points?))?"
_HAN_N = rf"{ANY}\s?分?"
_WISH = (
    r"(?:(?:i|we)(?:'d| would) (?:like|want|love|prefer) to |(?:i|we) (?:want|wish|need) to "
    "|(?:could|can|would) you (?:please )?|may i |let me |please |kindly )?"
)
_CHANGED = (
    r"(?:chang|rais|lower|reduc|increas|upgrad|downgrad|correct|amend|revis|adjust|bump|updat"
    r"|improv|mov|edit|switch)(?:e|es|ed|ing|s)?"
)
_MINE = r"(?:my |our |the |it |this |that )?(?:score|rating|answer|mark|vote|number|reply|grade)?"
_MISTYPED = re.compile(
    r"mis-?typ|typo|misclick|mis-?(?:hit|press|read)|by (?:mistake|accident)|in error|accidental"
    r"|slip|finger|wrong (?:number|score|button|one|key|figure|link|rating)|(?:typed|clicked"
    r"|pressed)"
    r"|misread|misunderst|mixed up|wrong way|other way a?round|too (?:early|soon|quickly)"
    r"|thought (?:that )?(?:1|one|0|zero) (?:was|is|meant)|以为\s?[01]|[看弄搞][反错]|理解错"
)
#: "it should be 9": a wish, unless something was mistyped
_SHOULD = re.compile(
    rf"((?:it|that|this|which|(?:my |the )?(?:score|rating|answer))?\s?\b(?:should|was (?:supposed"
    rf"|meant|intended) to|ought to) (?:actually |really |of course )?(?:be|have been"
    rf"|say) )(?={_N})"
)

_BUT = r"but (?![^.;,\n\d]*\b(?:not|no|never|if|\w+n't)\b)[^.;\n\d]{0,30}?"

#: the first group is struck
_REPLACED = tuple(
    re.compile(pattern)
    for pattern in (
        (
            rf"((?:first |initially )?(?:(?:i|we) )?(?:first |initially "
            rf"|originally )?(?:was going to"
            rf"|were going to|wanted to|was about to|thought|meant to|considered)(?: of)? (?:say "
            rf"|give |put "
            rf"|rate |go for )?{_N},? {_BUT})(?={NUM})"
        ),
        (
            rf"((?:i|we) (?:said|gave|wrote|put|sent|rated|scored"
            rf"|answered)(?: you)? {_N} (?:earlier"
            rf"|before|previously|yesterday|(?:last|the first|the other) (?:time|week|month"
            rf"|year|day)),?"
            rf" {_BUT})(?={_N})"
        ),
        rf"({_N} (?:at first|initially|originally|before),? {_BUT})(?={NUM})",
        (
            rf"\b({_WISH}(?:{_CHANGED}|up|down|went|gone|goes|rose|fell|dropped|climbed)\b"
            rf"[^.;!?\n\d]{{0,30}}?\b(?:from )?(?:my |our )?{_N} (?:up |down )?(?:to"
            rf"|into) (?:an? )?)"
            rf"(?={NUM})"
        ),
        rf"\b({_WISH}{_CHANGED} {_MINE}\s?(?:up |down )?to (?:an? )?)(?={NUM})",
        rf"(\b(?:was|before|previously|earlier):? {_N},? (?:and |but )?)(?=(?:is |it's )?now {_N})",
        rf"({_N},? no,? )(?={NUM}\W*$)",
        rf"\b(not {_N},? but (?:rather |only )?(?:an? )?)(?={NUM})",
        rf"\b((?:it|that|this)?\s?should read )(?={_N})",
        (
            rf"((?:it|that)?\s?\bshould (?:be|have been) )(?={_N},? (?:instead of|not"
            rf"|rather than) {_N})"
        ),
        (
            rf"{NUM}(,?\s*\(?(?:and |but )?(?:not|instead of|rather than|in place of) {_N}"
            r"(?!\s?(?:days|weeks|hours|months))(?: as (?:i )?(?:wrote|said|sent|stated"
            r"|before)[^.,;)\n]{0,16})?)"
        ),
        (
            rf"((?:my |the )?(?:earlier|first|previous|last|former|other|old)? ?{_N} (?:was"
            rf"|is) (?:an? |the )?"
            r"(?:mistake|typo|error|slip|wrong|accident|misclick))"
        ),
        rf"((?:accidentally|mistakenly|wrongly|by mistake) (?:\w+ )?{_N})",
        (
            rf"((?:把|将|由|从)?(?:上次|上回|上期|之前|原来|去年|上季度|前面|刚才)?(?:打|给)?的?{_HAN_N}"
            r"(?:提高|提升|上升|增加|涨|升|降低|下降|降|掉|跌|调整|调高|调低|调|改|变|上调|下调|更正"
            rf"|修改|修正)(?:到|至|成|为)了?)(?={ANY})"
        ),
        rf"((?:前面|刚才|上次|上面|之前)?(?:那个|的|打的)?{_HAN_N}(?:作废|不算|无效|不作数|撤回|取消))",
        (
            rf"((?:没到|没达到|达不到|不到|够不上|就?差[一点\ue000]*(?:到|是|给|就)?|从来?不(?:打|给)"
            rf"|给不了|给不到|打不了|不值)\s*{ANY}\s?分)(?=[^\n]{{0,12}}?{ANY}\s?分)"
        ),
        (
            rf"({ANY}\s?分(?:给不了|给不到|打不了|不值|够不上|不敢给|给不起|不至于|谈不上|就算了))"
            rf"(?=[^\n]{{0,12}}?{ANY})"
        ),
        (
            rf"([^,。;\n]{{0,20}}(?:就是|就给|就能[给打]|就打|就可以给|才能?给|才是)\s*{ANY}\s?分?)"
            rf"(?=[,。;\s]*[^,。;\n]{{0,4}}(?:目前|现在|这次|暂时|当前|眼下)[^。,\n]{{0,6}}{ANY})"
        ),
        (
            rf"(\b(?:would|could|might) (?:easily |have )?(?:be|been|get"
            rf"|deserve) {_N}\b[^.;!?\n]{{0,60}})"
            rf"(?=[.;,]\s*(?:so |but )?(?:for now|as it (?:stands|is)|as of now|right now"
            rf"|at the moment"
            rf"|currently|today|until then|now)\b[^.;!?\n]{{0,20}}{NUM})"
        ),
    )
)
_NUMBER = re.compile(rf"(?:{NUM}|{ANY}\s?分)")


def without_former(text: str) -> str:
    """Return *text* (flat) without the scores that it takes back; at the same length."""
    left = _corrected(text) if _MISTYPED.search(text) else text
    for pattern in _REPLACED:
        left = _blank(left, pattern)
    return left if _NUMBER.search(left) else text


def _corrected(text: str) -> str:
    """Return *text* without what stands before its one "it should be"; at the same length."""
    found = list(_SHOULD.finditer(text))
    if len(found) != 1 or _NUMBER.search(text, found[0].end() + 2):
        return _blank(text, _SHOULD)
    return " " * found[0].end() + text[found[0].end() :]


def _blank(text: str, pattern: re.Pattern[str]) -> str:
    """Return *text* with spaces for what is taken back; the rest may then stand alone."""
    return pattern.sub(lambda m: m[0].replace(m[1], " " * len(m[1]), 1), text)
