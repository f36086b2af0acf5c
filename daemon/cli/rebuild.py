"""`triaged rebuild`: everything again from raw mail and the journal, in an empty database."""

from __future__ import annotations

from typing import Annotated

import typer

from daemon.cli.clients import opened
from daemon.cli.common import ConfigOption, plain


def rebuild(
    to: Annotated[str, typer.Argument(help="A new SQLite file, or the URL of an empty database.")],
    config: ConfigOption = None,
) -> None:
    """Replay raw mail and the journal into an empty database, and compare the two.

    Ends with 1 if a row is not alike. The records themselves are only read.
    """
    from daemon.services import rebuild as service  # noqa: PLC0415 - the command has its name
    from daemon.store.engine import open_database  # noqa: PLC0415 - loads the database layer

    with opened(config) as (_, db):
        target = open_database(to if "://" in to else f"sqlite:///{to}")
        try:
            made = service.rebuild(db, target)
        finally:
            target.dispose()
    typer.echo(f"{made.kept} raw mails and files, {made.rows} rows replayed")
    for line in made.differences:
        typer.echo(f"not alike: {plain(line)}")
    if made.differences:
        raise typer.Exit(1)
    typer.echo(f"{to}: the same, row by row, with {made.messages} mails read anew")
