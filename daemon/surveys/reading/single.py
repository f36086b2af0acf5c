"""What a client wrote under one question, onto the notes."""

from __future__ import annotations

import re

from daemon.surveys.questions import Kind, Question
from daemon.surveys.reading.notes import Notes
from daemon.surveys.reading.options import find_statement, is_undecided, read_options, read_yes_no
from daemon.surveys.reading.remark import is_nothing, remark_of
from daemon.surveys.reading.scales import read_scale


def read_one(notes: Notes, question: Question, text: str) -> None:
    """Read what stands under one question."""
    if question.scale is not None:
        _read_score(notes, question, text)
    elif question.kind is Kind.TEXT:
        read_text(notes, question, text)
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


def read_text(notes: Notes, question: Question, text: str) -> None:
    """Record the words that answer a question for words, unless they say nothing."""
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
