"""Two daemons: one watches a folder, and a lost one is replaced."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from daemon.model.mailbox import Cursor
from daemon.services import housekeeping, leases
from daemon.services.ingest import ingest
from daemon.services.intake import Report
from daemon.store.engine import Database
from daemon.store.schema import contact, conversation, item, message, outgoing, project
from daemon.store.schema import quarantine as kept_table
from tests.integration.desk import NOW, Desk, Written, make_config

LEASE = timedelta(seconds=60)
AT_ONCE = 4


def claim(desk: Desk, owner: str, after: float = 0, folder: str = "INBOX") -> bool:
    now = NOW + timedelta(seconds=after)
    return leases.claim(desk.intake("shop", folder), owner, (now, now + LEASE))


def test_one_daemon_watches_a_folder(either_db: Database) -> None:
    desk = Desk(either_db)
    assert claim(desk, "one")
    assert not claim(desk, "two", 30)
    assert claim(desk, "two", 30, "Clients")


def test_a_renewed_lease_holds(either_db: Database) -> None:
    desk = Desk(either_db)
    assert all(claim(desk, "one", seconds) for seconds in (0, 40, 80))
    assert not claim(desk, "two", 110)


def test_an_expired_lease_is_taken_over_and_the_loser_notices(either_db: Database) -> None:
    desk = Desk(either_db)
    claim(desk, "one")
    assert claim(desk, "two", 61)
    assert not claim(desk, "one", 62)


def test_a_daemon_that_ends_in_good_order_gives_its_leases_up(either_db: Database) -> None:
    desk = Desk(either_db)
    claim(desk, "one")
    housekeeping.end(either_db, "one")
    assert claim(desk, "two", 1)


def test_a_daemon_started_again_finds_its_leases_its_own(either_db: Database) -> None:
    desk = Desk(either_db)
    claim(desk, "one")
    assert claim(desk, "one", 1)


def together(acts: Sequence[Callable[[], object]]) -> list[object]:
    """Run *acts* at the same moment, a thread each; raise what one of them raised."""
    gate = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        gate.wait(30)
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_of_many_daemons_at_once_one_gets_the_folder(either_db: Database) -> None:
    desk = Desk(either_db)
    got = together([lambda n=n: claim(desk, f"d{n}") for n in range(AT_ONCE)])  # type: ignore[misc]
    assert got.count(True) == 1


@pytest.mark.parametrize("attempt", range(3))
def test_ingests_at_once_share_a_new_contact_and_lose_nothing(
    either_db: Database, attempt: int
) -> None:
    """Everything that is made on first sight is made by all of them: project, person, counter."""
    desk = Desk(either_db, make_config())

    def take(number: int) -> Report:
        own = Desk(either_db, desk.config)
        mailbox = ("shop", "fair")[number % 2]
        mails = [
            Written("Anna <anna@weber.example>", f"Mail {attempt} {number} {n}", f"Please add {n}")
            for n in range(3)
        ]
        batch = own.batch(*(m.raw() for m in mails))
        return ingest(own.intake(mailbox, ("INBOX", "Clients")[number // 2]), batch, NOW)

    reports = together([lambda n=n: take(n) for n in range(AT_ONCE)])  # type: ignore[misc]
    assert reports == [Report(recorded=3)] * AT_ONCE
    assert (desk.count(contact), desk.count(project)) == (1, 2)
    assert (desk.count(message), desk.count(conversation)) == (12, 12)
    numbers = [(c["project_id"], c["number"]) for c in desk.all(conversation)]
    assert sorted(numbers) == [(p, n) for p in sorted({p for p, _ in numbers}) for n in range(1, 7)]


def test_the_same_mail_through_many_folders_at_once_is_one_message(either_db: Database) -> None:
    desk = Desk(either_db)
    desk.client("Weber", "weber.example")
    desk.watch()
    raw = Written(message_id="one@weber.example").raw()
    places = [(m, f) for m in ("shop", "fair") for f in ("INBOX", "Clients")]

    def take(place: tuple[str, str]) -> Report:
        own = Desk(either_db, desk.config)
        return ingest(own.intake(*place), own.batch(raw), NOW)

    reports = together([lambda p=p: take(p) for p in places])  # type: ignore[misc]
    assert sum(r.recorded for r in reports if isinstance(r, Report)) == 1
    assert (desk.count(message), desk.count(item), desk.count(outgoing)) == (1, 1, 1)
    assert desk.count(kept_table) == 0


def test_the_cursor_does_not_go_back_for_a_daemon_that_lost_the_folder(
    either_db: Database,
) -> None:
    desk = Desk(either_db)
    early = desk.batch(Written(subject="One").raw())
    late = desk.batch(Written(subject="Two").raw())
    ingest(desk.intake(), late, NOW)
    ingest(desk.intake(), early, NOW)
    assert leases.load_cursor(desk.intake()) == Cursor(1, 2)
    assert desk.count(message) == 2
