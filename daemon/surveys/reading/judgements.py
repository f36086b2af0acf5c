"""Which words stand for which step of which scale: (pattern, step, direct)."""

from __future__ import annotations

_VERY = (
    "(?:very much|very|extremely|highly|totally|completely|absolutely|fully|really|more than|super"
    "|100%|thoroughly|entirely|so|most|incredibly|exceptionally|perfectly|100 ?percent)"
)
_BIT = r"(?:somewhat|slightly|a bit|a little|rather|mildly|a little bit|partly|partially)"
_GLAD = r"(?:satisfied|happy|pleased|content|delighted|satisfying|satisfactory)"
_ZH_VERY = r"(?:百分之百|百分百|100%|非常|很|十分|特别|极其|极|超级|超|相当|真的很|太|完全|最)"

#: (pattern, step, direct): the first that matches at a place counts
RATING: tuple[tuple[str, int, bool], ...] = (
    (
        (
            "neither (?:satisfied|happy) n?or (?:dissatisfied|unhappy|unsatisfied)|neutral"
            "|so[- ]so|middling|average|mediocre"
        ),
        3,
        True,
    ),
    (
        (
            f"(?:not|n't|nor|never) (?:at all |in the least )?{_GLAD}(?: at all| in the least"
            f"| whatsoever)|not (?:at all|in the least|remotely) {_GLAD}|{_VERY} (?:dis"
            rf"|un)(?:satisf\w+|happy)|{_VERY} (?:poor(?:ly)?|bad(?:ly)?|disappoint\w+|displeased"
            "|frustrated)"
        ),
        1,
        True,
    ),
    (
        (
            f"(?:could|can) ?(?:n't|not) be (?:any )?(?:more )?(?:happier|{_GLAD}|better"
            f"|more pleased)|(?:could|can) ?(?:n't|not) be more {_GLAD}"
        ),
        5,
        True,
    ),
    (
        (
            r"(?:not|n't)(?: \w+)? (?:very |too |that |really |entirely |completely |fully "
            f"|quite |particularly |so |overly |all that ){_GLAD}|(?:not|n't) {_GLAD}"
            rf"|{_BIT} (?:dis|un)(?:satisf\w+|happy)|(?:quite |fairly |pretty )?(?:dis"
            "|un)(?:satisf(?:ied|ying|actory)|happy)|displeased|disappointed"
            "|less than (?:satisfied|happy)"
        ),
        2,
        True,
    ),
    (
        (
            f"{_VERY},? (?:{_VERY} )?{_GLAD}|delighted|thrilled|overjoyed|over the moon"
            f"|{_GLAD},? very"
        ),
        5,
        True,
    ),
    (
        (
            f"(?:{_BIT}|quite|fairly|pretty|mostly|generally|largely|reasonably|overall|basically"
            f"|moderately|perfectly)? ?{_GLAD}"
        ),
        4,
        True,
    ),
    (
        (
            "top[- ]notch|excellent|perfect(?:ly)?|outstanding|superb|brilliant|fantastic"
            "|amazing|awesome|flawless|first[- ]class|exceptional|wonderful|full marks|top marks"
            "|great|very good|very well|best possible|spot on|love(?:d)? it|five star|stellar"
            "|10s across"
        ),
        5,
        False,
    ),
    (
        (
            "(?:not|n't) (?:so |very |that |too |really |particularly )?(?:good|great)"
            "|poor(?:ly)?|below average|bad(?:ly)?|weak|subpar|lacking|underwhelming"
            "|needs improvement|(?<!not )(?<!n't )too bad"
        ),
        2,
        False,
    ),
    (
        (
            "(?:very|really|extremely|so) (?:poor|bad)(?:ly)?|terrible|awful|horrible|dreadful"
            r"|abysmal|worst|appalling|useless|unacceptable|a disaster|disastrous|disgrace\w*"
            "|rubbish"
        ),
        1,
        False,
    ),
    (
        (
            "not (?:too |so |half )?bad|(?:pretty |quite |fairly |rather )?good|nice|(?:went "
            "|worked |did )?(?:pretty |quite |fairly )?well|solid|fine"
        ),
        4,
        False,
    ),
    (
        (
            r"o\.?k\.?(?:ay)?|alright|all right|acceptable|fair|passable|meh|middle of the road"
            "|could be better|adequate"
        ),
        3,
        False,
    ),
    # Chinese
    (
        (
            f"{_ZH_VERY}(?:的)?不满(?:意)?|{_ZH_VERY}失望|(?:完全|根本|一点(?:都|也)"
            "|极度|极其)不满意?|不满意(?:极了|得很)"
            "|极不满意|毫不满意|失望透顶|差评"
        ),
        1,
        True,
    ),
    (
        (
            "(?:不太|不是(?:很|太|特别|非常)|不怎么|不大|不算|不够|不很|有点(?:儿)?不"
            "|有些不|比较不|略不|算不上|没那么|不甚)满意?|不满(?:意)?"
            "|没有?(?:很|太)?满意|失望|欠满意"
        ),
        2,
        True,
    ),
    (
        (
            "(?:谈不上|说不上|算不上)(?:很|非常|多)?(?:满意|好)(?:也|,)?(?:谈不上"
            "|说不上)?(?:不满意|差)?|中立|中等|马马虎虎|凑合|一般般?"
            "|普普通通|普通|中规中矩|及格|尚可"
        ),
        3,
        True,
    ),
    (
        rf"{_ZH_VERY}(?:的|地)?满意|满意(?:极了|得很|之至)|无可挑剔|无可挑剔|满意度爆棚|赞不绝口",
        5,
        True,
    ),
    (
        (
            "(?:比较|还算|挺|蛮|较为|较|基本上?|大致|大体|总体|整体|尚算|还是|相对|还"
            "|够)?(?:满意|满意的)"
        ),
        4,
        True,
    ),
    (
        (
            f"{_ZH_VERY}(?:好|棒|赞|优秀|出色|到位|给力|专业|完美)|太(?:好|棒|赞)了"
            "|完美|优秀|优|好评|超赞|点赞|满分|顶呱呱|一流|杠杠的"
            "|棒极了|好极了|没得说|棒"
        ),
        5,
        False,
    ),
    (
        (
            f"{_ZH_VERY}(?:差|糟|烂|糟糕)|差劲(?:透|极)了?|糟糕透顶|极差|垃圾|糟透了"
            "|烂透了|差极了|最差"
        ),
        1,
        False,
    ),
    (
        (
            "不(?:太|怎么|是很|够|大)?(?:好|行|理想|到位)|(?:比较|有点|较|偏)?(?:差|糟"
            "|糟糕)|不及格|欠佳|差劲|不咋地|不咋样"
        ),
        2,
        False,
    ),
    (
        (
            "(?:挺|蛮|还|比较|真|都|很)?不错(?:的)?|(?:挺|蛮|比较|都|还是)好的?|良好"
            "|良|可以的|不赖|赞"
        ),
        4,
        False,
    ),
    (r"还(?:行|可以|凑合|成|过得去)|一般|过得去|勉强(?:可以)?|可以|就那样|普通|中", 3, False),
    (r"👍|💯|👌|🏆", 5, True),
    (r"👎", 1, True),
)
CES: tuple[tuple[str, int, bool], ...] = (
    (
        (
            r"neither(?=\W*$)|neither agree n?or disagree|neither easy n?or (?:difficult|hard)"
            r"|neutral|undecided|so[- ]so|中立|一般般?|既不.{0,6}也不.{0,6}|说不准"
        ),
        4,
        True,
    ),
    (
        (
            f"(?:{_VERY}|strongly|wholeheartedly)(?: strongly)? disagree|disagree (?:strongly"
            f"|completely|totally)|(?:{_VERY}) (?:difficult|hard|complicated|tedious|cumbersome"
            "|painful)|(?:not|n't) (?:at all easy|easy at all)|(?:非常|完全|极|极其"
            "|坚决|十分|一点(?:都|也)|根本|丝毫)(?:的)?不(?:同意"
            "|认同|赞同|容易|省力|方便|轻松)|(?:非常|极其|极|特别|十分|太|超级)(?:困难"
            "|麻烦|费力|费劲|难|繁琐)"
        ),
        1,
        True,
    ),
    (
        (
            f"{_BIT} disagree|(?:do not|don't) (?:quite|fully|really|entirely) agree"
            f"|{_BIT} (?:difficult|hard|complicated)|(?:not|n't) (?:very|that|so|too|really"
            "|particularly|exactly) easy|(?:不太|有点(?:儿)?不|不是很|不怎么|比较不"
            "|有些不|不大|略不|稍微不|部分不)(?:同意|认同"
            "|赞同|容易|省力|方便|轻松)|(?:有点(?:儿)?|比较|稍微|有些|略)(?:困难|麻烦"
            "|费力|费劲|难|繁琐)"
        ),
        3,
        True,
    ),
    (
        (
            "(?:do not|don't|did not|didn't|cannot|can't) agree|disagree|(?:quite |fairly "
            "|pretty )?(?:difficult|hard|complicated|tedious|cumbersome)|(?:not|n't|un) ?easy"
            "|不(?:同意|认同|赞同|容易|省力|方便|轻松)|(?:很)?(?:困难|麻烦|费力|费劲|繁琐)|很难|难"
        ),
        2,
        True,
    ),
    (
        (
            f"(?:strongly|{_VERY}|wholeheartedly) agree|agree (?:strongly|completely|totally"
            f"|fully|100 ?%?)|(?:{_VERY}) (?:easy|smooth|simple|convenient)|(?:super|dead"
            r"|effortless\w*)(?: easy)?|(?:couldn't|could not) (?:have been|be) easier|(?:非常|完全"
            "|十分|很|特别|极其|超级|高度|太)(?:的)?(?:同意|认同|赞同|容易|省力|方便"
            "|轻松|简单|顺畅|省心)(?:了)?|毫不费力"
        ),
        7,
        True,
    ),
    (
        (
            f"{_BIT} (?:agree|easy)|(?:tend|inclined) to agree|agree {_BIT}|partly agree|(?:比较"
            "|基本(?:上)?|还算|有点|稍微|大致|部分|较为|较|大体|略微)(?:同意|认同|赞同"
            "|容易|省力|方便|轻松)"
        ),
        5,
        True,
    ),
    (
        (
            "(?:(?:quite|fairly|pretty|mostly|relatively) )?(?:agreed?|easy|smooth|simple)|(?:挺"
            "|蛮)?(?:同意|认同|赞同|容易|省力|方便|轻松|简单|顺畅)的?"
        ),
        6,
        True,
    ),
)
FACES: tuple[tuple[str, int, bool], ...] = (
    (r"[😍🤩🥰😀😃😄😁🎉👏❤♥😊🙂☺🙏💪🌹🌟]|:-?\)|:d\b", 5, False),
    (r"[😐😶🤔😕]|:-?\|", 3, False),
    (r"[🙁☹😞😟😠😡🤬😤💩😢😭]|:-?\(", 1, False),
)
