"""Whatever happens in whatever order: each contact once a milestone, nobody who opted out."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daemon.errors import StaleError, TemporaryError, UserError
from daemon.model.plan import Milestone, MilestoneKind
from daemon.services import milestones, optouts, surveying, surveys
from daemon.store.engine import Database
from daemon.store.plan_tables import invitation, opt_out
from daemon.store.schema import outgoing
from tests.integration.asking import DUE, Shop, open_shop
from tests.integration.desk import NOW
from tests.servers.databases import PostgresTemplate, SqliteTemplate

NAMES = ("Alpha", "Beta", "Gamma")
PEOPLE = ("anna@weber.example", "ben@weber.example")
HOUR = timedelta(hours=1)

ACTS = st.one_of(
    st.tuples(st.just("reach"), st.integers(0, 2)),
    st.tuples(st.just("tick"), st.just(0)),
    st.tuples(st.just("two daemons"), st.just(0)),
    st.tuples(st.just("crash"), st.integers(0, 4)),
    st.tuples(st.just("reach twice"), st.integers(0, 2)),
    st.tuples(st.just("send"), st.just(0)),
    st.tuples(st.just("wait"), st.integers(1, 24 * 40)),
    st.tuples(st.just("jump"), st.integers(-24 * 400, 24 * 400)),
    st.tuples(st.just("opt out"), st.integers(0, 1)),
    st.tuples(st.just("answer"), st.integers(0, 1)),
    st.tuples(st.just("override"), st.integers(1, 6)),
    st.tuples(st.just("take back"), st.integers(0, 2)),
)


class World:
    """A shop with a clock that may jump; every act may fail as a person's may."""

    def __init__(self, shop: Shop) -> None:
        self.shop, self.now = shop, NOW
        self.opted_out: dict[str, set[int]] = {}

    def act(self, verb: str, number: int) -> None:
        if verb in {"wait", "jump"}:
            self.now += number * HOUR
        elif verb == "tick":
            surveying.run(self.shop.office, self.now)
        elif verb == "two daemons":
            self._at_once(lambda: surveying.run(self.shop.office, self.now))
        elif verb == "crash":
            self._crash(number)
        elif verb == "reach twice":
            self._at_once(lambda: self._reach(number))
        elif verb == "send":
            self.shop.send(self.now)
        else:
            try:
                self._decide(verb, number)
            except UserError:
                return

    def _decide(self, verb: str, number: int) -> None:
        db, office = self.shop.desk.db, self.shop.office
        if verb == "reach":
            self._reach(number)
        elif verb == "take back":
            stone = milestones.find(db, "SHOP", NAMES[number])
            milestones.cancel(db, stone, "maria", self.now)
        elif verb == "opt out":
            optouts.opt_out(db, PEOPLE[number], "maria", self.now)
            self.opted_out[PEOPLE[number]] = {m["id"] for m in self.alive(PEOPLE[number])}
        elif verb == "override":
            surveys.override(office, number, "maria", self.now)
        elif self.alive(PEOPLE[number]):
            self.shop.answer("5", self.now, PEOPLE[number].split("@")[0].title() + " Weber")

    def _reach(self, number: int) -> None:
        stone = milestones.find(self.shop.desk.db, "SHOP", NAMES[number])
        with suppress(UserError):  # cancelled meanwhile
            milestones.reach(self.shop.office, stone.id, "maria", self.now)

    def _at_once(self, deed: Callable[[], object]) -> None:
        """Let two daemons do the same at the same moment; one may have to try again."""
        gate = threading.Barrier(2)

        def one() -> None:
            gate.wait()
            with suppress(TemporaryError, StaleError):
                deed()

        with ThreadPoolExecutor(2) as pool:
            for done in [pool.submit(one) for _ in range(2)]:
                done.result()

    def _crash(self, mails: int) -> None:
        """End in the middle of a look at the schedules, after so many mails were written."""
        left = iter(range(mails))
        moment = f"{self.now:%Y%m%d%H%M%S}"
        office = replace(self.shop.office, nonce=lambda: f"crash{next(left)}at{moment}")
        with suppress(RuntimeError, StopIteration):
            surveying.run(office, self.now)

    def alive(self, addr: str) -> list[dict[str, Any]]:
        """Return the survey mails to somebody that left or will."""
        rows = self.shop.desk.all(outgoing)
        return [
            r
            for r in rows
            if r["to_addr"] == addr
            and r["purpose"] in {"survey", "survey_reminder"}
            and r["state"] != "discarded"
        ]

    def faults(self) -> list[str]:
        """Return what nobody may ever see: a second invitation, a mail to one opted out."""
        asked = Counter(
            (i["contact_id"], i["milestone_id"]) for i in self.shop.desk.all(invitation)
        )
        mails = Counter(m["once"] for m in self.shop.desk.all(outgoing) if m["purpose"] == "survey")
        found = [f"invited twice: {who}" for who, times in asked.items() if times > 1]
        found += [f"mailed twice: {once}" for once, times in mails.items() if times > 1]
        for addr, before in self.opted_out.items():
            alive = self.alive(addr)
            found += [f"opted out: {addr}" for m in alive if m["id"] not in before]
            found += [f"still queued: {addr}" for m in alive if m["state"] == "queued"]
        return found


