"""A yes or no that takes up the words of its question: "we'd work with you again", 愿意再合作."""

from __future__ import annotations

import re
from collections.abc import Iterator

from daemon.surveys.questions import Kind, Question, Survey
from daemon.surveys.reading.normal import flat
from daemon.surveys.reading.topics import names, own_words

_CLAUSE = re.compile(r"[^\n,.;!?。、]{2,80}")
_HAN_YES = re.compile(
    r"(?:我们?|是的|也|都|当然|肯定|一定|非常|很|还)*(?:愿意|可以|同意|会|能|行|乐意|希望)"
)
_HAN_NO = re.compile(r"(?:我们?|暂时?|目前|还|也|都)*(?:不|没|请勿|别)")
_WE_DO = re.compile(
    r"\b(?:we|i|you|they|it)(?:'d|'ll|'ve| would| will| do| did| have| can| may"
    r"| could)\b(?!n't| not| never)"
    r"|\bof course\b|\byes\b|\bgladly\b|\bhappy to\b|\bdefinitely\b|\babsolutely\b"
)
_WE_DO_NOT = re.compile(
    r"\b(?:not|never|no|n't|wouldn't|won't|don't|didn't|can't|couldn't|rather not|hardly)\b"
)
#: leaves it open
_PERHAPS = re.compile(
    r"\b(?:maybe|perhaps|if|might|depends?|unless|sure)\b|也许|可能|如果|看情况|不确定|不一定"
)
_VERBS = ("愿意", "乐意", "可以")


def read_echoed(text: str, survey: Survey) -> Iterator[tuple[Question, bool]]:
    """Yield the yes/no questions whose own words a clause takes up, with what it says to them."""
    asked = survey.of_kind(Kind.YES_NO)
    for clause in _CLAUSE.findall(flat(text)):
        for question in asked:
            value = _echo(clause.strip(), question, survey)
            if value is not None:
                yield question, value


def _echo(clause: str, question: Question, survey: Survey) -> bool | None:
    if _PERHAPS.search(clause):
        return None
    verb = next((v for v in _VERBS if v in question.wording.zh), None)
    taken_up = any(names(clause, w) for w in own_words(question, survey))
    if re.search(r"[一-鿿]", clause):
        if not taken_up and not (verb and verb in clause and len(clause) < 8):
            return None
        if _HAN_NO.match(clause):
            return False
        return True if _HAN_YES.match(clause) else None
    if not taken_up:
        return None
    if _WE_DO_NOT.search(clause):
        return False
    return True if _WE_DO.search(clause) else None
