"""The Watcher against a real server that misbehaves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daemon.config.schema import LimitsConfig
from daemon.errors import TemporaryError
from daemon.imap.watch import REFUSED
from daemon.model.mailbox import WatchState
from tests.servers import imap as shelf
from tests.servers.imap import PASSWORD, USER, Behaviour, ImapShelf
from tests.servers.watching import Watching, imap_config, limits, mail

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
TOMORROW = NOON + timedelta(days=1)


@pytest.fixture
def server() -> Iterator[ImapShelf]:
    with ImapShelf() as running:
        yield running


def watching(server: ImapShelf, within: LimitsConfig | None = None, **changes: object) -> Watching:
    return Watching(imap_config(server.port, USER, PASSWORD, **changes), within)


def deliver(server: ImapShelf, *names: str) -> list[str]:
    for name in names:
        server.deliver(mail(name))
    return list(names)


def test_what_lies_there_and_what_comes_is_recorded_in_order(server: ImapShelf) -> None:
    deliver(server, "a", "b")
    with watching(server) as watch:
        watch.wait_for_mails(2)
        watch.wait_for_state(WatchState.IDLE)
        deliver(server, "c", "d")
        watch.wait_for_mails(4)
    assert watch.subjects == ["a", "b", "c", "d"]
    assert watch.reports[-1].state == WatchState.STOPPED
    assert server.seen() == set()


def test_after_a_long_outage_all_mail_is_there_in_order(server: ImapShelf) -> None:
    server.behaviour = shelf.DropConnections(times=5)
    names = deliver(server, *(f"mail {n}" for n in range(700)))
    with watching(server) as watch:
        watch.wait_for_mails(700)
    assert watch.subjects == names
    assert max(len(batch.mails) for batch in watch.batches) == 200
    assert WatchState.BACKING_OFF in watch.states()


PASSING = [
    shelf.DropConnections(times=3),
    shelf.RefuseLogin(times=2),
    shelf.ByeInIdle(times=3),
    shelf.SplitPush(),
    shelf.RefuseIdle(),
    shelf.NoIdle(),
    shelf.SilentIdle(),
    shelf.HalfOpen(times=1),
    shelf.CutLiteral(times=2),
    shelf.HugeLiteral(times=1),
    shelf.Chatter(),
    shelf.Slow(),
]


@pytest.mark.parametrize("behaviour", PASSING, ids=lambda b: type(b).__name__)
def test_nothing_is_lost_to(behaviour: Behaviour, server: ImapShelf) -> None:
    server.behaviour = behaviour
    names = deliver(server, "before", "and another")
    with watching(server, poll=1, idle_renew=1, timeout=1) as watch:
        watch.wait_for_mails(2)
        names += deliver(server, "after", "last")
        watch.wait_for_mails(4)
    assert watch.subjects == names
    assert not watch.problems


@pytest.mark.parametrize("behaviour", [shelf.NoIdle(), shelf.RefuseIdle()], ids=["none", "refused"])
def test_without_idle_the_folder_is_polled(behaviour: Behaviour, server: ImapShelf) -> None:
    server.behaviour = behaviour
    with watching(server, poll=1) as watch:
        watch.wait_for_state(WatchState.POLLING)
        deliver(server, "found")
        watch.wait_for_mails(1)
    assert watch.subjects == ["found"]


def test_an_idle_that_goes_silent_is_given_up_for_polling(server: ImapShelf) -> None:
    server.behaviour = shelf.SilentIdle()
    with watching(server, poll=1, idle_renew=1) as watch:
        for count in (1, 2):
            watch.wait_for_reports(3)  # the second wait without mail is a settled one
            deliver(server, str(count))
            watch.wait_for_mails(count)
        watch.wait_for_state(WatchState.POLLING)
    assert watch.subjects == ["1", "2"]


BROKEN = [
    (shelf.CutLiteral(uid=102), "cannot be fetched"),
    (shelf.HugeLiteral(uid=102), "a literal of 4294967296 bytes"),
    (shelf.HugeLine(uid=102), "a line of more than"),
    (shelf.RefuseBody(uid=102), "cannot be read"),
]


@pytest.mark.parametrize(("behaviour", "reason"), BROKEN, ids=lambda b: type(b).__name__)
def test_one_mail_that_cannot_be_fetched_stops_no_other(
    behaviour: Behaviour, reason: str, server: ImapShelf
) -> None:
    server.behaviour = behaviour
    deliver(server, "fine", "broken", "fine too")
    with watching(server, limits(message=2_000_000)) as watch:
        watch.wait_for_mails(3)
    assert watch.subjects == ["fine", "broken", "fine too"]
    assert [reason in mail.problem for mail in watch.mails] == [False, True, False]
    assert watch.mails[1].raw == b""


def test_the_only_mail_is_given_up_in_the_end(server: ImapShelf) -> None:
    server.behaviour = shelf.RefuseBody(uid=101)
    deliver(server, "alone")
    with watching(server) as watch:
        watch.wait_for_mails(1)
    assert watch.problems
    assert watch.subjects == ["alone"]


def test_an_oversize_mail_leaves_its_header(server: ImapShelf) -> None:
    server.deliver(mail("big", 10_000))
    deliver(server, "small")
    with watching(server, limits(message=4096)) as watch:
        watch.wait_for_mails(2)
    assert watch.subjects == ["big", "small"]
    assert watch.mails[0].problem.startswith("too large: 1")
    assert watch.mails[0].size > 9_000


def test_a_size_that_claims_too_much_is_looked_into(server: ImapShelf) -> None:
    server.behaviour = shelf.LyingSize(10**9)
    names = deliver(server, "small", "and honest")
    with watching(server) as watch:
        watch.wait_for_mails(2)
    assert watch.subjects == names
    assert not watch.problems


def test_sizes_that_claim_too_little_cannot_fill_the_memory(server: ImapShelf) -> None:
    server.behaviour = shelf.LyingSize(10)
    for name in "abc":
        server.deliver(mail(name, 60_000))
    with watching(server, limits(message=50_000)) as watch:
        watch.wait_for_mails(3)
    assert len(watch.problems) == 3
    assert watch.subjects == ["a", "b", "c"]


@pytest.mark.parametrize("behaviour", [Behaviour(), shelf.SeenOnPeek()], ids=["well", "on peek"])
def test_nothing_is_marked_read(behaviour: Behaviour, server: ImapShelf) -> None:
    server.behaviour = behaviour
    deliver(server, "a", "b", "c")
    with watching(server) as watch:
        watch.wait_for_state(WatchState.IDLE)
        deliver(server, "d")
        watch.wait_for_mails(4)
    assert server.seen() == set()


def test_all_is_marked_read_where_configured(server: ImapShelf) -> None:
    deliver(server, "a", "b")
    with watching(server, mark_seen=True) as watch:
        watch.wait_for_state(WatchState.IDLE)
    assert server.seen() == {101, 102}


def test_another_uidvalidity_rescans_without_missing_mail(server: ImapShelf) -> None:
    deliver(server, "a", "b")
    with watching(server) as watch:
        watch.wait_for_mails(2)
        first = watch.cursor
        server.rebuild()
        deliver(server, "a", "b", "c")
        watch.wait_for_mails(3)
        watch.wait_for_state(WatchState.IDLE)
    assert watch.subjects == ["a", "b", "c"]
    assert watch.cursor.uidvalidity != first.uidvalidity


def test_mail_that_could_not_be_recorded_comes_again(server: ImapShelf) -> None:
    names = deliver(server, "a", "b", "c")
    watch = watching(server)
    watch.troubles = [TemporaryError("database is locked"), TemporaryError("and again")]
    with watch:
        watch.wait_for_mails(3)
    assert watch.subjects == names
    assert any("locked" in report.last_error for report in watch.reports)


def test_reports_that_fail_do_not_stop_the_mail(server: ImapShelf) -> None:
    server.behaviour = shelf.DropConnections(times=2)
    names = deliver(server, "a", "b")
    watch = watching(server)
    watch.deaf = True
    with watch:
        watch.wait_for_mails(2)
    assert watch.subjects == names


def test_a_poke_looks_at_once(server: ImapShelf) -> None:
    server.behaviour = shelf.NoIdle()
    with watching(server, poll=3600) as watch:
        watch.wait_for_state(WatchState.POLLING)
        deliver(server, "poked")
        watch.watcher.poke()
        watch.wait_for_mails(1)
    assert watch.subjects == ["poked"]


def test_batches_are_bounded_by_bytes(server: ImapShelf) -> None:
    for n in range(10):
        server.deliver(mail(str(n), 4_000))
    with watching(server, limits(batch=10_000)) as watch:
        watch.wait_for_mails(10)
    assert [len(b.mails) for b in watch.batches if b.mails] == [2, 2, 2, 2, 2]


@settings(max_examples=15, deadline=None)
@given(random=st.randoms(use_true_random=False), kills=st.integers(1, 12))
def test_killed_at_random_moments_nothing_is_missing_and_none_twice(
    random: Random, kills: int
) -> None:
    with ImapShelf(shelf.Killing(random, kills)) as server:
        names = deliver(server, *(f"before {n}" for n in range(40)))
        with watching(server, limits(batch_messages=7)) as watch:
            names += deliver(server, *(f"while {n}" for n in range(20)))
            watch.wait_for_mails(60)
    assert watch.subjects == names
    assert [m.uid for b in watch.batches for m in b.mails] == list(range(101, 161))
    assert not watch.problems


def test_a_refused_login_is_tried_seldom(server: ImapShelf) -> None:
    server.behaviour = shelf.RefuseLogin()
    with watching(server) as watch:
        watch.watcher.clock = lambda: NOON
        watch.wait_for(lambda: any(r.retry_at and r.retry_at < TOMORROW for r in watch.reports))
        waits = [r.retry_at - NOON for r in watch.reports if r.retry_at and r.retry_at < TOMORROW]
    assert waits[0].total_seconds() >= watch.watcher.first_delay * REFUSED / 2
