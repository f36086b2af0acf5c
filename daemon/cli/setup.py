"""`triaged init` and `triaged check`."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated

import typer

from daemon.cli.common import ConfigOption, config_path, console, plain, read_config
from daemon.cli.starter import Answers, starter_config
from daemon.config import Config, mailbox_problem, parse_config
from daemon.errors import ConfigError, TemporaryError, TriagedError, UserError
from daemon.imap.probe import probe as probe_imap
from daemon.model.finding import Finding
from daemon.model.plan import NONE
from daemon.outbox.check import check_templates
from daemon.outbox.render import mail_names
from daemon.pipeline.freemail import FREE_MAIL
from daemon.smtp.probe import probe as probe_smtp
from daemon.surveys.files import survey_names, validate_surveys


def init(
    path: Annotated[
        Path | None, typer.Argument(help="Where to write it; by default ./triaged.toml.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Ask the few things that are needed and write a commented configuration."""
    target = path or Path("triaged.toml")
    if target.exists() and not force:
        raise UserError(f"{target} is there already; --force replaces it")
    if not target.absolute().parent.is_dir():
        raise UserError(f"{target.absolute().parent}: there is no such folder")
    text = starter_config(_ask())
    parse_config(text, str(target))
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    typer.echo(f"wrote {target}")
    typer.echo("next: put the password into the variable TRIAGED_PASSWORD, then `triaged check`")


def _ask() -> Answers:
    """Ask for everything, for each thing until the answer can be used."""
    address = _prompt("Mail address of the project's mailbox", None, "identity")
    address = parseaddr(address)[1]
    domain = address.rpartition("@")[2].lower()
    # where anybody may have an address, the whole domain is not ours
    own = address if domain in FREE_MAIL else f"@{domain}"
    return Answers(
        address=address,
        name=typer.prompt("Name that clients see beside it", default="Project team"),
        project=_prompt("Short code of the project (A-Z, 0-9)", "PROJ", "project"),
        imap_host=typer.prompt("IMAP server", default=f"imap.{domain}"),
        smtp_host=typer.prompt("SMTP server", default=f"smtp.{domain}"),
        user=typer.prompt("User name on both", default=address),
        staff=typer.prompt("Your own people: @domain, or an address", default=own),
        language=_prompt("Language of your mails (en, zh)", "en", "language"),
        timezone=_prompt("Time zone", "UTC", "timezone"),
    )


def _prompt(question: str, default: str | None, key: str) -> str:
    """Ask until the answer fits *key* of a mailbox."""

    def read(answer: str) -> str:
        value = answer.strip().upper() if key == "project" else answer.strip()
        if problem := mailbox_problem(key, value):
            raise typer.BadParameter(problem)
        return value

    return str(typer.prompt(question, default=default, value_proc=read))


def check(config: ConfigOption = None) -> None:
    """Check configuration, database, IMAP and SMTP log-in and every template.

    Says what to do about each failure; ends with 1 if there is any.
    """
    out, failed = console(), 0
    for finding in _findings(config):
        failed += not finding.ok
        mark, style = ("ok", "green") if finding.ok else ("FAILED", "bold red")
        out.print(f"{mark:>6}  ", style=style, end="")
        out.print(plain(finding.text))
        if finding.advice:
            out.print(f"        → {plain(finding.advice)}")
    if failed:
        raise typer.Exit(1)


def _findings(given: Path | None) -> Iterator[Finding]:
    try:
        settings = read_config(given)
    except ConfigError as error:
        yield from (Finding(ok=False, text=problem) for problem in error.problems)
        return
    yield Finding(ok=True, text=f"configuration {config_path(given)}")
    yield _database(settings)
    yield _model(settings)
    yield from _templates(settings)
    yield from _surveys(settings)
    yield from _follow_ups(settings)
    yield from _staff(settings)
    for mailbox in settings.mailbox:
        yield from probe_imap(mailbox.imap)
        if mailbox.smtp:
            yield from asyncio.run(probe_smtp(mailbox.smtp))
        else:
            text = f"mailbox {mailbox.name}: no smtp server, so nothing can be sent"
            advice = f"add [mailbox.smtp] to {mailbox.name}, or leave it so to only read"
            yield Finding(ok=True, text=text, advice=advice)


def _database(settings: Config) -> Finding:
    from daemon.app import open_installation  # noqa: PLC0415 - loads the database layer
    from daemon.store import migrate  # noqa: PLC0415

    try:
        db = open_installation(settings)
        have, _ = migrate.revisions(db)
        db.dispose()
    except (TriagedError, OSError) as error:
        advice = "correct database.url, or see that the server runs and the folder can be written"
        return Finding(ok=False, text=str(error), advice=advice)
    return Finding(ok=True, text=f"database {db.place} at schema {have}")


def _model(settings: Config) -> Finding:
    from classifiers.load import load  # noqa: PLC0415 - spaCy takes a second to import

    if not settings.model.enabled:
        return Finding(ok=True, text="model: switched off; managers label every mail")
    try:
        return Finding(ok=True, text=f"model {load(settings.model.path).version}")
    except TemporaryError as error:
        advice = "install triaged again, or correct model.path"
        return Finding(ok=False, text=f"model: {error}", advice=advice)


def _templates(settings: Config) -> Iterator[Finding]:
    folders = {m.templates for m in settings.mailbox}
    for folder in folders:
        problems = check_templates(folder)
        yield from (Finding(ok=False, text=f"template {p}") for p in problems)
        if not problems:
            own = f", with those of {folder}" if folder else ""
            yield Finding(ok=True, text=f"templates: all rendered{own}")


def _follow_ups(settings: Config) -> Iterator[Finding]:
    """Say of rules which survey or mail they name that is not there."""
    folder = settings.mailbox[0].templates
    there = mail_names(folder)
    surveys = {*survey_names(folder), NONE}
    for rule in settings.follow_up:
        if rule.survey not in surveys:
            text = f"follow_up {rule.name}: there is no survey {rule.survey!r}"
            yield Finding(ok=False, text=text, advice=f"one of {', '.join(sorted(surveys))}")
        for step in rule.step:
            if step.template not in there:
                text = f"follow_up {rule.name}: there is no mail {step.template!r}"
                yield Finding(ok=False, text=text, advice="add it to your folder of templates")


def _staff(settings: Config) -> Iterator[Finding]:
    """Say where clients' mail would be taken for our own."""
    for free in sorted({s.lower() for s in settings.staff} & {f"@{d}" for d in FREE_MAIL}):
        text = f"staff {free}: anybody may have an address there, your clients too"
        yield Finding(ok=False, text=text, advice="list the addresses of your own people instead")


def _surveys(settings: Config) -> Iterator[Finding]:
    for folder in {m.templates for m in settings.mailbox}:
        problems = validate_surveys(folder)
        yield from (Finding(ok=False, text=f"survey {p}") for p in problems)
        if not problems:
            yield Finding(ok=True, text=f"surveys: {', '.join(survey_names(folder))}")
