"""The steps of reading one reply, in order."""

from __future__ import annotations

import re
from dataclasses import replace

from daemon.model.message import Span, SpanKind
from daemon.surveys.answer import Answer
from daemon.surveys.questions import Kind, Question, Survey
from daemon.surveys.reading.absence import is_automatic
from daemon.surveys.reading.footers import without_footers
from daemon.surveys.reading.form import Segment, cut_by_question
from daemon.surveys.reading.forwarded import forwarded_words
from daemon.surveys.reading.groups import read_groups
from daemon.surveys.reading.inorder import (
    Row,
    is_unplaced,
    read_by_lines,
    read_in_order,
)
from daemon.surveys.reading.markup import without_markup
from daemon.surveys.reading.normal import flat
from daemon.surveys.reading.notes import Notes
from daemon.surveys.reading.numbered import numbered_head, read_numbered, read_value_first
from daemon.surveys.reading.optout import find_opt_outs, without_opt_outs
from daemon.surveys.reading.prose import count_scores, read_prose, read_quietly
from daemon.surveys.reading.remark import remark_of, without_greetings
from daemon.surveys.reading.reply import Reply
from daemon.surveys.reading.scales import read_scale
from daemon.surveys.reading.signature import is_signature, without_signature
from daemon.surveys.reading.single import read_one, read_text
from daemon.surveys.reading.subject import subject_score
from daemon.surveys.reading.writer import writer_of


def read_answer(survey: Survey, reply: Reply) -> Answer:
    """Return what *reply* answers to *survey*. Pure; never raises on a strange reply."""
    if reply.automatic:
        return Notes(survey).answer(auto_reply=True)
    reply = _signed_off(replace(reply, body=without_markup(reply.body)))
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


def _signed_off(reply: Reply) -> Reply:
    """Return *reply* without the client's signature among what he wrote."""
    spans = reply.spans or (Span(0, len(reply.body), SpanKind.NEW),)
    writer = writer_of(reply.body, spans, reply.writer)
    return replace(reply, spans=without_footers(reply.body, spans, writer))


def _read_segment(notes: Notes, segment: Segment) -> None:
    question, text = segment.question, segment.text
    if question is not None or not _asks_for_names(notes.survey):
        text = without_signature(text)
    if question is None and len(notes.survey.questions) == 1:
        question = notes.survey.questions[0]
    if question is not None:
        read_one(notes, question, text)
    else:
        _read_together(notes, _BULLET.sub("", text) if _are_bullets(text) else text)


def _asks_for_names(survey: Survey) -> bool:
    words = [w for q in survey.of_kind(Kind.TEXT) for w in q.wording.both]
    return any(re.search(r"\bwho(?:m|se)?\b|\bnames?\b|谁|姓名|联系人", flat(w)) for w in words)


_BULLET = re.compile(r"^[ ]*[-*•·●–][ ]+(?=\S)", re.MULTILINE)


def _are_bullets(text: str) -> bool:
    return len(_BULLET.findall(text)) > 1


def _read_together(notes: Notes, text: str) -> None:
    """Read one text that may answer several questions."""
    grouped, text = read_groups(text, notes.survey)
    named, text = read_value_first(text, notes.survey)
    for question, piece in grouped + named:
        read_one(notes, question, piece)
    begun = bool(grouped)
    pieces = read_numbered(text, notes.survey, begun=begun)
    if pieces:
        for question, piece in pieces:
            read_one(notes, question, piece)
        read_prose(notes, numbered_head(text, notes.survey, begun=begun), lonely=False)
    elif lines := read_by_lines(without_greetings(text), notes.survey):
        for question, piece in lines:
            _read_line(notes, question, piece)
    elif (row := read_in_order(text, notes.survey)) is not None:
        _read_row(notes, row)
    else:
        read_prose(notes, text, lonely=not begun)
        if not count_scores(notes) and not notes.reasons and is_unplaced(text):
            notes.reasons.append("numbers, but not for which questions")


def _read_line(notes: Notes, question: Question, line: str) -> None:
    """Read a line in its place: a number that it begins with is its value."""
    read_one(notes, question, line)
    if question.scale is not None and question.key not in notes.guess:
        read_quietly(notes, question, line)


def _read_row(notes: Notes, row: Row) -> None:
    for question, piece in row.pieces:
        read_one(notes, question, piece)
    read_prose(notes, row.head, lonely=False)
    last = notes.survey.questions[-1]
    if is_signature(row.rest):
        return
    if last.kind is Kind.TEXT:
        read_text(notes, last, row.rest)
    else:
        notes.remark(remark_of(row.rest, ()))


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
