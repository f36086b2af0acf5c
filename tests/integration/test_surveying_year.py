"""A simulated year of 200 clients keeps every rule of asking."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.pool import ConnectionPoolEntry

from daemon.schedules.holidays import suggest
from tests.integration.year import CLIENTS, DOWN, Year, holds_at, people_the_world, zone_of
from tests.servers.databases import SqliteTemplate

pytestmark = pytest.mark.slow
DAY = timedelta(days=1)
Row = dict[str, Any]


@pytest.fixture(scope="module")
def year(
    sqlite_template: SqliteTemplate, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Year]:
    """A year that has been lived; no power cut is tried, so nothing waits for the disk."""
    folder: Path = tmp_path_factory.mktemp("year")
    db = sqlite_template.copy(folder)
    event.listen(db.engine, "connect", _in_no_hurry_to_disk)
    people_the_world(db)
    lived = Year(db, Random(7))
    lived.live()
    yield lived
    db.dispose()


def _in_no_hurry_to_disk(connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
    del entry
    connection.execute("PRAGMA synchronous = OFF")


@pytest.fixture(scope="module")
def rows(year: Year) -> list[Row]:
    return year.invitations()


@pytest.fixture(scope="module")
def asked(rows: list[Row]) -> list[Row]:
    """Those who were written to."""
    return [r for r in rows if r["asked_at"] is not None]


@pytest.fixture(scope="module")
def reminded(year: Year, asked: list[Row]) -> list[tuple[Row, datetime]]:
    sent = {m["id"]: m["created_at"] for m in year.mails("survey_reminder")}
    return [(r, sent[r["reminder_id"]]) for r in asked if r["reminder_id"] in sent]


def test_much_happened(year: Year, rows: list[Row], asked: list[Row]) -> None:
    states = Counter(r["state"] for r in rows)
    assert len(rows) == 12 * CLIENTS
    assert len(asked) > 800
    assert min(states[s] for s in ("answered", "closed", "skipped", "missed")) > 10
    seen = (len(year.opted_out), len(year.bounced), len(year.complaints), len(year.holds))
    assert min(seen) > 10


def test_each_contact_is_asked_once_a_milestone(year: Year, rows: list[Row]) -> None:
    assert max(Counter((r["contact_id"], r["milestone_id"]) for r in rows).values()) == 1
    for purpose in ("survey", "survey_reminder"):
        assert max(Counter(m["once"] for m in year.mails(purpose)).values()) == 1


@pytest.mark.parametrize(("key", "days"), [("contact_id", 30), ("client_id", 14)])
def test_nobody_is_asked_again_too_soon(asked: list[Row], key: str, days: int) -> None:
    seen: dict[int, list[tuple[datetime, int]]] = {}
    for row in asked:
        seen.setdefault(row[key], []).append((row["decided_at"], row["milestone_id"]))
    for times in seen.values():
        for (before, one), (after, other) in pairwise(sorted(times)):
            assert one == other or after - before >= days * DAY


def test_mail_leaves_in_the_clients_business_hours_alone(
    asked: list[Row], reminded: list[tuple[Row, datetime]]
) -> None:
    moments = [(r, r["decided_at"]) for r in asked] + reminded
    for row, at in moments:
        local = at.astimezone(zone_of(row["client_id"]))
        assert (local.weekday() < 5, 9 <= local.hour < 18) == (True, True)
        assert suggest("DE", local.year).get(local.date(), (True, ""))[0], local


def test_nothing_is_early_and_nothing_later_than_its_window(asked: list[Row]) -> None:
    for row in asked:
        late = row["decided_at"] - row["due_at"]
        assert timedelta() <= late < 12 * DAY  # three business days, over Christmas at most


def test_what_fell_into_the_week_down_is_missed(rows: list[Row]) -> None:
    early = [r for r in rows if DOWN[0] <= r["due_at"] < DOWN[0] + DAY]
    assert early
    assert {r["state"] for r in early} <= {"missed", "skipped"}
    assert not [r for r in rows if r["decided_at"] and DOWN[0] <= r["decided_at"] < DOWN[1]]


def test_nobody_who_opted_out_gets_any(
    year: Year, asked: list[Row], reminded: list[tuple[Row, datetime]]
) -> None:
    for row, at in [(r, r["decided_at"]) for r in asked] + reminded:
        assert at <= year.opted_out.get(row["contact_id"], at)


def test_nobody_is_asked_while_something_stands_against_it(year: Year, asked: list[Row]) -> None:
    for row in asked:
        at, client_id = row["decided_at"], row["client_id"]
        assert not holds_at(year.complaints.get(client_id, []), at)
        assert not holds_at(year.holds.get(client_id, []), at)
        assert at <= year.bounced.get(row["contact_id"], at)


def test_one_reminder_and_only_where_nothing_has_come(
    year: Year, asked: list[Row], reminded: list[tuple[Row, datetime]]
) -> None:
    assert 0 < len(reminded) < len(asked)
    for row, at in reminded:
        assert at - row["asked_at"] >= 4 * DAY
        assert at <= year.answered.get(row["id"], at)
        assert at <= year.bounced.get(row["contact_id"], at)
        assert not holds_at(year.complaints.get(row["client_id"], []), at)
        assert not holds_at(year.holds.get(row["client_id"], []), at)


def test_what_has_no_answer_closes_after_28_days(year: Year, asked: list[Row]) -> None:
    for row in asked:
        assert row["closes_at"] - row["asked_at"] == 28 * DAY
        if row["state"] == "asked":
            assert row["closes_at"] > year.now - DAY / 2
    assert {r["state"] for r in asked} == {"asked", "answered", "closed"}


def test_whatever_was_not_asked_says_why(rows: list[Row]) -> None:
    left = [r for r in rows if r["state"] in {"skipped", "missed"}]
    assert all(r["reasons"] and r["decided_at"] for r in left)
    reasons = Counter(reason.partition(" (")[0] for r in left for reason in r["reasons"])
    wanted = {"asked recently", "opted out", "mail came back", "open complaint CMP-1", "too late"}
    assert wanted | {"project on hold"} <= reasons.keys()


def test_the_ticks_add_up(year: Year, rows: list[Row]) -> None:
    states = Counter(r["state"] for r in rows)
    assert year.total.missed == states["missed"]
    assert year.total.reminded == len(year.mails("survey_reminder"))
    assert year.total.asked == len(year.mails("survey"))
