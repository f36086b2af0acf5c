"""Every place in a text where a client names a score, with what the words around it make of it.

A number is a score only where its words say so: alone in its clause, over a slash, behind a cue
such as "give", before 分 or "stars". All other numbers are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from daemon.surveys.questions import Scale
from daemon.surveys.reading.legend import strike_scales
from daemon.surveys.reading.normal import STRUCK, blot
from daemon.surveys.reading.numerals import ANY, HAN, NUM, TOP, value_of


class Weight(IntEnum):
    """How surely a mention is meant as the answer."""

    ASPECT = 1
    PLAIN = 2
    LABELLED = 3
    TOTAL = 4


@dataclass(frozen=True, slots=True)
class Mention:
    """A score that is named at ``start`` to ``end``; ``value`` is None where it is no one number.

    ``guess`` is what it may mean, in steps of the scale asked.
    """

    start: int
    end: int
    value: float | None
    guess: float
    weight: Weight = Weight.PLAIN
    reason: str = ""


_GAP = r"[\s:=]*"
_OPEN = (
    "(?:(?:an?|the|just|only|about|around|roughly|maybe|perhaps|probably|still|solid"
    "|clear|strong|good|big|full|firm|definite|straight|well-deserved|honest|fat|rather"
    "|hard|easy|soft|weak|generous|easily|certainly|definitely|clearly|mere|grade|mark"
    r"|score|rating|number|option|level|full|whopping|resounding|enthusiastic)\s+){0,3}"
)
_AFTER = (
    r"(?=\s*(?:$|[\n,.;:!?。、()\[\]\"*+\-~…]|分|星|"
    "(?:for|from|because|cause|cos|as|since|due|but|and|this|that|overall|altogether|out"
    "|please|today|stars?|points?|pts|in total|thanks|thank|"
    "at the moment|at best|so|if|now|again|with|on (?:the|your|a|this)|in my|i think"
    "|i guess|i'd|mainly|mostly|only|though|although|however|would|will|is|here|instead"
    "|rather|not|which|then|actually|really|right|seems|where|given|by|to (?:be|you)"
    r"|all in all|too|either|also|per)\b|"
    r"(?:一|因|但|吧|哈|呢|了|啊|的|主要|不过|就|是|谢)))"
)
_STRONG = (
    "(?:giv(?:e|es|ing|en)|gave|rat(?:e|es|ed|ing)|scor(?:e|es|ed|ing)|say|said"
    "|go (?:with|for)|going (?:with|for)|went (?:with|for)|choose|chose|chosen"
    "|pick(?:ed)?|select(?:ed)?|vote|award(?:ed)?|call (?:it|this|that)|ma[dk]e (?:it"
    "|that|this)|change (?:it|that|this|my (?:score|rating|answer))? ?to|deserves?"
    r"|earn(?:s|ed)?|get(?:s)? (?:an?\b)"
    "|put (?:me|us|it|you)? ?(?:down )?(?:for|as|at)?|settle (?:on|for)|stick with"
    "|meant?|rank|grade|mark|evaluate|correction|edit|update)"
)
_OBJECT = (
    r"(?:\s+(?:you|it|this|that|them|us|him|her|me|the|your|our|my|its|whole|overall|team"
    "|teams|project|work|service|result|milestone|company|guys|all|everything|support"
    "|experience|as|with|at|by|to|is|of|would|be|a|an|performance|delivery|cooperation"
    r"|collaboration|satisfaction|likelihood|effort|now)\b){0,6}"
)
_WEAK = (
    r"(?:\b(?:be|is|'s|was|are|were|to|now|so|then|more|rather|like|mine|me|us|answer"
    r"|with|at|as|still|say|think|feel|agree|deserve)\b)"
)
_LABEL = (
    r"(?:\b(?:scores?|ratings?|rate|marks?|grade|answer|vote|points"
    "|satisfaction(?: score)?|nps|csat|ces|result|reply|response|my choice|choice"
    r"|evaluation|feedback)\b"
    "|评分|打分|评价|得分|分数|评级|满意度|推荐度|可能性|意愿|指数|推荐指数"
    "|推荐意愿|选择|我选|答案|答复|答|回答|意见分|星级)"
)
_TOTAL = (
    r"(?:\b(?:overall|in total|total|all in all|on the whole|in general|generally"
    r"|altogether|in sum|on average|so in all|sum)\b|总体(?:来说|来讲|而言|上"
    "|评价)?|整体(?:来说|而言|上"
    "|评价)?|综合(?:来说|评价|下来)?|总的来说|总评|总分|总之)"
)
_BE = r"(?:\s*(?:is|was|would be|will be|=|:|-|of|为|是|给|打|:))*"
_FILLER = (
    r"(?:\b(?:a|an|the|just|my|our|your|us|me|from|i|i'd|we|we'd|i'm|we're|for|side|end"
    "|probably|overall|only|maybe|perhaps|unfortunately|sadly|clear|solid|strong|score"
    "|scored?|rating|answer|is|it|it's|its|its|that's|this|time|so|and|well|hmm+|ok|okay"
    "|say|said|would|give|go|with|point|points|pts|stars?|mark|marks|team|company|mine"
    "|be|hi|hello|dear|all|please|thanks|thank|you|sorry|then|still|yes|sure|here|here's"
    "|think|guess|grade|definitely|certainly|absolutely|easily|honestly|at|in|total|as"
    "|always|again|actually|now|vote|goes|to|full|number|no|doubt|of|course|easy"
    "|straight|big|fat|today|gladly|happily|happy|rather|more|like|make|make|pick|choose"
    "|simply|simple|regards|cheers|best|kind|on|everything|rate|very|much|quick|quickly"
    r"|reply|short|late|answering)\b"
    "|我们|我|给你们|给您|给|打分|打|评分|评价|评|选择|选|个|分|星|颗|吧|的|了"
    "|呢|啊|哦|嗯|是|就|总体|整体|这次|本次|此次|交付|谢谢|感谢"
    "|您好|你好|感觉|觉得|认为|来说|而言|满意度|满意程度|推荐度|推荐|还是|应该"
    "|可以|那就|那|行|好的|嗨|各位|老师|答案|答|回答|回复|为|您|你们"
    "|贵司|贵公司|贵方|方面|这边|这里|本人|勉强|大概|大约|差不多|左右|直接"
    "|必须|只能|能|大家|公司|一致|都|说|得分|得)"
)
_CLAUSE = re.compile(r"[^\n,.;:!?。、()\[\]\"*…=_|]+(?:\.\d+)?")
_DIGIT_POINT = re.compile(r"\d\.\d")
_ALONE = re.compile(
    rf"(?:{_FILLER}|[\s'#+>~\-])*(?P<n>{ANY})(?:\s*(?:分|星|颗星|points?|pts"
    rf"|stars?))?(?:{_FILLER}|[\s'+\-~<{STRUCK}]|[^\w\s])*"
)
_LEADING = re.compile(
    rf"(?:{_FILLER}|[\s'#>\-])*?(?P<n>{NUM})\s+(?=(?:because|cause|for|as|since|but"
    "|and (?:thanks|thank|please|i|we|a|do|don't|the)|this|from|overall|thanks?|please"
    r"|due|with|would|only|mainly|mostly|though|although|if|so|-|~)(?![\w]))"
)
_ASPECT = re.compile(
    r"\s*(?:the |your |our |and |but )?(?:[a-z]+ ){1,2}(?:is |was |gets "
    rf"|get )?(?:an? )?(?P<n>{NUM})\s*"
)
_ASPECT_FOR = re.compile(rf"\b(?P<n>{NUM}) (?:for|on) (?:the |your |our )?[a-z]+")


#: characters of a clause that can still be no more than a score
LONGEST_ALONE = 120


def find_mentions(text: str, scale: Scale) -> list[Mention]:
    """Return the scores named in *text* (flat, without noise), in order."""
    found: list[Mention] = []
    for find in _FINDERS:
        for mention in list(find(text, scale)):
            if STRUCK not in text[mention.start : mention.end]:
                found.append(mention)
                text = blot(text, mention.start, mention.end)
        if find is _over:
            text = strike_scales(text)
    return sorted(found, key=lambda mention: mention.start)


def _mention(
    match: re.Match[str], scale: Scale, of: float | None = None, weight: Weight = Weight.PLAIN
) -> Iterator[Mention]:
    value = value_of(match["n"])
    if value is not None:
        yield _scaled(*match.span("n"), value, scale, of, weight)


def _scaled(
    start: int, end: int, value: float, scale: Scale, of: float | None, weight: Weight
) -> Mention:
    """Make a mention of *value* out of *of* (None: out of the scale that was asked)."""
    if of is not None and of != scale.high:
        value = round(value * scale.high / of, 3) if value <= of else scale.high + 1
    if scale.holds(value):
        return Mention(start, end, value, value, weight)
    reason = "between two steps" if scale.low <= value <= scale.high else "off the scale"
    if of is None and value > scale.high:
        other = next((top for top in (5, 10, 100) if value <= top), 0)
        guess = value * scale.high / other if other else scale.high
        return Mention(start, end, None, guess, weight, reason)
    return Mention(start, end, None, value, weight, reason)


def _each(
    *patterns: str, weight: Weight = Weight.PLAIN
) -> Callable[[str, Scale], Iterator[Mention]]:
    """Make a finder of patterns with a group ``n``, and ``of`` where it is out of something."""
    compiled = [re.compile(pattern) for pattern in patterns]

    def find(text: str, scale: Scale) -> Iterator[Mention]:
        for pattern in compiled:
            for match in pattern.finditer(text):
                of = match.groupdict().get("of")
                yield from _whole(match, scale, value_of(of) if of else None, weight)

    return find


def _whole(
    match: re.Match[str], scale: Scale, of: float | None, weight: Weight
) -> Iterator[Mention]:
    value = value_of(match["n"])
    if value is not None:
        yield _scaled(match.start(), match.end(), value, scale, of, weight)


def _over(text: str, scale: Scale) -> Iterator[Mention]:
    """``4/5``, ``8 out of 10``: also out of another scale than was asked."""
    for match in _OVER.finditer(text):
        top = value_of(match["of"])
        value = value_of(match["n"])
        if top in (5, 7, 10, 100) or top == scale.high or (top == value and top is not None):
            yield from _whole(match, scale, top, Weight.LABELLED)
        elif value is not None:
            yield Mention(*match.span(), None, value, Weight.PLAIN, "out of an unknown number")


_OVER = re.compile(
    rf"(?P<n>{NUM})(?:\s*分)?\s*(?:stars? |points? )?(?:/|out of|of(?= (?:a "
    r"|the )?(?:possible |max|full|(?:5|10|7|five|ten|seven)\b(?=\s*(?:$|[\n,.;:!?)\-]"
    r"|from|for|because|and|but|points|stars)))))\s*(?:a |the )?(?:possible |maximum "
    r"|max |full )*(?:of )?(?P<of>\d{1,3}|five|seven|ten)(?![\d/\w])(?!\s*(?:people"
    "|times|users|customers|cases|orders|days|tickets|issues|requests|items|bugs"
    "|points on|tasks|of (?:us|our|my)|screens|pages|months|weeks|calls))"
)


def _stars(text: str, scale: Scale) -> Iterator[Mention]:
    """``★★★★☆``, ``4 stars``, ``五星``: out of five, unless more are given."""
    for pattern in _STARS:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            words = groups.get("n") or groups.get("m")
            full = value_of(words) if words else sum(match[0].count(star) for star in "⭐★🌟✨✭")
            if full is not None:
                of = 5 if full <= 5 else None
                yield _scaled(*match.span(), full, scale, of, Weight.PLAIN)


_STARS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<n>{ANY})\s?(?:[⭐★🌟]\s*)+|[⭐★🌟]\s*[x×*]\s*(?P<m>\d)(?!\d)",
        r"(?:[⭐★🌟✨✭]\s*){1,12}(?:[☆✩]\s*)*",
        rf"(?P<n>{ANY})\s?-?(?:stars?\b|颗星|个星|星(?!期|级酒店|巴克))",
    )
)


def _ranges(text: str, scale: Scale) -> Iterator[Mention]:
    """``3-4``, ``between 3 and 4``, ``四五分``: no one number."""
    for pattern in _RANGES:
        for match in pattern.finditer(text):
            low, high = value_of(match["a"]), value_of(match["b"])
            if low is None or high is None or not 0 < abs(high - low) <= 5:
                continue
            if match.groupdict().get("near") is not None and abs(high - low) > 1:
                continue
            middle = (low + high) / 2
            top = next((t for t in (scale.high, 10, 100) if max(low, high) <= t), 0)
            guess = middle * scale.high / top if top else float(scale.high)
            yield Mention(*match.span(), None, guess, Weight.PLAIN, "a range")


_RANGES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:between|from)\s+(?:an? )?(?P<a>{NUM})\s*(?:and|to|-)\s*(?:an? )?(?P<b>{NUM})",
        (
            rf"(?P<a>{ANY})\s*(?:分|星)?\s*(?:-|~|到|至|或者?|还是"
            rf"|和)\s*(?P<b>{ANY})\s*(?:分|星)?之?间?(?![\w.%])"
        ),
        rf"(?P<a>{NUM})\s+and\s+(?:an? )?(?P<b>{NUM})(?=\s*(?:$|[\n.!?]))",
        rf"(?P<a>{NUM})\s*(?:->|→|=>|➡)\s*(?P<b>{NUM})",
        rf"(?P<near>(?P<a>{ANY})\s*(?:分|星)?\s*[、,]\s?(?P<b>{ANY})\s*(?:分|星))",
        (
            rf"(?P<a>{NUM})\s*(?:,? ?(?:or|to|maybe|perhaps|possibly|bordering on|or maybe|or even"
            rf"|or perhaps)(?: an?)?)\s+(?P<b>{NUM})"
        ),
        rf"(?P<near>(?P<a>{NUM})\s*/\s*(?P<b>{NUM}))(?!\s*/)",
        r"(?P<near>(?P<a>[一二三四五六七八九])(?P<b>[一二三四五六七八九])(?:分|星))",
    )
)


def _hedged(text: str, scale: Scale) -> Iterator[Mention]:
    for match in _HEDGED.finditer(text):
        value = value_of(match["n"])
        if value is not None:
            shift = -0.6 if match["down"] else 0.6 if match["up"] else 0.0
            yield Mention(*match.span(), None, value + shift, Weight.PLAIN, "hedged")
    for match in _NEGATIVE.finditer(text):
        yield Mention(*match.span(), None, scale.low, Weight.PLAIN, "off the scale")
    for match in _SIGNED.finditer(text):
        yield Mention(*match.span(), None, _hedged_value(match), Weight.PLAIN, "hedged")


def _hedged_value(match: re.Match[str]) -> float:
    half = 0.5 if match["h"] else 0.0
    return (value_of(match["h"] or match["n"]) or 0) + half


_HEDGED = re.compile(
    "(?:(?P<down>almost|nearly|just under|just below|just short of|not quite|shy of"
    "|less than|lower than|worse than|under|below|at most|max(?:imum)?|up to|fewer than"
    "|不到|接近|将近|快到|快|低于|不足|最多|顶多|至多|不超过|差一点)"
    "|(?P<up>more than|higher than|better than"
    "|above|over|beyond|at least|min(?:imum)?|高于|超过|至少|起码|不止|不低于)|(?:close to|near to"
    r"|somewhere (?:around|near|about)))\s*(?:给|打|评)?\s*(?:an? |the "
    rf"|是)?(?P<n>{ANY})(?:\s*分|(?=\s*(?:$|[\n,.;:!?。、)\"]|out|from|because|but|for me"
    "|stars|points)))"
)
_NEGATIVE = re.compile(
    r"(?:(?<![\w.)])-\s?\d{1,3}|\bminus (?:\d+|one|two|three|ten|infinity)|负分"
    r"|负\s?[\d一二三四五十]+\s?分)(?!\w)(?=\s*(?:$|[\n,.;!?。]|分|points?|stars?|out of|from))"
)
_SIGNED = re.compile(rf"(?P<h>{ANY})\s?分半|(?P<n>{NUM})\s?(?:-?ish\b|\.\.\s?{NUM})")


def _totals(text: str, scale: Scale) -> Iterator[Mention]:
    pattern = re.compile(rf"{_TOTAL}[^\n.;!?。]{{0,24}}?{_GAP}(?P<n>{ANY}\s?分|{NUM}{_AFTER})")
    for match in pattern.finditer(text):
        value = value_of(match["n"].removesuffix("分"))
        if value is not None:
            yield _scaled(*match.span("n"), value, scale, None, Weight.TOTAL)


def _alone(text: str, scale: Scale) -> Iterator[Mention]:
    """A number that is all that its clause says."""
    for clause in _CLAUSE.finditer(text):
        if len(clause[0]) > LONGEST_ALONE:
            continue
        match = _ALONE.fullmatch(clause[0]) or _LEADING.match(clause[0])
        if match is None:
            continue
        value = value_of(match["n"])
        if value is not None:
            start = clause.start() + match.start("n")
            yield _scaled(start, start + len(match["n"]), value, scale, None, Weight.PLAIN)


def _aspects(text: str, scale: Scale) -> Iterator[Mention]:
    """``design 4``: says something of a part, and of the whole only with its like."""
    found = [(m.span("n"), m["n"]) for m in _ASPECT_FOR.finditer(text)]
    for clause in _CLAUSE.finditer(text):
        match = _ASPECT.fullmatch(clause[0])
        if match is not None:
            at = clause.start()
            found.append(((at + match.start("n"), at + match.end("n")), match["n"]))
    if len(found) < 2:
        return
    for (start, end), words in found:
        value = value_of(words)
        if value is not None:
            yield _scaled(start, end, value, scale, None, Weight.ASPECT)


_FINDERS: tuple[Callable[[str, Scale], Iterator[Mention]], ...] = (
    _each(
        (
            r"(?:满分|总分)\s*(?:是|为|按"
            rf"|:)?\s*(?P<of>{TOP})\s?分?制?\s?(?:的话)?[^\d\n。]{{0,12}}?"
            rf"(?P<n>{ANY})\s?分?(?!\w)"
        ),
        (
            rf"(?P<of>{TOP})\s?分\s*(?:满分|制|为满分|是满分|算满分)(?:的话|里|中"
            rf"|来说)?[^\d\n。]{{0,12}}?(?P<n>{ANY})\s?分?(?![\d.])"
        ),
        rf"(?P<n>{ANY})\s?分?\s?\(\s*(?:满分|共|总分)\s*(?P<of>{TOP})\s?分?\s*\)",
        (
            r"(?:scale|range|rating) (?:of|from|between)?\s*(?:0|1|zero|one)\s*(?:to|-|and"
            rf"|through)\s*(?P<of>{TOP})\b[^\d\n]{{0,40}}?(?P<n>{NUM}){_AFTER}"
        ),
        (
            rf"(?P<n>{NUM})\s+on (?:the|a|your) scale (?:of|from)?\s*(?:0|1)\s*(?:to"
            rf"|-)\s*(?P<of>{TOP})\b"
        ),
        weight=Weight.LABELLED,
    ),
    _over,
    _stars,
    _ranges,
    _hedged,
    _totals,
    _each(
        rf"{_LABEL}{_BE}\s*{_OPEN}(?P<n>{ANY}\s?分|{NUM}{_AFTER}|{HAN}(?=\s*(?:$|[\n,.;!?。])))",
        weight=Weight.LABELLED,
    ),
    _each(
        (
            rf"(?P<n>{ANY})\s?(?:分(?!钟|之|公司|部|析|配|类|享|店|期|工|包|批|支|会|为"
            "|开|成|别|清|歧|寸)"
            r"|points?\b(?! (?:on|in|of|are|were|that|which|to|we|i)\b)|pts\b)"
        ),
        rf"{_STRONG}{_OBJECT}{_GAP}{_OPEN}(?P<n>{NUM}){_AFTER}",
        (
            "(?:给|打|评|选|改成|改为|改到|算|记)(?:你们|您|贵司|贵方|他们|咱们|大家"
            "|个|出|到|了|你|我们|团队"
            rf"|项目)*\s*(?P<n>{ANY})(?!\s?(?:\w|%))"
        ),
    ),
    _alone,
    _aspects,
    _each(
        rf"{_WEAK}\s*{_OPEN}(?P<n>{NUM})(?=\s*(?:$|[\n,.;!?。)]|from (?:me|us|my|our)|because"
        r"|for (?:me|us|my|our)|this time|to be|honestly|tbh|unfortunately|i\b|as\b|but\b"
        r"|if\b|and (?:i|we|that)\b))"
    ),
)
