"""What the running daemon costs: start, memory, CPU when idle, and how soon mail is recorded.

`python -m tests.figures.daemon [COUNT]` runs the real command against a Dovecot of our own.
"""

from __future__ import annotations

import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from daemon.config import parse_config
from daemon.services import outcome
from daemon.store.engine import Database, open_database
from tests.figures.corpus import load_corpus
from tests.figures.recording import fill, open_client
from tests.servers.dovecot import PASSWORD, Dovecot

PATIENCE = 1200.0
IDLE_SECONDS = 30
LETTERS = 60
_CONFIG = """
data_dir = "{folder}"
[[mailbox]]
name = "bench"
project = "BENCH"
identity = "Studio <support@studio.example>"
[mailbox.imap]
host = "127.0.0.1"
port = {port}
user = "{user}"
password = "{password}"
"""


@dataclass
class Running:
    """The real daemon as a process."""

    process: subprocess.Popen[bytes]
    url: str

    def memory(self) -> int:
        """Return the resident memory, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        line = next(x for x in status.splitlines() if x.startswith("VmRSS"))
        return int(line.split()[1]) // 1024

    def cpu_seconds(self) -> float:
        """Return the processor time used so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def until(done: Callable[[], bool], what: str, glance: float = 0.05) -> float:
    """Wait for *done*; return how many seconds it took."""
    started = time.perf_counter()
    while not done():
        if time.perf_counter() - started > PATIENCE:
            raise TimeoutError(what)
        time.sleep(glance)
    return time.perf_counter() - started


def status(config: Path) -> dict[str, object]:
    """Return what `triaged status --json` says."""
    command = [sys.executable, "-m", "daemon.cli", "status", "--json", "--config", str(config)]
    said = subprocess.run(command, capture_output=True, check=False)
    found: dict[str, object] = json.loads(said.stdout or b"{}")
    return found


def main(count: int) -> None:
    """Print every figure."""
    corpus = load_corpus(count)
    with Dovecot() as server, tempfile.TemporaryDirectory() as folder:
        user = fill(server, corpus.mails)
        config = Path(folder) / "triaged.toml"
        config.write_text(
            _CONFIG.format(folder=folder, port=server.port, user=user, password=PASSWORD)
        )
        _observe(config, server, user, len(corpus.mails))


def _observe(config: Path, server: Dovecot, user: str, count: int) -> None:
    database = parse_config(config.read_text(), "bench").database_url
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ready:
        address = str(config.parent / "ready")
        ready.bind(address)
        started = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "daemon.cli", "run", "--config", str(config)],
            env=os.environ | {"NOTIFY_SOCKET": address},
            stderr=subprocess.DEVNULL,
        )
        ready.recv(64)
        print(f"start to watching: {time.perf_counter() - started:.2f} s")
    daemon = Running(process, database)
    db = open_database(database)
    try:
        took = until(lambda: _recorded(db) >= count, "all mails to be recorded", 0.5)
        print(f"{count} mails recorded in {took:.0f} s ({count / took:.0f}/s), model loaded")
        print(f"memory after the import: {daemon.memory()} MB")
        _idle(daemon)
        _latency(server, user, db)
    finally:
        db.dispose()
        process.terminate()
        process.wait(60)


def _recorded(db: Database) -> int:
    return outcome.count_messages(db)


def _idle(daemon: Running) -> None:
    time.sleep(5)
    before = daemon.cpu_seconds()
    time.sleep(IDLE_SECONDS)
    used = daemon.cpu_seconds() - before
    print(f"CPU when idle: {used / IDLE_SECONDS:.2%} of a core over {IDLE_SECONDS} s")
    print(f"memory when idle: {daemon.memory()} MB")


def _latency(server: Dovecot, user: str, db: Database) -> None:
    """Print how long after the start of its delivery a mail is on record."""
    seconds = []
    with closing(open_client(server, user)) as client:
        for number in range(LETTERS):
            key = f"latency-{number}-{time.time_ns()}@firm1.example"
            mail = (
                f"From: user001@firm1.example\r\nTo: support@studio.example\r\n"
                f"Subject: Latency {number}\r\nMessage-ID: <{key}>\r\n\r\n"
                f"Please move the logo to the left, number {number}.\r\n"
            ).encode()
            begun = time.perf_counter()
            client.append("INBOX", mail, msg_time=datetime.now(UTC))
            until(lambda k=key: bool(outcome.by_message_id(db, [k])), "a mail", 0.002)  # type: ignore[misc]
            seconds.append(time.perf_counter() - begun)
            time.sleep(0.3)
    seconds.sort()
    p99 = seconds[min(len(seconds) - 1, int(len(seconds) * 0.99))]
    print(
        f"from delivery to recorded, over IDLE from Dovecot, {LETTERS} mails: "
        f"p50 {statistics.median(seconds) * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms "
        "(Dovecot itself holds a notice back for up to 500 ms)"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
