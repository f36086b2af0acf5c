"""A project at a glance: agreed, pending, never decided, promised and not kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert, update

from daemon.services import glance
from daemon.store.engine import Database
from daemon.store.plan_tables import follow_up
from daemon.store.schema import message
from tests.integration import scoping
from tests.integration.desk import NOW, Desk, Written
from tests.integration.scoping import ANNA

PROMISE = "I will send the plan by Friday."


@pytest.fixture
def desk(either_db: Database) -> Desk:
    made = scoping.ready(either_db)
    row = {
        "rule": "promised",
        "anchor": "message:1:2026-03-06",
        "kind": "promise",
        "conversation_id": made.conversation_of("Colours")["id"],
        "reason": PROMISE,
        "started_at": NOW,
        "due_at": NOW + timedelta(days=4),
        "state": "done",
    }
    with made.db.write() as connection:
        connection.execute(insert(follow_up).values(**row))
    return made


@pytest.mark.parametrize(("days", "told"), [(3, []), (5, [PROMISE])])
def test_what_was_promised_is_told_once_it_is_overdue(
    desk: Desk, days: int, told: list[str]
) -> None:
    seen = glance.look(desk.db, "SHOP", NOW + timedelta(days=days))
    assert [p.words for p in seen.promised] == told
    assert [p.words for p in glance.look(desk.db, "SHOP").promised] == [PROMISE]


def test_a_later_mail_of_ours_keeps_a_promise(desk: Desk) -> None:
    headers = [("In-Reply-To", "<w1@weber.example>")]
    later = Written(ANNA, "Re: Colours", "Here it is.", "w2@weber.example", headers)
    desk.take(later, at=NOW + timedelta(days=1))
    with desk.db.write() as connection:
        is_last = message.c.rfc_message_id == "w2@weber.example"
        connection.execute(update(message).where(is_last).values(direction="out"))
    assert glance.look(desk.db, "SHOP").promised == ()


def test_what_nobody_decided_is_shown_with_the_rest(desk: Desk) -> None:
    desk.take(Written(ANNA, "Need", "Please add a map.", "r1@weber.example"))
    sections = dict(glance.look(desk.db, "SHOP").as_sections())
    assert [line.partition(" ")[0] for line in sections["Asked, never decided"]] == [
        "CHG-1",
        "REQ-1",
    ]
    assert sections["Promised, not kept"][0].startswith("2026-03-06  I will send the plan")
