"""`triaged outbox`: list, show, approve, discard, retry, settle."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from daemon.cli.clients import opened
from daemon.cli.common import ConfigOption, actor, age, console, plain, table
from daemon.clock import utc_now
from daemon.model.outgoing import OutgoingState
from daemon.services import delivery
from daemon.services.delivery import Target
from daemon.store.engine import Database

app = typer.Typer(no_args_is_help=True)
Number = Annotated[int, typer.Argument(help="Its number in the list.")]


@app.command("list")
def list_outgoing(
    state: Annotated[
        list[OutgoingState] | None, typer.Option("--state", "-s", help="Only these states.")
    ] = None,
    limit: Annotated[int, typer.Option(help="At most so many, newest first.")] = 50,
    config: ConfigOption = None,
) -> None:
    """List outgoing mail and where it stands."""
    rows = table("id", "state", "purpose", "to", "subject", "files", "age", "note")
    now = utc_now()
    with opened(config) as (_, db):
        for row in delivery.find(db, state or (), limit):
            letter = row.letter
            cells = (str(row.id), row.state.value, row.purpose, plain(", ".join(letter.to)))
            files = str(len(letter.files) or "")
            told = (age(row.created_at, now), plain(row.last_error))
            rows.add_row(*cells, plain(letter.subject), files, *told)
    console().print(rows)


@app.command("show")
def show_outgoing(number: Number, config: ConfigOption = None) -> None:
    """Show exactly what will leave, or has left."""
    with opened(config) as (_, db):
        row = delivery.load(db, number)
    letter = row.letter
    typer.echo(f"{row.state.value}, {row.purpose}, attempts {row.attempts} {plain(row.last_error)}")
    typer.echo(f"From: {plain(letter.sender)}\nTo: {plain(', '.join(letter.to))}")
    typer.echo(f"Subject: {plain(letter.subject)}\nMessage-ID: <{letter.message_id}>\n")
    typer.echo(plain(letter.text))
    for file in letter.files:
        typer.echo(f"\nFile: {plain(file.name)}, {plain(file.media_type)}, {file.size:,} bytes")


def _decide(
    config: Path | None,
    number: int,
    decide: Callable[[Database, Target, str, datetime], int],
) -> None:
    with opened(config) as (_, db):
        row = delivery.load(db, number)
        decide(db, Target(row.id, row.version), actor(), utc_now())
        after = delivery.load(db, number)
    typer.echo(f"mail {number} is {after.state.value}")


@app.command("approve")
def approve(number: Number, config: ConfigOption = None) -> None:
    """Let a held mail go out."""
    _decide(config, number, delivery.approve)


@app.command("discard")
def discard(number: Number, config: ConfigOption = None) -> None:
    """Never send this mail."""
    _decide(config, number, delivery.discard)


@app.command("retry")
def retry(number: Number, config: ConfigOption = None) -> None:
    """Send a failed mail again, or one of which it is unsure whether it was sent."""
    _decide(config, number, delivery.retry)


@app.command("sent")
def mark_sent(number: Number, config: ConfigOption = None) -> None:
    """Settle an unsure mail: it did go out."""
    _decide(config, number, delivery.mark_sent)
