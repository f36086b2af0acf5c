"""`triaged scope`: offering changes, the replies that wait, what stands at a glance."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Annotated

import typer

from daemon.cli.clients import opened
from daemon.cli.common import ConfigOption, age, console, plain, read_config, table
from daemon.cli.items import Project, Ref, SeenOption, hand
from daemon.clock import utc_now
from daemon.errors import UserError
from daemon.model.outgoing import OutgoingState
from daemon.scope.document import difference, markdown, read_notes
from daemon.scope.reading import Decision
from daemon.scope.statement import SHORT, from_plain
from daemon.services import approvals, baselines, clientfiles, delivery, glance, scope
from daemon.services.approvals import VALID
from daemon.services.terms import Asked
from daemon.store.engine import Database

app = typer.Typer(no_args_is_help=True)

UntilOption = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Stands to the end of that day.")
]
NotesOption = Annotated[
    Path | None, typer.Option(help="A JSON file: goal, constraints, dates, budget, questions …")
]
LanguageOption = Annotated[str, typer.Option(help="en or zh; empty: the mailbox's.")]


@app.command("offer")
def offer(
    project: Project,
    ref: Ref,
    to: Annotated[str, typer.Option(help="Who decides, by address or name.")],
    statement: Annotated[
        Path, typer.Option(help="A JSON file: cost, currency, days, assessed_by, risks …")
    ],
    until: UntilOption = None,
    seen: SeenOption = None,
    config: ConfigOption = None,
) -> None:
    """Put a change's impact to the client by mail; the answer is by reply."""
    from daemon.app import open_app  # noqa: PLC0415 - loads the whole daemon

    words = from_plain(_object(statement))
    acts = hand()
    with open_app(read_config(config), with_model=False) as running:
        known = scope.find_seen(running.db, project, ref, seen, acts).version
        asked = Asked(to, _end(until, acts.now))
        done = approvals.offer(running.office, project, ref, (words, asked), acts, known)
        held = held_back(running.db, done.offer.outgoing_id)
    made = done.offer
    typer.echo(
        f"{made.subject} version {made.number} ({made.sha256[:SHORT]}) goes to {made.address}, "
        f"until {made.expires_at:%Y-%m-%d %H:%M} UTC (event {done.event}){held}"
    )


def held_back(db: Database, outgoing_id: int | None) -> str:
    """Return that a mail just written waits for a manager, and why; empty if it does not."""
    row = delivery.load(db, outgoing_id) if outgoing_id is not None else None
    if row is None or row.state is not OutgoingState.HELD:
        return ""
    return f"\nits mail is held ({plain(row.last_error)}): `triaged outbox approve {row.id}`"


def _object(path: Path) -> dict[str, object]:
    if not path.is_file():
        raise UserError(f"{path}: there is no such file")
    try:
        found = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise UserError(f"{path}: not JSON: {error}") from None
    if not isinstance(found, dict):
        raise UserError(f"{path}: wants one object")
    return found


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
        done = approvals.decide(db, reply, wanted, hand())
    typer.echo(f"the offer is {done.state} (event {done.event})")


@app.command("document")
def write_document(
    project: Project,
    to: Annotated[Path | None, typer.Option(help="A file: .md, .html, .docx or .pdf.")] = None,
    version: Annotated[int, typer.Option(help="One that was sent; 0: as items stand now.")] = 0,
    notes: NotesOption = None,
    language: LanguageOption = "",
    config: ConfigOption = None,
) -> None:
    """Write the requirement document: a version that was sent, or a draft of the next."""
    from daemon.app import open_app  # noqa: PLC0415 - loads the whole daemon
    from daemon.services import writing  # noqa: PLC0415 - loads the document libraries

    with open_app(read_config(config), with_model=False) as running:
        spoken = language or baselines.language_of(running.office, project)
        wanted = writing.Wish(project, version, spoken, _notes(notes))
        suffix = to.suffix.lower() if to else ".md"
        data = writing.write(running.office, wanted, suffix, utc_now())
    if to is None:
        typer.echo(data.decode(), nl=False)
    else:
        to.write_bytes(data)
        typer.echo(f"{to}: {len(data)} bytes")


@app.command("baseline")
def send_document(
    project: Project,
    to: Annotated[str, typer.Option(help="Who confirms it, by address or name.")],
    until: UntilOption = None,
    notes: NotesOption = None,
    language: LanguageOption = "",
    seen: Annotated[
        int | None, typer.Option(help="How many versions you know of, where another sent the last.")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Send a new version of the requirement document; the client's yes makes it the baseline."""
    from daemon.app import open_app  # noqa: PLC0415 - loads the whole daemon

    acts = hand()
    with open_app(read_config(config), with_model=False) as running:
        spoken = language or baselines.language_of(running.office, project)
        asked = Asked(to, _end(until, acts.now))
        done = baselines.send(running.office, project, (spoken, _notes(notes)), asked, acts, seen)
        held = held_back(running.db, done.offer.outgoing_id)
    made = done.offer
    told = f"version {made.number} ({made.sha256[:SHORT]}) goes to {made.address}"
    typer.echo(f"{told} (event {done.event}){held}")


@app.command("versions")
def list_versions(
    project: Project,
    diff: Annotated[bool, typer.Option("--diff", help="What each changed.")] = False,
    config: ConfigOption = None,
) -> None:
    """List the versions of the requirement document and what became of them."""
    before = ""
    with opened(config) as (_, db):
        for each in baselines.versions(db, project):
            made = each.made
            stands = made.decision or made.state
            typer.echo(
                f"v{made.number}  {made.sha256[:SHORT]}  {made.created_at:%Y-%m-%d}  {stands}"
            )
            after = markdown(each.document, made.number)
            if diff and before:
                typer.echo(plain(difference(before, after)))
            before = after


def _notes(path: Path | None) -> dict[str, tuple[str, ...]]:
    return read_notes(_object(path)) if path else {}


def _end(until: datetime | None, now: datetime) -> datetime:
    return datetime.combine(until, time.max, UTC) if until else now + VALID


@app.command("files")
def list_files(project: Project, config: ConfigOption = None) -> None:
    """List the files that came with a project's mail, by name and version."""
    rows = table("name", "version", "sha256", "bytes", "from", "age")
    now = utc_now()
    with opened(config) as (_, db):
        for each in clientfiles.list_files(db, project):
            one = each.file
            cells = (plain(one.name), str(each.version), one.sha256[:12], str(one.size))
            rows.add_row(*cells, plain(one.sender), age(one.received_at, now))
    console().print(rows)


@app.command("show")
def show(
    project: Project,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    config: ConfigOption = None,
) -> None:
    """Show what was agreed, what is pending with its cost and days, what nobody decided."""
    with opened(config) as (_, db):
        seen = glance.look(db, project, utc_now())
    if as_json:
        typer.echo(json.dumps(seen.as_json(), ensure_ascii=False))
        return
    typer.echo(f"{seen.project}")
    for name, lines in seen.as_sections():
        typer.echo(f"\n{name}")
        for line in lines or ["–"]:
            typer.echo(f"  {plain(line)}")
