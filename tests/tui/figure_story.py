"""What the figures and the surveys are tried on: a quarter of mail, answers, scores and lessons."""

from __future__ import annotations

import hashlib
import random
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select

from daemon.config import parse_config
from daemon.store.engine import Database
from daemon.store.plan_tables import invitation, milestone, opt_out, survey_answer
from daemon.store.schema import (
    contact,
    conversation,
    decision,
    event,
    message,
    prediction,
    project,
)
from tests.tui.driving import CONFIG
from tests.tui.project_story import add_projects
from tests.tui.seed import EMPTY, NOW

WEEKS = 12
LABELS = ("complaint", "change_request", "requirement", "feedback", "other")
REMARKS = ("Quick answers, thank you.", "进度说明可以再清楚一点。", "The demo was late again.")


def add_figures(db: Database) -> None:
    """Write twelve weeks before the story, more of it towards the end."""
    add_projects(db, parse_config(CONFIG, "test.toml"))
    dice = random.Random(11)
    with db.write() as connection:
        people = _people(connection)
        code = connection.execute(select(project.c.id).where(project.c.code == "ACME")).scalar_one()
        for week in range(1, WEEKS):
            monday = NOW - timedelta(days=NOW.weekday(), weeks=WEEKS - week, hours=-8)
            for number in range(6 + dice.randrange(week + 3)):
                at = monday + timedelta(hours=dice.randrange(100))
                _add_mail(connection, (code, people), at, (week * 100 + number, dice))
            _ask(connection, (code, people), monday, (week, dice))
            learned = {"at": monday + timedelta(days=3), "actor": "daemon", "verb": "learned"}
            learned |= {"subject": "decision", "subject_id": week, "after": {"outcome": ""}}
            connection.execute(insert(event), [learned] * (week % 4 + 1))
        rest = {"contact_id": people[-1][0], "at": NOW - timedelta(days=20), "actor": "maria"}
        connection.execute(insert(opt_out).values(rest))


def _people(connection: Connection) -> list[tuple[int, int]]:
    query = select(contact.c.id, contact.c.client_id).where(contact.c.client_id.is_not(None))
    return [(row.id, row.client_id) for row in connection.execute(query.order_by(contact.c.id))]


def _add_mail(
    connection: Connection,
    world: tuple[int, list[tuple[int, int]]],
    at: datetime,
    chance: tuple[int, random.Random],
) -> None:
    number, dice = chance
    contact_id, client_id = dice.choice(world[1])
    label = dice.choices(LABELS, [2, 3, 4, 2, 5])[0]
    added = _open(connection, (world[0], contact_id, client_id), at, (number, label))
    more = {"label": label, "contact_id": contact_id}
    mail_id = _insert_mail(connection, added, at, number, more)
    if dice.random() < 0.8:
        later = at + timedelta(hours=dice.randrange(1, 40))
        _insert_mail(connection, added, later, 10_000 + number, {"direction": "out"})
    said = label if dice.random() < 0.7 + number / 6000 else "other"
    row = {"message_id": mail_id, "label": said, "model_version": "2026.3.1", "created_at": at}
    connection.execute(insert(prediction).values(row))
    if dice.random() < 0.5:
        row = {"message_id": mail_id, "label": label, "actor": "maria", "decided_at": at}
        connection.execute(insert(decision).values(row))


def _open(
    connection: Connection, whose: tuple[int, int, int], at: datetime, what: tuple[int, str]
) -> int:
    number, label = what
    row: dict[str, Any] = {"project_id": whose[0], "contact_id": whose[1], "client_id": whose[2]}
    row |= {"number": 1000 + number, "mailbox": "acme", "subject": f"Mail {number}"}
    row |= {"state": "done", "state_at": at, "opened_at": at, "last_at": at, "label": label}
    added = insert(conversation).values(row).returning(conversation.c.id)
    return int(connection.execute(added).scalar_one())


def _insert_mail(
    connection: Connection, place: int, at: datetime, key: int, more: dict[str, Any]
) -> int:
    row = {
        "content_key": hashlib.sha256(f"figure {key}".encode()).hexdigest(),
        "sha256": EMPTY,
        "conversation_id": place,
        "mailbox": "acme",
        "received_at": at,
        "body": "As discussed.",
        "sender_addr": "anna@weber.example",
        "subject": f"Mail {key}",
        "kind": "person",
    }
    added = insert(message).values(row | more).returning(message.c.id)
    return int(connection.execute(added).scalar_one())


def _ask(
    connection: Connection,
    world: tuple[int, list[tuple[int, int]]],
    monday: datetime,
    chance: tuple[int, random.Random],
) -> None:
    week, dice = chance
    row = {"project_id": world[0], "name": f"Sprint {week}", "kind": "progress"}
    row |= {"name_key": f"sprint {week}", "created_at": monday}
    row |= {"state": "reached", "reached_at": monday, "survey": ("csat", "nps")[week % 2]}
    stone = connection.execute(insert(milestone).values(row).returning(milestone.c.id)).scalar_one()
    for contact_id, client_id in world[1][:4]:
        state = dice.choices(["answered", "closed", "skipped", "asked"], [5, 2, 2, 1])[0]
        asked = {"contact_id": contact_id, "milestone_id": stone, "survey": row["survey"]}
        asked |= {"state": state, "due_at": monday, "created_at": monday, "decided_at": monday}
        asked |= {"reasons": ["open complaint"]} if state == "skipped" else {"asked_at": monday}
        added = insert(invitation).values(asked).returning(invitation.c.id)
        number = connection.execute(added).scalar_one()
        if state == "answered":
            at = monday + timedelta(days=1)
            place = _open(connection, (world[0], contact_id, client_id), at, (9000 + number, ""))
            _answer(connection, (number, contact_id, place), (at, week, dice))


def _answer(
    connection: Connection,
    what: tuple[int, int, int],
    when: tuple[datetime, int, random.Random],
) -> None:
    (number, contact_id, place), (at, week, dice) = what, when
    mail = _insert_mail(connection, place, at, 20_000 + number, {"contact_id": contact_id})
    score = dice.choice([3, 4, 4, 5, 5]) if week % 2 == 0 else dice.choice([5, 7, 8, 9, 10, 10])
    is_held = week == WEEKS - 1
    row: dict[str, Any] = {"invitation_id": number, "message_id": mail, "contact_id": contact_id}
    row |= {"received_at": at, "state": "held" if is_held else "counted"}
    row |= {"scores": {"score": score}, "remark": REMARKS[number % 3], "low": score < 4}
    row |= {"reason": "two different scores" if is_held else ""}
    connection.execute(insert(survey_answer).values(row))
