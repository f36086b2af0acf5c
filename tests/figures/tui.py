"""Figures of the terminal UI in a real terminal: start to first list, key press to painted.

    python -m tests.figures.tui [--million] [100 10000 100000]

Each program runs in a pseudo-terminal of 200 × 50, ours beside those of the system's packages on
the same mails. *Start* is from launch to the first row on the screen, the median of five; *key to
paint* from the key to the first bytes drawn, *key to mail* to the last ones (the mail under the
cursor and its reasons are drawn then). *Memory* is what the process holds once all is drawn
(VmRSS), *own* what of it is no file's (RssAnon).
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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from daemon.store.engine import open_database
from daemon.store.migrate import upgrade
from tests.figures.bulk import multiply
from tests.figures.elsewhere import PROGRAMS
from tests.tui import seed
from tests.tui.story import STORY

ROWS, COLUMNS = 50, 200
STARTS = 5
KEYS = ("j", "j", "j", "\x1b[6~", "k", "\x1b[5~", "j", "k", "k", "k") * 10
#: seconds without output after which everything is taken to be drawn
QUIET = 0.12
PATIENCE = 120.0
#: conversations that are written one by one; more are copied from them
WRITTEN = 10_000
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
class Launch:
    """How a program is started, and the keys that bring it to the longest list."""

    command: Sequence[str]
    environment: Mapping[str, str]
    begin: bytes = b""


@dataclass(frozen=True, slots=True)
class Terminal:
    """A running program and our end of its terminal."""

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
            # programs ask the terminal what it is; an answer keeps them from waiting for one
            if b"\x1b[c" in (new := os.read(self.fd, 65536)):
                os.write(self.fd, b"\x1b[?62c")
            seen = seen[-65536:] + new
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

    def memory(self, kind: str) -> float:
        """Return memory in MB: ``VmRSS`` all that is held, ``RssAnon`` without mapped files."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.partition(f"{kind}:")[2].split()[0]) / 1000

    def end(self) -> None:
        """Stop the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def launch(program: Launch) -> Terminal:
    """Start a program in a terminal of its own."""
    started = time.perf_counter()
    pid, fd = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        words = list(program.command)
        terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        os.execvpe(words[0], words, {**program.environment, **terminal})
    return Terminal(pid, fd, started)


def measure_start(program: Launch) -> tuple[float, float, float]:
    """Return seconds to the first list, and memory and own memory in MB once all is drawn."""
    terminal = launch(program)
    try:
        seconds = terminal.read_row()
        terminal.drain()
        return seconds, terminal.memory("VmRSS"), terminal.memory("RssAnon")
    finally:
        terminal.end()


def measure_keys(program: Launch) -> tuple[list[float], list[float]]:
    """Return milliseconds to the first and to the last paint for each key."""
    terminal = launch(program)
    try:
        terminal.read_row()
        terminal.drain()
        # what is loaded in the background is not typical, and neither is a first key
        for key in (program.begin, b"", b"j", b"k"):
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
        if first:  # at an end of the list nothing is drawn
            firsts.append((first - pressed) * 1000)
            lasts.append((last - pressed) * 1000)
    return firsts, lasts


def prepare(folder: Path, count: int) -> Launch:
    """Fill a database with *count* conversations; return how the UI is started on it."""
    path = folder / f"{count}.sqlite3"
    db = open_database(f"sqlite:///{path}")
    upgrade(db)
    seed.fill_many(db, min(count, WRITTEN))
    multiply(db, min(count, WRITTEN), count)
    db.dispose()
    config = folder / f"{count}.toml"
    config.write_text(CONFIG.format(path=path))
    words = [sys.executable, "-m", "tui", "--config", str(config), "--actor", "figures"]
    return Launch(words, os.environ, b"\x1b[D")


def quantile(values: list[float], share: float) -> float:
    """Return the value below which *share* of the values lie."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def report(name: str, count: int, program: Launch) -> None:
    """Print one line."""
    starts = [measure_start(program) for _ in range(STARTS)]
    firsts, lasts = measure_keys(program)
    start, held, own = (statistics.median(column) for column in zip(*starts, strict=True))
    sys.stdout.write(
        f"{name:<9}{count:>10,} {start:>6.2f} s {held:>6.0f} MB {own:>6.0f} MB"
        f" {quantile(firsts, 0.5):>10.1f} ms {quantile(firsts, 0.99):>7.1f} ms"
        f" {quantile(lasts, 0.5):>9.1f} ms {quantile(lasts, 0.99):>7.1f} ms\n"
    )
    sys.stdout.flush()


def main(counts: list[int]) -> None:
    """Print a line for each size and program."""
    sys.stdout.write(
        f"{'program':<9}{'mails':>10} {'start':>8} {'memory':>9} {'own':>9}"
        f" {'key to paint p50':>13} {'p99':>7} {'to mail p50':>12} {'p99':>7}\n"
    )
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            report("triaged", count, prepare(Path(folder), count))
        for other in PROGRAMS:
            if problem := other.missing():
                sys.stdout.write(f"{other.name:<9} left out: {problem}\n")
            elif count <= other.most:
                with tempfile.TemporaryDirectory() as folder:
                    words, environment = other.prepare(Path(folder), count)
                    report(other.name, count, Launch(words, environment))


def sizes(words: Sequence[str]) -> list[int]:
    """Return how many mails to measure; a million takes long and is asked for."""
    named = [int(word) for word in words if word != "--million"]
    return (named or [100, 10_000, 100_000]) + [1_000_000] * ("--million" in words)


if __name__ == "__main__":
    main(sizes(sys.argv[1:]))
