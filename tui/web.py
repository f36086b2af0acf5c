"""``python -m tui.web --config PATH``: the terminal UI in a browser of this machine.

Every visitor acts with the rights of whoever started this, so it listens on loopback alone
unless told otherwise, and lets in who has the key in the address it prints. Other sites in the
same browser have no key and no way to read it (the cookie is ``SameSite=Strict``).
"""

from __future__ import annotations

import argparse
import ipaddress
import secrets
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from daemon.config import load_config
from daemon.errors import TriagedError, UserError

PORT = 8463
COOKIE = "triaged"


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until stopped; return 0, or 2 when it cannot be served."""
    options = _parse(arguments)
    try:
        load_config(options.config)
        check_host(options.host, allow_remote=options.allow_remote)
        serve(options)
    except TriagedError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def check_host(host: str, *, allow_remote: bool) -> None:
    """Raise UserError for an address that others can reach, unless that is wanted."""
    if allow_remote or is_loopback(host):
        return
    raise UserError(
        f"{host} can be reached from other machines, and whoever has the address acts as you; the"
        " words of clients would travel unencrypted. Serve 127.0.0.1 and come through an SSH"
        " tunnel (ssh -L), or a proxy with TLS and log-in; --allow-remote does it all the same"
    )


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def command_line(options: argparse.Namespace) -> str:
    """Return what is run for each visitor."""
    words = [sys.executable, "-m", "tui", "--config", str(options.config.absolute())]
    words += ["--read-only"] if options.read_only else []
    words += ["--actor", options.actor] if options.actor else []
    return shlex.join(words)


def serve(options: argparse.Namespace) -> None:
    """Serve the UI until stopped; raise UserError where what it takes is not installed."""
    try:
        from tui.webserver import GuardedServer  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise UserError(
            f"{error.name} is not installed; "
            "`pip install '.[web]'` in the folder of the sources brings it"
        ) from error
    key = secrets.token_urlsafe(24)
    server = GuardedServer(command_line(options), options.host, options.port, key)
    sys.stdout.write(f"triaged in the browser: {server.entrance}\nCtrl-C ends it.\n")
    sys.stdout.flush()
    server.serve()


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("triaged web", description="Triage in a browser.")
    parser.add_argument("--config", type=Path, required=True, help="the configuration file")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    parser.add_argument("--port", type=int, default=PORT, help=f"the port (default {PORT})")
    parser.add_argument("--read-only", action="store_true", help="look, change nothing")
    parser.add_argument("--actor", default="", help="whose decisions these are (default: you)")
    parser.add_argument("--allow-remote", action="store_true", help="let other machines in")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
