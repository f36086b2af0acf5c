"""`triaged report`: the figures of surveys as Markdown, HTML or CSV."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from daemon.cli.clients import opened
from daemon.cli.common import ConfigOption
from daemon.clock import utc_now
from daemon.services import figures, milestones, reports
from daemon.services.figures import Scope


class Format(StrEnum):
    """What a report is written as."""

    MARKDOWN = "markdown"
    HTML = "html"
    CSV = "csv"


WRITERS = {
    Format.MARKDOWN: reports.to_markdown,
    Format.HTML: reports.to_html,
    Format.CSV: reports.to_csv,
}


def report(
    kind: Annotated[Format, typer.Option("--format", "-f", help="How.")] = Format.MARKDOWN,
    since: Annotated[str, typer.Option(help="From this day on.")] = "",
    until: Annotated[str, typer.Option(help="Up to this day, included.")] = "",
    client: Annotated[str, typer.Option(help="Only this client.")] = "",
    project: Annotated[str, typer.Option(help="Only this project.")] = "",
    milestone: Annotated[str, typer.Option(help="Only milestones of this name.")] = "",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file.")] = None,
    config: ConfigOption = None,
) -> None:
    """Write response rate, CSAT, NPS and CES with interval and count, and the clients' words."""
    end = _midnight(until) + timedelta(days=1) if until else utc_now()
    scope = Scope(end, _midnight(since) if since else None, client, project, milestone)
    with opened(config) as (settings, db):
        text = WRITERS[kind](figures.report(db, settings, scope))
    if output is None:
        typer.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")
        typer.echo(f"wrote {output}")


def _midnight(day: str) -> datetime:
    return datetime.combine(milestones.parse_day(day), time(), UTC)
