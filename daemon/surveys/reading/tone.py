"""Irony, harsh words and praise: what makes a careful reader distrust a number."""

from __future__ import annotations

import re

from daemon.surveys.reading.mishaps import tells_of_mishap
from daemon.surveys.reading.normal import flat
from daemon.surveys.reading.sarcasm import COPIED, IF_MISHAP, SARCASM

_PRAISE = (
    "(?:great|wonderful|fantastic|brilliant|lovely|excellent|perfect|amazing|awesome"
    r"|marvell?ous|superb|good|nice|well done|impressive|bravo|congrat\w*|kudos|beautiful"
    "|terrific|outstanding|stellar|splendid)"
)
_HARM = (
    "(?:delet|break|los[eti]|ignor|miss|crash|delay|destroy|ruin|fail|mess|forgett|wast"
    "|wip|leav|overcharg|block|corrupt|not|never|doubl|cost|mak(?:e|ing) (?:us|me) wait"
    r"|keeping (?:us|me) wait|taking down|bringing down)\w*"
)
_MISHAP = (
    r"(?:delay\w*|outages?|down|crash\w*|broken?|broke|bugs?|errors?|fail\w*|late|lost"
    "|missed|waiting|wait|problem|deadline|excuse|weeks? (?:of|late)|invoice|surprise"
    "|promise|days? (?:late|of))"
)

