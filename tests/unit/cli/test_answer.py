"""`triaged answer`: lines in, lines out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from daemon.cli.main import app
from daemon.errors import NotFoundError

KEYS = ["id", "scores", "yes_no", "choices", "remark", "opt_out", "auto_reply", "needs_person"]


def run(survey: str, *lines: dict[str, object]) -> list[dict[str, Any]]:
    text = "".join(json.dumps(line) + "\n" for line in lines)
    done = CliRunner().invoke(app, ["answer", "--survey", survey, "--jsonl", "-"], input=text)
    assert done.exception is None, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_one_line_out_for_each_in() -> None:
    first, second = run(
        "csat",
        {"id": "a", "subject": "Re: x", "body": "4 - late\n\n> 1 2 3 4 5"},
        {"id": 2, "subject": "", "body": "退订"},
    )
    assert list(first) == KEYS
    assert (first["id"], first["scores"], first["remark"]) == ("a", {"score": 4}, "late")
    assert (second["scores"], second["remark"], second["opt_out"]) == ({"score": None}, None, True)


def test_several_questions() -> None:
    (row,) = run("milestone", {"id": 1, "body": "1) 5\n2) 4\n4) no"})
    assert row["scores"] == {"q1": 5, "q2": 4, "q3": None}
    assert row["yes_no"] == {"q4": False}
    assert row["texts"] == {"q5": None}


def test_a_survey_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        "title = 'T'\n[[question]]\nkey = 'how'\nkind = 'choice'\ntext = 'How?'\n"
        "options = [{ key = 'mail', en = 'Mail' }, { key = 'call', en = 'Call' }]\n",
        encoding="utf-8",
    )
    (row,) = run(str(path), {"id": 1, "subject": "", "body": "call"})
    assert row["choices"] == {"how": "call"}


@pytest.mark.parametrize("body", ["", "\ud800 4", "4\x00", "a" * 100_000])
def test_strange_bodies(body: str) -> None:
    assert len(run("csat", {"id": 1, "subject": "x\r\nBcc: y", "body": body})) == 1


def test_an_unknown_survey() -> None:
    done = CliRunner().invoke(app, ["answer", "--survey", "none", "--jsonl", "-"], input="")
    assert isinstance(done.exception, NotFoundError)
