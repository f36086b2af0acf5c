"""A terminal that goes away takes the terminal UI along."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import termios
from pathlib import Path

from daemon.store.engine import Database
from tests.tui.driving import CONFIG

SECONDS = 60


def test_it_ends_when_its_terminal_is_gone(db: Database, tmp_path: Path) -> None:
    assert db.is_sqlite
    config = tmp_path / "triaged.toml"
    config.write_text(f'[database]\nurl = "sqlite:///{tmp_path}/t.sqlite3"\n{CONFIG}')
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (40, 120))
    words = [sys.executable, "-m", "tui", "--config", str(config)]
    # a session of its own without a controlling terminal: nobody sends it a hang-up
    with subprocess.Popen(
        words, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    ) as process:
        os.close(theirs)
        seen = b""
        while b"Kitchen" not in seen:
            seen += os.read(ours, 65536)
        os.close(ours)
        assert process.wait(SECONDS) == -signal.SIGHUP
