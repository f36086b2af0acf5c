"""`triaged templates`: list and preview the mails that triaged writes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from daemon.cli.common import plain
from daemon.outbox.render import mail_names, render
from daemon.outbox.samples import sample_contexts

app = typer.Typer(no_args_is_help=True)
Overrides = Annotated[
    Path | None, typer.Option("--overrides", help="A folder of your own templates.")
]


@app.command("list")
def list_templates(overrides: Overrides = None) -> None:
    """List the mails there are templates for."""
    for name in mail_names(overrides):
        typer.echo(name)


@app.command("preview")
def preview(
    name: Annotated[str, typer.Argument(help="Which mail.")],
    language: Annotated[str, typer.Option("--language", "-l", help="en or zh.")] = "en",
    html: Annotated[
        bool, typer.Option("--html", help="The HTML part instead of the text.")
    ] = False,
    overrides: Overrides = None,
) -> None:
    """Render a mail with sample values, as a client would get it."""
    for context in sample_contexts(name):
        words = render(name, language, context, overrides)
        if html:
            typer.echo(words.html)
            continue
        typer.echo(f"Subject: {plain(words.subject)}\n\n{plain(words.text)}\n{'─' * 72}")
