"""Turns of phrase that nobody uses who means a score as it stands."""

from __future__ import annotations

import re

_BURDEN = (
    r"(?:wait|paying|explaining|being|chasing|calling|restarting|redoing|fixing your|spending"
    r"|losing|apologi[sz]ing|testing your|working weekends|talking to your)\w*"
)
_RIVAL = (
    r"(?:competit(?:or|ion)s?|worst enem(?:y|ies)|enem(?:y|ies)|rivals?|ex(?:-wife|-husband)?)\b"
)
_GOOD_HAN = (
    r"(?:满意|优秀|专业|高效|准时|及时|贴心|完美|棒|好|快|厉害|牛|给力|靠谱|稳定|惊喜|惊艳|用心|负责"
    r"|满分|感人|感动|优质|周到|热情|敬业|迅速|省心|负责任|神速)"
)
SARCASM = tuple(
    re.compile(pattern)
    for pattern in (
        (
            r"\bwho (?:does ?n't|does not|would ?n't|would not|needs?|wants)\b[^.!?\n]{3,}"
            r"(?:needs|wants|[.?!]|$)"
        ),
        (
            r"\b(great|perfect|wonderful|brilliant|fantastic|lovely|nice|super|amazing|excellent)"
            r"\W{1,4}(?:just|simply|really|absolutely|truly) \1\b"
        ),
        r"\bwhat (?:could|can) be (?:nicer|better|finer|lovelier|more (?:\w+)) than\b",
        r"\bnothing (?:says|like|beats|screams|quite like|better than)\b",
        r"\b(?:must|has to|gotta) be (?:a |some (?:kind|sort) of )?(?:new |world |your )?record\b",
        (
            r"\bonly (?:had|needed|took)\b[^.!?\n]{0,24}\b(?:call|ask|wait|chase|write|beg|remind"
            r"|weeks?"
            r"|months?|years?|times|attempts?|reminders?)\b"
        ),
        (
            r"\b(?:always|such|truly|really|what) an? (?:pleasure|joy|delight|treat"
            r"|thrill) to (?:be on hold"
            r"|be ignored|wait|chase|call|lose|be kept|be told|restart|pay)\b"
        ),
        (
            r"\bkeep(?:s|ing)? (?:us|me) (?:on (?:our|my) toes|awake|busy|guessing|entertained"
            r"|waiting)\b"
        ),
        r"\bif (?:the|your) (?:goal|aim|plan|idea|point|intention|objective) (?:is|was)\b",
        (
            rf"\b(?:love|loved|loving|enjoy|enjoyed|adore)\b (?:\w+ ){{0,2}}?{_BURDEN}"
            r"[^.!?\n]*\b(?:hotline|hold|phone|features?|nothing|again|hours?|weeks?|nights?|boss"
            r"|board)\b"
        ),
        (
            r"\b(?:my|our|the) (?:boss|board|ceo|customers?|clients?|management"
            r"|boards?)\b[^.!?\n]{0,12}"
            r"\b(?:impressed|thrilled|delighted|amused|ecstatic)\b[^.!?\n]{0,40}\b(?:down|crash"
            r"|late"
            r"|lost"
            r"|outage|broke|fail|delay)"
        ),
        (
            r"\b(?:explain(?:ing)?|telling|tell) (?:to )?(?:my|our|the) (?:\w+ )?(?:boss|board|ceo"
            r"|customers?"
            r"|clients?|management|director|bank)\b[^.!?\n]{0,20}\b(?:why|that|how)\b"
        ),
        rf"\brecommend\w* (?:you |them |it |this )?(?:\w+ )?to (?:\w+ ){{0,4}}{_RIVAL}",
        (
            r"\bwould (?:gladly |happily |definitely )?(?:wait|lose|suffer|crash|chase|be ignored"
            r"|pay)\b"
            r"[^.!?\n]{0,40}\bagain\b"
        ),
        (
            r"\b(?:stars?|points?|marks|\d|five|ten) for (?:effort|creativity|trying|originality"
            r"|imagination|consistency|persistence|(?:\w+ ){0,2}excuses?)\b"
        ),
        r"\b(?:apart from|except(?: for| that)?|other than) (?:nothing|everything)\b",
        (
            r"\b(?:congrat\w*|bravo|applause|well done|hats off)\b[^.!?\n]{0,24}\b(?:finally"
            r"|after \w+ (?:weeks|months|years)|only \w+ (?:weeks|months)|outage|crash|delay)"
        ),
        (
            r"\bbecause (?:who|why) \w+|\bsaid (?:no one|nobody) ever\b"
            r"|\bworld[- ]class (?:delay|chaos|silence|confusion)"
        ),
        (
            r"\b(?:a|the) (?:masterclass|textbook example|lesson) (?:in|of) (?:how (?:not|to lose)"
            r"|delay|chaos"
            r"|silence)"
        ),
        rf"[\"'](?:非常|很|十分|太|最|真|如此)?{_GOOD_HAN}[\"']",
        (
            r"谁不(?:喜欢|爱|想)|毕竟能|领教|好到[^,。\n]{0,8}(?:找不|没|不)|刮目相看|大开眼界|叹为观止|印象深刻[^。\n]{0,8}(?:宕|崩"
            r"|挂|延)"
            r"|(?:宕机|崩|延期|延误|丢)[^。\n]{0,12}(?:印象深刻|刮目相看|赞不绝口)|(?:可|还)真(?:会|能|有本事)"
            r"|谢谢?(?:了|啊)?您(?:嘞|咧)|我(?:可)?真是太幸运|真(?:好|棒|快|行)(?:啊|呢|呀)[^。\n]{0,16}(?:又|才|还没|月|周)"
        ),
        r"分呗|反正(?:系统|你们|也|都)|(?:竞争对手|仇人|死对头|冤家|对家)",
    )
)
#: nothing but the wording of a step, copied with its quotation marks
COPIED = re.compile(r"\W*\d{0,2}\W*[\"'][^\"']{1,40}[\"']\W*\d{0,2}\W*")
#: mean it where nothing went wrong
IF_MISHAP = re.compile(
    r"\b(?:just|exactly) what (?:we|i) (?:needed|wanted|always)\b|🙂|\bof course\b|\bobviously\b"
    r"|怕你们?骄傲"
)