_IRONY = tuple(
    re.compile(pattern)
    for pattern in (
        (
            r"[🙄🤡🙃🐌😒]|/s(?:\s|$)|\(not\)|(?:^|\W)not!|[.!]\s*not[.!]?\s*$|\byeah,? right\b"
            r"|\bas if\b|\bslow clap\b|👏(?:\s*👏){1,}.*(?:delay|again|late|又)"
        ),
        r"\bthanks? (?:you )?(?:so much |very much |a lot |a bunch )?for (?:absolutely )?nothing\b",
        rf"\bthank(?:s| you) (?:so much |very much |a lot |a bunch )?for (?:\w+ )?{_HARM}",
        (
            r"\b(?:oh|ah|wow|gee|well|just|yeah|yes|sure|right),? (?:how |so |just "
            rf"|that'?s )?{_PRAISE}\b[^.!?\n]{{0,20}}[,.!]? ?[^.!?\n]{{0,30}}\b(?:another|again"
            rf"|yet|still|{_MISHAP})\b"
        ),
        (
            rf"\b{_PRAISE}\b(?: \w+){{0,3}}[ ,.!:-]+(?:and )?(?:yet )?(?:\w+ )?(?:another"
            r"|down again|again (?:late|down|broken)|only \w+ (?:weeks|days|months|hours) late"
            rf"|(?:second|third|fourth|fifth|\d(?:nd|rd|th)) {_MISHAP})"
        ),
        (
            rf"(?:^|[.!?\n]\s*){_PRAISE}\W{{1,4}}[^.!?\n]{{0,40}}\b(?:again|another"
            rf"|yet another)\b[^.!?\n]{{0,20}}\b{_MISHAP}|(?:^"
            rf"|[.!?\n]\s*){_PRAISE}\W{{1,4}}[^.!?\n]{{0,40}}\b{_MISHAP}\b[^.!?\n]{{0,12}}\bagain"
            r"\b"
        ),
        (
            rf"\b{_PRAISE}\b[^.!?\n]{{0,10}}\byou(?:'ve| have)? (?:even )?(?:managed|succeeded)"
            rf"[^.!?\n]{{0,12}}\b{_HARM}"
        ),
        (
            rf"\b{_PRAISE} (?:job|work|effort|idea|service|support|move|decision|going"
            f"|team)?,? ?(?:on |at |in |by |with |of )?{_HARM}"
        ),
        (
            r"\bhow (?:wonderful"
            r"|lovely|nice|kind|generous|thoughtful)\b|\bcould ?n'?t be happier (?:with"
            f"|about) (?:the |another |yet )?{_MISHAP}"
        ),
        (
            r"\bif (?:you|your \w+|one|someone|they) (?:really |truly )?(?:enjoys?|likes?|loves?"
            r"|fanc(?:y|ies)|is into|are into) (?:\w+ ){0,2}(?:waiting|wait|delays?|pain|silence"
            "|bugs?|being|paying|chaos|surprises|excuses|late)"
        ),
        (
            rf"\b(?:keep up the|what a) {_PRAISE}[^.!?\n]{{0,30}}(?:late|delay|broken"
            r"|nothing works|again)|\b(?:so|really|truly) (?:impressed|proud"
            r"|grateful)[^.!?\n]{0,30}(?:delay|late|broken|crash|nothing|never)"
        ),
        (
            r"\bfive stars,? (?:i suppose|obviously|of course,)|\b(?:what|such) a (?:surprise|joy"
            r"|treat)\b|\blove (?:it |how |that |when )[^.!?\n]{0,30}(?:again|crash|break|down"
            rf"|late|ignor|never)|\bbravo\b[^\n]{{0,60}}\b{_MISHAP}"
        ),
        (
            r"\b(?:loved|enjoyed|love|enjoy|adore) (?:\w+ ){0,3}(?:waiting|being ignored"
            "|chasing|the silence|(?:yet )?another|every (?:delay|crash|outage))"
        ),
        (
            "呵呵|哼哼|🙂🙂|手动狗头|狗头|反话|真有你们的|真是(?:服|谢谢|感谢|佩服"
            "|厉害|绝)|(?:可|真|也真)行(?:啊|,|。|!|呀|$)|行了吧"
            "|服了(?:你们|u)?|佩服佩服|厉害了|我谢谢你|谢谢你(?:们)?(?:全家|八辈)"
            r"|好一个|好样的[^。\n]{0,12}又"
        ),
        (
            "(?:真|太|好|可真|真是)(?:是)?(?:太)?(?:棒|好|赞|牛|厉害|优秀|贴心|专业"
            "|准时|高效|及时)(?:了|啊|呀"
            r"|的)*[,。!~ ]*[^。\n]{0,6}(?:又|再次"
            r"|第[二三四五六七八九\d]+次)[^。\n]{0,12}(?:崩|延|拖|坏|错|断|挂|丢|故障"
            "|失败"
            "|迟|宕|停|bug|报错|出问题|卡|推迟|跳票)"
        ),
        (
            r"(?:又|再次|第[三四五六七八九\d]+次)[^。\n]{0,10}(?:崩|延期|延误|拖|宕|挂"
            "|丢|跳票|推迟|报错|坏|出错"
            r"|卡死)[^。\n]{0,8}[,。!]*[^。\n]{0,6}(?:真是|可真|真|太|简直"
            r"|实在)(?:是)?\s?\"?(?:非常)?(?:满意|棒|好|赞"
            "|优秀|惊喜|专业|高效|让人|感动|靠谱|牛)"
        ),
        (
            r"(?:感谢|谢谢)(?:你们|贵司|贵公司)?(?:让|害|把)(?:我|我们)[^。\n]{0,12}"
            r"(?:加(?:了)?[^。\n]{0,3}班|等"
            "|白|熬|重做|丢|损失|返工|背锅)|送给你们"
            "|满意到(?:想|要)|(?:满意|开心|高兴)得(?:想哭|说不出话|睡不着)"
            r"|惊喜不断[^。\n]{0,10}(?:又|bug|故障)"
        ),
        (
            r"\"(?:非常|很|十分)?(?:满意|优秀|专业|高效|准时|及时|贴心|完美)\""
            rf"|\"(?:very )?(?:{_PRAISE}|satisfied"
            r"|professional|on time|support|service)\""
        ),
    )
)
_HARSH = re.compile(
    r"\b(?:what a (?:joke|farce|circus|mess|shame)|worst|terrible|terribly"
    r"|awful|horrible|horrendous|dreadful|disaster\w*"
    r"|unacceptable|useless|never again|appalling|disgrace\w*|shame(?:ful)?|pathetic"
    r"|incompetent|rip-?off|scam|hate[ds]?|nightmare|garbage|rubbish|disgust\w*|furious"
    "|lawyer|refund|very (?:dissatisfied|unhappy|disappointed|poor|bad)|nothing works"
    r"|waste of)\b"
    r"|\bfor (?:\w+ )?(?:los|delet|break|ignor|miss|crash|delay|destroy|ruin|fail|mess|forgett"
    r"|wast|wip|overcharg|corrupt)\w*ing\b"
    "|最差|太差|很差|非常差|极差|糟糕|垃圾|再也不|失望|投诉|退款|骗|恶劣"
    "|无法接受|不能接受|忍无可忍|一塌糊涂|不可理喻|气死|坑人|太烂|差劲"
    "|(?<!没有)(?<!没)非常不满|很不满意"
)
_WARM = re.compile(
    r"\b(?:meaning (?:very )?good|very good|(?:as|like) (?:in|at) school"
    r"|the best|best (?:team|ever|agency|supplier|vendor|service|partner|company"
    r"|experience|work|project|in)|number one|no ?\.? ?1\b|(?:every\w+|all"
    r"|we)(?: here)? loves? (?:you|it)"
    r"|extremely happy|perfect(?:ly)?|excellent|outstanding|fantastic|amazing"
    "|awesome|superb|brilliant|love(?:d)? (?:it|working|the|your|everything)|wonderful"
    "|flawless|top[- ]notch|absolutely great|great (?:job|work|team|service)"
    "|very (?:satisfied|happy|pleased)|delighted|keep it up|keep up the good|thrilled"
    r"|couldn't be happier|highly recommend|well done)\b"
    "|非常满意|很满意|十分满意|完美|非常好|太棒|太好了|继续保持|优秀|赞|好评"
    "|最(?:好|棒|专业|靠谱|优秀|满意|给力|强)的?|第一名|特别好|出色|无可挑剔|一流|非常棒|强烈推荐"
)
_CONTRAST = re.compile(
    r"\b(?:but|although|though|however|despite|except|apart from|other than|previous"
    "|before|earlier|used to|formerly|last|compared|unlike|other (?:suppliers?|vendors?"
    r"|compan\w+|providers?)|not|no|n't|never|nothing|without|until|after|if|would|should"
    r"|could|unfortunately|sadly|wish|used)\b|n't\b"
    "|但|虽然|尽管|不过|可是|只是|之前|以前|原来|上次|别家|其他|比起|除了|没有"
    "|不再|没|不是|如果|希望|可惜|终于|后来"
)


