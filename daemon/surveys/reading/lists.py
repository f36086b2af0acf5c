"""Several questions answered in one piece of text: numbered, in order, all alike, by topic."""

from __future__ import annotations

import re
from collections.abc import Iterator

from daemon.surveys.questions import Kind, Question, Survey
from daemon.surveys.reading.noise import strike_noise
from daemon.surveys.reading.normal import STRUCK, flat, strike
from daemon.surveys.reading.numerals import ANY, NUM, value_of
from daemon.surveys.reading.wordings import find_words

_ORDINAL = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
]
_HAN = "一二三四五六七八九十"
_EXPLICIT = re.compile(
    r"(?<![a-z\d])(?:q(?:uestion|n|u)?\.?\s?(?:no\.?\s?)?#?\s?(?P<a>\d{1,2})(?!\d|/)"
    r"|#(?P<b>\d{1,2})(?!\d)|(?:the |my "
    rf"|for (?:the )?)?(?P<c>{'|'.join(_ORDINAL)})(?: (?:question|one|answer))?(?=\s*(?::"
    r"|-|is|=|,|\d))|(?:第|(?<![一-鿿\d])(?:问题|题))\s?(?P<d>\d{1,2}"
    rf"|[{_HAN}]{{1,2}})\s?(?:个?问题|题|问|项|个)?)\s*(?:[).:、=,\-]|是(?=\s*[\d一二三四五六七八九十])|为|给|打)?\s*"
)
_NUMBERED = re.compile(
    (
        r"(?:(?<=\n)|^|(?<=[\s;,。.)\]]))[(\[]?(?P<a>\d{1,2})\s?(?:[).、:\]]|-(?=\s)|=|\.\)"
        r"|(?<=\d)\s+-)\s*(?!\d*[/.]\d)"
    ),
    re.MULTILINE,
)
_CIRCLED = re.compile(r"(?P<k>[①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾⑴⑵⑶⑷⑸⑹⑺⑻⑼])\s*[.、:]?\s*")
_HAN_NUMBERED = re.compile(rf"(?:(?<=[\n\s;,。])|^)(?P<a>[{_HAN}])\s?[、.:]\s*", re.MULTILINE)
_TIGHT = re.compile(r"\((?P<a>\d{1,2})\)\s*")
_ITEM_VALUE = re.compile(
    (
        rf"\s*(?:(?P<n>{ANY})\s*(?:分|星|points?|stars?)?|(?P<y>yes|y|no|n|yep|nope"
        "|是的?|否|不是|有"
        r"|没有?|可以|不可以|对|不|ja|无)|(?P<skip>-|–|n/?a|skip|none|x|跳过|不清楚|\?))\s*"
    ),
)
_SEPARATOR = re.compile(r"\s*(?:[,、/;|\n]|\s|\band\b|和|-(?!\d))+\s*")
_ALL = re.compile(
    r"(?:all(?: of)?(?: the)? (?:two|three|four|five|six)(?=\s*(?:[:=,]|questions|are"
    "|get))|all|everything|each|every (?:question|one|item|point)|both"
    r"|the (?:first )?(?P<count>two|three|four|five|six|\d)(?: questions)?|straight"
    "|across the board|throughout|everywhere|whole lot|on (?:all|every)|for (?:all"
    r"|everything|each|every)|questions? (?P<from>\d) (?:to|through|-) (?P<to>\d)"
    r"|1 ?- ?(?P<till>\d)(?=\W)|都|全|全部|全都|所有|每(?:一)?(?:个|题|项)|均|一律|统统|通通|各项"
    rf"|(?P<han>[{_HAN}两\d])(?:个)?(?:题|项|问|道|方面)(?:全部?|都|均)?)"
)
_ALL_VALUE = re.compile(
    rf"(?P<n>{NUM})(?:'?s\b)?(?!\s?(?:题|项|个|道|问|questions|of\b))(?:\s?分)?"
    rf"|(?P<h>[{_HAN}两零])\s?分|(?<!\w)(?P<s>\d{{1,2}})'?s\b|满分(?P<full>)|(?P<word>twos"
    "|threes|fours|fives|tens|sixes|sevens)"
)
_WORDS = {"twos": 2, "threes": 3, "fours": 4, "fives": 5, "sixes": 6, "sevens": 7, "tens": 10}
_CLAUSES = re.compile(r"[^\n,;.。!?、]+(?:\.\d+)?")
_REST = re.compile(
    r"\b(?:the )?(?:rest|others?|everything else|all others?|remaining|all the rest)\b|其他"
    "|其余|别的|剩下|其它"
)


