"""`triaged`: the commands, and how their errors end.

Exit codes: 0 done; 1 what was checked is not as it should be; 2 wrong usage or configuration, or
what was asked for cannot be done; 3 a server or the database cannot be reached, try again later.
"""

from __future__ import annotations

import sys
from importlib.metadata import version
from io import TextIOWrapper
from typing import Annotated

import typer

from daemon import log
from daemon.cli.lazy import Place, lazy_group
from daemon.errors import TemporaryError, TriagedError, UserError

COMMANDS = {
    "init": Place("daemon.cli.setup:init"),
    "check": Place("daemon.cli.setup:check"),
    "run": Place("daemon.cli.running:run"),
    "tui": Place("daemon.cli.running:tui"),
    "web": Place("daemon.cli.running:web"),
    "status": Place("daemon.cli.status:status"),
    "import": Place("daemon.cli.importing:import_mail"),
    "explain": Place("daemon.cli.explain:explain"),
    "classify": Place("daemon.cli.explain:classify"),
    "answer": Place("daemon.cli.answer:answer"),
    "learn": Place("daemon.cli.learn:learn"),
    "decision": Place("daemon.cli.decision:decision"),
    "evidence": Place("daemon.cli.evidence:evidence"),
    "rebuild": Place("daemon.cli.rebuild:rebuild"),
    "demo": Place("daemon.cli.demo:demo"),
    "outbox": Place("daemon.cli.outbox:app", "Mail to be sent: look, approve, discard, retry."),
    "quarantine": Place("daemon.cli.quarantine:app", "Mail that could not be processed."),
    "items": Place("daemon.cli.items:app", "What clients asked for, and its life cycle."),
    "complaints": Place("daemon.cli.complaints:app", "Complaints seen through, and their causes."),
    "scope": Place("daemon.cli.scope:app", "Changes offered to clients, and what stands."),
    "clients": Place("daemon.cli.clients:app", "Client organisations."),
    "calendar": Place("daemon.cli.calendar:app", "When a client can be met."),
    "milestone": Place("daemon.cli.milestone:app", "Projects and the milestones they reach."),
    "survey": Place("daemon.cli.survey:app", "Who is asked, and the answers that came."),
    "report": Place("daemon.cli.report:report"),
    "templates": Place("daemon.cli.templates:app", "The mails that triaged writes."),
}

app = typer.Typer(
    cls=lazy_group(COMMANDS),
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
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # what clients write may hold what the terminal's character set has not
            stream.reconfigure(errors="replace")
    try:
        app()
    except UserError as error:
        _fail(str(error), 2)
    except TemporaryError as error:
        _fail(str(error), 3)
    except TriagedError as error:
        _fail(str(error), 1)
    except OSError as error:
        _fail(f"{error.filename}: {error.strerror}" if error.filename else str(error), 2)


def _fail(text: str, code: int) -> None:
    for line in text.splitlines():
        typer.secho(f"triaged: {line}", err=True, fg="red" if sys.stderr.isatty() else None)
    sys.exit(code)
