"""How fast searches are, as they are typed: p50 and p99 on each engine.

    python -m tests.figures.searching [100000]

Every query is typed letter by letter, and each state of it is searched.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC
from pathlib import Path

from daemon.services import searching
from daemon.store import search
from daemon.store.engine import Database, open_database
from daemon.store.migrate import upgrade
from tests.servers import postgres
from tests.servers.postgres import Postgres
from tests.tui import seed

QUERIES = (
    "order export failing",
    "活动日期",
    "报名表要支持手机号登录",
    "client:weber invoice",
    "from:anna is:open",
    "label:complaint nightly",
    "window before:2026-01",
    "has:attachment drawings",
    "returns -label",
    '"customer account"',
)


def typed() -> Iterator[str]:
    """Yield each query as it stands after every key."""
    for query in QUERIES:
        for end in range(1, len(query) + 1):
            yield query[:end]


def measure(db: Database) -> list[float]:
    """Return the milliseconds of each search."""
    spans = []
    for query in typed():
        started = time.perf_counter()
        searching.find(db, query, seed.NOW, UTC)
        spans.append((time.perf_counter() - started) * 1000)
    return sorted(spans)


def fill(db: Database, count: int) -> float:
    """Write *count* mails and their index; return the seconds that the index took."""
    upgrade(db)
    seed.fill_many(db, count)
    started = time.perf_counter()
    with db.write() as transaction:
        search.index_all(transaction)
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        # as PostgreSQL's own upkeep leaves tables soon after they grew
        connection.exec_driver_sql("ANALYZE" if db.is_sqlite else "VACUUM ANALYZE")
    return time.perf_counter() - started


def report(name: str, db: Database, count: int) -> None:
    """Print one line."""
    seconds = fill(db, count)
    spans = measure(db)
    p50, p99 = (spans[int(len(spans) * share)] for share in (0.5, 0.99))
    sys.stdout.write(
        f"{name:<12}{count:>9,} mails  {len(spans):>4} searches  p50 {p50:>6.1f} ms"
        f"  p99 {p99:>6.1f} ms  index built at {count / seconds:>7,.0f} mails/s\n"
    )
    sys.stdout.flush()
    db.dispose()


def main(count: int) -> None:
    """Print a line for each engine that is there."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        report("SQLite", open_database(f"sqlite:///{Path(folder)}/s.sqlite3"), count)
        if problem := postgres.missing():
            sys.stdout.write(f"left out: {problem}\n")
            return
        cluster = stack.enter_context(Postgres())
        report("PostgreSQL", open_database(cluster.url(cluster.new_database())), count)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