def read_numbered(text: str, survey: Survey) -> list[tuple[Question, str]]:
    """Return the pieces of ``1) 5 2) 4`` and ``Q1: 5`` with their questions, else nothing."""
    said = flat(text)
    for pattern, least in (
        (_EXPLICIT, 1),
        (_TIGHT, 2),
        (_CIRCLED, 2),
        (_HAN_NUMBERED, 2),
        (_NUMBERED, 2),
    ):
        marks = [(m.start(), m.end(), _index(m)) for m in pattern.finditer(said)]
        marks = _rising(marks, len(survey.questions))
        if len(marks) < least or (marks[0][2] > 2 and not _at_line_starts(said, marks, pattern)):
            continue
        if pattern is _EXPLICIT and not _has_values(said, marks):
            continue
        ends = [start for start, _, _ in marks[1:]] + [len(said)]
        return [
            (survey.questions[index - 1], text[end:stop].strip(" \n\t,;，；"))
            for (_, end, index), stop in zip(marks, ends, strict=True)
        ]
    return []


def numbered_head(text: str, survey: Survey) -> str:
    """Return what stands before the first number of a numbered answer."""
    pieces = read_numbered(text, survey)
    if not pieces:
        return text
    said = flat(text)
    starts = [
        m.start()
        for p in (_EXPLICIT, _TIGHT, _CIRCLED, _HAN_NUMBERED, _NUMBERED)
        if (m := p.search(said))
    ]
    return text[: min(starts)]


def _at_line_starts(said: str, marks: list[tuple[int, int, int]], pattern: re.Pattern[str]) -> bool:
    """Tell whether numbers that begin late in the survey surely are numbers of questions."""
    if pattern is not _NUMBERED:
        return True
    return all(not said[:start].rpartition("\n")[2].strip() for start, _, _ in marks)


def _has_values(said: str, marks: list[tuple[int, int, int]]) -> bool:
    return any(said[end : end + 60].strip() for _, end, _ in marks)


def _index(match: re.Match[str]) -> int:
    groups = match.groupdict()
    if groups.get("k"):
        return "①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾ ⑴⑵⑶⑷⑸⑹⑺⑻⑼".index(groups["k"]) % 10 + 1
    if groups.get("c"):
        return _ORDINAL.index(groups["c"]) + 1
    words = next((groups[g] for g in ("a", "b", "d") if groups.get(g)), "")
    return int(value_of(words) or 0)


def _rising(marks: list[tuple[int, int, int]], most: int) -> list[tuple[int, int, int]]:
    """Keep the marks that count upwards; a number that does not is a value."""
    kept: list[tuple[int, int, int]] = []
    for mark in marks:
        last = kept[-1][2] if kept else 0
        if last < mark[2] <= most:
            kept.append(mark)
    return kept


def read_in_order(text: str, survey: Survey) -> tuple[list[tuple[Question, str]], str] | None:
    """Return the values of ``5 4 4 yes`` with their questions, and the rest of the text.

    None where the text does not begin with a row of values that fits the questions.
    """
    said = flat(text)
    lead = re.match(r"\s*(?:[a-z' ]{0,40}|[一-鿿 ]{0,10}):\s*(?=\S)", said)
    at, values = lead.end() if lead else 0, list[str]()
    while at < len(said):
        match = _ITEM_VALUE.match(said, at)
        if match is None or match.end() == at:
            break
        after = _SEPARATOR.match(said, match.end())
        spaced = said[match.end() - 1 : match.end()].isspace()
        if (
            match.end() < len(said)
            and after is None
            and not spaced
            and said[match.end()] not in ".!。"
        ):
            break
        values.append(match[0].strip())
        at = after.end() if after else match.end() + (match.end() < len(said) and not spaced)
    scaled = [q for q in survey.questions if q.kind is not Kind.TEXT]
    if len(values) < min(3, len(scaled)) or len(values) < 2:
        return None
    placed = _place(values, survey)
    return (placed, text[at:].strip()) if placed else None


def _place(values: list[str], survey: Survey) -> list[tuple[Question, str]] | None:
    """Lay a row of values on the questions, in order; None where they do not fit."""
    simple = [q for q in survey.questions if q.kind not in (Kind.TEXT, Kind.CHOICE, Kind.CHOICES)]
    if len(values) <= len(simple) and all(map(_fits, simple, values)):
        return list(zip(simple, values, strict=False))
    numbers = [v for v in values if value_of(v.removesuffix("分")) is not None]
    if len(numbers) == len(values) == len(survey.scaled):
        return list(zip(survey.scaled, values, strict=True))
    return None


