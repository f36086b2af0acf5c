"""What came back: the answer as read, and which words it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Evidence:
    """The client's own words that a value was read from."""

    key: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A survey's answer by question key; a value that was not given is None.

    ``guess`` holds what a value may be where nobody should record it unasked, ``reasons`` why.
    """

    scores: Mapping[str, int | None] = field(default_factory=dict)
    yes_no: Mapping[str, bool | None] = field(default_factory=dict)
    #: option keys; one at most for a question of kind choice
    choices: Mapping[str, tuple[str, ...] | None] = field(default_factory=dict)
    texts: Mapping[str, str | None] = field(default_factory=dict)
    #: everything said beside the values, texts included, in the client's words
    remark: str = ""
    opt_out: bool = False
    auto_reply: bool = False
    needs_person: bool = False
    guess: Mapping[str, int] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no value was given; there may be a remark all the same."""
        values = (*self.scores.values(), *self.yes_no.values(), *self.choices.values())
        return all(value is None for value in values) and not any(self.texts.values())
