"""Which asks of a mail are one matter: a complaint and its remedy, one wish in two clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from daemon.model.label import Ask, Label

#: how a point of a list begins
_POINT = re.compile(
    r"\s*(?:[-–—•*·●■◆]\s|\(?\d{1,2}[.):、）](?!\d)|\(?[a-h][.)]\s|[①-⑳]"
    r"|[一二三四五六七八九十]{1,2}[、.]|（[一二三四五六七八九十\d]+）)",
    re.IGNORECASE,
)
#: letters between two asks that hang together though a word or two belong to neither
_LINK = 8

Labelled = tuple[Label, Ask]


def gather(asks: Sequence[Labelled], text: str) -> list[Labelled]:
    """Return *asks*, in the order of *text*, with those that are one matter as one.

    What is wrong and what shall be done about it is one complaint, unless the mail lists its
    points. Other asks are one where the first breaks off in the middle of a clause.
    """
    found: list[Labelled] = []
    for label, ask in sorted(asks, key=lambda each: (each[1].start, each[1].end)):
        before = found[-1] if found else None
        if before and before[0] is label and _is_one(label, before[1], ask, text):
            found[-1] = (label, _joined(before[1], ask, text))
        else:
            found.append((label, ask))
    return found


def _is_one(label: Label, first: Ask, second: Ask, text: str) -> bool:
    if _begins_point(text, second.start):
        return False
    if label is Label.COMPLAINT:
        return True
    between = text[first.end : second.start]
    if first.text.rstrip().endswith((":", "：")):
        return not between.strip()
    return 0 < len(between) <= _LINK and between[0].isalnum()


def _begins_point(text: str, start: int) -> bool:
    line = text.rfind("\n", 0, start) + 1
    mark = _POINT.match(text, line)
    return mark is not None and not text[mark.end() : start].strip()


def _joined(first: Ask, second: Ask, text: str) -> Ask:
    between = text[first.end : second.start]
    broken_off = between[:1].isalnum()
    return replace(
        first,
        title=f"{first.title}{between}{second.title}" if broken_off else first.title,
        end=max(first.end, second.end),
        text=text[first.start : max(first.end, second.end)],
        probability=max(first.probability, second.probability),
        due=first.due or second.due,
        urgent=first.urgent or second.urgent,
        question=first.question and second.question,
    )
