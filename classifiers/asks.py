"""An ask as managers see it: words, label, title, due date, urgency."""

from __future__ import annotations

import re

from classifiers.dates import due_date
from classifiers.heads import LABELS
from classifiers.reading import FoundAsk, Reading
from classifiers.titles import title_of
from daemon.model.label import Ask, Label, Text

QUESTION = re.compile(r"[?？][\"”’）)]*$|(?:吗|嗎|呢|么|麼)[。.～~]*$")
#: the wording a date needs to be a deadline (see due_date): a complaint tells of many days
LEAST_WORDING = {
    Label.REQUIREMENT: 0,
    Label.CHANGE_REQUEST: 0,
    Label.COMPLAINT: 1,
    Label.OTHER: 1,
    Label.FEEDBACK: 3,
}


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
    """Return the ISO date an ask is due, or nothing; the rest of its sentence may name it."""
    if text.at is None:
        return ""
    offset = reading.subject_end
    end = reading.sentences[found.sentence][1] - offset
    later = [ask.start - offset for ask in reading.asks if found.end <= ask.start < end + offset]
    rest = text.body[found.end - offset : min(later, default=end)]
    words = text.body[found.start - offset : found.end - offset]
    due = due_date(words, text.at.date(), rest, LEAST_WORDING[label])
    return due.isoformat() if due else ""
