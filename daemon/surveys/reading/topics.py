"""The words by which clients name what a question is about, and no other of its survey."""

from __future__ import annotations

import re
from functools import lru_cache

from daemon.surveys.questions import Kind, Question, Survey
from daemon.surveys.reading.normal import flat

#: words that clients use for what a question is about
_TOPICS: tuple[tuple[str, ...], ...] = (
    ("communicat", "info", "updates", "沟通", "交流", "联系", "反馈"),
    (
        "date",
        "time",
        "timeline",
        "schedule",
        "deadline",
        "punctual",
        "deliver",
        "speed",
        "progress",
        "进度",
        "时间",
        "工期",
        "准时",
        "交期",
        "按时",
    ),
    ("result", "outcome", "deliverable", "product", "成果", "结果", "产出"),
    ("quality", "craft", "质量", "品质"),
    ("price", "value", "cost", "money", "budget", "性价比", "价格", "费用", "价钱"),
    ("recommend", "nps", "refer", "推荐"),
    ("overall", "总体", "整体", "综合", "in general"),
    ("help", "support", "eas", "支持", "帮助", "省力"),
    ("dealt", "handl", "处理", "态度"),
    ("works", "working", "使用", "运行"),
)


@lru_cache(maxsize=256)
def topic_words(question: Question, survey: Survey) -> tuple[str, ...]:
    """Return the words by which clients name the subject of *question* and of no other."""
    mine, others = _topic_rows(question), set[int]()
    for other in survey.scaled:
        if other.key != question.key:
            others |= _topic_rows(other)
    known = tuple(word for row in mine - others for word in _TOPICS[row])
    return known + own_words(question, survey) + _of_its_kind(question, survey)


def _topic_rows(question: Question) -> set[int]:
    said = flat(" ".join(question.wording.both))
    rows = {
        i for i, words in enumerate(_TOPICS) if any(names(said, w) for w in words[:2] + words[-4:])
    }
    return rows | ({5} if question.kind is Kind.NPS else set())


def names(text: str, word: str) -> bool:
    """Tell whether *text* (flat) has a word that begins with *word*."""
    return end_of(text, word) is not None


def end_of(text: str, word: str) -> int | None:
    """Return where a word that begins with *word* ends in *text* (flat), or None."""
    found = re.search(rf"\b{word}[a-z]*" if word.isascii() else re.escape(word), text)
    return found.end() if found else None


#: what a question is called where no other of its kind is asked
_KINDS = {
    Kind.RATING: ("satisf", "csat", "满意度"),
    Kind.CES: ("effort", "easy", "ease", "ces", "省力"),
}


def _of_its_kind(question: Question, survey: Survey) -> tuple[str, ...]:
    alone = len(survey.of_kind(question.kind)) == 1
    return _KINDS.get(question.kind, ()) if alone else ()


@lru_cache(maxsize=256)
def own_words(question: Question, survey: Survey) -> tuple[str, ...]:
    """Return the beginnings of words, and pairs of characters, that only *question* has."""
    others = {w for q in survey.questions if q.key != question.key for w in _content(q)}
    return tuple(w for w in _content(question) if w not in others)


def _content(question: Question) -> list[str]:
    english, chinese = flat(question.wording.en), flat(question.wording.zh)
    words = [w[:7] for w in re.findall(r"[a-z]{4,}", english) if not _COMMON.fullmatch(w)]
    for run in re.findall(r"[一-鿿]+", _COMMON_HAN.sub(" ", chinese)):
        words += [run[n : n + 2] for n in range(len(run) - 1)]
    return list(dict.fromkeys(words))


#: words that say nothing of what is asked about
_COMMON = re.compile(
    "(?:with|your|were|what|when|which|would|could|should|does|have|from|that|this|these|they"
    "|them|their|there|about|than|then|into|over|more|most|many|much|very|well|like|rather"
    "|satisfied|satisfaction|happy|likely|agree|rate|rating|score|think|feel|find|everybody"
    "|everything|anything|something|someone|people|team|other|others|another|need|needs"
    "|needed|want|wanted|help|make|made|makes|easy|done|good|better|best|after|before"
    "|during|until|since|still|also|only|just|even|ever|never|always|recommend|friend"
    "|colleague|question|answer|please|tell|long|time|times|work|works|working|phase"
    "|project|next|open|problem|getting|told|overall)"
)
_COMMON_HAN = re.compile(
    "您|你|我们|我|贵方|贵司|对|是否|同意|满意|满|意|请|吗|呢|的|了|多大|可能|向|把|给|在|有|没|哪|些"
    "|什么|怎么|如何|这|那|个|和|与|及|或|为|到|得|让|很|更|最|都|也|还|会|能|可以|可|以|需要|所需"
    "|目前|方面|问题|项目|工作|大家|其他|希望|觉得|认为|愿意|推荐|整体|总体|上|中|下|里|不|比较|新"
)
