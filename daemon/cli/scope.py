"""`triaged scope`: offering changes, the replies that wait, what stands at a glance."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Annotated

import typer

from daemon.cli.clients import opened
from daemon.cli.common import ConfigOption, age, console, plain, read_config, table
from daemon.cli.items import Project, Ref, hand
from daemon.clock import utc_now
from daemon.errors import UserError
from daemon.scope.reading import Decision
from daemon.scope.statement import SHORT, Statement, from_plain
from daemon.services import approvals, glance
from daemon.services.approvals import VALID, Asked

app = typer.Typer(no_args_is_help=True)


@app.command("offer")
def offer(
    project: Project,
    ref: Ref,
    to: Annotated[str, typer.Option(help="Who decides, by address or name.")],
    statement: Annotated[
        Path, typer.Option(help="A JSON file: cost, currency, days, assessed_by, risks …")
    ],
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Stands to the end of that day.")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Put a change's impact to the client by mail; the answer is by reply."""
    from daemon.app import open_app  # noqa: PLC0415 - loads the whole daemon

    words = _statement(statement)
    acts = hand()
    end = datetime.combine(until, time.max, UTC) if until else acts.now + VALID
    with open_app(read_config(config), with_model=False) as running:
        made = approvals.offer(running.office, project, ref, (words, Asked(to, end)), acts)
    typer.echo(
        f"{made.subject} version {made.number} ({made.sha256[:SHORT]}) goes to {made.address}, "
        f"until {made.expires_at:%Y-%m-%d %H:%M} UTC"
    )


def _statement(path: Path) -> Statement:
    if not path.is_file():
        raise UserError(f"{path}: there is no such file")
    try:
        found = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise UserError(f"{path}: not JSON: {error}") from None
    if not isinstance(found, dict):
        raise UserError(f"{path}: wants one object")
    return from_plain(found)


@app.command("replies")
def list_replies(config: ConfigOption = None) -> None:
    """List the replies to offers that wait for a manager, and why."""
    rows = table("id", "item", "version", "said", "age", "reason")
    now = utc_now()
    with opened(config) as (_, db):
        for reply, made in approvals.waiting(db):
            cells = (str(reply.id), f"{made.project} {made.subject}", str(made.number))
            rows.add_row(*cells, reply.decision, age(reply.received_at, now), plain(reply.reason))
    console().print(rows)


@app.command("decide")
def decide(
    reply: Annotated[int, typer.Argument(help="Its number in `scope replies`.")],
    decision: Annotated[Decision, typer.Argument(help="What it decides; none sets it aside.")],
    config: ConfigOption = None,
) -> None:
    """Settle a reply that waits: approve, decline, counter, or none."""
    if decision is Decision.QUESTION:
        raise UserError("a question decides nothing; answer it, and set the reply aside with none")
    wanted = None if decision is Decision.NONE else decision
    with opened(config) as (_, db):
        stands = approvals.decide(db, reply, wanted, hand())
    typer.echo(f"the offer is {stands}")


@app.command("show")
def show(
    project: Project,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    config: ConfigOption = None,
) -> None:
    """Show what was agreed, what is pending with its cost and days, what nobody decided."""
    with opened(config) as (_, db):
        seen = glance.look(db, project)
    if as_json:
        typer.echo(json.dumps(seen.as_json(), ensure_ascii=False))
        return
    typer.echo(f"{seen.project}")
    for name, lines in seen.as_sections():
        typer.echo(f"\n{name}")
        for line in lines or ["–"]:
            typer.echo(f"  {plain(line)}")
