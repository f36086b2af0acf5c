"""`triaged decision`: what replies to an offer decide; nothing is stored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from daemon.cli.jsonl import read_objects
from daemon.runners.guess import Guesser
from daemon.services import decisions


def decision(
    jsonl: Annotated[
        Path,
        typer.Option("--jsonl", help="Lines {id, subject, body, ref}; - reads standard input."),
    ],
) -> None:
    """Read what clients' replies decide on an offer, one JSON object a line in, one out.

    approve, decline, counter, question, or none: a manager decides.
    """
    guess = Guesser().guess
    for row in read_objects(jsonl):
        typer.echo(json.dumps(decisions.read_row(row, guess), ensure_ascii=False))
