"""Fills a database with conversations as the daemon would, for the tests and figures here."""

from __future__ import annotations

import functools
import hashlib
import random
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from daemon.store import raw
from daemon.store.engine import Database, open_database
from daemon.store.migrate import upgrade
from daemon.store.running_tables import counter, heartbeat
from daemon.store.schema import (
    address,
    attachment,
    client,
    contact,
    conversation,
    item,
    mailbox,
    message,
    note,
    outgoing,
    prediction,
    project,
    quarantine,
)
from tests.tui.story import CLIENTS, STORY, Told

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
PROJECTS = {"ACME": "Web shop for Acme", "HAUS": "House at the lake", "EXPO": "Spring fair"}


@dataclass(frozen=True, slots=True)
class People:
    """Ids by client name."""

    clients: dict[str, int]
    contacts: dict[str, int]


def fill(db: Database) -> None:
    """Write the small story: a dozen conversations of three projects, two of them Chinese."""
    with db.write() as connection:
        projects = _add_projects(connection)
        people = _add_people(connection)
        _add_health(connection)
        for number, told in enumerate(STORY, start=1):
            _add_conversation(connection, number, told, (projects, people))
        _add_outgoing(connection)
        _add_quarantined(connection)


def fill_many(db: Database, count: int) -> None:
    """Write *count* conversations of one mail each, in batches; the story over and over."""
    dice = random.Random(7)
    with db.write() as connection:
        projects = _add_projects(connection)
        people = _add_people(connection)
        _add_health(connection)
        for start in range(0, count, 5000):
            numbers = range(start + 1, min(start + 5000, count) + 1)
            _add_batch(connection, numbers, dice, (projects, people))


def _add_projects(connection: Connection) -> dict[str, int]:
    rows = [{"code": c, "name": n, "created_at": NOW} for c, n in PROJECTS.items()]
    connection.execute(insert(project), rows)
    numbered = [{"scope": f"{code}/conversation", "next": 1_000_000} for code in PROJECTS]
    connection.execute(insert(counter), numbered)
    return {row.code: row.id for row in connection.execute(select(project))}


def _add_people(connection: Connection) -> People:
    clients: dict[str, int] = {}
    contacts: dict[str, int] = {}
    for who in CLIENTS:
        if who.client not in clients and who.client:
            values = {"name": who.client, "timezone": who.timezone, "created_at": NOW}
            clients[who.client] = _insert(connection, client, values)
        values = {
            "client_id": clients.get(who.client),
            "name": who.name,
            "role": "client" if who.client else "unknown",
            "created_at": NOW,
        }
        contacts[who.addr] = _insert(connection, contact, values)
        connection.execute(insert(address).values(addr=who.addr, contact_id=contacts[who.addr]))
    return People(clients, contacts)


def _insert(connection: Connection, table: Any, values: dict[str, Any]) -> int:
    return int(connection.execute(insert(table).values(values).returning(table.c.id)).scalar_one())


def _add_conversation(
    connection: Connection, number: int, told: Told, world: tuple[dict[str, int], People]
) -> None:
    row = _conversation_row(told, number, NOW - told.age, world)
    conversation_id = _insert(connection, conversation, row)
    message_row = _message_row(told, f"{number}", conversation_id, NOW - told.age, world[1])
    message_id = _insert(connection, message, message_row)
    if told.label:
        connection.execute(insert(prediction).values(_prediction_row(told, message_id)))
    for name, media_type, size in told.files:
        values = {"message_id": message_id, "name": name, "media_type": media_type}
        connection.execute(insert(attachment).values(**values, size=size, sha256="0" * 64))
    for kind, title in told.items:
        values = {"project_id": row["project_id"], "kind": kind, "number": number}
        connection.execute(
            insert(item).values(
                **values,
                client_id=row["client_id"],
                conversation_id=conversation_id,
                message_id=message_id,
                title=title,
                words=told.text,
                state="received" if kind == "CMP" else "proposed",
                created_at=NOW,
            )
        )
        connection.execute(insert(counter).values(scope=f"{told.project}/{kind}", next=number + 1))
    for text in told.notes:
        values = {"conversation_id": conversation_id, "author": "jonas"}
        connection.execute(insert(note).values(**values, text=text, at=NOW - timedelta(hours=1)))


def _conversation_row(
    told: Told, number: int, at: datetime, world: tuple[dict[str, int], People]
) -> dict[str, Any]:
    projects, people = world
    return {
        "project_id": projects[told.project],
        "number": number,
        "mailbox": told.project.lower(),
        "client_id": people.clients.get(told.who.client),
        "contact_id": people.contacts[told.who.addr],
        "subject": told.subject,
        "subject_key": told.subject.lower(),
        "state": told.state,
        "state_at": at,
        "snoozed_until": NOW + told.back_in if told.back_in is not None else None,
        "label": told.label,
        "confidence": told.confidence,
        "needs_look": bool(told.look_reason),
        "look_reason": told.look_reason,
        "urgent": told.urgent,
        "unread": told.state == "open",
        "sender": told.who.name or told.who.addr,
        "message_count": 1,
        "has_attachment": bool(told.files),
        "opened_at": at,
        "last_at": at,
    }


