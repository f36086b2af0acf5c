"""What has been read of a reply so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from daemon.surveys.answer import Answer, Evidence
from daemon.surveys.questions import Kind, Question, Survey

_CHOOSING = (Kind.CHOICE, Kind.CHOICES)


@dataclass
class Notes:
    """Values, guesses and doubts by question, remarks, and the words they were read from."""

    survey: Survey
    values: dict[str, Any] = field(default_factory=dict)
    guess: dict[str, int] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)

    @property
    def has_values(self) -> bool:
        """Whether any value was read."""
        return bool(self.values)

    def record(self, question: Question, value: object, words: str) -> None:
        """Record a value that was given; the first one stands."""
        if question.key in self.values:
            return
        self.values[question.key] = value
        self.evidence.append(Evidence(question.key, str(value), " ".join(words.split())[:200]))

    def remark(self, text: str) -> None:
        """Keep a remark, once."""
        if text and text not in self.remarks:
            self.remarks.append(text)

    def answer(self, *, opt_out: bool = False, auto_reply: bool = False) -> Answer:
        """Return the answer that the notes come to."""

        def of(*kinds: Kind) -> dict[str, Any]:
            return {q.key: self.values.get(q.key) for q in self.survey.of_kind(*kinds)}

        return Answer(
            scores={q.key: self.values.get(q.key) for q in self.survey.scaled},
            yes_no=of(Kind.YES_NO),
            choices=of(*_CHOOSING),
            texts=of(Kind.TEXT),
            remark="\n".join(self.remarks),
            opt_out=opt_out,
            auto_reply=auto_reply,
            needs_person=bool(self.reasons),
            guess=dict(self.guess),
            reasons=tuple(dict.fromkeys(self.reasons)),
            evidence=tuple(self.evidence),
        )
