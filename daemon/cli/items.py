"""`triaged items`: requirements, change requests, complaints and feedback, and their steps."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from daemon.cli.clients import opened
from daemon.cli.common import ConfigOption, actor, console, plain, table
from daemon.clock import utc_now
from daemon.errors import UserError
from daemon.model.record import ItemKind
from daemon.scope.lifecycle import CLOSED, verbs_from
from daemon.scope.relations import Relation
from daemon.services import drawing, exchange, scope, triage, undo
from daemon.services.scope import Hand
from daemon.store.scope_items import ItemRow, Link, Wanted

app = typer.Typer(no_args_is_help=True)

Project = Annotated[str, typer.Argument(help="The project's code, such as ACME.")]
Ref = Annotated[str, typer.Argument(help="The item, such as CHG-3.")]
ProjectOption = Annotated[str, typer.Option("--project", "-p", help="Only this project.")]
SeenOption = Annotated[
    int | None,
    typer.Option(help="The version you looked at; asked for where another changed it last."),
]


def hand() -> Hand:
    """Return who gives the command, and when."""
    return Hand(actor(), utc_now())


@app.command("list")
def list_items(
    project: ProjectOption = "",
    kind: Annotated[list[ItemKind] | None, typer.Option("--kind", "-k")] = None,
    state: Annotated[list[str] | None, typer.Option("--state", "-s")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Also what is closed.")] = False,
    config: ConfigOption = None,
) -> None:
    """List items, by default those that still ask something of somebody."""
    hidden = () if everything or state else tuple(CLOSED)
    rows = table("project", "item", "state", "priority", "owner", "due", "client", "subject")
    with opened(config) as (_, db):
        wanted = Wanted(project, kind or (), state or (), hidden)
        for one in scope.find_all(db, wanted):
            cells = (one.project, one.ref, one.state, one.priority or "–", plain(one.owner) or "–")
            rows.add_row(*cells, one.due or "–", plain(one.client) or "–", plain(one.title))
    console().print(rows)


@app.command("show")
def show_item(project: Project, ref: Ref, config: ConfigOption = None) -> None:
    """Show an item with the client's words, where they stand, and what can be done."""
    with opened(config) as (_, db):
        one, links = scope.find(db, project, ref)
        history = scope.history(db, one)
    typer.echo(f"{one.project} {one.ref}  {one.state}  {plain(one.title)}  (version {one.version})")
    facts = {"priority": one.priority, "owner": one.owner, "due": one.due, "client": one.client}
    facts |= {k: str(v) for k, v in one.details.items()}
    for name, value in facts.items():
        if value:
            typer.echo(f"  {name}: {plain(value)}")
    typer.echo(f"  words (message {one.message_id}, {one.start}–{one.end}):")
    for line in plain(one.words).splitlines():
        typer.echo(f"    {line}")
    for known in links:
        typer.echo(f"  {known.ref} {known.relation} {known.other}")
    typer.echo(f"  can: {', '.join(verbs_from(one.kind, one.state)) or 'nothing'}")
    for each in history:
        told = f"{plain(each.actor)}  {plain(each.told)}"
        typer.echo(f"  {each.at:%Y-%m-%d %H:%M}  {told}  (event {each.event})")


def _move(project: str, ref: str, verb: str, seen: int | None, config: Path | None) -> None:
    acts = hand()
    with opened(config) as (_, db):
        one = scope.find_seen(db, project, ref, seen, acts)
        event = scope.move(db, one, verb, acts)
        after, _links = scope.find(db, project, ref)
    typer.echo(f"{after.ref} is {after.state} (event {event})")


@app.command("accept")
def accept(
    project: Project, ref: Ref, seen: SeenOption = None, config: ConfigOption = None
) -> None:
    """Take an item on."""
    _move(project, ref, "accept", seen, config)


@app.command("reject")
def reject(
    project: Project, ref: Ref, seen: SeenOption = None, config: ConfigOption = None
) -> None:
    """Decide that an item is not done."""
    _move(project, ref, "reject", seen, config)


@app.command("move")
def move(
    project: Project,
    ref: Ref,
    verb: Annotated[str, typer.Argument(help="A step; `items show` names those there are.")],
    seen: SeenOption = None,
    config: ConfigOption = None,
) -> None:
    """Take any step of an item's life cycle: deliver, resolve, reopen, withdraw, file …"""
    _move(project, ref, verb, seen, config)


@app.command("edit")
def edit(
    project: Project,
    ref: Ref,
    title: Annotated[str | None, typer.Option()] = None,
    owner: Annotated[str | None, typer.Option()] = None,
    due: Annotated[str | None, typer.Option(help="ISO date, or empty for none.")] = None,
    priority: Annotated[str | None, typer.Option(help="low, normal, high or empty.")] = None,
    severity: Annotated[str | None, typer.Option(help="minor, serious or critical.")] = None,
    cause: Annotated[str | None, typer.Option(help="Of a complaint.")] = None,
    remedy: Annotated[str | None, typer.Option(help="Of a complaint.")] = None,
    group: Annotated[str | None, typer.Option(help="Heading a requirement stands under.")] = None,
    theme: Annotated[str | None, typer.Option(help="Of a complaint or feedback.")] = None,
    seen: SeenOption = None,
    config: ConfigOption = None,
) -> None:
    """Change what is written about an item; the client's words stay as they are."""
    given = {"title": title, "owner": owner, "due": due, "priority": priority}
    given |= {"severity": severity, "cause": cause, "remedy": remedy, "group": group}
    given |= {"theme": theme}
    acts = hand()
    with opened(config) as (_, db):
        one = scope.find_seen(db, project, ref, seen, acts)
        event = scope.edit(db, one, {k: v for k, v in given.items() if v is not None}, acts)
    typer.echo(f"{one.ref} is changed (event {event})")


