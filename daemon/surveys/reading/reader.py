"""The steps of reading one reply, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from daemon.surveys.answer import Answer
from daemon.surveys.questions import Kind, Question, Survey
from daemon.surveys.reading.absence import is_automatic
from daemon.surveys.reading.form import Segment, cut_by_question
from daemon.surveys.reading.forwarded import forwarded_words
from daemon.surveys.reading.inorder import read_by_lines, read_for_each, read_in_order
from daemon.surveys.reading.lists import (
    read_alike,
    read_by_topic,
    read_excepted,
    read_others_by_topic,
    rest_value,
)
from daemon.surveys.reading.normal import flat
from daemon.surveys.reading.notes import Notes
from daemon.surveys.reading.numbered import numbered_head, read_numbered, read_value_first
from daemon.surveys.reading.options import find_statement, read_options, read_yes_no
from daemon.surveys.reading.optout import find_opt_outs, without_opt_outs
from daemon.surveys.reading.remark import is_nothing, remark_of
from daemon.surveys.reading.reply import Reply
from daemon.surveys.reading.scales import read_scale
from daemon.surveys.reading.subject import subject_score


def read_answer(survey: Survey, reply: Reply) -> Answer:
    """Return what *reply* answers to *survey*. Pure; never raises on a strange reply."""
    if reply.automatic:
        return Notes(survey).answer(auto_reply=True)
    notes = Notes(survey)
    segments = cut_by_question(survey, reply.body, reply.spans)
    opted_out = False
    for segment in segments:
        text, asked = without_opt_outs(segment.text)
        opted_out = opted_out or asked
        _read_segment(notes, Segment(segment.question, text, segment.quoted))
    if is_automatic(reply.subject, reply.text) and not (
        notes.has_values and not is_automatic(reply.subject, "")
    ):
        return Notes(survey).answer(auto_reply=True)
    opted_out = opted_out or bool(find_opt_outs(flat(_bare_subject(reply.subject))))
    _read_subject(notes, survey, reply, opted_out=opted_out)
    _read_forwarded(notes, forwarded_words(survey, reply.body, reply.spans))
    return notes.answer(opt_out=opted_out)


def _read_segment(notes: Notes, segment: Segment) -> None:
    question = segment.question
    if question is None and len(notes.survey.questions) == 1:
        question = notes.survey.questions[0]
    if question is not None:
        _read_one(notes, question, segment.text)
    else:
        _read_together(notes, segment.text)


def _read_one(notes: Notes, question: Question, text: str) -> None:
    """Read what stands under one question."""
    if question.scale is not None:
        _read_score(notes, question, text)
    elif question.kind is Kind.TEXT:
        _read_text(notes, question, text)
    elif question.kind is Kind.YES_NO:
        _read_yes_no(notes, question, text)
    else:
        _read_options(notes, question, text)


def _read_score(notes: Notes, question: Question, text: str) -> None:
    if question.key in notes.values:
        notes.remark(remark_of(text, ()))
        return
    reading = read_scale(text, question)
    if reading.value is not None:
        words = [text[start:end] for start, end in reading.used]
        notes.record(question, reading.value, " … ".join(words))
    elif reading.guess is not None:
        notes.guess[question.key] = reading.guess
    if reading.reason:
        notes.reasons.append(f"{question.key}: {reading.reason}")
    notes.remark(remark_of(text, reading.used))


def _read_text(notes: Notes, question: Question, text: str) -> None:
    said = remark_of(text, ()) or ("" if is_nothing(text) else text.strip())
    if said and not is_nothing(said):
        notes.record(question, said, said)
        notes.remark(said)


def _read_yes_no(notes: Notes, question: Question, text: str) -> None:
    value = read_yes_no(text, question)
    if value is None:
        value = find_statement(text, question)
    if value is None and not is_nothing(text) and remark_of(text, ()):
        notes.reasons.append(f"{question.key}: neither yes nor no")
    if value is not None:
        notes.record(question, value, text)
    lead = re.match(
        (
            r"\W*(?:yes of course|of course|yes|no|nope|yeah|yep|sure|是的|是|否|没有"
            r"|可以|有|对|不是|不)(?=\W"
            r"|$)[\s,.!;:，。！；：-]*"
        ),
        text,
        re.IGNORECASE,
    )
    rest = text[lead.end() :] if lead else text
    if not (value is not None and lead and not rest.strip()) and not is_nothing(rest):
        notes.remark(remark_of(rest, ()))


def _read_options(notes: Notes, question: Question, text: str) -> None:
    keys = read_options(text, question)
    if keys is not None:
        notes.record(question, keys, text)
    elif not is_nothing(text):
        notes.reasons.append(f"{question.key}: none of the options")
        notes.remark(text.strip())


def _read_together(notes: Notes, text: str) -> None:
    """Read one text that may answer several questions."""
    named, text = read_value_first(text, notes.survey)
    for question, piece in named:
        _read_one(notes, question, piece)
    pieces = read_numbered(text, notes.survey)
    if pieces:
        for question, piece in pieces:
            _read_one(notes, question, piece)
        _read_prose(notes, numbered_head(text, notes.survey), lonely=False)
        return
    if lines := read_by_lines(text, notes.survey):
        for question, piece in lines:
            _read_one(notes, question, piece)
        return
    row = read_in_order(text, notes.survey)
    if row is not None:
        for question, piece in row[0]:
            _read_one(notes, question, piece)
        notes.remark(remark_of(row[1], ()))
        return
    _read_prose(notes, text)


def _read_prose(notes: Notes, text: str, *, lonely: bool = True) -> None:
    before = len(notes.values)
    scored = _scored(notes)
    for question, piece in _said_of_scales(text, notes.survey):
        _read_quietly(notes, question, piece)
    for question, piece in read_others_by_topic(text, notes.survey):
        if question.key not in notes.values:
            _read_closed(notes, question, piece)
    asked = notes.survey.of_kind(Kind.YES_NO)
    if len(asked) == 1 and (value := find_statement(text, asked[0])) is not None:
        notes.record(asked[0], value, text)
    open_scales = [q for q in notes.survey.scaled if q.key not in notes.values]
    if lonely and _scored(notes) == scored:
        for question, piece in read_for_each(text, open_scales):
            _read_quietly(notes, question, piece)
    if lonely and _scored(notes) == scored:
        _read_lonely(notes, open_scales, text)
    used = (
        [m.span() for m in re.finditer(r"\d{1,2}", flat(text))]
        if len(notes.values) > before
        else []
    )
    notes.remark(remark_of(text, used, whole=True))


def _said_of_scales(text: str, survey: Survey) -> Iterator[tuple[Question, str]]:
    """Yield what prose says of scales: by topic, of the rest, of all alike."""
    yield from ((q, said) for q, said in read_excepted(text, survey) if re.search(r"\d|分", said))
    yield from read_by_topic(text, survey)
    others = rest_value(text)
    if others is not None:
        yield from ((question, others) for question in survey.of_kind(Kind.RATING))
    yield from read_alike(text, survey)


def _read_closed(notes: Notes, question: Question, piece: str) -> None:
    keys = read_options(piece, question) if question.options else None
    value = read_yes_no(_ALL_OF_IT.sub("", piece), question) if not question.options else None
    if keys is not None:
        notes.record(question, keys, piece)
    elif value is not None:
        notes.record(question, value, piece)


_ALL_OF_IT = re.compile(r"^(?:都|全都?)")


def _scored(notes: Notes) -> int:
    return sum(q.key in notes.values for q in notes.survey.scaled)


def _read_quietly(notes: Notes, question: Question, piece: str) -> None:
    if question.key in notes.values:
        return
    reading = read_scale(piece, question)
    value = reading.value
    if value is None and not reading.reason and question.scale is not None:
        numbers = re.findall(r"(?<![\d.])\d{1,2}(?![\d.])", piece)
        if len(numbers) == 1 and question.scale.holds(int(numbers[0])):
            value = int(numbers[0])
    if value is not None:
        notes.record(question, value, piece)
    elif reading.reason:
        notes.reasons.append(f"{question.key}: {reading.reason}")
        if reading.guess is not None:
            notes.guess[question.key] = reading.guess


def _read_lonely(notes: Notes, open_scales: list[Question], text: str) -> None:
    """Read a number that names no question: with one left it is that one's, else nobody knows."""
    if not open_scales:
        return
    ratings = [q for q in open_scales if q.kind is Kind.RATING]
    question = ratings[0] if len(ratings) == 1 else open_scales[0]
    reading = read_scale(text, question)
    if reading.value is not None and (len(ratings) == 1 or len(open_scales) == 1):
        notes.record(question, reading.value, text)
    elif reading.value is not None or reading.reason:
        notes.reasons.append(reading.reason or "a score, but not for which question")
        value = reading.value if reading.value is not None else reading.guess
        if value is not None:
            notes.guess |= {q.key: value for q in open_scales if q.scale and q.scale.holds(value)}


