"""`triaged`: the commands, and how their errors end.

Exit codes: 0 done; 1 what was checked is not as it should be; 2 wrong usage or configuration, or
what was asked for cannot be done; 3 a server or the database cannot be reached, try again later.
"""

from __future__ import annotations

import sys
from importlib.metadata import version
from typing import Annotated

import typer

from daemon import log
from daemon.cli import (
    answer,
    calendar,
    clients,
    decision,
    demo,
    evidence,
    explain,
    importing,
    items,
    learn,
    milestone,
    outbox,
    quarantine,
    report,
    running,
    scope,
    setup,
    status,
    survey,
    templates,
)
from daemon.errors import TemporaryError, TriagedError, UserError

app = typer.Typer(
    name="triaged",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    help=(
        "Watches a project's mailbox, understands what clients write, and keeps it as records "
        "that trace to their own words."
    ),
    epilog=(
        "Exit codes: 0 done · 1 something is not as it should be · 2 wrong usage or "
        "configuration · 3 a server cannot be reached."
    ),
)
app.command("init")(setup.init)
app.command("check")(setup.check)
app.command("run")(running.run)
app.command("tui")(running.tui)
app.command("status")(status.status)
app.command("import")(importing.import_mail)
app.command("explain")(explain.explain)
app.command("classify")(explain.classify)
app.command("answer")(answer.answer)
app.command("learn")(learn.learn)
app.command("decision")(decision.decision)
app.command("evidence")(evidence.evidence)
app.command("demo")(demo.demo)
app.add_typer(outbox.app, name="outbox", help="Mail to be sent: look, approve, discard, retry.")
app.add_typer(quarantine.app, name="quarantine", help="Mail that could not be processed.")
app.add_typer(items.app, name="items", help="What clients asked for, and its life cycle.")
app.add_typer(scope.app, name="scope", help="Changes offered to clients, and what stands.")
app.add_typer(clients.app, name="clients", help="Client organisations.")
app.add_typer(calendar.app, name="calendar", help="When a client can be met.")
app.add_typer(milestone.app, name="milestone", help="Projects and the milestones they reach.")
app.add_typer(survey.app, name="survey", help="Who is asked, and the answers that came.")
app.command("report")(report.report)
app.add_typer(templates.app, name="templates", help="The mails that triaged writes.")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"triaged {version('triaged')}")
        raise typer.Exit


@app.callback()
def _root(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    log.configure("warning")


def main() -> None:
    """Run the command line; turn errors into one line each and an exit code."""
    try:
        app()
    except UserError as error:
        _fail(str(error), 2)
    except TemporaryError as error:
        _fail(str(error), 3)
    except TriagedError as error:
        _fail(str(error), 1)


def _fail(text: str, code: int) -> None:
    for line in text.splitlines():
        typer.secho(f"triaged: {line}", err=True, fg="red" if sys.stderr.isatty() else None)
    sys.exit(code)
