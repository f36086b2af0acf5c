"""`triaged clients`: list, add, merge."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from daemon.cli.common import ConfigOption, actor, console, plain, read_config, table
from daemon.clock import utc_now
from daemon.config import Config
from daemon.model.record import Client
from daemon.services import clients
from daemon.store.engine import Database

app = typer.Typer(no_args_is_help=True)


@contextmanager
def opened(config: Path | None) -> Iterator[tuple[Config, Database]]:
    """Open the records that the configuration names."""
    from daemon.app import open_installation  # noqa: PLC0415 - loads the database layer

    settings = read_config(config)
    db = open_installation(settings)
    try:
        yield settings, db
    finally:
        db.dispose()


@app.command("list")
def list_clients(config: ConfigOption = None) -> None:
    """List every client with its domains."""
    rows = table("id", "client", "domains", "people", "conversations")
    with opened(config) as (_, db):
        for entry in clients.list_all(db):
            one = entry.client
            cells = (str(one.id), plain(one.name), ", ".join(one.domains))
            rows.add_row(*cells, str(entry.contacts), str(entry.conversations))
    console().print(rows)


@app.command("add")
def add_client(
    name: Annotated[str, typer.Argument(help="The client's name.")],
    domain: Annotated[
        list[str] | None,
        typer.Option("--domain", "-d", help="A mail domain of theirs; may repeat."),
    ] = None,
    language: Annotated[str, typer.Option(help="en or zh; empty: as they write.")] = "",
    timezone: Annotated[str, typer.Option(help="IANA name, such as Asia/Shanghai.")] = "",
    config: ConfigOption = None,
) -> None:
    """Add a client. People who write from its domains belong to it from then on."""
    new = Client(0, name, tuple(domain or ()), language, timezone)
    with opened(config) as (settings, db):
        client_id = clients.add(db, settings, new, actor(), utc_now())
    typer.echo(f"client {client_id}: {plain(name)}")


@app.command("merge")
def merge_clients(
    source: Annotated[str, typer.Argument(help="The client that goes: its name or number.")],
    target: Annotated[str, typer.Argument(help="The client that stays and takes everything.")],
    config: ConfigOption = None,
) -> None:
    """Merge one client into another; the terminal UI can take it back."""
    with opened(config) as (_, db):
        goes, stays = clients.find_id(db, source), clients.find_id(db, target)
        event = clients.merge(db, goes, stays, actor(), utc_now())
    typer.echo(f"client {source} is now part of client {target} (event {event})")
