"""`triaged milestone`: projects, and the milestones they plan and reach."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Annotated, Any

import typer

from daemon.cli.clients import opened
from daemon.cli.common import ConfigOption, actor, console, plain, read_config, table
from daemon.clock import utc_now
from daemon.errors import UserError
from daemon.model.plan import Milestone, MilestoneKind, ProjectState
from daemon.schedules.planfile import read_plan
from daemon.services import checkins, milestones, plans, projects
from daemon.services.milestones import Preview, Prospect
from daemon.services.projects import ProjectWish

app = typer.Typer(no_args_is_help=True)

Project = Annotated[str, typer.Argument(help="The project's code, such as ACME-web.")]
Name = Annotated[str, typer.Argument(help="The milestone's name.")]
Owner = Annotated[str | None, typer.Option(help="Who looks after it.")]
Contacts = Annotated[
    list[str] | None,
    typer.Option("--contact", help="Ask only these, by address or name; may repeat."),
]
FollowUps = Annotated[
    list[str] | None,
    typer.Option(
        "--follow-up",
        help="A rule of the configuration that it triggers; may repeat. Without one those usual "
        "for its kind; none: no follow-up.",
    ),
]


@app.command("projects")
def list_projects(config: ConfigOption = None) -> None:
    """List the projects with whose they are."""
    rows = table("project", "name", "client", "mailbox", "owner", "state", "asked")
    with opened(config) as (_, db):
        for each in projects.list_all(db):
            asked = "all" if each.contacts is None else str(len(each.contacts))
            client = str(each.client_id or "–")
            cells = (each.code, plain(each.name), client, each.mailbox or "–", plain(each.owner))
            rows.add_row(*cells, each.state.value, asked)
    console().print(rows)


@app.command("project")
def save_project(
    code: Project,
    name: Annotated[str | None, typer.Option(help="What clients call it.")] = None,
    client: Annotated[str | None, typer.Option(help="Whose it is, by name.")] = None,
    mailbox: Annotated[str | None, typer.Option(help="Where its mail leaves from.")] = None,
    owner: Owner = None,
    state: Annotated[
        ProjectState | None, typer.Option(help="Nobody is asked while it is on hold.")
    ] = None,
    contact: Contacts = None,
    config: ConfigOption = None,
) -> None:
    """Add a project, or change what is agreed about it."""
    asked = tuple(contact) if contact is not None else None
    wish = ProjectWish(code, name, client, mailbox, owner, state, asked)
    with opened(config) as (settings, db):
        event = projects.save(db, settings, wish, actor(), utc_now())
    typer.echo(f"project {code} saved (event {event})")


@app.command("list")
def list_milestones(
    project: Annotated[str | None, typer.Argument(help="Only this project's.")] = None,
    config: ConfigOption = None,
) -> None:
    """List milestones, what they send and how the invitations stand."""
    rows = table(
        "project", "milestone", "kind", "planned", "state", "reached", "owner", "survey",
        "follow-ups", "note",
    )  # fmt: skip
    with opened(config) as (_, db):
        for line in milestones.list_all(db, project):
            each = line.milestone
            reached = each.reached_at.date().isoformat() if each.reached_at else "–"
            note = ", ".join(f"{count} {state}" for state, count in line.invitations.items())
            cells = (line.project.code, plain(each.name), each.kind.value)
            planned = each.planned_on.isoformat() if each.planned_on else "–"
            named = ", ".join(each.follow_ups) or "usual"
            asked = (plain(each.owner) or "–", each.survey_name or "–", plain(named))
            rows.add_row(*cells, planned, each.state.value, reached, *asked, note)
    console().print(rows)


@app.command("add")
def add_milestone(
    project: Project,
    name: Name,
    kind: Annotated[MilestoneKind, typer.Option(help="The phase it ends.")] = (
        MilestoneKind.REVIEW
    ),
    planned: Annotated[str, typer.Option(help="The day it is planned for.")] = "",
    owner: Owner = None,
    survey: Annotated[
        str, typer.Option(help="Which survey; empty: the usual one of its kind; none: no survey.")
    ] = "",
    delay: Annotated[int, typer.Option(help="Business days until people are asked.")] = -1,
    contact: Contacts = None,
    follow_up: FollowUps = None,
    config: ConfigOption = None,
) -> None:
    """Plan a milestone."""
    day = milestones.parse_day(planned) if planned else None
    with opened(config) as (settings, db):
        checkins.check_names(settings, follow_up or ())
        asked = None
        if contact:
            with db.read() as transaction:
                asked = tuple(projects.find_contacts(transaction, tuple(contact)))
        new = Milestone(
            0, 0, name, kind, planned_on=day, owner=owner or "", survey=survey, delay=delay,
            contacts=asked, follow_ups=tuple(follow_up or ()),
        )  # fmt: skip
        number = milestones.add(db, project, new, actor(), utc_now())
    typer.echo(f"milestone {number}: {plain(name)}")


@app.command("plan")
def plan_milestone(
    project: Project,
    name: Name,
    day: Annotated[str, typer.Argument(help="The day it is now planned for.")],
    config: ConfigOption = None,
) -> None:
    """Move a milestone to another day."""
    with opened(config) as (_, db):
        present = milestones.find(db, project, name)
        wanted = replace(present, planned_on=milestones.parse_day(day))
        event = milestones.change(db, present, wanted, actor(), utc_now())
    typer.echo(f"{plain(name)} is planned for {day} (event {event})")


@app.command("change")
def change_milestone(
    project: Project,
    name: Name,
    new_name: Annotated[str | None, typer.Option("--name", help="Call it so.")] = None,
    kind: Annotated[MilestoneKind | None, typer.Option(help="The phase it ends.")] = None,
    owner: Owner = None,
    survey: Annotated[str | None, typer.Option(help="Which survey; empty: the usual.")] = None,
    delay: Annotated[int | None, typer.Option(help="Business days until people are asked.")] = None,
    follow_up: FollowUps = None,
    config: ConfigOption = None,
) -> None:
    """Change what a milestone is called, asks and triggers."""
    given = {"name": new_name, "kind": kind, "owner": owner, "survey": survey, "delay": delay}
    values: dict[str, Any] = {n: v for n, v in given.items() if v is not None}
    if follow_up:
        values["follow_ups"] = tuple(follow_up)
    with opened(config) as (settings, db):
        checkins.check_names(settings, follow_up or ())
        present = milestones.find(db, project, name)
        event = milestones.change(db, present, replace(present, **values), actor(), utc_now())
    typer.echo(f"{plain(new_name or name)} is changed (event {event})")


@app.command("cancel")
def cancel_milestone(project: Project, name: Name, config: ConfigOption = None) -> None:
    """Give up a milestone that was not reached."""
    with opened(config) as (_, db):
        present = milestones.find(db, project, name)
        event = milestones.cancel(db, present, actor(), utc_now())
    typer.echo(f"{plain(name)} is cancelled (event {event})")


@app.command("preview")
def preview_milestone(project: Project, name: Name, config: ConfigOption = None) -> None:
    """Show who would get what and when if it were reached now, and who would not and why."""
    from daemon.app import open_app  # noqa: PLC0415 - loads the database layer

    with open_app(read_config(config), with_model=False) as app_:
        present = milestones.find(app_.db, project, name)
        now = utc_now()
        _print(milestones.preview(app_.office, present.id, now, now))


def _print(seen: Preview) -> None:
    if seen.note:
        typer.echo(f"nobody is asked: {seen.note}")
    for warning in seen.warnings:
        typer.echo(f"note: {warning}")
    _print_prospects(seen)
    if not seen.follow_ups:
        typer.echo("no follow-up is triggered")
        return
    rows = table("follow-up", "at", "then")
    for each in seen.follow_ups:
        rows.add_row(each.rule, f"{each.at:%Y-%m-%d %H:%M} UTC", plain("; then ".join(each.steps)))
    console().print(rows)


def _print_prospects(seen: Preview) -> None:
    rows = table("contact", "client", "to", "survey", "at", "reason")
    for each in seen.prospects:
        cells = (plain(each.person.name), plain(each.person.client), each.person.address)
        rows.add_row(*cells, seen.survey, *_outlook(each))
    console().print(rows)


def _outlook(each: Prospect) -> tuple[str, str]:
    if each.reasons:
        return "not asked", plain("; ".join(each.reasons))
    return f"{each.at:%Y-%m-%d %H:%M} UTC", ""


@app.command("reach")
def reach_milestone(
    project: Project,
    name: Name,
    on: Annotated[str, typer.Option(help="The day it was reached, if not today.")] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    config: ConfigOption = None,
) -> None:
    """Say that a milestone is reached: shows the preview, asks, and plans the invitations."""
    from daemon.app import open_app  # noqa: PLC0415 - loads the database layer

    with open_app(read_config(config), with_model=False) as app_:
        now = utc_now()
        present = milestones.find(app_.db, project, name)
        at = min(_noon(on), now) if on else now
        _print(milestones.preview(app_.office, present.id, at, now))
        if not yes:
            typer.confirm(f"“{plain(present.name)}” is reached?", abort=True)
        done = milestones.reach(app_.office, present.id, actor(), now, at)
    if done.again:
        typer.echo(f"it was reached before, on {done.milestone.reached_at:%Y-%m-%d}; no change")
    else:
        typer.echo(
            f"reached (event {done.event}); invitations planned: {done.planned}, "
            f"follow-ups: {done.follow_ups}"
        )


def _noon(day: str) -> datetime:
    return datetime.combine(milestones.parse_day(day), time(12), UTC)


@app.command("import")
def import_milestones(
    path: Annotated[Path, typer.Argument(help="A .toml, .csv or .ics file.")],
    project: Annotated[str, typer.Option(help="For milestones that name no project.")] = "",
    config: ConfigOption = None,
) -> None:
    """Take milestones from a file; the same file again changes nothing."""
    if not path.is_file():
        raise UserError(f"{path}: there is no such file")
    rows = read_plan(path.name, path.read_bytes(), project)
    with opened(config) as (settings, db):
        done = plans.import_rows(db, settings, rows, actor(), utc_now())
    typer.echo(
        f"{done.added} added, {done.changed} changed, {done.same} as they were, "
        f"{done.reached} reached already and left alone"
    )
