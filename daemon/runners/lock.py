"""Which daemon this is, and that it is the only one on its data folder."""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from daemon.errors import UserError


@contextmanager
def only_daemon(data_dir: Path) -> Iterator[str]:
    """Hold the data folder for this process; yield the daemon's lasting name.

    The name survives restarts, so that a daemon started again finds its leases its own. Raises
    UserError while another daemon runs on the folder.
    """
    folder = data_dir.expanduser()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "daemon.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            pid = lock.read().strip() or "unknown"
            raise UserError(
                f"another triaged (process {pid}) runs on {folder}; stop it first, "
                "or give this one a data_dir of its own"
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield _name(folder / "daemon-id")


def _name(path: Path) -> str:
    if not path.exists():
        path.write_text(secrets.token_hex(8), encoding="ascii")
    return path.read_text(encoding="ascii").strip()
