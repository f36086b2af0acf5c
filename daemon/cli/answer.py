"""`triaged answer`: what plain-text replies answer to a survey; nothing is stored."""

from __future__ import annotations

import json
from base64 import encodebytes
from pathlib import Path
from typing import Annotated

import typer

from daemon.cli.jsonl import read_objects
from daemon.parse.message import parse
from daemon.surveys.files import load_survey, load_survey_file
from daemon.surveys.questions import Survey
from daemon.surveys.reading import Reply, read_answer
from daemon.surveys.rows import row_of

_HEAD = """\
From: client@client.invalid
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64
Subject: """


def answer(
    survey: Annotated[
        str, typer.Option("--survey", help="A survey's name (csat, nps, ces, …) or its file.")
    ],
    jsonl: Annotated[
        Path, typer.Option("--jsonl", help="Lines {id, subject, body}; - reads standard input.")
    ],
) -> None:
    """Read replies to a survey, one JSON object a line in, one out.

    Says the scores, the remark, whether the client asks to be left alone, whether a machine
    answered, and whether a person should look.
    """
    asked = find_survey(survey)
    for row in read_objects(jsonl):
        reply = _reply(str(row.get("subject") or ""), str(row.get("body") or ""))
        said = row_of(row.get("id"), asked, read_answer(asked, reply))
        typer.echo(json.dumps(said, ensure_ascii=False))


def find_survey(name: str) -> Survey:
    """Return the survey that ships as *name* or lies in the file *name*."""
    if name.endswith(".toml") or "/" in name:
        return load_survey_file(Path(name))
    return load_survey(name)


def _reply(subject: str, body: str) -> Reply:
    """Read a subject and a text as if a mail with them had come in."""
    head = f"{_HEAD}{' '.join(subject.split())}\n\n".encode("utf-8", "replace")
    return Reply.of(parse(head + encodebytes(body.encode("utf-8", "replace"))))
