"""What several commands share: finding the configuration, who acts, plain output."""

from __future__ import annotations

import getpass
import os
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from platformdirs import user_config_path
from rich.console import Console
from rich.table import Table

from daemon.config import Config, load_config

ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        "-c",
        envvar="TRIAGED_CONFIG",
        show_default="./triaged.toml, else the user's configuration folder",
        help="The configuration file.",
    ),
]

PIPE_WIDTH = 240
#: columns that may be cut, and their shares of the room
FREE_TEXT = {"subject": 3, "reason": 3, "note": 2, "error": 2, "from": 2, "to": 2, "domains": 2}

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def config_path(given: Path | None) -> Path:
    """Return the configuration file to use."""
    if given is not None:
        return given
    here = Path("triaged.toml")
    return here if here.exists() else user_config_path("triaged") / "config.toml"


def read_config(given: Path | None) -> Config:
    """Return the configuration; raise ConfigError with every problem."""
    return load_config(config_path(given))


def actor() -> str:
    """Return who gives the command, for the audit trail."""
    return os.environ.get("TRIAGED_ACTOR") or getpass.getuser()


def plain(text: str) -> str:
    """Return *text* without anything a terminal could act upon."""
    return _CONTROL.sub("\ufffd", text)


def console() -> Console:
    """Return a console that takes no markup from what it prints."""
    made = Console(markup=False, highlight=False, emoji=False)
    if not made.is_terminal:
        # what reads a pipe wants whole lines
        made.width = PIPE_WIDTH
    return made


def table(*columns: str) -> Table:
    """Return an empty table with these headings; only free text is cut where room is scarce."""
    narrow = sys.stdout.isatty()
    made = Table(box=None, pad_edge=False, header_style="bold", expand=narrow)
    for column in columns:
        ratio = FREE_TEXT.get(column) if narrow else None
        made.add_column(column, overflow="ellipsis", no_wrap=True, ratio=ratio)
    return made


def age(moment: datetime | None, now: datetime) -> str:
    """Return how long ago *moment* was, in the largest unit that fits; "–" for never."""
    if moment is None:
        return "–"
    seconds = max(0, int((now - moment).total_seconds()))
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"
