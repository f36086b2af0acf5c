"""The values of a row, one after the other: ``5, n/a, 3-4, yes``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from daemon.surveys.questions import Kind, Question, Survey
from daemon.surveys.reading.numerals import ANY, NUM
from daemon.surveys.reading.options import find_statement, read_options
from daemon.surveys.reading.wordings import says_one_step

_POINTS = r"(?:\s?(?:分(?!钟)|颗?星|points?\b|pts?\b|stars?\b))?"
_OUT_OF = (
    r"(?:(?<!/\d)(?:/|\s?out of)\s?(?:5|7|10|five|seven|ten)(?![\w/])"
    r"|(?<!/ \d)\s/\s?(?:5|7|10)(?![\w/]|\s/))?"
)
_NUMBER = (
    rf"(?:(?:about|around|maybe|solid|strong|a|an|给|打) ?){{0,2}}(?:{ANY}{_POINTS}{_OUT_OF}"
    r"|[⭐★🌟✨]+[☆✩]*)[+!]?"
)
_RANGE = rf"{ANY}\s?(?:-|~|到|至|或|/|or|to)\s?{NUM}{_POINTS}(?=\s*(?:[,、;|\n.。]|$))"
#: a question that is left out
SKIPPED = re.compile(r"-{1,3}|n\.?/?a\.?|skip(?:ped)?|none|x|跳过|不清楚|不适用|略|\?")
_YES_NO = (
    r"(?:yes and no|(?:yes|y|yep|yeah|yup|ja|oui|nope|no(?! (?:more|further|other|comments?"
    r"|remarks?|need|idea|complaints?|problems?|issues?|additional|thanks|one|particular|special))"
    r"|nein|n|not yet|of course(?: we would)?|absolutely|definitely|certainly|sure|maybe"
    r"|perhaps|not sure|unsure|(?:it )?depends|possibly)(?![\w/'])"
    r"|是的?|否|不是|(?:已经?|都)解决了?|(?:还没|未|没有?)解决|可以|不可以|有|没有?|对|不|无"
    r"|(?:当然|肯定|一定|非常)?(?:愿意|可以|会的?)|不愿意|不会|当然|肯定|一定|同意|不同意|不一定|看情况|不确定|不好说|也许|都有|都交付了?|[✓✔√✅✗✘❌])"
)
#: what closes a value, without being part of it
_CLOSED = r"(?=\s|$|[,、;|/\n.。!?:()\[\]\"-]|和|及)"
_PLAIN, _RANGED = (
    re.compile(
        rf"{ranged}(?P<n>{_NUMBER}){_CLOSED}|(?P<y>{_YES_NO}){_CLOSED}"
        rf"|(?P<skip>{SKIPPED.pattern})(?=\s*(?:[,、;|/\n]|$))"
    )
    for ranged in ("", rf"(?P<range>{_RANGE})|")
)
_BETWEEN, _DASHED = (
    re.compile(rf"(?:\s*(?:[,、;|/\n&+.。]{dash}|\band\b|和|及)|(?<=[★⭐☆\w)!+])\s)\s*")
    for dash in ("", r"|-")
)
_CLAUSE = re.compile(r"[^,、;|\n/.!?。]{1,40}")


@dataclass(frozen=True, slots=True)
class Item:
    """One value at ``start`` to ``end``; ``named`` is the question whose words it uses."""

    start: int
    end: int
    kind: str
    named: Question | None = None

    @property
    def is_number(self) -> bool:
        """Whether it is a number, perhaps one that nobody can record."""
        return self.kind in ("n", "range")

    def fits(self, question: Question) -> bool:
        """Tell whether it can be the answer to *question*."""
        if self.kind == "skip" or self.named == question:
            return True
        if question.kind is Kind.YES_NO:
            return self.kind == "y"
        return question.scale is not None and self.is_number


def items_at(said: str, at: int, survey: Survey, *, dashed: bool) -> list[Item]:
    """Return the row of values that begins *at* a place in *said* (flat), as far as it goes.

    With *dashed* a dash parts values, else it makes a range of them.
    """
    closed = [q for q in survey.questions if q.kind is not Kind.TEXT]
    value, between = (_PLAIN, _DASHED) if dashed else (_RANGED, _BETWEEN)
    row = list[Item]()
    while at < len(said) and len(row) <= len(survey.questions) + 1:
        item = _value_at(said, at, value, closed[len(row) :])
        if item is None:
            break
        row.append(item)
        after = between.match(said, item.end)
        if after is None:
            break
        at = after.end()
    return row


def _value_at(said: str, at: int, value: re.Pattern[str], asked: Sequence[Question]) -> Item | None:
    match = value.match(said, at)
    if match is not None:
        return Item(at, match.end(), match.lastgroup or "")
    clause = _CLAUSE.match(said, at)
    if clause is None or not asked:
        return None
    for question in asked[:1]:
        if _answers(clause[0], question):
            return Item(at, clause.end(), "words", question)
    return None


def _answers(clause: str, question: Question) -> bool:
    """Tell whether a clause is an answer to *question*, in words, and nothing else."""
    if question.options:
        return read_options(clause, question) is not None
    if question.kind is Kind.YES_NO:
        return find_statement(clause, question) is not None
    return says_one_step(clause, question)
