"""A mailbox and its records, without servers: mails go in as if fetched."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Table, select

from daemon.config import Config
from daemon.errors import ModelUnavailableError
from daemon.model.label import Ask, Label, Prediction, Text
from daemon.model.mailbox import Batch, Cursor, Fetched
from daemon.model.record import Client
from daemon.services import clients
from daemon.services.ingest import ingest
from daemon.services.intake import Intake, Report
from daemon.store.engine import Database
from daemon.store.schema import client, contact, conversation, message

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
START = NOW - timedelta(days=30)
SECRET = b"0" * 32

_WORDS = {
    "broken": Label.COMPLAINT,
    "instead": Label.CHANGE_REQUEST,
    "please add": Label.REQUIREMENT,
    "lovely": Label.FEEDBACK,
}


class WordClassifier:
    """Labels by a word in the text; ``hmm`` makes it unsure, ``down`` unavailable."""

    version = "words"

    def __init__(self, *, down: bool = False) -> None:
        self.down = down

    def predict(self, texts: Sequence[Text]) -> list[Prediction]:
        if self.down:
            raise ModelUnavailableError("the model is not there today")
        return [self._predict(text) for text in texts]

    def _predict(self, text: Text) -> Prediction:
        lowered = text.body.lower()
        label = next((v for word, v in _WORDS.items() if word in lowered), Label.OTHER)
        asks: tuple[Ask, ...] = ()
        if label is not Label.OTHER:
            asks = (Ask(0, len(text.body), text.body, label, 0.95, text.subject),)
        odds = {other: 0.9 if other is label else 0.025 for other in Label}
        return Prediction(label, odds, "hmm" in lowered, self.version, asks=asks)


@dataclass(frozen=True, slots=True)
class Written:
    """A mail as a client's program writes it."""

    sender: str = "Anna Weber <anna@weber.example>"
    subject: str = "Order export"
    text: str = "Please add an export of all orders."
    message_id: str | None = None
    headers: Sequence[tuple[str, str]] = ()

    def raw(self) -> bytes:
        fields = [
            ("From", self.sender),
            ("To", "help@studio.example"),
            ("Subject", self.subject),
            ("Date", "Mon, 02 Mar 2026 08:00:00 +0000"),
            *self.headers,
        ]
        if self.message_id is not None:
            fields.append(("Message-ID", f"<{self.message_id}>" if self.message_id else ""))
        head = "".join(f"{name}: {value}\r\n" for name, value in fields)
        return f"{head}\r\n{self.text}\r\n".encode()


def make_config(**sections: Any) -> Config:
    """Return a configuration with the mailboxes ``shop`` and ``fair`` of one studio."""

    def mailbox(name: str, project: str, address: str) -> dict[str, Any]:
        return {
            "name": name,
            "project": project,
            "identity": f"Studio <{address}>",
            "imap": {"host": "127.0.0.1", "folders": ["INBOX", "Clients"]},
            "smtp": {"host": "127.0.0.1", "port": 2525},
        }

    boxes = [
        mailbox("shop", "SHOP", "help@studio.example"),
        mailbox("fair", "FAIR", "fair@studio.example"),
    ]
    staff = ["@studio.example"]
    return Config.model_validate({"staff": staff, "mailbox": boxes} | sections)


@dataclass
class Desk:
    """Where mails are put in, and what the records then say."""

    db: Database
    config: Config = field(default_factory=make_config)
    classifier: WordClassifier | None = field(default_factory=WordClassifier)
    uids: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    nonces: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def intake(self, mailbox: str = "shop", folder: str = "INBOX") -> Intake:
        found = self.config.find_mailbox(mailbox)
        assert found is not None
        return Intake(
            db=self.db,
            config=self.config,
            mailbox=found,
            folder=folder,
            secret=SECRET,
            nonce=lambda: f"n{next(self.nonces)}",
            classifier=self.classifier,
        )

    def watch(self) -> None:
        """Watch both mailboxes since a month ago, so that mail counts as new."""
        for name in ("shop", "fair"):
            for folder in ("INBOX", "Clients"):
                ingest(self.intake(name, folder), Batch(1, (), Cursor(1, 0)), START)

    def batch(self, *raws: bytes, at: datetime = NOW) -> Batch:
        """Return the mails with the next UIDs of UIDVALIDITY 1."""
        mails = tuple(Fetched(next(self.uids), raw, len(raw), at) for raw in raws)
        return Batch(1, mails, Cursor(1, mails[-1].uid))

    def take(self, *mails: Written | bytes, at: datetime = NOW, mailbox: str = "shop") -> Report:
        """Record mails received *at*, in one batch."""
        raws = [m.raw() if isinstance(m, Written) else m for m in mails]
        return ingest(self.intake(mailbox), self.batch(*raws, at=at), at)

    def client(self, name: str, *domains: str) -> int:
        return clients.add(self.db, self.config, Client(0, name, domains), "maria", NOW)

    def all(self, table: Table) -> list[dict[str, Any]]:
        """Return every row of *table*, in the order of its first key."""
        with self.db.read() as connection:
            query = select(table).order_by(*table.primary_key.columns)
            return [dict(row._mapping) for row in connection.execute(query)]

    def one(self, table: Table) -> dict[str, Any]:
        rows = self.all(table)
        assert len(rows) == 1, rows
        return rows[0]

    def count(self, table: Table) -> int:
        return len(self.all(table))

    def conversation_of(self, subject: str) -> dict[str, Any]:
        """Return the conversation of the newest mail with *subject*."""
        mail = [m for m in self.all(message) if m["subject"] == subject][-1]
        return next(c for c in self.all(conversation) if c["id"] == mail["conversation_id"])

    def contact_id(self, name: str) -> int:
        return int(next(c["id"] for c in self.all(contact) if c["name"] == name))

    def client_name(self, client_id: int | None) -> str:
        names = {c["id"]: c["name"] for c in self.all(client)}
        return str(names[client_id]) if client_id is not None else ""

    def clients_by_conversation(self) -> dict[int, set[int]]:
        """Return whose people wrote in each conversation."""
        whose = {c["id"]: c["client_id"] for c in self.all(contact)}
        found: dict[int, set[int]] = {}
        for mail in self.all(message):
            owner = whose.get(mail["contact_id"])
            if owner is not None:
                found.setdefault(mail["conversation_id"], set()).add(owner)
        return found


def again(batch: Batch, **changes: Any) -> Batch:
    """Return *batch* with other attributes."""
    return replace(batch, **changes)
