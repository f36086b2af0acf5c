"""Making one conversation of several and two of one, and taking both back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, update

from daemon.errors import NotFoundError, StaleError, UserError
from daemon.model.queue import Queue, Target
from daemon.services import joining, queues, triage, undo
from daemon.services.conversation import load_conversation
from daemon.store.engine import Database
from daemon.store.schema import conversation, item, message, note
from tests.integration.desk import NOW, Desk, Written

FIRST = Written(message_id="a@weber.example", text="Please add an export of all orders.")
SECOND = Written(message_id="b@weber.example", subject="Tap", text="The tap is broken.")
THIRD = Written(
    message_id="c@weber.example",
    text="Use blue instead of red.",
    headers=[("References", "<a@weber.example>")],
)
A, B = 1, 2


@pytest.fixture
def desk(either_db: Database) -> Desk:
    desk = Desk(either_db)
    desk.watch()
    desk.client("Weber Retail", "weber.example")
    for hours, mail in enumerate((FIRST, SECOND, THIRD)):
        desk.take(mail, at=NOW + timedelta(hours=hours))
    triage.add_note(either_db, B, "call them", "maria", NOW)
    return desk


def target(desk: Desk, conversation_id: int) -> Target:
    return Target(conversation_id, load_conversation(desk.db, conversation_id).version)


def places(desk: Desk) -> dict[str, list[int]]:
    """Return in which conversation each row is."""
    return {
        table.name: [row["conversation_id"] for row in desk.all(table)]
        for table in (message, item, note)
    }


def listed(desk: Desk) -> list[int]:
    return list(queues.load_order(desk.db, Queue.ALL, NOW))


def merge(desk: Desk) -> list[int]:
    return joining.merge(desk.db, [target(desk, B), target(desk, A)], "maria", NOW)


def test_all_that_belongs_to_them_is_in_the_oldest(desk: Desk) -> None:
    merge(desk)
    assert {place for rows in places(desk).values() for place in rows} == {A}
    seen = load_conversation(desk.db, A)
    received = [mail for mail in seen.mails if mail.incoming]
    assert (len(received), len(seen.mails), len(seen.notes)) == (3, 5, 1)
    assert listed(desk) == [A]


def test_a_merge_is_taken_back_exactly(desk: Desk) -> None:
    before = places(desk)
    undo.undo(desk.db, merge(desk), "maria", NOW)
    assert places(desk) == before
    assert sorted(listed(desk)) == [A, B]
    assert load_conversation(desk.db, B).state == "open"


def test_an_answer_to_what_was_merged_away_joins_the_one_kept(desk: Desk) -> None:
    merge(desk)
    desk.take(replace(SECOND, message_id="d@weber.example", subject="Re: [SHOP-2] Tap"))
    assert places(desk)["message"][-1] == A


def test_conversations_of_two_clients_never_become_one(desk: Desk) -> None:
    with desk.db.write() as transaction:
        values = update(conversation).where(conversation.c.id == B).values(client_id=None)
        transaction.execute(values)
    with pytest.raises(UserError, match="one client"):
        merge(desk)
    assert set(places(desk)["message"]) == {A, B}


def test_one_alone_is_nothing_to_merge(desk: Desk) -> None:
    with pytest.raises(UserError, match="at least two"):
        joining.merge(desk.db, [target(desk, A)], "maria", NOW)


def test_what_changed_since_it_was_shown_is_not_merged(desk: Desk) -> None:
    old = Target(A, target(desk, A).version - 1)
    with pytest.raises(StaleError):
        joining.merge(desk.db, [old, target(desk, B)], "maria", NOW)


def split(desk: Desk, message_id: int = 3) -> int:
    return joining.split(desk.db, target(desk, A), message_id, "maria", NOW)


def test_a_mail_and_what_follows_get_a_conversation_of_their_own(desk: Desk) -> None:
    split(desk)
    assert places(desk)["message"] == [A, B, 3]
    assert places(desk)["item"] == [A, B, 3]
    seen = load_conversation(desk.db, 3)
    assert (seen.tag, seen.client, len(seen.mails)) == ("SHOP-3", "Weber Retail", 1)


def test_a_split_is_taken_back_with_what_came_since(desk: Desk) -> None:
    done = split(desk)
    answer = replace(THIRD, message_id="d@weber.example", text="And green?")
    desk.take(replace(answer, headers=[("References", "<c@weber.example>")]))
    assert places(desk)["message"] == [A, B, 3, 3]
    undo.undo(desk.db, [done], "maria", NOW)
    assert places(desk)["message"] == [A, B, A, A]
    assert sorted(listed(desk)) == [A, B]


def test_the_first_mail_is_not_split_off(desk: Desk) -> None:
    with pytest.raises(UserError, match="first mail"):
        split(desk, 1)


def test_a_mail_of_another_conversation_is_not_split_off(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        split(desk, 2)
    assert places(desk)["message"] == [A, B, A]


def test_mail_that_moved_on_stays_where_it_is(desk: Desk) -> None:
    done: list[Any] = merge(desk)
    with desk.db.write() as transaction:
        row = {"project_id": 1, "number": 9, "mailbox": "shop", "state_at": NOW}
        new = insert(conversation).values(**row, opened_at=NOW, last_at=NOW)
        moved = transaction.execute(new.returning(conversation.c.id)).scalar_one()
        where = update(message).where(message.c.id == 2).values(conversation_id=moved)
        transaction.execute(where)
    with pytest.raises(StaleError):
        undo.undo(desk.db, done, "maria", NOW)
