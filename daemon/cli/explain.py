"""`triaged explain` and `triaged classify`: what every stage makes of mail; nothing is stored."""

from __future__ import annotations

import json
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from daemon.cli.common import ConfigOption, config_path, console, plain, read_config, table
from daemon.cli.importing import count_mails, find_mails
from daemon.cli.jsonl import read_objects
from daemon.clock import utc_now
from daemon.errors import UserError
from daemon.parse.quoting import split_plain, written_now
from daemon.services import explaining
from daemon.services.explaining import Explained, Surroundings

if TYPE_CHECKING:
    from daemon.model.label import Classifier, Text

BATCH = 64


def explain(
    paths: Annotated[list[Path], typer.Argument(help="Raw mails: files, folders, mbox, Maildir.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a mail.")] = False,
    config: ConfigOption = None,
) -> None:
    """Say what every stage makes of a raw mail, and why. Stores nothing, sends nothing.

    With a configuration, also who wrote it and which conversation it would join.
    """
    for path in paths:
        count_mails(path)
    around = _surroundings(config)
    source = ((str(file), raw) for path in paths for file, raw in find_mails(path))
    while chunk := list(islice(source, BATCH)):
        for explained in explaining.explain(chunk, around):
            if as_json:
                typer.echo(json.dumps(explained.as_json(), ensure_ascii=False))
            else:
                _print(explained)


def _surroundings(config: Path | None) -> Surroundings:
    """Return the model, and the records if there is a configuration with a database."""
    model = _load_model()
    path = config_path(config)
    if config is None and not path.exists():
        return Surroundings(model)
    from daemon.app import open_installation  # noqa: PLC0415 - loads the database layer

    settings = read_config(config)
    return Surroundings(model, settings, open_installation(settings))


def _load_model() -> Classifier:
    from classifiers.load import load  # noqa: PLC0415 - spaCy takes a second to import

    return load()


def _print(explained: Explained) -> None:
    out = console()
    rows = table("", "")
    for name, value in explained.as_lines():
        rows.add_row(name, plain(value))
    rows.columns[1].no_wrap = False
    rows.columns[1].overflow = "fold"
    rows.show_header = False
    out.print(rows)
    out.print()


def classify(
    jsonl: Annotated[
        Path, typer.Option("--jsonl", help="Lines {id, subject, body}; - reads standard input.")
    ],
) -> None:
    """Label plain-text mails, one JSON object a line in, one out.

    An optional "date" (ISO) resolves dates such as "by Friday".
    """
    from classifiers.jsonl import row_of  # noqa: PLC0415 - loads the model's libraries

    model, now = _load_model(), utc_now()
    rows = read_objects(jsonl)
    while chunk := list(islice(rows, BATCH)):
        texts = [_text_of(jsonl, row, now) for row in chunk]
        for row, said in zip(chunk, model.predict(texts), strict=True):
            typer.echo(json.dumps(row_of(row.get("id"), said), ensure_ascii=False))


def _text_of(path: Path, row: dict[str, object], now: datetime) -> Text:
    from classifiers.jsonl import text_of  # noqa: PLC0415 - loads the model's libraries

    body = str(row["body"])
    try:
        return text_of(row, written_now(body, split_plain(body)), now)
    except ValueError:
        example = "2026-11-23T09:30:00+01:00"
        problem = f"date {row['date']!r} is not written as in ISO 8601, such as {example}"
        raise UserError(f"{path}: id {row.get('id')!r}: {problem}") from None
