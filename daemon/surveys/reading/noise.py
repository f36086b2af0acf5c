"""Numbers that are no scores: dates, times, telephone numbers, prices, counts, references."""

from __future__ import annotations

import re

from daemon.surveys.reading.normal import STRUCK, strike

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may(?! (?:be|have|not|seem)\b)"
    "|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_UNIT = (
    "(?:years?|months?|weeks?|weekdays?|days?|hours?|hrs?|minutes?|mins?|seconds?|secs?"
    "|times|people"
    "|persons|colleagues|users?|customers?|clients?|items?|issues?|bugs?|errors?"
    "|tickets?|calls?|pages?"
    "|emails?|mails|reports?|tries|attempts|outages?|meetings?|employees|staff|sites"
    "|rooms?|units?|pieces?"
    "|copies|friends|partners|things|points? (?:on|in|of) (?:the )?(?:agenda|list|spec)"
    "|open|different|other|more"
    r"|of (?:us|you|them|our|your|the)|kg|km|cm|mm|gb|mb|ms|px|k\b|x\b)"
)
#: a thing that carries a number as its name
_NAMED = (
    "(?:page|phase|milestone|version|ver|release|sprint|week|day|step|item|section"
    "|chapter|figure|table|part|room"
    "|floor|line|gate|batch|lot|building|tier|round|no|nr|invoice|order|ticket|case"
    "|issue|task|story"
    "|question|module|screen|slide|appendix|article|clause|windows|iphone|galaxy|python"
    "|office|site|block"
    r"|unit|house|flat|suite|area|zone|room|building|quarter|q|id|ref|po)"
)
_MEASURE = (
    "(?:个(?!人觉)|次|天|周|星期|月|年|小时|时|分钟|秒|遍|条|人|位|名|家|台|份"
    "|页|版|倍|岁|号|点(?!评)|楼|层|套|项|题|期|轮|批"
    r"|块|元|万|千|百|亿|处|张|件|封|句|种|步|级|环|类|组|场|趟|回|栋|间|米|公里|度|%)"
)

