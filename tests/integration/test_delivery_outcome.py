"""What an attempt came to is written down, and what follows from it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from daemon.config.schema import SendingConfig
from daemon.errors import StaleError, UserError
from daemon.model.outgoing import DeliveryOutcome, DeliveryReport, Outgoing, OutgoingState
from daemon.model.record import Role
from daemon.outbox.compose import compose, recipients_of
from daemon.services import delivery, sending, undo
from daemon.services.delivery import Target
from daemon.services.sending import Attempt, Doubt
from daemon.services.sent import record_message
from daemon.store import contacts, conversations, events, invitations, raw
from daemon.store.contacts import NewContact
from daemon.store.engine import Database
from tests.integration.mailroom import NOW, new_outgoing, open_conversation, queue

S = OutgoingState
POLICY = SendingConfig(retry_minutes=[1, 5], give_up_hours=72)
SENT = DeliveryReport(DeliveryOutcome.SENT, 250, "250 ok")
LATER_PLEASE = DeliveryReport(DeliveryOutcome.TEMPORARY, 451, "451 later")
NEVER = DeliveryReport(DeliveryOutcome.PERMANENT, 550, "550 no")
WHO_KNOWS = DeliveryReport(DeliveryOutcome.UNKNOWN, 0, "gone")


def claimed(db: Database, conversation_id: int | None = None) -> Outgoing:
    """Return a row that the worker ``w`` is sending."""
    queue(db, new_outgoing(conversation_id=conversation_id))
    row = sending.claim(db, "acme", "w", NOW)
    assert row is not None
    return row


def record(
    db: Database, row: Outgoing, report: DeliveryReport, now: datetime = NOW
) -> OutgoingState:
    return sending.record(db, Attempt(row, "w", compose(row.letter)), report, POLICY, (now, 0.0))


def verbs(db: Database, outgoing_id: int) -> list[str]:
    """Return the verbs of the trail about a row, oldest first."""
    with db.read() as transaction:
        found = [events.load(transaction, i) for i in range(1, 50)]
    return [f.entry.verb for f in found if f and f.entry.subject_id == outgoing_id]


@pytest.mark.parametrize(
    ("report", "state", "minutes", "error"),
    [
        pytest.param(SENT, S.SENT, 0, "", id="sent: the copy is due now"),
        pytest.param(LATER_PLEASE, S.QUEUED, 1, "451 later", id="temporary: first step 1 min"),
        pytest.param(NEVER, S.FAILED, None, "550 no", id="permanent"),
        pytest.param(WHO_KNOWS, S.UNSURE, 0, "gone", id="unknown: a look is due now"),
    ],
)
def test_outcomes(
    either_db: Database,
    report: DeliveryReport,
    state: OutgoingState,
    minutes: int | None,
    error: str,
) -> None:
    row = claimed(either_db)
    assert record(either_db, row, report) is state
    after = delivery.load(either_db, row.id)
    due = NOW + timedelta(minutes=minutes) if minutes is not None else None
    assert (after.state, after.next_attempt_at, after.last_error) == (state, due, error)


def test_an_address_that_does_not_exist_counts_as_bounced(either_db: Database) -> None:
    row = claimed(either_db)
    [to] = recipients_of(row.letter)
    with either_db.write() as transaction:
        contacts.add_contacts(transaction, [NewContact(to, "", Role.CLIENT, None, "en")], NOW)
    gone = DeliveryReport(DeliveryOutcome.PERMANENT, 550, "550 5.1.1 who?", (to,), (to,))
    record(either_db, row, gone)
    with either_db.read() as transaction:
        assert invitations.bounced_at(transaction, [to]) == {to: NOW}


def test_every_attempt_leaves_a_line(db: Database) -> None:
    row = claimed(db)
    record(db, row, LATER_PLEASE)
    again = sending.claim(db, "acme", "w", NOW + timedelta(minutes=1))
    assert again is not None
    record(db, again, SENT)
    assert verbs(db, row.id) == ["outgoing.written", "outgoing.deferred", "outgoing.sent"]


def test_gives_up_at_its_age(db: Database) -> None:
    row = claimed(db)
    assert record(db, row, LATER_PLEASE, NOW + timedelta(hours=72)) is S.FAILED
    assert delivery.load(db, row.id).last_error == "given up after 72 h: 451 later"


def test_age_counts_from_the_approval(db: Database) -> None:
    held = queue(db, new_outgoing(S.HELD))
    friday = NOW + timedelta(hours=100)
    delivery.approve(db, Target(held, 0), "mia", friday)
    row = sending.claim(db, "acme", "w", friday)
    assert row is not None
    assert record(db, row, LATER_PLEASE, friday) is S.QUEUED


def test_refused_recipients_stand_with_the_sent_mail(db: Database) -> None:
    row = claimed(db)
    record(db, row, DeliveryReport(DeliveryOutcome.SENT, 250, "b@x: 550 no", ("b@x",)))
    assert delivery.load(db, row.id).last_error == "refused for b@x: b@x: 550 no"


@pytest.mark.parametrize(
    ("report", "state"), [(SENT, S.SENT), (LATER_PLEASE, S.QUEUED), (NEVER, S.FAILED)]
)
def test_a_late_outcome_ends_the_doubt(
    either_db: Database, report: DeliveryReport, state: OutgoingState
) -> None:
    row = claimed(either_db)
    late = NOW + sending.CLAIM
    sending.doubt_lost(either_db, late)
    assert record(either_db, row, report, late) is state


def test_a_late_outcome_does_not_undo_a_decision(db: Database) -> None:
    row = claimed(db)
    sending.doubt_lost(db, NOW + sending.CLAIM)
    unsure = delivery.load(db, row.id)
    delivery.discard(db, Target(row.id, unsure.version), "mia", NOW)
    assert record(db, row, LATER_PLEASE) is S.DISCARDED


def test_a_sent_mail_is_part_of_its_conversation(either_db: Database) -> None:
    conversation = open_conversation(either_db)
    row = claimed(either_db, conversation)
    record(either_db, row, SENT)
    with either_db.read() as transaction:
        index = conversations.load_index(transaction, [row.letter.message_id], [], [], NOW)
        assert raw.get(transaction, raw.digest(compose(row.letter))) == compose(row.letter)
    assert index.by_rfc_id == {row.letter.message_id: [conversation]}


def test_a_mail_outside_conversations_is_no_message(db: Database) -> None:
    row = claimed(db)
    assert record(db, row, SENT) is S.SENT
    with db.read() as transaction:
        index = conversations.load_index(transaction, [row.letter.message_id], [], [], NOW)
    assert index.by_rfc_id == {}


def test_our_own_copy_that_came_back_first_is_the_same_message(db: Database) -> None:
    conversation = open_conversation(db)
    row = claimed(db, conversation)
    with db.write() as transaction:
        record_message(transaction, row, compose(row.letter), NOW)
    assert record(db, row, SENT) is S.SENT


def test_what_the_sent_folder_holds_was_sent(db: Database) -> None:
    conversation = open_conversation(db)
    row = claimed(db, conversation)
    record(db, row, WHO_KNOWS)
    [doubt] = sending.find_doubtful(db, NOW)
    sending.settle_unsure(db, doubt, POLICY, NOW, found=True)
    after = delivery.load(db, row.id)
    assert (after.state, after.filed, after.sent_at) == (S.SENT, True, NOW)
    assert sending.find_unfiled(db, NOW) == []
    with db.read() as transaction:
        index = conversations.load_index(transaction, [row.letter.message_id], [], [], NOW)
    assert index.by_rfc_id


def test_what_is_not_found_is_looked_for_ever_less_often(db: Database) -> None:
    row = claimed(db)
    record(db, row, WHO_KNOWS)
    now, looks = NOW, []
    while doubts := sending.find_doubtful(db, now):
        sending.settle_unsure(db, doubts[0], POLICY, now, found=False)
        looks.append((now - NOW) / timedelta(minutes=1))
        now = delivery.load(db, row.id).next_attempt_at or datetime.max.replace(tzinfo=UTC)
    assert looks[:5] == [0, 1, 2, 4, 8]
    assert len(looks) == 15  # 2 ** 13 minutes are beyond 72 h: 0, 1, 2, 4 … 8192
    assert delivery.load(db, row.id).state is S.UNSURE


def test_a_manager_settles_a_doubt(db: Database) -> None:
    row = claimed(db, open_conversation(db))
    record(db, row, WHO_KNOWS)
    unsure = delivery.load(db, row.id)
    delivery.mark_sent(db, Target(row.id, unsure.version), "mia", NOW)
    assert delivery.load(db, row.id).state is S.SENT
    with pytest.raises(StaleError):
        sending.settle_unsure(db, Doubt(unsure, NOW), POLICY, NOW, found=True)


def test_a_manager_may_send_an_unsure_mail_again(db: Database) -> None:
    row = claimed(db)
    record(db, row, WHO_KNOWS)
    unsure = delivery.load(db, row.id)
    delivery.retry(db, Target(row.id, unsure.version), "mia", NOW)
    again = sending.claim(db, "acme", "w", NOW)
    assert again is not None
    assert again.letter.message_id == row.letter.message_id


def test_a_copy_that_cannot_be_filed_is_tried_later(db: Database) -> None:
    row = claimed(db)
    record(db, row, SENT)
    sent = delivery.load(db, row.id)
    sending.not_filed(db, sent, "no connection", POLICY, NOW)
    assert sending.find_unfiled(db, NOW) == []
    [due] = sending.find_unfiled(db, NOW + timedelta(minutes=1))
    sending.filed(db, due)
    done = delivery.load(db, row.id)
    assert (done.state, done.filed, done.last_error) == (S.SENT, True, "")


@pytest.mark.parametrize(
    ("step", "state"), [(delivery.approve, S.QUEUED), (delivery.discard, S.DISCARDED)]
)
def test_a_decision_is_taken_back_to_held(db: Database, step: object, state: OutgoingState) -> None:
    row = queue(db, new_outgoing(S.HELD))
    assert callable(step)
    event = step(db, Target(row, 0), "mia", NOW)
    assert delivery.load(db, row).state is state
    undo.undo(db, [event], "mia", NOW)
    assert delivery.load(db, row).state is S.HELD


def test_what_has_left_is_not_taken_back(db: Database) -> None:
    held = queue(db, new_outgoing(S.HELD))
    event = delivery.approve(db, Target(held, 0), "mia", NOW)
    row = sending.claim(db, "acme", "w", NOW)
    assert row is not None
    record(db, row, SENT)
    with pytest.raises((StaleError, UserError)):
        undo.undo(db, [event], "mia", NOW)
    assert delivery.load(db, row.id).state is S.SENT
