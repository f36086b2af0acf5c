"""The outbox on both engines: written once, claimed once, moved only as allowed."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from daemon.config.schema import SendingConfig
from daemon.errors import NotFoundError, StaleError, UserError
from daemon.model.outgoing import TRANSITIONS, OutgoingState
from daemon.outbox.address import AddressError
from daemon.services import delivery, sending
from daemon.services.delivery import Target
from daemon.store.engine import Database
from tests.integration.mailroom import LIMITS, NOW, new_outgoing, queue

S = OutgoingState
LATER = NOW + timedelta(hours=1)


def state_of(db: Database, outgoing_id: int) -> OutgoingState:
    return delivery.load(db, outgoing_id).state


def target(db: Database, outgoing_id: int) -> Target:
    return Target(outgoing_id, delivery.load(db, outgoing_id).version)


def test_what_is_written_is_read(either_db: Database) -> None:
    new = new_outgoing(cc=("c@x.example",), references=("1@x", "2@x"), in_reply_to="2@x")
    row = delivery.load(either_db, queue(either_db, new))
    assert (row.letter, row.state, row.purpose) == (new.letter, S.QUEUED, "acknowledge")
    assert delivery.find(either_db, [S.QUEUED]) == [row]
    assert delivery.find(either_db, [S.HELD]) == []


def test_once_means_once(either_db: Database) -> None:
    first = queue(either_db, new_outgoing(once="acknowledge:1"))
    second = queue(either_db, new_outgoing(once="acknowledge:1", subject="other"))
    other = queue(either_db, new_outgoing(once="acknowledge:2"))
    assert first == second != other
    assert len(delivery.find(either_db)) == 2


def test_rows_without_a_key_are_all_written(either_db: Database) -> None:
    assert queue(either_db) != queue(either_db)


@pytest.mark.parametrize(
    ("limits", "others"),
    [
        pytest.param({"max_per_address": 2}, {}, id="the same address"),
        pytest.param({"max_per_domain": 2}, {"to": ("{}@client.example",)}, id="one domain"),
        pytest.param({"max_same_content": 2}, {"to": ("a@{}.example",)}, id="the same content"),
    ],
)
def test_a_ceiling_holds_what_is_above_it(
    either_db: Database, limits: dict[str, Any], others: dict[str, tuple[str]]
) -> None:
    states = []
    for number in range(4):
        changes: dict[str, Any] = {k: (v[0].format(f"c{number}"),) for k, v in others.items()}
        with either_db.write() as transaction:
            row = delivery.enqueue(
                transaction, new_outgoing(**changes), SendingConfig(**limits), NOW
            )
        states.append(state_of(either_db, row))
    assert states == [S.QUEUED, S.QUEUED, S.HELD, S.HELD]
    assert "ceiling per" in delivery.load(either_db, row).last_error


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"automatic": False}, id="written by a person"),
        pytest.param({"purpose": "alert"}, id="to our own managers"),
    ],
)
def test_no_ceiling_stops_people(either_db: Database, changes: dict[str, Any]) -> None:
    limits = SendingConfig(max_per_address=1, max_per_domain=1)
    with either_db.write() as transaction:
        rows = [
            delivery.enqueue(transaction, new_outgoing(**changes), limits, NOW) for _ in range(3)
        ]
    assert {state_of(either_db, row) for row in rows} == {S.QUEUED}


def test_ceilings_forget_after_a_day(db: Database) -> None:
    limits = SendingConfig(max_per_address=1)
    for moment in (NOW, NOW + timedelta(hours=24)):
        with db.write() as transaction:
            row = delivery.enqueue(transaction, new_outgoing(), limits, moment)
    assert state_of(db, row) is S.QUEUED


def test_automatic_mail_to_no_address_fails_at_once(db: Database) -> None:
    row = delivery.load(db, queue(db, new_outgoing(to=("nobody at all",))))
    assert row.state is S.FAILED
    assert "not a mail address" in row.last_error


def test_a_person_is_told_of_a_wrong_address(db: Database) -> None:
    with pytest.raises(AddressError):
        queue(db, new_outgoing(to=("nobody at all",), automatic=False))
    assert delivery.find(db) == []


def test_claims_come_in_the_order_of_need(either_db: Database) -> None:
    late = queue(either_db, now=NOW + timedelta(minutes=2))
    early = queue(either_db, now=NOW + timedelta(minutes=1))
    not_due = queue(either_db, now=LATER + timedelta(hours=1))
    claimed = [sending.claim(either_db, "acme", "w", LATER) for _ in range(3)]
    assert [row.id if row else None for row in claimed] == [early, late, None]
    assert state_of(either_db, not_due) is S.QUEUED


def test_a_claim_counts_an_attempt(either_db: Database) -> None:
    queue(either_db)
    row = sending.claim(either_db, "acme", "w", NOW)
    assert row is not None
    assert (row.state, row.attempts) == (S.SENDING, 1)


def test_other_mailboxes_are_left_alone(either_db: Database) -> None:
    queue(either_db, new_outgoing(mailbox="other"))
    assert sending.claim(either_db, "acme", "w", NOW) is None


def test_many_workers_claim_each_mail_once(either_db: Database) -> None:
    wanted = {queue(either_db, new_outgoing(automatic=False)) for _ in range(30)}
    claimed: list[int] = []

    def work(name: str) -> None:
        while row := sending.claim(either_db, "acme", name, NOW):
            claimed.append(row.id)

    workers = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert Counter(claimed) == Counter(wanted)


def test_work_is_found_when_it_is_due(either_db: Database) -> None:
    queue(either_db, now=LATER)
    assert sending.find_work(either_db, NOW) == sending.Work(frozenset(), False, False, False)
    assert sending.find_work(either_db, LATER).due == {"acme"}


def test_a_claim_that_ran_out_is_a_doubt_and_never_sent_again(either_db: Database) -> None:
    row = queue(either_db)
    assert sending.claim(either_db, "acme", "w", NOW)
    after = NOW + sending.CLAIM
    assert sending.find_work(either_db, after).expired
    assert sending.doubt_lost(either_db, after) == 1
    assert state_of(either_db, row) is S.UNSURE
    assert sending.claim(either_db, "acme", "w", after + timedelta(days=30)) is None


def test_a_daemon_started_again_doubts_what_it_left(either_db: Database) -> None:
    mine, theirs = queue(either_db), queue(either_db)
    assert sending.claim(either_db, "acme", "me", NOW)
    assert sending.claim(either_db, "acme", "they", NOW)
    assert sending.doubt_lost(either_db, NOW, "me") == 1
    assert [state_of(either_db, row) for row in (mine, theirs)] == [S.UNSURE, S.SENDING]


def test_shadow_mode_holds_what_is_queued(either_db: Database) -> None:
    rows = [queue(either_db) for _ in range(2)]
    assert sending.hold_back(either_db, ["acme"], sending.SHADOW_NOTE, NOW) == 2
    assert {state_of(either_db, row) for row in rows} == {S.HELD}
    assert sending.claim(either_db, "acme", "w", LATER) is None


STEPS = {
    S.QUEUED: delivery.approve,
    S.DISCARDED: delivery.discard,
    S.HELD: delivery.hold,
    S.SENT: delivery.mark_sent,
}


#: sending again what has failed takes a word of its own
ONLY_BY_RETRY = {(S.FAILED, S.QUEUED)}


@pytest.mark.parametrize("to", STEPS)
@pytest.mark.parametrize("start", [S.HELD, S.QUEUED, S.FAILED, S.DISCARDED])
def test_managers_take_only_allowed_steps(
    db: Database, start: OutgoingState, to: OutgoingState
) -> None:
    row = queue(db, new_outgoing(start))
    if to in TRANSITIONS[start] and (start, to) not in ONLY_BY_RETRY:
        STEPS[to](db, target(db, row), "mia", LATER)
        assert state_of(db, row) is to
    else:
        with pytest.raises(UserError, match=f"it cannot become {to}"):
            STEPS[to](db, target(db, row), "mia", LATER)


def test_approval_is_the_moment_that_counts(db: Database) -> None:
    row = queue(db, new_outgoing(S.HELD))
    before = delivery.load(db, row)
    delivery.approve(db, Target(row, before.version), "mia", LATER)
    after = delivery.load(db, row)
    assert (after.letter.date, after.next_attempt_at) == (LATER, LATER)
    assert after.letter.message_id == before.letter.message_id


def test_two_managers_do_not_decide_at_once(db: Database) -> None:
    row = queue(db, new_outgoing(S.HELD))
    seen = target(db, row)
    delivery.approve(db, seen, "mia", LATER)
    with pytest.raises(StaleError):
        delivery.discard(db, seen, "tom", LATER)
    assert state_of(db, row) is S.QUEUED


@pytest.mark.parametrize("step", [delivery.approve, delivery.mark_sent, delivery.discard])
def test_nobody_decides_while_a_mail_is_being_sent(
    db: Database, step: Callable[[Database, Target, str, datetime], int]
) -> None:
    row = queue(db)
    assert sending.claim(db, "acme", "w", NOW)
    with pytest.raises(UserError, match="is sending"):
        step(db, target(db, row), "mia", NOW)


def test_an_unsure_mail_is_not_approved_but_retried(db: Database) -> None:
    row = queue(db)
    assert sending.claim(db, "acme", "w", NOW)
    sending.doubt_lost(db, NOW, "w")
    with pytest.raises(UserError, match="is unsure"):
        delivery.approve(db, target(db, row), "mia", NOW)
    delivery.retry(db, target(db, row), "mia", NOW)
    assert state_of(db, row) is S.QUEUED


def test_what_is_not_there_is_said_so(db: Database) -> None:
    with pytest.raises(NotFoundError, match="no outgoing mail 7"):
        delivery.approve(db, Target(7, 0), "mia", NOW)


def test_limits_of_the_example_are_the_defaults() -> None:
    assert SendingConfig() == LIMITS
