"""``python -m tui --config PATH [--read-only]``: the terminal UI on a database."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from daemon.config import load_config
from daemon.errors import ConfigError, TriagedError, UserError
from daemon.store import revision
from daemon.store.engine import Database, open_database
from tui import i18n
from tui.app import TriagedApp
from tui.desk import Desk
from tui.terminal import end_with_terminal


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the terminal UI; return 0, or 2 when configuration or database cannot be used."""
    options = _parse(arguments)
    try:
        config = load_config(options.config)
        password = config.database.password
        db = open_database(config.database_url, password.reveal() if password else None)
        _prepare(db, read_only=options.read_only)
    except TriagedError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    zone = datetime.now().astimezone().tzinfo
    assert zone is not None
    desk = Desk(
        db, config, actor=options.actor or getpass.getuser(), zone=zone, read_only=options.read_only
    )
    end_with_terminal()
    i18n.use(config.tui.language or i18n.from_environment(os.environ))
    try:
        TriagedApp(desk, theme=f"triaged-{options.theme or config.tui.theme}").run()
    except ConfigError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    finally:
        db.dispose()
    return 0


def _prepare(db: Database, *, read_only: bool) -> None:
    """Bring an older or empty database to the present schema; refuse where that is not ours."""
    have, want = revision.present(db), revision.wanted()
    if have == want:
        return
    revision.refuse_newer(have)
    if read_only:
        raise UserError(f"the database is at schema {have or 'none'}: start `triaged run` first")
    # the migration tool takes long to load and is needed once
    from daemon.store.migrate import upgrade  # noqa: PLC0415

    upgrade(db)


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("triaged tui", description="Triage clients' mail.")
    parser.add_argument("--config", type=Path, required=True, help="the configuration file")
    parser.add_argument("--read-only", action="store_true", help="look, change nothing")
    parser.add_argument("--actor", default="", help="whose decisions these are (default: you)")
    parser.add_argument("--theme", choices=("dark", "light"), default="")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
