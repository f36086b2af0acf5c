"""An ask as managers see it: words, label, title, due date, urgency."""

from __future__ import annotations

import re
from datetime import date

from classifiers.dates import Around, Wording, due_date, lead_date
from classifiers.heads import LABELS
from classifiers.reading import FoundAsk, Reading
from classifiers.titles import title_of
from daemon.model.label import Ask, Label, Text

QUESTION = re.compile(r"[?？][\"”’）)]*$|(?:吗|嗎|呢|么|麼)[。.～~]*$")
#: the wording a date needs to be a deadline: a complaint tells of many days, a change mostly of
#: the new one, a requirement of lengths of time that the thing itself must keep
WORDING = {
    Label.REQUIREMENT: Wording(0, lengths=False),
    Label.CHANGE_REQUEST: Wording(2, lengths=False),
    Label.COMPLAINT: Wording(1),
    Label.OTHER: Wording(2),
    Label.FEEDBACK: Wording(3),
}
#: characters before an ask in which "by then" looks for its day
LOOK_BACK = 300
#: a line that ends so leads into a list
LEAD = re.compile(r"[^\n]*[:：][ \t]*\n(?=(?:\s*(?:[-*•·–]|\(?\w{1,2}[.)、])[^\n]*\n)*[^\n]*$)")
BULLET = re.compile(r"(?:^|\n)\s*(?:[-*•·–]|\(?\w{1,2}[.)、])\s*$")


def ask_of(text: Text, found: FoundAsk, reading: Reading, urgent: float) -> Ask:
    """Return *found* with its place in ``text.body``; *urgent* is the threshold."""
    start, end = found.start - reading.subject_end, found.end - reading.subject_end
    words = text.body[start:end]
    best = int(found.probabilities.argmax())
    label = LABELS[best]
    return Ask(
        start=start,
        end=end,
        text=words,
        label=label,
        probability=float(found.probabilities[best]),
        title=title_of(words),
        due=_due(text, found, reading, label),
        urgent=found.urgent >= urgent,
        question=found.question >= 0.5 or bool(QUESTION.search(words.strip())),
    )


def _due(text: Text, found: FoundAsk, reading: Reading, label: Label) -> str:
    """Return the ISO date an ask is due, or nothing; the words around it may name it."""
    if text.at is None:
        return ""
    offset, written = reading.subject_end, text.at.date()
    end = reading.sentences[found.sentence][1] - offset
    later = [ask.start - offset for ask in reading.asks if found.end <= ask.start < end + offset]
    words = text.body[found.start - offset : found.end - offset]
    around = Around(
        before=text.body[max(0, found.start - offset - LOOK_BACK) : found.start - offset],
        rest=text.body[found.end - offset : min(later, default=end)],
    )
    due = due_date(words, written, around, WORDING[label]) or _of_list(around.before, written)
    return due.isoformat() if due else ""


def _of_list(before: str, written: date) -> date | None:
    """Return the deadline in the line that leads into the list an ask stands in."""
    lead = LEAD.search(before) if BULLET.search(before) else None
    return lead_date(lead.group(), written) if lead else None
