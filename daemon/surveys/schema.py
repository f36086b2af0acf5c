"""A survey file's data → `Survey`; every problem is reported at once, with file and key."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from daemon.errors import ConfigError
from daemon.surveys.questions import ENDS, SCALES, Kind, Option, Question, Survey, Wording

MOST_QUESTIONS = 30
MOST_OPTIONS = 26  # they are lettered in the mail
_CHOOSING = (Kind.CHOICE, Kind.CHOICES)
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,31}$")]


def _both(value: object) -> object:
    return {"en": value, "zh": value} if isinstance(value, str) else value


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class _Words(_Table):
    en: str = ""
    zh: str = ""

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not (self.en or self.zh):
            raise ValueError("wants a text, or { en = …, zh = … }")
        return self

    def made(self) -> Wording:
        return Wording(self.en or self.zh, self.zh or self.en)


Words = Annotated[_Words, BeforeValidator(_both)]


class _Option(_Table):
    key: Key
    en: str = ""
    zh: str = ""

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not (self.en or self.zh):
            raise ValueError("wants a wording: en, zh or both")
        return self

    def made(self) -> Option:
        return Option(self.key, Wording(self.en or self.zh, self.zh or self.en))


class _Question(_Table):
    key: Key
    kind: Kind
    text: Words
    options: list[_Option] = Field(default=[], max_length=MOST_OPTIONS)
    low: Words | None = None
    high: Words | None = None
    bad: Literal["yes", "no"] | None = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if self.kind in _CHOOSING and len(self.options) < 2:
            raise ValueError(f"a question of kind {self.kind} wants at least two options")
        if self.kind not in _CHOOSING and self.options:
            raise ValueError(f"a question of kind {self.kind} takes no options")
        if self.kind not in SCALES and (self.low or self.high):
            raise ValueError(f"a question of kind {self.kind} has no scale: no low, no high")
        if self.kind is not Kind.YES_NO and self.bad:
            raise ValueError(f"a question of kind {self.kind} has no bad answer of yes or no")
        if twice := _twice([option.key for option in self.options]):
            raise ValueError(f"option key used twice: {twice}")
        return self

    def made(self) -> Question:
        ends = ENDS.get(self.kind)
        return Question(
            self.key,
            self.kind,
            self.text.made(),
            tuple(option.made() for option in self.options),
            self.low.made() if self.low else ends and ends[0],
            self.high.made() if self.high else ends and ends[1],
            None if self.bad is None else self.bad == "yes",
        )


class _Survey(_Table):
    title: Words
    intro: Words | None = None
    question: list[_Question] = Field(min_length=1, max_length=MOST_QUESTIONS)

    @model_validator(mode="after")
    def _keys_are_unique(self) -> Self:
        if twice := _twice([question.key for question in self.question]):
            raise ValueError(f"question key used twice: {twice}")
        return self


def parse_survey(text: str, name: str, source: str) -> Survey:
    """Return the survey that a TOML *text* holds; *source* is the file named in problems.

    Raises ConfigError with every problem.
    """
    try:
        read = _Survey.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([f"{source}: not valid TOML: {error}"]) from None
    except ValidationError as error:
        raise ConfigError([f"{source}: {_describe(each)}" for each in error.errors()]) from None
    intro = read.intro.made() if read.intro else Wording("", "")
    return Survey(name, read.title.made(), tuple(q.made() for q in read.question), intro)


def _describe(error: ErrorDetails) -> str:
    key = _path(error["loc"])
    if error["type"] == "extra_forbidden":
        return f"{key}: unknown key"
    if error["type"] == "missing":
        return f"{key}: required, but not there"
    return f"{key}: {error['msg'].removeprefix('Value error, ')}"


def _path(parts: Sequence[Any]) -> str:
    """Return ``question 2, options 1, key``: a list's entries are counted from one."""
    words = [f"{part + 1}" if isinstance(part, int) else str(part) for part in parts]
    return ".".join(words) or "(the whole file)"


def _twice(keys: Sequence[str]) -> str:
    return ", ".join(sorted({key for key in keys if keys.count(key) > 1}))