def _fits(question: Question, value: str) -> bool:
    number = value_of(re.sub(r"\s*(?:分|星|points?|stars?)$", "", value)) is not None
    skipped = re.fullmatch(r"-|–|n/?a|skip|none|x|跳过|不清楚|\?", value) is not None
    return skipped or number is (question.scale is not None)


def read_alike(text: str, survey: Survey) -> Iterator[tuple[Question, str]]:
    """Yield the same value for every rating that "all", "五题都" or the like speaks of."""
    said = strike(flat(text), re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)"))
    for clause in re.finditer(r"[^\n;.。!?]+", said):
        for every in _ALL.finditer(clause[0]):
            if _REST.search(clause[0][: every.start()] + every[0]):
                continue
            value = _alike_value(clause[0], every)
            if value is not None:
                yield from ((q, value) for q in _spoken_of(every, survey))
                return


def _alike_value(clause: str, every: re.Match[str]) -> str | None:
    rest = clause[: every.start()] + STRUCK * len(every[0]) + clause[every.end() :]
    # the value nearest to the word
    found = sorted(
        _ALL_VALUE.finditer(rest),
        key=lambda m: min(abs(m.start() - every.end()), abs(m.end() - every.start())),
    )
    for match in found:
        if match["full"] is not None:
            return "5"
        words = match["n"] or match["h"] or match["s"]
        value = _WORDS.get(match["word"] or "", value_of(words) if words else None)
        gap = rest[min(match.end(), every.end()) : max(match.start(), every.start())]
        if value is not None and value == int(value) and len(gap) < 26 and "," not in gap:
            return str(int(value))
    return None


def _spoken_of(every: re.Match[str], survey: Survey) -> list[Question]:
    ratings = list(survey.of_kind(Kind.RATING)) or list(survey.scaled)
    groups = every.groupdict()
    if groups["from"] and groups["to"]:
        wanted = survey.questions[int(groups["from"]) - 1 : int(groups["to"])]
        return [q for q in wanted if q.scale]
    if groups["till"]:
        return [q for q in survey.questions[: int(groups["till"])] if q.scale]
    count = groups["count"] or groups["han"]
    if count and (number := value_of(count)) is not None and number <= len(survey.scaled):
        scaled = list(survey.scaled)[: int(number)]
        return ratings[: int(number)] if len(ratings) >= number else scaled
    return ratings


def read_by_topic(text: str, survey: Survey) -> Iterator[tuple[Question, str]]:
    """Yield the clauses that name the subject of one question and a value."""
    topics = {q.key: topic_words(q, survey) for q in survey.scaled}
    said = strike_noise(flat(text))
    for clause in _CLAUSES.finditer(said):
        for part in re.split(r"\band\b|\bbut\b|和(?=\w+\d)", clause[0]):
            named = [q for q in survey.scaled if any(_names(part, w) for w in topics[q.key])]
            if len(named) == 1 and (
                re.search(rf"{NUM}|{ANY}\s?分", part) or find_words(part, named[0])
            ):
                yield named[0], part


def rest_value(text: str) -> str | None:
    """Return the value that "the rest" or 其他 is given, if any."""
    for clause in _CLAUSES.finditer(flat(text)):
        if _REST.search(clause[0]):
            match = re.search(rf"(?P<n>{NUM})|(?P<h>[{_HAN}两])\s?分", clause[0])
            if match is not None:
                return str(int(value_of(match["n"] or match["h"]) or 0))
    return None


#: words that clients use for what a question is about
_TOPICS: tuple[tuple[str, ...], ...] = (
    ("communicat", "inform", "updates", "沟通", "交流", "联系", "反馈"),
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


def topic_words(question: Question, survey: Survey) -> tuple[str, ...]:
    """Return the words by which clients name the subject of *question* and of no other."""
    mine, others = _topic_rows(question), set[int]()
    for other in survey.scaled:
        if other.key != question.key:
            others |= _topic_rows(other)
    return tuple(word for row in mine - others for word in _TOPICS[row])


def _topic_rows(question: Question) -> set[int]:
    said = flat(" ".join(question.wording.both))
    rows = {
        i for i, words in enumerate(_TOPICS) if any(_names(said, w) for w in words[:2] + words[-4:])
    }
    return rows | ({5} if question.kind is Kind.NPS else set())


def _names(text: str, word: str) -> bool:
    return re.search(rf"\b{word}" if word.isascii() else word, text) is not None
