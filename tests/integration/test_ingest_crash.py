"""The cursor moves with the mail: a crash at any statement leaves nothing or everything."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from daemon.errors import TemporaryError
from daemon.model.mailbox import Batch, Cursor, Fetched
from daemon.services import leases
from daemon.services.ingest import ingest
from daemon.store import engine
from daemon.store.engine import Database
from daemon.store.schema import metadata
from tests.integration.desk import NOW, Desk, Written
from tests.servers.databases import SqliteTemplate

LATER = NOW + timedelta(hours=2)
BOUNCE = Written(
    "Mail system <mailer-daemon@weber.example>",
    "Undelivered",
    "550 5.1.1 anna@weber.example: user unknown",
    headers=[("Auto-Submitted", "auto-replied"), ("Return-Path", "<>")],
)


class Crash(BaseException):
    """The process is gone; nothing may catch this."""


def story(db: Database) -> dict[str, list[str]]:
    """Return all that is on record, but for the numbers that a redo may give anew."""
    desk = Desk(db)

    def plain(row: dict[str, Any]) -> str:
        left_out = ("id", "_id", "once", "message_id", "before", "after", "data", "row")
        kept = {k: v for k, v in row.items() if not k.endswith(left_out) and k != "version"}
        return json.dumps(kept, sort_keys=True, default=str)

    return {t.name: sorted(plain(row) for row in desk.all(t)) for t in metadata.sorted_tables}


@contextmanager
def crash_at(db: Database, number: int) -> Iterator[None]:
    """Let the process die before the statement *number*, counted from 1."""
    seen = itertools.count(1)

    def die(*_: object) -> None:
        if next(seen) == number:
            raise Crash

    event.listen(db.engine, "before_cursor_execute", die)
    try:
        yield
    finally:
        event.remove(db.engine, "before_cursor_execute", die)


def prepared(db: Database) -> tuple[Desk, Batch]:
    """Return a desk with a conversation, and a batch that brings every kind of change."""
    desk = Desk(db)
    desk.watch()
    desk.client("Weber", "weber.example")
    desk.take(Written(message_id="first@weber.example"))
    reply = [("References", "<first@weber.example>")]
    broken = Written("Li Na <li@huayun.example>", "Login", "The login is broken.")
    mails = (
        Written(subject="Re: Order export", text="Use CSV instead.", headers=reply),
        broken,
        Written(subject="Invoices", text="Please add invoices."),
        BOUNCE,
    )
    batch = desk.batch(*(m.raw() for m in mails), at=LATER)
    large = Fetched(90, b"", 10**9, LATER, "larger than limits.message", broken.raw())
    return desk, Batch(1, (*batch.mails, large), Cursor(1, 90))


def test_a_crash_before_any_statement_leaves_nothing_and_the_redo_everything(
    either_db: Database, sqlite_template: SqliteTemplate, tmp_path_factory: pytest.TempPathFactory
) -> None:
    desk, batch = prepared(either_db)
    before = story(either_db)
    for number in itertools.count(1):
        try:
            with crash_at(either_db, number):
                ingest(desk.intake(), batch, LATER)
        except Crash:
            assert story(either_db) == before, f"statement {number}"
        else:
            break
    assert number > 20
    other = sqlite_template.copy(tmp_path_factory.mktemp("undisturbed"))
    undisturbed, same = prepared(other)
    ingest(undisturbed.intake(), same, LATER)
    # each engine words its journal by itself
    assert story(either_db) | {"journal": []} == story(other) | {"journal": []}
    other.dispose()
    assert leases.load_cursor(desk.intake()) == Cursor(1, 90)


def test_a_crash_before_the_commit_leaves_nothing(either_db: Database) -> None:
    desk, batch = prepared(either_db)
    before = story(either_db)

    def die(*_: object) -> None:
        raise Crash

    event.listen(either_db.engine, "commit", die)
    with pytest.raises(Crash):
        ingest(desk.intake(), batch, LATER)
    event.remove(either_db.engine, "commit", die)
    assert story(either_db) == before


def test_a_crash_after_the_commit_is_harmless(either_db: Database) -> None:
    desk, batch = prepared(either_db)
    ingest(desk.intake(), batch, LATER)
    after = story(either_db)
    ingest(desk.intake(), batch, LATER)
    assert story(either_db) == after


@pytest.mark.parametrize("number", [1, 5, 12])
def test_a_database_that_goes_away_quarantines_nothing(either_db: Database, number: int) -> None:
    desk, batch = prepared(either_db)
    before, seen = story(either_db), itertools.count(1)

    def gone(*_: object) -> None:
        if next(seen) == number:
            raise engine.DatabaseUnavailableError("database: server closed the connection")

    event.listen(either_db.engine, "before_cursor_execute", gone)
    with pytest.raises(TemporaryError):
        ingest(desk.intake(), batch, LATER)
    event.remove(either_db.engine, "before_cursor_execute", gone)
    assert story(either_db) == before
