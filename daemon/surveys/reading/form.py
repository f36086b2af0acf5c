"""Which words of a reply are ours, and which question each of the client's words stands under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from daemon.model.message import Span, SpanKind
from daemon.surveys.questions import Question, Survey
from daemon.surveys.reading.normal import flat, squeeze

MOST_CHARACTERS = 60_000  # of a body, quoted mail included
MOST_WRITTEN = 3_000  # under one question; nobody answers at this length
_RUN = re.compile(r"([^\w\s])\1{11,}")


@dataclass(frozen=True, slots=True)
class Segment:
    """The client's words under one question, or under none in particular."""

    question: Question | None
    text: str
    #: typed into our own quoted form, between markers of a quotation
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    question: Question | None


_SLOT = re.compile(
    (
        r"^[>\s|]*(?:your answer|my answer|your reply|your score|your rating|answer"
        "|您的回答|您的答案"
        r"|您的评分|我的回答|回答|答案|答)\s*[:：]\s*(?P<rest>\S.*)?$"
    ),
    re.IGNORECASE,
)
_MARKED = re.compile(r"[\[(]\s*[xX✓✔√]\s*[\])]|[☑☒✅✔✓√■●◉⦿]|\*\*?\d\*\*?|[\[(]\d[\])]")
_STEPS = re.compile(
    r"^[>\s|]*(?:\d{1,2}[\s|.·,/-]*){4,}$|^[>\s|]*(?:yes\s*/\s*no|是\s*/\s*否)\s*$", re.IGNORECASE
)
_BOILERPLATE = re.compile(
    r"^\W*(?:one letter is enough|as many letters as you like|in your own words"
    r"|写一个字母即可|可写多个字母|请用您自己的话回答)\W*$|"
    r"\b(?:just|simply|please) reply\b|number is enough|reply with"
    "|answer (?:right )?below|beneath each question|rather not be asked"
    "|直接回复|回复.{0,6}(?:即可|退订)|只写数字|不希望(?:再)?收到|如不愿"
    r"|请在.{0,10}(?:下方|下面)|^\s*(?:ref|编号|token)\s*[:：]"
    "|write a remark|add a remark|remark (?:below|here)|如有意见.{0,6}(?:写|填)|click one"
    "|choose one|tick (?:one|as many)|可多选|单选",
    re.IGNORECASE,
)
#: closes our own mail; nothing under it is an answer
_CLOSING = re.compile(
    r"^\s*(?:we read answers until\b|a person reads your reply|回复截止时间|您的回复会由专人"
    r"|--\s*$)",
    re.IGNORECASE,
)
_LETTERED = re.compile(r"^[>\s|]*(?:[a-zA-Z]|\d{1,2})[).、:：]\s*(?P<rest>.+)$")
_NUMBERING = re.compile(
    r"(?:^|(?<=\n))[>\s|]*(?:q|question|第)?\s*\d{1,2}\s*[题]?\s*[).、:：]\s*$", re.IGNORECASE
)


def is_our_text(line: str) -> bool:
    """Tell whether a line is an instruction or a printed scale of our mails."""
    return bool(_BOILERPLATE.search(line) or _STEPS.match(line) or _CLOSING.match(line))


def cut_by_question(survey: Survey, body: str, spans: Sequence[Span] = ()) -> list[Segment]:
    """Return what the client wrote, cut by the question it stands under, in order.

    *spans* tell the client's words from the quoted mail; without them all of *body* is new.
    """
    body = body[:MOST_CHARACTERS]
    spans = _with_words(body, spans) or (Span(0, len(body), SpanKind.NEW),)
    places = _places(survey, body)
    pieces = list(_pieces(body, spans, places))
    if len(survey.questions) > 1 and _is_under_the_form(body, spans, places):
        pieces = [(None, text) for _, text in pieces]
    segments = _join(pieces)
    answered = {s.question.key for s in segments if s.question and s.text.strip()}
    return segments + [
        filled
        for filled in _filled_in(survey, body, spans, places)
        if filled.question is None or filled.question.key not in answered
    ]


