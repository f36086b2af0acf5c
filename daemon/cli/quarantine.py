"""`triaged quarantine`: list, show, retry, discard."""

from __future__ import annotations

import sys
from functools import partial
from typing import Annotated

import typer

from daemon.cli.clients import opened
from daemon.cli.common import ConfigOption, actor, console, plain, read_config, table
from daemon.clock import utc_now
from daemon.errors import UserError
from daemon.imap.client import connect
from daemon.imap.fetch import fetch_alone
from daemon.model.mailbox import Fetched
from daemon.services import quarantine
from daemon.services.intake import Intake
from daemon.store.quarantine import Kept

app = typer.Typer(no_args_is_help=True)
Number = Annotated[int, typer.Argument(help="Its number in the list.")]


@app.command("list")
def list_kept(
    everything: Annotated[bool, typer.Option("--all", help="Also those decided upon.")] = False,
    config: ConfigOption = None,
) -> None:
    """List mail that could not be processed, with the reason."""
    rows = table("id", "mailbox", "from", "subject", "bytes", "state", "reason")
    with opened(config) as (_, db):
        for kept in quarantine.list_all(db, None if everything else "waiting"):
            cells = (str(kept.id), kept.mailbox, plain(kept.sender), plain(kept.subject))
            rows.add_row(*cells, f"{kept.size:,}", kept.state, plain(kept.reason))
    console().print(rows)


@app.command("show")
def show_kept(
    number: Number,
    raw: Annotated[bool, typer.Option("--raw", help="The bytes as received.")] = False,
    config: ConfigOption = None,
) -> None:
    """Show one mail: why it is here, and its text as far as it can be read."""
    with opened(config) as (_, db):
        kept, mail = quarantine.show(db, number)
    if raw:
        sys.stdout.buffer.write(mail)
        return
    typer.echo(f"{kept.mailbox} {kept.folder} uid {kept.uid}, {kept.size:,} bytes, {kept.state}")
    typer.echo(f"reason: {plain(kept.reason)}\n")
    typer.echo(plain(mail[:20_000].decode("utf-8", "replace").replace("\r\n", "\n")))


@app.command("retry")
def retry_kept(number: Number, config: ConfigOption = None) -> None:
    """Try to record a mail once more."""
    from daemon.app import open_app  # noqa: PLC0415 - loads the database layer

    with open_app(read_config(config)) as app_:
        kept, _ = quarantine.show(app_.db, number)
        intake = next((i for i in app_.intakes() if i.mailbox.name == kept.mailbox), None)
        if intake is None:
            raise UserError(f"mailbox {kept.mailbox} is no longer in the configuration")
        again = partial(_fetch_again, intake)
        typer.echo(quarantine.retry(intake, number, actor(), utc_now(), again))


def _fetch_again(intake: Intake, kept: Kept) -> Fetched | None:
    """Bring a mail that is on the server only, if the limit lets it in by now."""
    limits = intake.config.limits
    with connect(intake.mailbox.imap, limits) as session:
        if session.select(kept.folder).uidvalidity != kept.uidvalidity:
            raise UserError("the server numbered its mail anew; what is there comes by itself")
        return fetch_alone(session, kept.uid, limits, utc_now())


@app.command("discard")
def discard_kept(number: Number, config: ConfigOption = None) -> None:
    """Give a mail up; its bytes stay on record."""
    with opened(config) as (_, db):
        quarantine.discard(db, number, actor(), utc_now())
    typer.echo(f"mail {number} discarded")
