"""The steps of reading one reply, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from daemon.surveys.answer import Answer
from daemon.surveys.questions import Kind, Question, Survey
from daemon.surveys.reading.absence import is_automatic
from daemon.surveys.reading.echoes import read_echoed
from daemon.surveys.reading.form import Segment, cut_by_question
from daemon.surveys.reading.forwarded import forwarded_words
from daemon.surveys.reading.groups import read_groups
from daemon.surveys.reading.inorder import (
    Row,
    is_unplaced,
    read_by_lines,
    read_for_each,
    read_in_order,
)
from daemon.surveys.reading.lists import (
    read_alike,
    read_by_topic,
    read_excepted,
    read_others_by_topic,
    rest_value,
)
from daemon.surveys.reading.markup import without_markup
from daemon.surveys.reading.normal import flat
from daemon.surveys.reading.notes import Notes
from daemon.surveys.reading.numbered import numbered_head, read_numbered, read_value_first
from daemon.surveys.reading.options import find_statement, is_undecided, read_options, read_yes_no
from daemon.surveys.reading.optout import find_opt_outs, without_opt_outs
from daemon.surveys.reading.pairs import read_pairs
from daemon.surveys.reading.remark import is_nothing, remark_of, without_greetings
from daemon.surveys.reading.reply import Reply
from daemon.surveys.reading.scales import WITHOUT_NUMBER, read_scale
from daemon.surveys.reading.signature import is_signature, without_signature
from daemon.surveys.reading.subject import subject_score
from daemon.surveys.reading.wordings import find_words


def read_answer(survey: Survey, reply: Reply) -> Answer:
    """Return what *reply* answers to *survey*. Pure; never raises on a strange reply."""
    if reply.automatic:
        return Notes(survey).answer(auto_reply=True)
    reply = replace(reply, body=without_markup(reply.body))
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
    question, text = segment.question, segment.text
    if question is not None or not _asks_for_names(notes.survey):
        text = without_signature(text)
    if question is None and len(notes.survey.questions) == 1:
        question = notes.survey.questions[0]
    if question is not None:
        _read_one(notes, question, text)
    else:
        _read_together(notes, _BULLET.sub("", text) if _are_bullets(text) else text)


def _asks_for_names(survey: Survey) -> bool:
    words = [w for q in survey.of_kind(Kind.TEXT) for w in q.wording.both]
    return any(re.search(r"\bwho(?:m|se)?\b|\bnames?\b|谁|姓名|联系人", flat(w)) for w in words)


_BULLET = re.compile(r"^[ ]*[-*•·●–][ ]+(?=\S)", re.MULTILINE)


def _are_bullets(text: str) -> bool:
    return len(_BULLET.findall(text)) > 1


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
    nothing = all(map(is_nothing, text.splitlines()))
    said = remark_of(text, ()) or ("" if nothing else text.strip())
    if said and not is_nothing(said):
        notes.record(question, said, said)
        notes.remark(said)


def _read_yes_no(notes: Notes, question: Question, text: str) -> None:
    value = read_yes_no(text, question)
    if value is None and not is_undecided(text):
        value = find_statement(text, question)
    undecided = is_undecided(text)
    if value is None and (undecided or (not is_nothing(text) and remark_of(text, ()))):
        notes.reasons.append(f"{question.key}: neither yes nor no")
    if value is not None:
        notes.record(question, value, text)
    lead = re.match(
        (
            r"\W*(?:yes of course|of course|absolutely|definitely|certainly|solved|fixed"
            r"|resolved|yes|no|nope|yeah|yep|sure|是的|是|否|没有"
            r"|(?:已经?|都|全部?)?(?:解决|交付|收到)了|愿意|会的?|肯定|一定|当然|可以|有|对|不是|不)(?=\W"
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
    grouped, text = read_groups(text, notes.survey)
    named, text = read_value_first(text, notes.survey)
    for question, piece in grouped + named:
        _read_one(notes, question, piece)
    begun = bool(grouped)
    pieces = read_numbered(text, notes.survey, begun=begun)
    if pieces:
        for question, piece in pieces:
            _read_one(notes, question, piece)
        _read_prose(notes, numbered_head(text, notes.survey, begun=begun), lonely=False)
    elif lines := read_by_lines(without_greetings(text), notes.survey):
        for question, piece in lines:
            _read_line(notes, question, piece)
    elif (row := read_in_order(text, notes.survey)) is not None:
        _read_row(notes, row)
    else:
        _read_prose(notes, text, lonely=not begun)
        if not _scored(notes) and not notes.reasons and is_unplaced(text):
            notes.reasons.append("numbers, but not for which questions")


def _read_line(notes: Notes, question: Question, line: str) -> None:
    """Read a line in its place: a number that it begins with is its value."""
    _read_one(notes, question, line)
    if question.scale is not None and question.key not in notes.guess:
        _read_quietly(notes, question, line)


def _read_row(notes: Notes, row: Row) -> None:
    for question, piece in row.pieces:
        _read_one(notes, question, piece)
    _read_prose(notes, row.head, lonely=False)
    last = notes.survey.questions[-1]
    if is_signature(row.rest):
        return
    if last.kind is Kind.TEXT:
        _read_text(notes, last, row.rest)
    else:
        notes.remark(remark_of(row.rest, ()))


def _read_prose(notes: Notes, text: str, *, lonely: bool = True) -> None:
    before = len(notes.values)
    scored = _scored(notes)
    for question, piece in _said_of_scales(text, notes.survey):
        _read_quietly(notes, question, piece)
    for question, piece in read_others_by_topic(text, notes.survey):
        if question.key not in notes.values:
            _read_closed(notes, question, piece)
    for question, echoed in read_echoed(text, notes.survey):
        notes.record(question, echoed, text)
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
    yield from read_pairs(text, survey)
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
    if value is None and reading.reason in ("", WITHOUT_NUMBER) and question.scale is not None:
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
    """Read a number that names no question: it is the only one's that is left, or the rating's.

    Where several ratings are left, or another scale comes first, nobody knows which.
    """
    if not open_scales:
        return
    question = open_scales[0]
    reading = read_scale(text, question)
    ratings = [q for q in open_scales if q.kind is Kind.RATING]
    if reading.value is not None and (len(open_scales) == 1 or ratings == [question]):
        notes.record(question, reading.value, text)
    elif reading.value is not None and not _is_a_score(text, question):
        return
    elif reading.value is not None or reading.reason:
        notes.reasons.append(reading.reason or "a score, but not for which question")
        value = reading.value if reading.value is not None else reading.guess
        if value is not None:
            notes.guess |= {q.key: value for q in open_scales if q.scale and q.scale.holds(value)}


def _is_a_score(text: str, question: Question) -> bool:
    """Tell praise ("great job") from a score, be it in digits or in words of the scale."""
    said = flat(text)
    return bool(re.search(r"\d|[分星⭐★]", said)) or any(
        w.direct for w in find_words(said, question)
    )


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
