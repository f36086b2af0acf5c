"""`triaged status`."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from enum import Enum
from typing import Annotated

import typer
from rich.console import Console

from daemon.cli.common import ConfigOption, age, console, plain, read_config, table
from daemon.clock import utc_now
from daemon.services.status import Status, look


def status(
    config: ConfigOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show mailboxes, queues, outbox and quarantine. Ends with 1 if anything is wrong."""
    from daemon.app import open_installation  # noqa: PLC0415 - loads the database layer

    db = open_installation(read_config(config))
    try:
        found = look(db, utc_now())
    finally:
        db.dispose()
    if as_json:
        typer.echo(json.dumps({**asdict(found), "problems": found.problems}, default=_plain_value))
    else:
        _print(console(), found)
    if found.problems:
        raise typer.Exit(1)


def _plain_value(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else str(value)


def _print(out: Console, found: Status) -> None:
    for sign in found.daemons:
        alive = "running" if found.is_alive(sign) else "gone without a word"
        shadow = ", shadow mode: nothing is sent" if sign.shadow else ""
        since = age(sign.started_at, found.at)
        out.print(f"daemon    {alive}, {sign.host} process {sign.pid}, for {since}{shadow}")
    rows = table("mailbox", "folder", "state", "server heard", "last mail", "uid", "error")
    for box in found.mailboxes:
        heard, mail = age(box.heard_at, found.at), age(box.last_mail_at, found.at)
        cells = (box.name, box.folder, box.state.value, heard, mail, str(box.cursor.uid))
        rows.add_row(*cells, plain(box.last_error))
    out.print(rows)
    out.print("queue     " + _counts(found.conversations))
    out.print("outbox    " + _counts(found.outbox))
    if found.shadowed:
        out.print(f"shadow    mails that would have gone out  {found.shadowed}")
    out.print(f"quarantine  {found.quarantine}   waiting for the model  {found.waiting_for_model}")
    for problem in found.problems:
        out.print(f"! {plain(problem)}", style="bold red")


def _counts(counts: dict[str, int]) -> str:
    return "   ".join(f"{name} {count}" for name, count in sorted(counts.items())) or "empty"