def _with_words(body: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return *spans*; where nothing is new, a lone "unsubscribe" is no disclaimer but an answer."""
    if any(s.kind is SpanKind.NEW and body[s.start : s.end].strip() for s in spans):
        return tuple(spans)
    return tuple(
        replace(s, kind=SpanKind.NEW)
        if s.kind is SpanKind.DISCLAIMER and s.end - s.start < 200
        else s
        for s in spans
    )


def _places(survey: Survey, body: str) -> list[_Place]:
    """Find where our own wordings stand in *body*, over line wraps and quotation marks."""
    kept = [(c, i) for i, c in enumerate(flat(body)) if c.isalnum()]
    text = "".join(c for c, _ in kept)
    found: list[_Place] = []
    wordings: list[tuple[str, Question | None]] = [
        (words, question) for question in survey.questions for words in question.wording.both
    ]
    wordings += [(words, None) for words in (*survey.intro.both, *survey.title.both)]
    for words, question in wordings:
        needle = squeeze(words)
        at = text.find(needle) if len(needle) > 3 else -1
        while at >= 0:
            found.append(_Place(kept[at][1], kept[at + len(needle) - 1][1] + 1, question))
            at = text.find(needle, at + len(needle))
    return _without_overlap(found)


def _without_overlap(places: Iterable[_Place]) -> list[_Place]:
    kept: list[_Place] = []
    for place in sorted(places, key=lambda p: (p.start, -p.end, p.question is None)):
        if not kept or place.start >= kept[-1].end:
            kept.append(place)
    return kept


def _pieces(
    body: str, spans: Sequence[Span], places: Sequence[_Place]
) -> Iterable[tuple[Question | None, str]]:
    """Yield the new text between our wordings, with the question above each stretch."""
    for span in spans:
        if span.kind is not SpanKind.NEW:
            continue
        at, question = span.start, _above(places, span.start)
        inside = [p for p in places if p.end > span.start and p.start < span.end]
        for place in inside:
            yield question, _own(body[at : max(at, place.start)], question, form=bool(inside))
            at = min(span.end, place.end)
            question = place.question or question
        yield question, _own(body[at : span.end], question, form=bool(inside))


def _above(places: Sequence[_Place], at: int) -> Question | None:
    return next((p.question for p in reversed(places) if p.end <= at and p.question), None)


def _own(text: str, question: Question | None, *, form: bool) -> str:
    """Return the client's part of a stretch; in a form that lost its marks, line by line."""
    if not form:
        return text
    text = _NUMBERING.sub("", text)
    printed = question is not None and _are_printed(text, question)
    kept: list[str] = []
    slot = False
    for line in text.lstrip('?？!。.:："”’」』) ').split("\n"):
        match = _SLOT.match(line)
        if _CLOSING.match(line):
            break
        if match is not None:
            slot = True
            kept.append(match["rest"] or "")
        elif slot and not line.strip() and any(kept):
            break
        elif not _is_ours(line, question, printed=printed):
            kept.append(line)
    return "\n".join(kept)


def _are_printed(text: str, question: Question) -> bool:
    """Tell whether the options stand there as we printed them: one alone is an answer."""
    said = squeeze(text)
    there = [o for o in question.options if any(squeeze(w) in said for w in o.wording.both)]
    return len(there) > 1


def _is_ours(line: str, question: Question | None, *, printed: bool) -> bool:
    """Tell whether a line of an unmarked form is a scale, an option or an instruction."""
    if _MARKED.search(line):
        return False
    if _BOILERPLATE.search(line) or _STEPS.match(line):
        return True
    said = squeeze(line)
    if question is None or not said:
        return False
    ends = [squeeze(w) for end in (question.low, question.high) if end for w in end.both]
    if len([end for end in ends if end and end in said]) >= 2:
        return True
    lettered = _LETTERED.match(line) if printed else None
    return lettered is not None and any(
        squeeze(words) == squeeze(lettered["rest"])
        for option in question.options
        for words in option.wording.both
    )


def _is_under_the_form(body: str, spans: Sequence[Span], places: Sequence[_Place]) -> bool:
    """Tell whether all was written under the whole quoted form, not between its questions."""
    asked = [p for p in places if p.question]
    new = [s for s in spans if s.kind is SpanKind.NEW and body[s.start : s.end].strip()]
    if not asked or not new or new[0].start < asked[-1].end:
        return False
    quotes = [s for s in spans if s.kind is SpanKind.QUOTE and body[s.start : s.end].strip(" >\n")]
    return bool(quotes) and quotes[-1].end <= new[0].start


def _join(pieces: Iterable[tuple[Question | None, str]]) -> list[Segment]:
    """Join what stands under the same question."""
    texts: dict[str, list[str]] = {}
    questions: dict[str, Question | None] = {}
    for question, text in pieces:
        key = question.key if question else ""
        questions[key] = question
        if text.strip():
            texts.setdefault(key, []).append(text.strip("\n"))
    return [Segment(questions[key], _bounded(parts)) for key, parts in texts.items()]


def _bounded(parts: Sequence[str]) -> str:
    """Join the parts, without endless rows of one mark, up to a bound."""
    return _RUN.sub(r"\1\1\1", "\n".join(parts)[:MOST_CHARACTERS])[:MOST_WRITTEN]


def _filled_in(
    survey: Survey, body: str, spans: Sequence[Span], places: Sequence[_Place]
) -> Iterable[Segment]:
    """Yield what was typed into the quoted form itself, behind "Your answer:" or as a mark."""
    only = survey.questions[0] if len(survey.questions) == 1 else None
    ours = {SpanKind.QUOTE}
    if not any(s.kind is SpanKind.NEW and body[s.start : s.end].strip() for s in spans):
        ours.add(SpanKind.FORWARD)  # a form that is filled in, with its header above
    for span in spans:
        if span.kind not in ours:
            continue
        at = span.start
        for line in body[span.start : span.end].splitlines(keepends=True):
            match, question = _SLOT.match(line), _above(places, at) or only
            at += len(line)
            if question is None:
                continue
            if match and match["rest"]:
                yield Segment(question, match["rest"], quoted=True)
            elif _MARKED.search(line) and question.scale and not match and _has_steps(line):
                yield Segment(question, line.lstrip("> \t"), quoted=True)


def _has_steps(line: str) -> bool:
    return (
        len(re.findall(r"\d", line)) > 3
        or re.search(r"[\[(]\s*[xX✓✔√]\s*[\])]|[☑☒✅✔✓√●]", line) is not None
    )