@app.command("link")
def link(
    project: Project,
    ref: Ref,
    relation: Annotated[Relation, typer.Argument()],
    other: Annotated[str, typer.Argument(help="The other item.")],
    seen: SeenOption = None,
    config: ConfigOption = None,
) -> None:
    """Say how one item stands to another."""
    acts = hand()
    with opened(config) as (_, db):
        one = scope.find_seen(db, project, ref, seen, acts)
        two, _links = scope.find(db, project, other)
        event = scope.link(db, one, relation, two, acts)
    typer.echo(f"{one.ref} {relation.value} {two.ref} (event {event})")


@app.command("merge")
def merge(
    project: Project,
    ref: Ref,
    into: Annotated[str, typer.Argument(help="The item that stays.")],
    seen: SeenOption = None,
    config: ConfigOption = None,
) -> None:
    """Fold an item into another of the same kind."""
    acts = hand()
    with opened(config) as (_, db):
        one = scope.find_seen(db, project, ref, seen, acts)
        two, _links = scope.find(db, project, into)
        done = scope.merge(db, one, two, acts)
    numbers = " ".join(str(e) for e in done)
    typer.echo(f"{one.ref} is part of {two.ref} now (events {numbers})")


@app.command("note")
def note(
    project: Project,
    ref: Ref,
    text: Annotated[str, typer.Argument(help="For ourselves; it never leaves.")],
    config: ConfigOption = None,
) -> None:
    """Write an internal note where an item comes from."""
    acts = hand()
    with opened(config) as (_, db):
        one, _links = scope.find(db, project, ref)
        said = f"{one.ref}: {text}"
        event = triage.add_note(db, one.conversation_id, said, acts.actor, acts.now)
    typer.echo(f"noted (event {event})")


@app.command("recast")
def recast(
    project: Project,
    ref: Ref,
    kind: Annotated[ItemKind, typer.Argument(help="REQ, CHG, CMP or FBK.")],
    seen: SeenOption = None,
    config: ConfigOption = None,
) -> None:
    """Make an item one of another kind, such as a change under a baseline a requirement."""
    acts = hand()
    with opened(config) as (_, db):
        one = scope.find_seen(db, project, ref, seen, acts)
        made = drawing.recast(db, one, kind, acts)
    typer.echo(f"{one.ref} is {made.refs[0]} now (event {made.events[0]})")


@app.command("split")
def split(
    project: Project,
    ref: Ref,
    title: Annotated[list[str], typer.Argument(help="A title for each further item.")],
    seen: SeenOption = None,
    config: ConfigOption = None,
) -> None:
    """Draw further items from the same words."""
    acts = hand()
    with opened(config) as (_, db):
        one = scope.find_seen(db, project, ref, seen, acts)
        made = drawing.split(db, one, title, acts)
    numbers = " ".join(str(e) for e in made.events)
    typer.echo(f"{one.ref} is joined by {', '.join(made.refs)} (events {numbers})")


@app.command("undo")
def take_back(
    event: Annotated[list[int], typer.Argument(help="The number that a command told.")],
    config: ConfigOption = None,
) -> None:
    """Take steps, edits, links, offers, decisions back, all or none, while they still stand.

    What a mail has told the client already is not taken back; it says what to do instead.
    """
    acts = hand()
    with opened(config) as (_, db):
        undo.undo(db, event, acts.actor, acts.now)
    typer.echo(f"taken back: {', '.join(str(e) for e in event)}")


@app.command("export")
def export(project: ProjectOption = "", config: ConfigOption = None) -> None:
    """Print every item as JSON, one a line."""
    with opened(config) as (_, db):
        found = scope.find_all(db, Wanted(project))
        links = scope.find_links(db, found)
    for one in found:
        typer.echo(json.dumps(as_json(one, links[one.id]), ensure_ascii=False))


def as_json(one: ItemRow, links: Sequence[Link] = ()) -> dict[str, object]:
    """Return an item as plain values, with the links that it has to others."""
    return {
        "project": one.project,
        "ref": one.ref,
        "state": one.state,
        "title": one.title,
        "owner": one.owner,
        "due": one.due,
        "priority": one.priority,
        **one.details,
        "client": one.client,
        "words": one.words,
        "message": one.rfc_message_id,
        "start": one.start,
        "end": one.end,
        "links": [{"relation": k.relation, "other": k.other} for k in links if k.ref == one.ref],
        "created_at": one.created_at.isoformat(),
        "version": one.version,
    }


@app.command("import")
def import_items(
    path: Annotated[Path, typer.Argument(help="Lines as `items export` prints them.")],
    config: ConfigOption = None,
) -> None:
    """Take over state, title, owner, due date, priority, details and links from an edited export.

    A line whose version is older than the item's is refused, so that nobody's work is lost.
    """
    if not path.is_file():
        raise UserError(f"{path}: there is no such file")
    lines = [line for line in path.read_text("utf-8").splitlines() if line.strip()]
    with opened(config) as (_, db):
        changed = exchange.take_over(
            db, [_object(path, n, s) for n, s in enumerate(lines, 1)], hand()
        )
    typer.echo(f"{changed} of {len(lines)} items changed")


def _object(path: Path, number: int, line: str) -> dict[str, object]:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise UserError(f"{path}:{number}: not JSON: {error}") from None
    if not isinstance(found, dict) or not {"project", "ref", "version"} <= found.keys():
        raise UserError(f"{path}:{number}: wants an object with project, ref and version")
    return found
