"""`triaged evidence`: a folder or zip that proves what was decided, verifiable without us."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from daemon.cli.clients import opened
from daemon.cli.common import ConfigOption
from daemon.cli.items import Project
from daemon.clock import utc_now


def evidence(
    project: Project,
    to: Annotated[Path | None, typer.Option(help="A new folder, or a file ending in .zip.")] = None,
    config: ConfigOption = None,
) -> None:
    """Write raw mails, statements, decisions and the hash-chained ledger of a project.

    `python3 verify.py SEAL` in the folder checks it with nothing but Python.
    """
    from daemon.services import evidence as service  # noqa: PLC0415 - the command has its name

    with opened(config) as (_, db):
        made = service.export(db, project, to or Path(f"evidence-{project}"), utc_now())
    typer.echo(f"{made.path}: {made.entries} ledger entries, {made.mails} mails")
    typer.echo(f"seal {made.seal}")
