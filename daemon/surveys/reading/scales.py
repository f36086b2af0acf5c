"""The score in a stretch of a client's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from daemon.surveys.questions import Kind, Question, Scale
from daemon.surveys.reading.asides import promises, without_questions
from daemon.surveys.reading.changes import without_former
from daemon.surveys.reading.doubts import doubt_of
from daemon.surveys.reading.legend import read_marks, strike_scales
from daemon.surveys.reading.mention import OTHER_FULL, Mention, Weight
from daemon.surveys.reading.mentions import find_mentions
from daemon.surveys.reading.noise import strike_noise
from daemon.surveys.reading.normal import flat
from daemon.surveys.reading.numerals import value_of
from daemon.surveys.reading.parts import parts_of
from daemon.surveys.reading.settling import strongest, without_corrected, without_void
from daemon.surveys.reading.tone import is_ironic
from daemon.surveys.reading.wordings import Word, find_words


@dataclass(frozen=True, slots=True)
class ScaleReading:
    """A score, or why there is none; ``guess`` is what a manager is offered.

    ``used`` are the offsets of the words it was read from.
    """

    value: int | None = None
    guess: int | None = None
    reason: str = ""
    used: tuple[tuple[int, int], ...] = ()

    @property
    def needs_person(self) -> bool:
        """Whether the client meant a score that nobody should record unasked."""
        return bool(self.reason)


#: would recommend, but said no step
WITHOUT_NUMBER = "an answer without a number"
#: a circled number that is all there is counts no points
_CIRCLED = re.compile(r"^(\W*)([①②③④⑤⑥⑦⑧⑨])(\W*)$")
_PERCENT = re.compile(r"\W*(?:\w+\s){0,3}?(\d{1,3})\s?(?:%|percent|分)\W*")
_HUNDRED = re.compile(
    r"(?<!\d)(?<!满分)(\d{2,3}|[二三四五六七八九]十[一二三四五六七八九]?)\s?分(?!钟|满|制|的话|里|中|为满|是满)"
)


_FULL = re.compile(r"(?<![不没])一百分(?![之制满为是])(?=\W|$)(?!\s*[:=(]?\s*\d)")


def read_scale(text: str, question: Question) -> ScaleReading:
    """Return the score that *text* gives to *question*, which has a scale."""
    scale = question.scale
    assert scale is not None
    plain, marked = read_marks(without_questions(flat(text)), scale)
    if marked:
        return _from_mark(marked, question, text)
    plain = _CIRCLED.sub(lambda m: m[1] + str("①②③④⑤⑥⑦⑧⑨".index(m[2]) + 1) + m[3], plain)
    reading = _from_numbers(plain, question, scale) or _from_words(plain, question, scale)
    return _doubted(reading, plain, question, scale)


def _from_mark(marked: str, question: Question, text: str) -> ScaleReading:
    assert question.scale is not None
    value = value_of(marked.strip(" .分"))
    number = re.match(r"(\d{1,2})(?!\d)", marked)
    if value is None and number:
        value = float(number[1])
    whole = ((0, len(text)),)
    if value is not None and question.scale.holds(value):
        return ScaleReading(int(value), used=whole)
    words = find_words(marked, question)
    if words and words[0].sure:
        return ScaleReading(words[0].value, used=whole)
    return ScaleReading(reason="marked off the scale", used=whole)


_MANY_DIGITS = re.compile(r"\W*\d{4,6}\W*")
_ALL_MARKS = re.compile(
    r"(?<!not )(?<!no )(?<!n't )(?<!n't give )(?<!not give )(?<!almost )(?<!nearly )"
    r"\b(?:full|top|maximum|highest) (?:marks|score|points|rating|grade)\b(?! (?:if|is|when|would))"
)


def _from_numbers(text: str, question: Question, scale: Scale) -> ScaleReading | None:
    if (bare := _MANY_DIGITS.fullmatch(text)) is not None:
        return ScaleReading(None, None, "off the scale", (bare.span(),))
    percent = _of_hundred(text, scale)
    if percent is not None:
        return percent
    if question.kind is Kind.RATING or question.kind is Kind.NPS:
        full = re.search(
            r"(?<!以)(?:满分|最高分)(?!是|为|\d|[一二三四五六七八九十])(?!\s*[:=(]?\s*\d)", text
        )
        if full and not re.search(
            r"(?:\d|[一二三四五六七八九十百])\s?分?(?:是|为|算|当作?|作为)?满分|不是满分|给不了满分|[不没]满分"
            r"|(?:离|距|距离|差(?:一?点儿?)?|不到|没到|达不到|够不上|接近)满分",
            text,
        ):
            return ScaleReading(scale.high, used=(full.span(),))
    marks = _ALL_MARKS.search(text)
    if marks is not None and not re.search(r"\d", strike_noise(text)):
        return ScaleReading(scale.high, used=(marks.span(),))
    lowest = re.search(r"最低分", text)
    if lowest and not re.search(r"\d\s?分", text):
        return ScaleReading(scale.low, used=(lowest.span(),))
    cleaned = without_former(strike_noise(text))
    found = find_mentions(cleaned, scale)
    cleaned = strike_scales(cleaned)
    named = parts_of(cleaned, scale)
    parts = without_void(cleaned, named)
    given = strongest(without_corrected(cleaned, without_void(cleaned, found)))
    if not given and not found and len(named) > 1:
        return _settle(named, scale)
    if not given:
        return _only_void(found, scale) if found else _bare_row(cleaned, scale)
    if given[0].weight is Weight.PLAIN:
        given = [*given, *(p for p in parts if not any(_meet(p, m) for m in found))]
    return _settle(given, scale)


def _bare_row(text: str, scale: Scale) -> ScaleReading | None:
    """``4 4 2`` to one question: nobody knows which."""
    values = [int(n) for n in re.findall(r"\d+", text)] if _ROW.fullmatch(text) else []
    if len(set(values)) < 2 or not all(map(scale.holds, values)):
        return None
    return ScaleReading(None, scale.nearest(sum(values) / len(values)), "several scores")


_ROW = re.compile(r"\W*\d{1,2}(?:[\s,;/]+\d{1,2}){1,9}\W*")


def _meet(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _settle(given: Sequence[Mention], scale: Scale) -> ScaleReading:
    used = tuple((m.start, m.end) for m in given)
    guess = scale.nearest(sum(m.guess for m in given) / len(given))
    if any(m.value is None for m in given):
        reason = next(m.reason for m in given if m.value is None)
        return ScaleReading(None, guess, reason, used)
    values = {m.value for m in given}
    aspects = all(m.weight is Weight.ASPECT for m in given)
    if len(values) > 1:
        return ScaleReading(None, guess, "several scores", used)
    if aspects and len(given) < 2:
        return ScaleReading(None, guess, "a score for a part", used)
    return ScaleReading(int(values.pop() or 0), used=used)


def _only_void(found: Sequence[Mention], scale: Scale) -> ScaleReading | None:
    """A score that was only wished, remembered or refused is a hint to a person."""
    if not any(m.weight is not Weight.ASPECT for m in found):
        return None
    return ScaleReading(None, scale.nearest(found[-1].guess), "a score named, but not given", ())


def _of_hundred(text: str, scale: Scale) -> ScaleReading | None:
    """``80%`` alone, or ``95分``: out of a hundred."""
    if (full := _FULL.search(text)) is not None:
        return ScaleReading(None, scale.high, OTHER_FULL, (full.span(),))
    if (over := _PERCENT.fullmatch(text)) is not None and int(over[1]) > 100:
        return ScaleReading(None, scale.high, "off the scale", (over.span(),))
    match = _PERCENT.fullmatch(text) or _HUNDRED.search(text)
    points = value_of(match[1]) if match else None
    if match is None or points is None or not max(scale.high * 2, 19) < points <= 100:
        return None
    if points == 100:
        return ScaleReading(None, scale.high, OTHER_FULL, (match.span(),))
    value = points * scale.high / 100
    if not match[0].strip().endswith("%") and text.strip() == match[1]:
        return None
    if scale.holds(value):
        return ScaleReading(int(value), used=(match.span(),))
    return ScaleReading(None, scale.nearest(value), "between two steps", (match.span(),))


#: "not unhappy": praise or not, no step of a scale
_TWICE_NO = re.compile(
    r"(?:not|n't|never|hardly)(?: \w+)? (?:un|dis)(?:happy|satisf\w+|pleased|content)\b"
    r"|(?:没(?:什么|有什么|有)?|不能说|不敢说|谈不上|并非|不是|并不|无)(?:太|很|特别|任何)?不满意?(?:的|之处|的地方)?"
)


_NO_COMPLAINT = re.compile(
    r"\b(?:can ?n't|cannot|can not|nothing to) complain\b|\bno complaints?\b(?! (?:about|with))"
    r"|没什么(?:可|好)?(?:说|挑|抱怨|挑剔)的|没毛病|挑不出(?:什么)?毛病"
)
_AS_BEFORE = re.compile(
    r"\W*(?:(?:my|the|our) )?(?:still )?(?:the )?same (?:score |rating |answer |number "
    r"|mark )?as (?:last"
    r"|before|in|always|the)\b[^\n]{0,20}|\W*(?:跟|和|与|同)?上(?:次|回|期)(?:一样|相同|一致|的分数)\W*"
)


#: an "ok" alone says that the mail was read
_HEARD = re.compile(
    r"\W*(?:ok(?:ay|ey)?|k)\W*(?:(?:thanks?(?: you)?|thx|noted|got it|will do)\W*)*"
)


#: a school grade
_LETTER = re.compile(
    r"\W*(?:(?:i'd|i|we|we'd|would|give|you|say|rate|it|an?|my|our|grade|score|rating|mark|answer|is|solid"
    r"|overall|good|strong)\W+){0,6}[a-f](?:\s?[+-]|\s(?:plus|minus))?\W*(?:(?:from|us|me|overall|thanks|grade)\W*){0,3}"
)


def _from_words(text: str, question: Question, scale: Scale) -> ScaleReading:
    if _HEARD.fullmatch(text):
        return ScaleReading()
    if (twice := _TWICE_NO.search(text)) is not None:
        guess = scale.nearest(scale.low + (scale.high - scale.low) * 0.7)
        return ScaleReading(None, guess, "said by what it is not", (twice.span(),))
    if _LETTER.fullmatch(text):
        return ScaleReading(reason="a letter, not a number", used=((0, len(text)),))
    words = find_words(text, question)
    if _AS_BEFORE.fullmatch(text):
        return ScaleReading(reason="a score of another time", used=((0, len(text)),))
    direct = [w for w in words if w.direct and w.sure] or [
        w for w in words if w.sure and _says_only_that(text, w) and not promises(text)
    ]
    if direct:
        values = [w.value for w in direct]
        used = tuple((w.start, w.end) for w in direct)
        middle = (scale.low + scale.high) / 2
        sides = {(value > middle) - (value < middle) for value in values}
        if len(sides) > 1 and not _outweighs(text, direct):
            return ScaleReading(None, scale.nearest(sum(values) / len(values)), "mixed words", used)
        return ScaleReading(values[0], used=used)
    if (content := _NO_COMPLAINT.search(text)) is not None:
        guess = scale.nearest(scale.low + (scale.high - scale.low) * 0.7)
        return ScaleReading(None, guess, "said by what it is not", (content.span(),))
    return _guessed(text, question, words)


def _outweighs(text: str, words: Sequence[Word]) -> bool:
    """Tell whether the first judgement is of the whole, and the others of parts."""
    return (
        re.search(r"overall|总体|整体|in general|on the whole", text[: words[0].start]) is not None
    )


def _says_only_that(text: str, word: Word) -> bool:
    """Tell whether a judgement that speaks of no scale is all that its clause says."""
    start = max(text.rfind(mark, 0, word.start) for mark in "\n.,;:!?。") + 1
    ends = [at for mark in "\n.,;:!?。" if (at := text.find(mark, word.end)) >= 0]
    clause = text[start : word.start] + " " + text[word.end : min(ends, default=len(text))]
    return _COURTESY.sub("", clause).strip(" -~'\"()*、…") == ""


_COURTESY = re.compile(
    r"\b(?:it's|that's|it|was|is|were|everything|all|overall|very|really|just|the|a|an|so|we|i"
    r"|are|am"
    "|work|service|result|job|experience|thanks?|thank|you|i'd|say|quite|pretty|from|our"
    "|side|my|answer|rating|generally|it's|that's|that|think|found|rate|as|far|good|to"
    r"|me|us|in|general|team|were|project|with|this|for|and|yes|went|your|score)\b"
    "|我们|我|觉得|感觉|总体|整体|都|很|真的|挺|还|是|的|了|吧|啊|呢|评价"
    "|满意度|服务|项目|你们|您们|工作|做得|做的|给|个|认为|算|也|合作"
    "|体验|效果|这次|本次|质量|非常|来说|打分|感谢|谢谢"
)


_BARE_WORD = re.compile(r"\W*(?:yes|no|sure|nope|yep|yeah|是的?|否|会|不会|愿意|不愿意)\W*")


def _guessed(text: str, question: Question, words: Sequence[Word]) -> ScaleReading:
    """Offer a guess; ask a person where the question was answered in words without a step."""
    if question.kind is Kind.NPS and _BARE_WORD.fullmatch(text):
        return ScaleReading(reason=WITHOUT_NUMBER, used=((0, len(text)),))
    unsure = [w for w in words if not w.sure]
    if not unsure:
        return ScaleReading(guess=words[0].value if words else None)
    guess, used = unsure[0].value, ((unsure[0].start, unsure[0].end),)
    bare = re.sub(r"[^\w]", "", text) == "" or len(text.strip()) <= 2
    if question.kind is Kind.NPS and (bare or _answers_recommending(text, unsure[0])):
        return ScaleReading(None, guess, WITHOUT_NUMBER, used)
    return ScaleReading(None, guess, "a face, not a number" if bare else "")


def _answers_recommending(text: str, word: Word) -> bool:
    return (
        re.search(
            (
                "recommend|refer|likely|推荐|介绍|愿意|definitely|absolutely|of course"
                "|一定|肯定|maybe|depends|看情况|可能|不一定|也许"
            ),
            text[word.start : word.end],
        )
        is not None
    )


def _doubted(reading: ScaleReading, text: str, question: Question, scale: Scale) -> ScaleReading:
    """Hand a score to a person where the words around it say the opposite."""
    low = scale.low + (scale.high - scale.low) / 3
    if reading.value is not None and reading.value <= low and is_ironic(text):
        return reading
    if is_ironic(text):
        guess = reading.guess if reading.value is None else scale.low + scale.high - reading.value
        if reading.value is not None or reading.needs_person or guess is not None:
            return ScaleReading(None, scale.low, "may be meant ironically", reading.used)
        return reading
    if reading.value is None:
        return reading
    doubt = doubt_of(reading.value, text, question, scale)
    return ScaleReading(None, reading.value, doubt, reading.used) if doubt else reading
