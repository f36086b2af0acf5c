"""A year of 200 clients: milestones, answers, complaints, holds, bounces, a week down."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, insert, select, update

from daemon.model.plan import AnswerState, Invitation, StoredAnswer
from daemon.services import counting, milestones, optouts, surveying
from daemon.services.invited import Tick
from daemon.services.office import Office
from daemon.store import answers, contacts, invitations
from daemon.store.engine import Database
from daemon.store.plan_tables import engagement, invitation, milestone
from daemon.store.schema import (
    address,
    client,
    contact,
    conversation,
    item,
    message,
    outgoing,
    project,
    raw_mail,
)
from tests.integration.desk import SECRET, make_config

START = datetime(2026, 1, 1, tzinfo=UTC)
CLIENTS = 200
ZONES = ("Europe/Berlin", "Asia/Shanghai", "America/New_York", "UTC")
#: the daemon is down from the first to the second
DOWN = (START + timedelta(days=140), START + timedelta(days=147))
CONFIG = make_config(
    calendar={"country": "DE"},
    surveys={"thanks": "no"},
    sending={"max_per_domain": 10_000, "max_same_content": 100_000, "max_per_address": 1_000},
)
#: from when to when something held; None: to the end
Span = tuple[datetime, datetime | None]


def zone_of(client_id: int) -> ZoneInfo:
    return ZoneInfo(ZONES[client_id % len(ZONES)])


@dataclass
class Year:
    """The records, and beside them what happened to whom, to check them by."""

    db: Database
    random: Random
    now: datetime = START
    opted_out: dict[int, datetime] = field(default_factory=dict)
    bounced: dict[int, datetime] = field(default_factory=dict)
    complaints: dict[int, list[Span]] = field(default_factory=dict)
    holds: dict[int, list[Span]] = field(default_factory=dict)
    answered: dict[int, datetime] = field(default_factory=dict)
    total: Tick = field(default_factory=Tick)

    def __post_init__(self) -> None:
        nonces = iter(range(10**9))
        self.office = Office(self.db, CONFIG, SECRET, lambda: f"y{next(nonces)}")

    def live(self) -> None:
        """Reach, ask, send, answer, complain and leave, three times a day."""
        with self.db.read() as c:
            stones = list(c.execute(select(milestone.c.id)).scalars())
        random = self.random
        reached = sorted((START + timedelta(hours=random.randrange(8760)), i) for i in stones)
        for _ in range(365 * 3):
            self.now += timedelta(hours=8, minutes=random.randrange(3))
            with self.db.write() as c:
                while reached and reached[0][0] <= self.now:
                    milestones.reach_within(c, self.office, reached.pop(0)[1], "maria", self.now)
                self._happen(c)
            if not DOWN[0] <= self.now < DOWN[1]:
                self.total += surveying.run(self.office, self.now)
                self._send()

    def _happen(self, c: Connection) -> None:
        random, someone = self.random, self.random.randrange(1, 2 * CLIENTS + 1)
        luck, client_id = random.random(), (someone + 1) // 2
        if luck < 0.04 and someone not in self.opted_out:
            optouts.note(c, someone, None, self.now)
            self.opted_out[someone] = self.now
        elif luck < 0.06 and someone not in self.bounced:
            contacts.mark_bounced(c, f"p{someone}@c.example", "550", self.now)
            self.bounced[someone] = self.now
        elif luck < 0.12:
            self._complain(c, client_id)
        elif luck < 0.17:
            self._hold(c, client_id)
        if random.random() < 0.5:
            self._answer(c)

    def _complain(self, c: Connection, client_id: int) -> None:
        state = "received" if _toggle(self.complaints, client_id, self.now) else "confirmed"
        c.execute(update(item).where(item.c.client_id == client_id).values(state=state))

    def _hold(self, c: Connection, client_id: int) -> None:
        state = "hold" if _toggle(self.holds, client_id, self.now) else "active"
        c.execute(
            update(engagement).where(engagement.c.project_id == client_id).values(state=state)
        )

    def _answer(self, c: Connection) -> None:
        at, state = invitation.c.asked_at, invitation.c.state
        query = select(invitation.c.id).where(state == "asked", at.is_not(None)).order_by(at)
        if left := list(c.execute(query).scalars()):
            one = invitations.load(c, self.random.choice(left))
            answer_for(c, self.office, one, self.random.randrange(3, 6), self.now)
            self.answered[one.id] = self.now

    def _send(self) -> None:
        with self.db.write() as c:
            leaves = update(outgoing).where(outgoing.c.state == "queued")
            c.execute(leaves.values(state="sent", sent_at=self.now))

    def invitations(self) -> list[dict[str, Any]]:
        """Return every invitation, with whose it is."""
        with self.db.read() as c:
            query = select(invitation, contact.c.client_id).join(
                contact, contact.c.id == invitation.c.contact_id
            )
            return [dict(row._mapping) for row in c.execute(query)]

    def mails(self, purpose: str) -> list[dict[str, Any]]:
        """Return the mails of a purpose that left."""
        with self.db.read() as c:
            query = select(outgoing).where(
                outgoing.c.purpose == purpose, outgoing.c.state == "sent"
            )
            return [dict(row._mapping) for row in c.execute(query)]


def _toggle(spans: dict[int, list[Span]], who: int, now: datetime) -> bool:
    """Begin what is over or end what holds; return whether it holds now."""
    mine = spans.setdefault(who, [])
    if mine and mine[-1][1] is None:
        mine[-1] = (mine[-1][0], now)
        return False
    mine.append((now, None))
    return True


def holds_at(spans: list[Span], moment: datetime) -> bool:
    """Whether one of *spans* holds at a moment, its first and last instant aside."""
    return any(since < moment and (until is None or moment < until) for since, until in spans)


def answer_for(c: Connection, office: Office, asked: Invitation, score: int, now: datetime) -> None:
    """Let somebody answer, in the one mail that everybody has written."""
    new = StoredAnswer(
        0, asked.id, asked.contact_id, asked.contact_id, now, AnswerState.COUNTED, "",
        {"score": score},
    )  # fmt: skip
    number = answers.add(c, new)
    stored = answers.load(c, number)
    counting.count(c, office, stored, asked.contact_id, now)


def people_the_world(db: Database) -> None:
    """Write clients with two contacts each, and a project with a milestone every other month."""
    ids = range(1, CLIENTS + 1)
    people = range(1, 2 * CLIENTS + 1)
    common = {"created_at": START}
    rows: dict[Any, list[dict[str, Any]]] = {
        client: [{"id": i, "name": f"C{i}", "timezone": ZONES[i % 4], **common} for i in ids],
        contact: [
            {"id": p, "client_id": (p + 1) // 2, "name": f"P{p}", "role": "client", **common}
            for p in people
        ],
        address: [{"addr": f"p{p}@c.example", "contact_id": p} for p in people],
        project: [{"id": i, "code": f"P{i}", "name": "", **common} for i in ids],
        engagement: [{"project_id": i, "client_id": i, "mailbox": "shop"} for i in ids],
        milestone: [_stone(i, month) for i in ids for month in range(0, 12, 2)],
        raw_mail: [{"sha256": "0" * 64, "data": b"", "size": 0}],
        conversation: [_thread(p) for p in people],
        message: [_mail(p) for p in people],
        item: [_settled_complaint(i) for i in ids],
    }
    with db.write() as c:
        for table, wanted in rows.items():
            c.execute(insert(table), wanted)


def _stone(project_id: int, month: int) -> dict[str, Any]:
    named = {"name": f"M{month}", "name_key": f"m{month}", "survey": "csat", "kind": "own"}
    return {"project_id": project_id, "created_at": START, **named}


def _thread(person: int) -> dict[str, Any]:
    whose = {"project_id": (person + 1) // 2, "client_id": (person + 1) // 2, "mailbox": "shop"}
    at = {"state_at": START, "opened_at": START, "last_at": START}
    return {"id": person, "number": person, "state": "waiting", **whose, **at}


def _mail(person: int) -> dict[str, Any]:
    key = {"content_key": f"{person:064}", "sha256": "0" * 64, "mailbox": "shop"}
    return {"id": person, "conversation_id": person, "received_at": START, **key}


def _settled_complaint(client_id: int) -> dict[str, Any]:
    person = 2 * client_id - 1
    where = {"conversation_id": person, "message_id": person, "start": 0, "end": 0}
    whose = {"project_id": client_id, "client_id": client_id, "kind": "CMP", "number": 1}
    return {**where, **whose, "words": "", "state": "confirmed", "created_at": START}