@contextmanager
def copied(template: SqliteTemplate) -> Iterator[Database]:
    folder = Path(tempfile.mkdtemp())
    database = template.copy(folder)
    yield database
    database.dispose()
    shutil.rmtree(folder)


def open_world(db: Database) -> World:
    shop = open_shop(db)
    for name in NAMES:
        new = Milestone(0, 0, name, MilestoneKind.REVIEW, survey="csat")
        milestones.add(db, "SHOP", new, "maria", NOW)
    return World(shop)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=st.lists(ACTS, min_size=5, max_size=30))
def test_whatever_the_order(sqlite_template: SqliteTemplate, acts: list[tuple[str, int]]) -> None:
    with copied(sqlite_template) as db:
        world = open_world(db)
        for verb, number in acts:
            world.act(verb, number)
        world.act("tick", 0)
        assert world.faults() == []


@pytest.mark.slow
@pytest.mark.postgres
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=st.lists(ACTS, min_size=5, max_size=20))
def test_whatever_the_order_on_postgresql(
    postgres_template: PostgresTemplate, acts: list[tuple[str, int]]
) -> None:
    db = postgres_template.copy()
    try:
        world = open_world(db)
        for verb, number in acts:
            world.act(verb, number)
        world.act("two daemons", 0)
        assert world.faults() == []
    finally:
        postgres_template.give_back(db)


@pytest.mark.parametrize("round_", range(3))
def test_daemons_and_managers_at_the_same_moment(either_db: Database, round_: int) -> None:
    world = open_world(either_db)
    stones = [milestones.find(either_db, "SHOP", name) for name in NAMES]
    gate = threading.Barrier(8)

    def reach(stone: Milestone) -> None:
        gate.wait()
        milestones.reach(world.shop.office, stone.id, "maria", NOW)

    def tick(at: datetime) -> None:
        gate.wait()
        surveying.run(world.shop.office, at)

    def leave() -> None:
        gate.wait()
        optouts.opt_out(either_db, PEOPLE[round_ % 2], "maria", DUE)

    with ThreadPoolExecutor(8) as pool:
        twice = [pool.submit(reach, s) for s in (stones[0], stones[0], stones[1], stones[2])]
        ticks = [pool.submit(tick, DUE) for _ in range(3)]
        for done in (*twice, *ticks, pool.submit(leave)):
            done.result()
    world.opted_out[PEOPLE[round_ % 2]] = set()
    surveying.run(replace(world.shop.office), DUE)
    assert world.faults() == []
    asked = [m["to_addr"] for m in world.shop.desk.all(outgoing) if m["state"] == "queued"]
    assert asked == [PEOPLE[1 - round_ % 2]]
    assert len(world.shop.desk.all(opt_out)) == 1
