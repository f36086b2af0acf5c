"""Figures of the terminal UI in a real terminal: start to first list, key press to painted.

    python -m tests.figures.tui [100 10000 100000]

Each program runs in a pseudo-terminal of 200 × 50. *Start* is from launch to the first row on
the screen; *key to paint* from the key to the first bytes drawn, *key to mail* to the last ones
(the mail under the cursor and its reasons are drawn then).
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from dataclasses import dataclass
from pathlib import Path

from daemon.store.engine import open_database
from daemon.store.migrate import upgrade
from tests.tui import seed
from tests.tui.story import STORY

ROWS, COLUMNS = 50, 200
STARTS = 5
KEYS = ("j", "j", "j", "\x1b[6~", "k", "\x1b[5~", "j", "k", "k", "k") * 10
#: seconds without output after which everything is taken to be drawn
QUIET = 0.12
PATIENCE = 30.0
SUBJECTS = re.compile(b"|".join(re.escape(told.subject[:9].encode()) for told in STORY))
CONFIG = """
[database]
url = "sqlite:///{path}"
[[mailbox]]
name = "acme"
project = "ACME"
identity = "Acme <acme@studio.example>"
imap = {{host = "localhost"}}
"""


@dataclass(frozen=True, slots=True)
class Terminal:
    """A running terminal UI and our end of its terminal."""

    pid: int
    fd: int
    started: float

    def read_row(self) -> float:
        """Return seconds from the launch until the first row was drawn."""
        seen = b""
        while not SUBJECTS.search(seen):
            passed = time.perf_counter() - self.started
            if passed > PATIENCE or not select.select([self.fd], [], [], PATIENCE)[0]:
                raise TimeoutError("the first list was never drawn")
            seen += os.read(self.fd, 65536)
        return time.perf_counter() - self.started

    def drain(self) -> tuple[float, float]:
        """Return the moments of the first and the last output before a pause."""
        first = last = 0.0
        wait = 1.0
        # what time alone redraws must not keep this going
        until = time.perf_counter() + 3
        while time.perf_counter() < until and select.select([self.fd], [], [], wait)[0]:
            os.read(self.fd, 65536)
            last = time.perf_counter()
            first = first or last
            wait = QUIET
        return first, last

    def memory(self) -> float:
        """Return the private memory in MB; pages of the mapped database are shared and left out."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.partition("RssAnon:")[2].split()[0]) / 1000

    def end(self) -> None:
        """Stop the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def launch(config: Path) -> Terminal:
    """Start the terminal UI in a terminal of its own."""
    started = time.perf_counter()
    pid, fd = pty.fork()
    if pid == 0:
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        command = [sys.executable, "-m", "tui", "--config", str(config), "--actor", "figures"]
        os.execve(sys.executable, command, environment)
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    return Terminal(pid, fd, started)


def measure_start(config: Path) -> tuple[float, float]:
    """Return seconds to the first list and the memory in MB once all is drawn."""
    terminal = launch(config)
    try:
        seconds = terminal.read_row()
        terminal.drain()
        return seconds, terminal.memory()
    finally:
        terminal.end()


def measure_keys(config: Path) -> tuple[list[float], list[float]]:
    """Return milliseconds to the first and to the last paint for each key."""
    terminal = launch(config)
    try:
        terminal.read_row()
        terminal.drain()
        os.write(terminal.fd, b"\x1b[D")  # to the longest list
        # its ids and the counts are loaded in the background; and a first key is not typical
        for key in (b"", b"j", b"k"):
            os.write(terminal.fd, key)
            terminal.drain()
        return _press_all(terminal)
    finally:
        terminal.end()


def _press_all(terminal: Terminal) -> tuple[list[float], list[float]]:
    firsts, lasts = [], []
    for key in KEYS:
        pressed = time.perf_counter()
        os.write(terminal.fd, key.encode())
        first, last = terminal.drain()
        firsts.append((first - pressed) * 1000)
        lasts.append((last - pressed) * 1000)
    return firsts, lasts


def prepare(folder: Path, count: int) -> Path:
    """Fill a database with *count* conversations; return its configuration."""
    path = folder / f"{count}.sqlite3"
    db = open_database(f"sqlite:///{path}")
    upgrade(db)
    seed.fill_many(db, count)
    db.dispose()
    config = folder / f"{count}.toml"
    config.write_text(CONFIG.format(path=path))
    return config


def quantile(values: list[float], share: float) -> float:
    """Return the value below which *share* of the values lie."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def main(counts: list[int]) -> None:
    """Print one line for each size."""
    sys.stdout.write(
        f"{'conversations':>13} {'start':>7} {'memory':>8}"
        f" {'key to paint p50':>17} {'p99':>6} {'key to mail p50':>16} {'p99':>6}\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            config = prepare(Path(folder), count)
            starts = [measure_start(config) for _ in range(STARTS)]
            firsts, lasts = measure_keys(config)
            sys.stdout.write(
                f"{count:>13,} {statistics.median(s for s, _ in starts):>6.2f}s"
                f" {statistics.median(m for _, m in starts):>5.0f} MB"
                f" {quantile(firsts, 0.5):>14.1f} ms {quantile(firsts, 0.99):>6.1f}"
                f" {quantile(lasts, 0.5):>13.1f} ms {quantile(lasts, 0.99):>6.1f}\n"
            )
            sys.stdout.flush()


if __name__ == "__main__":
    main([int(a) for a in sys.argv[1:]] or [100, 10_000, 100_000])