def _message_row(
    told: Told, key: str, conversation_id: int, at: datetime, people: People
) -> dict[str, Any]:
    body, spans = told.body()
    sha = hashlib.sha256(key.encode()).hexdigest()
    return {
        "content_key": sha,
        "sha256": EMPTY,
        "direction": "in",
        "conversation_id": conversation_id,
        "mailbox": told.project.lower(),
        "rfc_message_id": f"{key}@{told.who.addr.partition('@')[2]}",
        "subject": told.subject,
        "sender_addr": told.who.addr,
        "sender_name": told.who.name,
        "contact_id": people.contacts[told.who.addr],
        "date": at,
        "received_at": at,
        "kind": "person",
        "language": told.language,
        "body": body,
        "spans": spans,
        "trust": told.trust,
        "label": told.label,
        "also": list(told.also),
        "confidence": told.confidence,
        "abstain": told.look_reason == "the model is not sure",
        "classified": "done",
    }


def _prediction_row(told: Told, message_id: int) -> dict[str, Any]:
    return {
        "message_id": message_id,
        "model_version": "2026.3.1",
        "label": told.label,
        "also": list(told.also),
        "probabilities": told.probabilities(),
        "abstain": told.look_reason == "the model is not sure",
        "urgent": told.urgent,
        "asks": told.asks(),
        "evidence": told.evidence(),
        "created_at": NOW,
    }


EMPTY = raw.digest(b"")


def _add_outgoing(connection: Connection) -> None:
    for number, (state, subject, to) in enumerate(
        [
            (
                "held",
                "Re: Order export has been failing since Monday [ACME-1]",
                "anna@weber.example",
            ),
            ("unsure", "Re: 首页横幅请改成新的活动日期 [EXPO-3]", "li.na@huayun.example"),
            ("failed", "Re: Thank you for the demo [HAUS-9]", "tom@oakridge.example"),
        ],
        start=1,
    ):
        connection.execute(
            insert(outgoing).values(
                purpose="acknowledge",
                state=state,
                mailbox="acme",
                conversation_id=number,
                sender="Acme project <project@studio.example>",
                recipients=[to],
                subject=subject,
                text="Dear Anna,\n\nthank you for your mail. It is on record as CMP-1 and Jonas\n"
                "looks into it today.\n\nKind regards\nStudio Nord",
                message_id=f"t.{number}.abc@studio.example",
                date=NOW,
                automatic=True,
                created_at=NOW - timedelta(minutes=20 * number),
                last_error="550 5.1.1 no such user" if state == "failed" else "",
            )
        )


def _add_quarantined(connection: Connection) -> None:
    mail = (
        b"From: broken@client.example\r\nSubject: =?utf-8?Q?Plans_\xff?=\r\n"
        b"Content-Type: multipart/mixed; boundary=\r\n\r\n\x1b[31mnot red\x1b[0m\r\n"
    )
    raw.put(connection, {raw.digest(mail): mail, EMPTY: b""})
    connection.execute(
        insert(quarantine).values(
            mailbox="acme",
            folder="INBOX",
            uidvalidity=1,
            uid=99,
            sha256=raw.digest(mail),
            size=len(mail),
            stage="parse",
            reason="the message is larger than limits.message (50 MiB)",
            sender="broken@client.example",
            subject="Plans",
            received_at=NOW - timedelta(hours=3),
            created_at=NOW - timedelta(hours=3),
        )
    )


def _add_health(connection: Connection) -> None:
    raw.put(connection, {EMPTY: b""})
    for name in PROJECTS:
        connection.execute(
            insert(mailbox).values(
                name=name.lower(),
                folder="INBOX",
                state="idle",
                watched_since=NOW - timedelta(days=30),
                heard_at=NOW - timedelta(seconds=40),
                last_mail_at=NOW - timedelta(minutes=4),
            )
        )
    connection.execute(
        insert(heartbeat).values(
            daemon="d1", host="mail", version="0.1.0", started_at=NOW, beat_at=NOW
        )
    )


def _add_batch(
    connection: Connection,
    numbers: range,
    dice: random.Random,
    world: tuple[dict[str, int], People],
) -> None:
    conversations, messages, predictions = [], [], []
    for number in numbers:
        told = STORY[number % len(STORY)]
        at = NOW - timedelta(minutes=number * 3 + dice.randrange(3))
        state = dice.choices(["done", "open", "waiting"], [80, 15, 5])[0]
        row = _conversation_row(told, number, at, world)
        subject = f"{told.subject} ({number})"
        conversations.append(
            {**row, "id": number, "state": state, "unread": False, "snoozed_until": None}
            | {"subject": subject, "needs_look": number % 50 == 1}
        )
        messages.append({**_message_row(told, f"m{number}", number, at, world[1]), "id": number})
        predictions.append(_prediction_row(told, number))
    connection.execute(insert(conversation), conversations)
    connection.execute(insert(message), messages)
    connection.execute(insert(prediction), predictions)


def open_filled(path: Path) -> Database:
    """Open a database at *path* that holds the small story."""
    path.write_bytes(_template())
    return open_database(f"sqlite:///{path}")


@functools.cache
def _template() -> bytes:
    """Return the bytes of a filled database; migrating one for each test would take long."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.sqlite3"
        db = open_database(f"sqlite:///{path}")
        upgrade(db)
        fill(db)
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.dispose()
        return path.read_bytes()