_NOISE = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:https?://|www\.|mailto:)\S+",
        r"\S+@\S+\.\w+",
        r"\[?\bs-[0-9a-z]{1,13}-\s?[0-9a-z]{8,}\]?|\bs-[0-9a-z]{6,}\b",
        (
            r"(?:token|ref(?:erence)?|编号|单号|合同号|订单号?|工单号?|发票号?|代码)\s*(?:no\.?"
            r"|nr\.?)?\s*[:#]?\s*[a-z]{0,4}-?\d[\w-]*"
        ),
        r"\b24\s?/\s?7\b|\b7\s?[x*×]\s?24\b",
        r"\b\d+ (?:out )?of (?:the|our|your|all|my) \d+ (?!points|stars|possible)[a-z]{3,}",
        r"\b\d+/\d+ of (?:the|our|your|all|my|it)\b",
        # dates and times
        r"(?<!\d)(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}(?:\s?[-/.月]\s?\d{1,2}\s?[日号]?)?(?!\d)",
        r"(?<![\d/])\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d\d(?![\d/])",
        rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:of\s+)?{_MONTH}\b(?:,?\s*(?:19|20)\d\d)?",
        (
            rf"\b{_MONTH}\.?\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?![\d/])(?!\s*(?:/"
            r"|out of))(?:,?\s*(?:19|20)\d\d)?"
        ),
        r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})?[日号]?",
        r"\d{1,2}[日号](?!\w)|(?:19|20)\d\d年?(?!\d)|[一二三四五六七八九十\d]{1,2}月份?",
        r"(?:周|星期|礼拜)[一二三四五六日天]",
        (
            r"(?<!\d)\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?(?!\d)|\b\d{1,2}\s?(?:am|pm|a\.m\."
            r"|p\.m\.|o'?clock|h)\b"
        ),
        (
            r"\b(?:\ue000|today|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
            r"|morning|afternoon|evening|meeting|call|lunch|demo|session),? (?:at|around|from) "
            r"\d{1,2}\b"
        ),
        r"\ue000 (?:at|around|from) \d{1,2}\b(?!\s*(?:/|out))",
        r"\bthe \d{1,2}(?:st|nd|rd|th),? at \d{1,2}\b",
        (
            r"\b(?:tough|hard|difficult|tricky|easy|good|great|nice|new|old|next|other|another|every"
            r"|any|some"
            r"|which|this|that|wrong|right|best|only|earlier|previous) one\b"
        ),
        (
            r"\b(?:move|moved|shift|postpone|reschedule|push|change"
            r"|bring)\b[^.\n]{0,16}\b(?:call|meeting"
            r"|appointment|session|demo|slot|workshop|lunch|date)\b[^.\n]{0,12}\bto \d{1,2}\b"
        ),
        r"(?:上午|下午|早上|晚上|中午)\s?[\d一二三四五六七八九十]{1,3}点半?",
        (
            r"\bby (?:the )?\d{1,2}(?:st|nd|rd|th)\b|\bthe \d{1,2}(?:st|nd|rd|th)\b"
            r"|\b\d{1,2}(?:st|nd|rd|th)\b(?! (?:out|of 5))"
        ),
        # money, telephones, addresses, long numbers
        r"(?:[$€£¥]|\b(?:usd|eur|gbp|rmb|cny|chf)\s?)\s?\d[\d,. ]*\d?k?",
        r"(?<![\d.])\d[\d,.]*\s?(?:usd|eur|gbp|rmb|cny|chf|euros?|dollars?|pounds|bucks|cents?)\b",
        r"(?<![\d.])\d[\d,.]*\s?(?:[€£]|万|块钱|元)",
        r"(?<![\d.])\+?\(?\d{2,}\)?(?:[ ./-]?\d{2,}){2,}",
        r"(?<![\d.])\d{4,}(?!\d)|(?<![\d.])\d{1,3}(?:,\d{3})+",
        r"\d+(?:\.\d+)?\s?(?:%|percent\b|per cent\b)",
        r"\bext(?:ension)?\.?\s?\d+\b",
        (
            r"\b(?:order|ticket|invoice|phone|room|version|account|customer|reference|house|model"
            r"|case|contract|part|serial) (?:number|no\.?|nr\.?|id)\s?(?:is|was|:|=)?\s?#?\d+\b"
        ),
        # counts, and things with a number for a name
        (
            r"(?<![\d./])\b(?:\d+|one|two|three|four|five|six|seven|eight|nine"
            rf"|ten)\s?-?(?:\+\s?)?{_UNIT}\b"
        ),
        (
            r"(?<![\d./])\b\d+ (?:new|old|small|big|minor|major|critical|serious|extra|additional"
            "|full|whole|working|business) [a-z]+"
        ),
        (
            rf"(?<!\d, )(?<!\d )\b{_NAMED}s?(?:(?<=no|nr|ef|po)\.)?[ ]?(?:no\.?[ ]?)?#?[ ]?"
            r"\d+(?:\.\d+)*\b(?!\s*(?:/|out of))(?:\s?(?:of|to"
            r"|and|-)\s?\d+\b)?"
        ),
        r"\bv\d+(?:\.\d+)*\b|\b\d+\.\d+\.\d+\b|#\d{2,}",
        (
            r"第\s?(?:\d+|[零一二两三四五六七八九十]+)\s?(?:个|次|版|期|阶段|轮|页|批"
            "|部分|章|条|项|天|周|季度|步|层|方|届|一|者)"
        ),
        rf"(?:\d+|[零一二两三四五六七八九十几]+)\s?(?:多|余|来)?{_MEASURE}",
        r"(?:\d+|[一二两三四五六七八九十])\s?分(?:钟|之(?!间)|公司|部(?!分)|店|期|包|批|支)",
        (
            "[二一三四五六七八九十]期|一(?:些|点|下|直|样|定|起|切|旦|方面|会|致|共|个"
            "|次|种|条)|十分(?=[满不感高非顺愉专认清好及愿推乐肯有期可])"
        ),
        r"十全十美|三番|再三|七上八下|乱七八糟|五花八门|第一时间|万一|统一|唯一|之一|不二",
    )
)
_ENUMERATOR = re.compile(r"(?:^|(?<=[\n:;,。. \ue000]))\(?(\d)\s?[).、:](?=\D)", re.MULTILINE)
_ENUMERATED_HAN = re.compile(r"(?:^|(?<=[\n:;,。 ]))([一二三四五六])、")


def strike_noise(text: str) -> str:
    """Return *text* (flat) with every number blotted out that is surely no score."""
    for pattern in _NOISE:
        text = strike(text, pattern)
    return strike_enumerators(text)


def strike_enumerators(text: str) -> str:
    """Blot out ``1) … 2) …`` where a client numbers his points."""
    for pattern in (_ENUMERATOR, _ENUMERATED_HAN):
        found = list(pattern.finditer(text))
        while found and found[0][1] not in "1一":
            found.pop(0)
        counted = [
            m for i, m in enumerate(found) if m[1] in (f"{i + 1}", "一二三四五六"[i : i + 1])
        ]
        if len(counted) < 2:
            continue
        for match in counted:
            text = text[: match.start(1)] + STRUCK * len(match[1]) + text[match.end(1) :]
    return text
