"""Noticing that somebody else has changed what managers see, on both engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import update

from daemon.model.label import Label
from daemon.model.queue import Queue, Target
from daemon.services import labelling, queues, searching, triage, undo
from daemon.services.conversation import load_conversation
from daemon.services.labelling import Ruling
from daemon.store.changes import ChangeWatch
from daemon.store.engine import Database
from daemon.store.running_tables import heartbeat
from daemon.store.schema import outgoing
from tests.integration.desk import NOW, Desk, Written
from tests.integration.mailroom import queue

MAIL = Written(message_id="a@weber.example")


@pytest.fixture
def desk(either_db: Database) -> Desk:
    desk = Desk(either_db)
    desk.watch()
    desk.client("Weber Retail", "weber.example")
    desk.take(MAIL)
    return desk


@pytest.fixture
def watch(desk: Desk) -> Iterator[ChangeWatch]:
    watch = ChangeWatch(desk.db)
    watch.has_changed()
    yield watch
    watch.close()


def decide(desk: Desk) -> None:
    version = load_conversation(desk.db, 1).version
    triage.finish(desk.db, [Target(1, version)], "maria", NOW)


def send_on(desk: Desk) -> None:
    with desk.db.write() as transaction:
        change = update(outgoing).values(state="sending", version=outgoing.c.version + 1)
        transaction.execute(change)


CHANGES = [
    pytest.param(decide, id="a decision"),
    pytest.param(lambda desk: desk.take(Written(message_id="b@weber.example")), id="new mail"),
    pytest.param(lambda desk: queue(desk.db), id="a mail in the outbox"),
    pytest.param(send_on, id="a step of a mail"),
    pytest.param(lambda desk: searching.save(desk.db, "w", "x", "jo", NOW), id="a kept search"),
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_noticed_once(
    desk: Desk, watch: ChangeWatch, change: Callable[[Desk], object]
) -> None:
    assert not watch.has_changed()
    change(desk)
    assert watch.has_changed()
    assert not watch.has_changed()


def test_a_sign_of_life_is_no_change(desk: Desk, watch: ChangeWatch) -> None:
    with desk.db.write() as transaction:
        transaction.execute(update(heartbeat).values(pid=1))
    assert not watch.has_changed()


def test_every_count_is_the_length_of_its_list(desk: Desk) -> None:
    counts = queues.count_all(desk.db, NOW)
    assert counts == {q: len(queues.load_order(desk.db, q, NOW)) for q in Queue}
    assert counts[Queue.REQUIREMENT] == 1


def test_labels_and_what_follows_are_decided_and_taken_back(desk: Desk) -> None:
    before = load_conversation(desk.db, 1)
    ruling = Ruling(Label.COMPLAINT)
    done = labelling.relabel(desk.db, [Target(1, before.version)], ruling, "maria", NOW)
    done += labelling.toggle_also(
        desk.db,
        [Target(1, load_conversation(desk.db, 1).version)],
        Label.FEEDBACK,
        "maria",
        NOW,
    )
    seen = load_conversation(desk.db, 1)
    assert seen.focus is not None
    assert (seen.focus.verdict.label, seen.focus.verdict.also) == (
        Label.COMPLAINT,
        (Label.FEEDBACK,),
    )
    undo.undo(desk.db, done, "maria", NOW)
    seen = load_conversation(desk.db, 1)
    assert seen.focus is not None
    assert (seen.focus.verdict.label, seen.focus.verdict.also) == (Label.REQUIREMENT, ())
