"""`triaged complaints`: what was found, what was done, which are alike, and what causes them."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from daemon.cli.clients import opened
from daemon.cli.common import ConfigOption, console, plain, read_config, table
from daemon.cli.items import Project, ProjectOption, Ref, SeenOption, hand
from daemon.cli.scope import held_back
from daemon.scope.severity import Severity
from daemon.services import clientfiles, complaints, scope
from daemon.services.complaints import Finding, Resolution

app = typer.Typer(no_args_is_help=True)


@app.command("investigate")
def investigate(
    project: Project,
    ref: Ref,
    cause: Annotated[str, typer.Option(help="Why it happened.")],
    remedy: Annotated[str, typer.Option(help="What sets it right.")],
    severity: Annotated[Severity | None, typer.Option(help="If it is other than read.")] = None,
    prevention: Annotated[str, typer.Option(help="What keeps it from coming back.")] = "",
    seen: SeenOption = None,
    config: ConfigOption = None,
) -> None:
    """Write down cause and remedy; the complaint is investigated then."""
    acts = hand()
    with opened(config) as (_, db):
        one = scope.find_seen(db, project, ref, seen, acts)
        found = Finding(cause, remedy, severity, prevention)
        event = complaints.investigate(db, one, found, acts)
    typer.echo(f"{one.ref} is investigated (event {event})")


@app.command("resolve")
def resolve(
    project: Project,
    ref: Ref,
    text: Annotated[str, typer.Option(help="What the client is told; empty: the remedy.")] = "",
    to: Annotated[str, typer.Option(help="Who is asked; empty: who complained.")] = "",
    told: Annotated[str, typer.Option(help="How they heard, such as “by phone”: no mail.")] = "",
    seen: SeenOption = None,
    config: ConfigOption = None,
) -> None:
    """Tell the client what was done and ask whether it is settled; the answer is by reply."""
    from daemon.app import open_app  # noqa: PLC0415 - loads the whole daemon

    acts = hand()
    with open_app(read_config(config), with_model=False) as running:
        one = scope.find_seen(running.db, project, ref, seen, acts)
        done = complaints.resolve(running.office, one, Resolution(text, to, told), acts)
        held = held_back(running.db, done.offer.outgoing_id if done.offer else None)
    asked = done.offer.address if done.offer else ""
    where = f"; {asked} is asked whether it is settled" if asked else ""
    typer.echo(f"{one.ref} is resolved{where} (event {done.event}){held}")


@app.command("alike")
def list_alike(project: ProjectOption = "", config: ConfigOption = None) -> None:
    """Show together what a client complained of more than once."""
    with opened(config) as (_, db):
        for each in complaints.alike(db, project):
            whose = plain(each.client) or "unknown senders"
            typer.echo(f"{each.theme}, {whose}: {len(each.complaints)} complaints")
            for one in each.complaints:
                severity = one.details.get("severity") or "not assessed"
                day = f"{one.created_at:%Y-%m-%d}"
                typer.echo(
                    f"  {one.project} {one.ref}  {day}  {severity}, {one.state}  {plain(one.title)}"
                )


@app.command("causes")
def list_causes(
    project: ProjectOption = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    config: ConfigOption = None,
) -> None:
    """Count the kinds and causes of complaints, month by month."""
    with opened(config) as (_, db):
        found = clientfiles.count_causes(db, project)
    if as_json:
        for each in found:
            row = {"month": each.month, "kind": each.theme, "cause": each.cause}
            typer.echo(json.dumps({**row, "complaints": each.count}, ensure_ascii=False))
        return
    rows = table("month", "complaints", "kind", "note")
    for each in found:
        cause = plain(each.cause) or "no cause written down"
        rows.add_row(each.month, str(each.count), each.theme, cause)
    console().print(rows)
