"""One reply, and what a careful reader makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from daemon.parse.quoting import split_plain
from daemon.surveys.files import load_survey, load_survey_file
from daemon.surveys.questions import Survey
from daemon.surveys.reading import Reply, read_answer

#: surveys of a manager's own making, beside this file
OWN = ("delivery", "support")


@lru_cache
def survey_of(name: str) -> Survey:
    """Return a survey of the templates, or one of those beside this file."""
    if name in OWN:
        return load_survey_file(Path(__file__).with_name(f"{name}.toml"))
    return load_survey(name)


@dataclass(frozen=True)
class Shape:
    """A reply to a survey; ``...`` leaves a part open, a remark is found in what is kept."""

    survey: str
    text: str
    scores: list[int | None]
    yes: Any = ...
    choice: Any = ...
    remark: Any = ...
    person: bool = False
    stop: bool = False
    auto: bool = False

    def expected(self) -> dict[str, Any]:
        """What a careful reader records."""
        flags = {"person": self.person, "stop": self.stop, "auto": self.auto}
        parts = {"yes": self.yes, "choice": self.choice, "remark": self.remark}
        return {"scores": self.scores} | flags | {k: v for k, v in parts.items() if v is not ...}

    def read(self) -> dict[str, Any]:
        """What the code records, in the same form."""
        reply = Reply("", self.text, split_plain(self.text))
        answer = read_answer(survey_of(self.survey), reply)
        found = {
            "scores": list(answer.scores.values()),
            "person": answer.needs_person,
            "stop": answer.opt_out,
            "auto": answer.auto_reply,
            "yes": next(iter(answer.yes_no.values()), None),
            "choice": next(iter(answer.choices.values()), None),
            "remark": self._kept(answer.remark),
        }
        return {key: found[key] for key in self.expected()}

    def _kept(self, remark: str) -> str:
        """Return the words expected where they are in *remark*, else all of it."""
        wanted = self.remark if isinstance(self.remark, str) else ""
        return wanted if wanted and wanted in remark else remark