def is_ironic(text: str) -> bool:
    """Tell whether *text* (flat) praises in a way that nobody means."""
    if COPIED.fullmatch(text):
        return False
    if IF_MISHAP.search(text) and tells_of_mishap(text):
        return True
    return any(pattern.search(text) for pattern in (*_IRONY, *SARCASM))


_NO = re.compile(
    r"\b(?:not|no|never|nothing|without|hardly|n't|neither|nor|any)\b[^,.;!?\n]{0,24}$"
    r"|n't\b[^,.;!?\n]{0,24}$|(?:不|没|没有|无|毫无|并非|绝非|从不)[^,。;!?\n]{0,5}$"
)
_UNHAPPY = re.compile(
    r"\b(?:disappoint\w*|dissatisf\w*|unsatisf\w*|unhappy|annoy\w*|frustrat\w*|angry|upset"
    r"|fed up|let down|complain\w*|poor(?:ly)?|badly|chaotic|careless|sloppy|unprofessional"
    r"|unresponsive|unreliable|ignored|overcharged|far too (?:slow|late|expensive|long)"
    r"|(?:much |way )?too (?:slow|late|expensive)|(?:keeps? |kept )(?:crashing|failing|breaking)"
    r"|(?:still|again) (?:broken|not working|not fixed|late)|(?:does|do|did)(?: not|n't) work"
    r"|nobody (?:answers|answered|replies|replied|calls|called))\b"
    r"|不满(?!分)|很慢|太慢|太贵|太久|太晚|敷衍|推诿|态度差|不专业|(?<!我)(?<!我们)(?<!我方)不负责|不靠谱|没人(?:理|管|回复|负责)"
    r"|拖延|一直没(?:有)?(?:解决|修复|回复)|质量差|问题很多|bug很多|非常生气|很生气|很无语|令人失望"
)


def is_negative(text: str) -> bool:
    """Tell whether a remark says plainly that somebody is not content."""
    said = flat(text)
    hits = [m for pattern in (_HARSH, _UNHAPPY) for m in pattern.finditer(said)]
    return is_ironic(said) or any(not _NO.search(said[: m.start()]) for m in hits)


def complains(text: str) -> bool:
    """Tell whether *text* (flat) tells of trouble or blames somebody, without a "but"."""
    if tells_of_mishap(text):
        return True
    blames = any(not _NO.search(text[: m.start()]) for m in _UNHAPPY.finditer(text))
    return blames and not _CONTRAST.search(_UNHAPPY.sub(" ", text))


def scolds(text: str) -> bool:
    """Tell whether *text* (flat) is harsh, and nothing in it says what of."""
    return _HARSH.search(text) is not None and not _CONTRAST.search(text)


def praises(text: str) -> bool:
    """Tell whether *text* (flat) is full of praise without a "but"."""
    text = _NO_BUT.sub(" perfect ", text)
    return _WARM.search(text) is not None and not (_CONTRAST.search(text) or _HARSH.search(text))


#: praise in the words of a "not"
_NO_BUT = re.compile(
    r"(?:could|can) ?(?:n't|not) (?:be|have been|ask for)(?: \w+)? (?:happier|better|more \w+)"
    r"|no complaints?|no doubt|nothing to complain|\(best\)|没有之一|没得说|没话说|无可挑剔"
    "|挑不出(?:毛病)?"
)