def _read_subject(notes: Notes, survey: Survey, reply: Reply, *, opted_out: bool) -> None:
    """Take the score that a ``mailto:`` link wrote into the subject, where the body has none."""
    if len(survey.questions) != 1 or notes.values or notes.reasons:
        return
    question = survey.questions[0]
    value = subject_score(reply.subject, question)
    if value is not None:
        notes.guess.pop(question.key, None)
        notes.record(question, value, reply.subject)
    elif not reply.text.strip() and not opted_out and question.scale is not None:
        reading = read_scale(_bare_subject(reply.subject), question)
        if reading.value is not None and len(_bare_subject(reply.subject)) < 12:
            notes.record(question, reading.value, reply.subject)


def _read_forwarded(notes: Notes, text: str) -> None:
    """Hand what somebody else said, in a mail that was passed on, to a person."""
    if not text or notes.has_values:
        return
    theirs = Notes(notes.survey)
    _read_segment(theirs, Segment(None, text))
    scores = {q.key: theirs.values[q.key] for q in notes.survey.scaled if q.key in theirs.values}
    if scores or theirs.reasons:
        notes.reasons.append("a score in a mail that was passed on")
        notes.guess |= theirs.guess | scores


def _bare_subject(subject: str) -> str:
    return re.sub(
        r"\[[^\]]*\]|^\s*(?:re|aw|回复|答复)\s*[:：]", "", subject, flags=re.IGNORECASE
    ).strip()
