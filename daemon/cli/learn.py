"""`triaged learn`: what managers' decisions taught the model, week by week."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from daemon.cli.clients import opened
from daemon.cli.common import ConfigOption, console, read_config, table
from daemon.services.learning import Lesson, load_lessons

if TYPE_CHECKING:
    from classifiers.learn import Week


def learn(
    _report: Annotated[
        bool, typer.Option("--report", help="Accuracy by week, as shipped and as learned.")
    ] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    config: ConfigOption = None,
) -> None:
    """Replay every decision in order: each mail is predicted before it is learned.

    The daemon learns by itself within seconds of a decision; this only tells how well.
    """
    with opened(config) as (_, db):
        lessons = load_lessons(db)
    path = read_config(config).model.path
    weeks = _weeks(lessons, path)
    if as_json:
        rows = [
            {"week": w.week, "mails": w.mails, "shipped": w.shipped, "learned": w.learned}
            for w in weeks
        ]
        typer.echo(json.dumps(rows))
        return
    shown = table("week", "decided", "right as shipped", "right as learned")
    for week in weeks:
        shares = [f"{right / week.mails:.0%}" for right in (week.shipped, week.learned)]
        shown.add_row(week.week, str(week.mails), *shares)
    console().print(shown)


def _weeks(lessons: Sequence[Lesson], folder: Path | None) -> list[Week]:
    from classifiers.learn import Correction, Decided, weekly  # noqa: PLC0415 - loads the model
    from classifiers.load import load_learner, load_spacy  # noqa: PLC0415

    decided = [
        Decided(
            Correction(str(one.decision_id), one.text, one.label),
            f"{one.decided_at:%G-W%V}",
        )
        for one in lessons
    ]
    return weekly(load_learner(folder), decided, load_spacy(folder))
