"""`triaged run`, `triaged tui` and `triaged web`."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from daemon import log
from daemon.cli.common import ConfigOption, config_path, read_config


def run(config: ConfigOption = None) -> None:
    """Watch the mailboxes until told to stop (SIGTERM or Ctrl-C)."""
    from daemon import app  # noqa: PLC0415 - other commands need not wait for its imports

    settings = read_config(config)
    log.configure(settings.log.level, settings.log.format)
    app.run(settings)


def tui(
    config: ConfigOption = None,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Look, but decide nothing.")
    ] = False,
) -> None:
    """Open the terminal UI on the daemon's records."""
    read_config(config)
    # its own process: it never loads the model and survives the daemon
    path = str(config_path(config))
    arguments = [sys.executable, "-m", "tui", "--config", path]
    os.execv(sys.executable, [*arguments, "--read-only"] if read_only else arguments)  # noqa: S606


def web(
    config: ConfigOption = None,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8463,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Look, but decide nothing.")
    ] = False,
    allow_remote: Annotated[
        bool, typer.Option("--allow-remote", help="Let other machines in; they act as you.")
    ] = False,
) -> None:
    """Serve the terminal UI to a browser on this machine."""
    read_config(config)
    words = [sys.executable, "-m", "tui.web", "--config", str(config_path(config))]
    words += ["--host", host, "--port", str(port)]
    words += ["--read-only"] * read_only + ["--allow-remote"] * allow_remote
    os.execv(sys.executable, words)  # noqa: S606
