"""Several questions answered in prose: all alike, the rest, by topic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from daemon.surveys.questions import SCALES, Kind, Question, Survey
from daemon.surveys.reading.noise import strike_noise
from daemon.surveys.reading.normal import STRUCK, flat, squeeze, strike
from daemon.surveys.reading.numerals import ANY, HAN_DIGITS, NUM, value_of
from daemon.surveys.reading.options import read_options
from daemon.surveys.reading.ranges import hedged, ranges
from daemon.surveys.reading.topics import end_of, names, own_words, topic_words
from daemon.surveys.reading.wordings import find_words

_ALL = re.compile(
    r"(?<![a-z])(?:all(?: of)?(?: the)? (?:two|three|four|five|six)(?=\s*(?:[:=,]|questions|are"
    "|get))|(?<!in )all(?! in all)(?![a-z])|everything|each(?![a-z])|every (?:question|one|item"
    "|point)|both"
    r"|the (?:first )?(?P<count>two|three|four|five|six|\d)(?: questions)?|straight"
    "|across the board|throughout|everywhere|whole lot|on (?:all|every)|for (?:all"
    r"|everything|each|every)|questions? (?P<from>\d) (?:to|through|-) (?P<to>\d)"
    r"|1 ?- ?(?P<till>\d)(?=\W)|都|全|全部|全都|所有|每(?:一)?(?:个|题|项)|均|一律|统统|通通|各项"
    rf"|(?P<han>[{HAN_DIGITS}两\d])(?:个)?(?:题|项|问|道|方面)(?:全部?|都|均)?"
    rf"|(?P<sum>[{HAN_DIGITS}两\d])个(?=\s?[\d{HAN_DIGITS}]\s?分)"
    r"|(?P<times>two|three|four|five|six)(?= (?:ones|twos|threes|fours|fives)\b)"
    rf"|前(?P<fore>[{HAN_DIGITS}两\d])(?:个|题|项|问|道)?(?:全部?|都|均)?)"
)
_ALL_VALUE = re.compile(
    rf"(?P<n>{NUM})(?:'?s\b)?(?!\s?(?:题|项|个|道|问|questions|of\b))(?:\s?分)?"
    rf"|(?P<h>[{HAN_DIGITS}两零])\s?(?:分|颗?星)|(?<!\w)(?P<s>\d{{1,2}})'?s\b|满分(?P<full>)|(?P<word>twos"
    "|threes|fours|fives|tens|sixes|sevens)"
)
_WORDS = {
    "ones": 1,
    "twos": 2,
    "threes": 3,
    "fours": 4,
    "fives": 5,
    "sixes": 6,
    "sevens": 7,
    "tens": 10,
}
_CLAUSES = re.compile(r"[^\n,;.。!?、]+(?:\.\d+)?")
_REST = re.compile(
    r"\b(?:the )?(?:rest|others?|everything else|all others?|remaining|all the rest)\b|其他"
    "|其余|别的|剩下|其它"
)


def read_alike(text: str, survey: Survey) -> Iterator[tuple[Question, str]]:
    """Yield the same value for every rating that "all", "五题都" or the like speaks of."""
    said = strike(strike(flat(text), _YEAR), _OUT_OF)
    excepted = {question.key for question, _ in read_excepted(text, survey)}
    for clause in re.finditer(r"[^\n;.。!?]+", said):
        for every in islice(_ALL.finditer(clause[0]), _MOST_ALLS):
            if _REST.search(clause[0][: every.start()] + every[0]):
                continue
            unsure = _unsure_value(clause[0], every)
            value = unsure or _alike_value(strike(clause[0], _HOW_MANY, 1), every)
            value = value or _alike_value(clause[0], every) or _alike_word(clause[0], every, survey)
            if value is not None:
                yield from ((q, value) for q in _spoken_of(every, survey) if q.key not in excepted)
                return
    if (fives := _of_plural(said)) is not None and not excepted:
        yield from ((q, fives) for q in survey.of_kind(Kind.RATING))


def _of_plural(said: str) -> str | None:
    """Return the value of "5s", which is one for several, where no other number is named."""
    found = [m[1] or str(_WORDS[m[2]]) for m in _PLURAL.finditer(said)]
    alone = not re.search(NUM, _PLURAL.sub(" ", said))
    return found[0] if len(found) == 1 and alone and not _SOME.search(said) else None


def _alike_word(clause: str, every: re.Match[str], survey: Survey) -> str | None:
    """Return the judgement that "very satisfied with everything" makes of all ratings."""
    ratings = survey.of_kind(Kind.RATING)
    if len(ratings) < 2 or _PEOPLE.search(clause[: every.start()]):
        return None
    start, end = clause.rfind(",", 0, every.start()) + 1, clause.find(",", every.end())
    clause = clause[start : end if end >= 0 else None]
    if any(every.groupdict().values()) or re.search(NUM, clause):
        return None
    words = [w for w in find_words(clause, ratings[0]) if w.sure and w.direct]
    if not words and re.search(r"\b(?:full|top) marks\b", clause):
        return str(SCALES[Kind.RATING].high)
    return str(words[0].value) if len(words) == 1 else None


#: words for "all" of one clause that are looked at
_MOST_ALLS = 12
#: not the people: "we are all satisfied"
_PEOPLE = re.compile(r"\b(?:we|us|colleagues|team)\b[^,]{0,12}$|(?:我们|大家|同事|咱们)[^,]{0,4}$")
_PLURAL = re.compile(r"(?<![\w.'])([1-5])'?s\b|\b(ones|twos|threes|fours|fives)\b")
_SOME = re.compile(
    r"\b(?:mostly|mainly|some|few|many|or|almost|nearly|between|and (?:some|a few))\b"
)
#: "all three" counts questions
_HOW_MANY = re.compile(r"\b(?:all|the|these|both) (two|three|four|five|six)\b(?! (?:points|stars))")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OUT_OF = re.compile(r"(?<=[\w])\s?(?:/|out of)\s?(?:5|five)\b")
_IN_RANGE = re.compile(r"\d\s?(?:-|~|to|or|到|或)\s?$")
_RANGE_BEHIND = re.compile(r"\s?(?:-|~|to|or|到|或)\s?\d")


_EXCEPT = re.compile(
    r"\b(?:except(?:ing)?(?: for)?|apart from|besides|other than|excluding|aside from) "
    r"(?P<x>[^.;!?\n]{3,60})|除了?(?P<z>[^,。;\n]{1,10}?)(?:之?外|以外)"
)


def read_excepted(text: str, survey: Survey) -> Iterator[tuple[Question, str]]:
    """Yield the question that "all but" leaves out, with what is said of it, value or not."""
    for match in _EXCEPT.finditer(strike_noise(flat(text))):
        said = match["x"] or match["z"]
        for question in survey.scaled:
            if any(names(said, word) for word in topic_words(question, survey)):
                yield question, said


def _unsure_value(clause: str, every: re.Match[str]) -> str | None:
    """Return "between 3 and 4" for all of them, which a person has to read."""
    rest = clause[: every.start()] + STRUCK * len(every[0]) + clause[every.end() :]
    scale = SCALES[Kind.RATING]
    found = next((m for m in (*ranges(rest, scale), *hedged(rest, scale))), None)
    return rest[found.start : found.end] if found is not None else None


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
        if _IN_RANGE.search(rest[: match.start()]) or _RANGE_BEHIND.match(rest, match.end()):
            return None
        if value is not None and value == int(value) and len(gap) < 26 and "," not in gap:
            return str(int(value))
    return None


def _spoken_of(every: re.Match[str], survey: Survey) -> list[Question]:
    ratings = list(survey.of_kind(Kind.RATING)) or list(survey.scaled)
    if len(ratings) == 1 < len(survey.scaled):
        return []
    groups = every.groupdict()
    if groups["from"] and groups["to"]:
        wanted = survey.questions[int(groups["from"]) - 1 : int(groups["to"])]
        return [q for q in wanted if q.scale]
    if groups["till"]:
        return [q for q in survey.questions[: int(groups["till"])] if q.scale]
    counted = groups["sum"] or groups["times"]
    if counted and value_of(counted) != len(ratings):
        return []
    count = groups["count"] or groups["han"] or groups["fore"]
    if count and (number := value_of(count)) is not None and number <= len(survey.scaled):
        scaled = list(survey.scaled)[: int(number)]
        return ratings[: int(number)] if len(ratings) >= number else scaled
    return ratings


def read_by_topic(text: str, survey: Survey) -> Iterator[tuple[Question, str]]:
    """Yield the clauses that name the subject of one question and a value."""
    topics = {q.key: topic_words(q, survey) for q in survey.scaled}
    said = strike_noise(flat(text))
    for clause in _CLAUSES.finditer(said):
        for part in re.split(r"\band\b|\bbut\b|和(?=\w+\d)", _EXCEPT.sub(" ", clause[0])):
            named = [q for q in survey.scaled if any(names(part, w) for w in topics[q.key])]
            if len(named) == 1 and (
                re.search(rf"{NUM}|{ANY}\s?分", part) or find_words(part, named[0])
            ):
                yield named[0], part


def read_others_by_topic(text: str, survey: Survey) -> Iterator[tuple[Question, str]]:
    """Yield what is said of yes/no and choice questions behind a word of theirs alone."""
    asked = survey.of_kind(Kind.YES_NO, Kind.CHOICE, Kind.CHOICES)
    words = {q.key: own_words(q, survey) for q in asked}
    for clause in _CLAUSES.finditer(flat(text)):
        for question in asked:
            ends = [at for w in words[question.key] if (at := end_of(clause[0], w)) is not None]
            if question.options and _is_option(clause[0], question):
                yield question, clause[0].strip()
            said = clause[0][max(ends) :].strip(" :=-") if ends else ""
            if not said or len(said) > _SHORT:
                continue
            if (question.options and read_options(said, question)) or (
                question.kind is Kind.YES_NO and _BARE_YES_NO.match(said)
            ):
                yield question, said


def _is_option(clause: str, question: Question) -> bool:
    said = squeeze(clause)
    return any(
        said.startswith(wording) and _MORE.fullmatch(said, len(wording))
        for option in question.options
        for wording in map(squeeze, option.wording.both)
    )


#: what an option may have behind it, without saying more
_MORE = re.compile(r"(?:别的|其他|其它|什么|了|吧|的|thanks|thankyou|please)*")


#: characters of a value that stands behind the word for its question
_SHORT = 40
_BARE_YES_NO = re.compile(
    r"(?:yes|no|yep|nope|y|n|是的?|否|有|没有?|都有|都没有?|全都?有|已|未)(?![a-z])"
)


def rest_value(text: str) -> str | None:
    """Return the value that "the rest" or 其他 is given, if any."""
    for clause in _CLAUSES.finditer(flat(text)):
        if _REST.search(clause[0]):
            match = re.search(rf"(?P<n>{NUM})|(?P<h>[{HAN_DIGITS}两])\s?分", clause[0])
            if match is not None:
                return str(int(value_of(match["n"] or match["h"]) or 0))
    return None
