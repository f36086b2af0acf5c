"""Answers as JSON objects: ``triaged answer --jsonl``."""

from __future__ import annotations

from daemon.surveys.answer import Answer
from daemon.surveys.questions import Kind, Survey


def row_of(key: object, survey: Survey, answer: Answer) -> dict[str, object]:
    """Return *answer* as a JSON object with the id *key*; what was not given is null.

    A choice gives the key of its option, several choices a list of keys.
    """
    single = {question.key for question in survey.of_kind(Kind.CHOICE)}
    row: dict[str, object] = {
        "id": key,
        "scores": dict(answer.scores),
        "yes_no": dict(answer.yes_no),
        "choices": {
            name: (keys[0] if name in single else list(keys)) if keys else None
            for name, keys in answer.choices.items()
        },
        "remark": answer.remark or None,
        "opt_out": answer.opt_out,
        "auto_reply": answer.auto_reply,
        "needs_person": answer.needs_person,
    }
    if answer.texts:
        row["texts"] = dict(answer.texts)
    return row
