"""A year of 200 clients: milestones every other month; people answer, leave, or complain."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert, select, update

from daemon.services import milestones, optouts, surveying
from daemon.services.office import Office
from daemon.store import projects
from daemon.store.engine import Database
from daemon.store.plan_tables import engagement, invitation, milestone
from daemon.store.schema import address, client, contact, outgoing, project
from tests.integration.desk import SECRET, make_config

START = datetime(2026, 1, 1, tzinfo=UTC)
CLIENTS = 200
ZONES = ("Europe/Berlin", "Asia/Shanghai", "America/New_York", "UTC")
CONFIG = make_config(
    calendar={"country": "DE"},
    surveys={"thanks": "no"},
    sending={"max_per_domain": 10_000, "max_same_content": 100_000, "max_per_address": 1_000},
)


def people_the_world(db: Database) -> None:
    """Write clients with two contacts each, and a project with a milestone every other month."""
    ids = range(1, CLIENTS + 1)
    common = {"created_at": START}
    with db.write() as c:
        clients = [
            {"id": i, "name": f"Client {i}", "timezone": ZONES[i % 4], **common} for i in ids
        ]
        c.execute(insert(client), clients)
        people = [
            {"id": 2 * i - k, "client_id": i, "name": f"P{2 * i - k}", "role": "client", **common}
            for i in ids
            for k in (0, 1)
        ]
        c.execute(insert(contact), people)
        addrs = [{"addr": f"p{p['id']}@c.example", "contact_id": p["id"]} for p in people]
        c.execute(insert(address), addrs)
        c.execute(insert(project), [{"id": i, "code": f"P{i}", "name": "", **common} for i in ids])
        c.execute(
            insert(engagement),
            [{"project_id": i, "client_id": i, "mailbox": "shop"} for i in ids],
        )
        stones = [
            {
                "project_id": i,
                "name": f"M{month}",
                "name_key": f"m{month}",
                "survey": "csat",
                "kind": "own",
                **common,
            }
            for i in ids
            for month in range(0, 12, 2)
        ]
        c.execute(insert(milestone), stones)


def live_a_year(db: Database, office: Office, random: Random) -> dict[int, datetime]:
    """Reach, ask, send and lose people through the year; return who opted out when."""
    with db.read() as c:
        wanted = list(c.execute(select(milestone.c.id)).scalars())
    reached = sorted((START + timedelta(hours=random.randrange(8760)), i) for i in wanted)
    gone: dict[int, datetime] = {}
    now = START
    for _ in range(365 * 3):
        now += timedelta(hours=8, minutes=random.randrange(3))
        with db.write() as c:
            while reached and reached[0][0] <= now:
                milestones.reach_within(c, office, reached.pop(0)[1], "maria", now)
        if random.random() < 0.05:
            someone = random.randrange(1, 2 * CLIENTS + 1)
            if someone not in gone:
                optouts.opt_out(db, f"p{someone}@c.example", "maria", now)
                gone[someone] = now
        surveying.run(office, now)
        with db.write() as c:
            leaves = update(outgoing).where(outgoing.c.state == "queued")
            c.execute(leaves.values(state="sent", sent_at=now))
    return gone


def rows(db: Database) -> list[dict[str, Any]]:
    with db.read() as c:
        query = select(invitation, contact.c.client_id).join(
            contact, contact.c.id == invitation.c.contact_id
        )
        return [dict(row._mapping) for row in c.execute(query)]


@pytest.mark.slow
def test_a_year_of_two_hundred_clients_keeps_every_rule(db: Database) -> None:
    people_the_world(db)
    nonces = iter(range(10**9))
    office = Office(db, CONFIG, SECRET, lambda: f"y{next(nonces)}")
    gone = live_a_year(db, office, Random(7))
    found = rows(db)
    asked = [r for r in found if r["outgoing_id"] is not None and r["state"] != "skipped"]
    assert len(asked) > 1000
    keep_their_distance(asked)
    for row in asked:
        assert row["contact_id"] not in gone or row["decided_at"] <= gone[row["contact_id"]]
        local = row["decided_at"].astimezone(ZoneInfo(ZONES[row["client_id"] % 4]))
        assert (local.weekday() < 5, 9 <= local.hour < 18) == (True, True)
    assert all(r["reasons"] for r in found if r["state"] in {"skipped", "missed"})
    with db.read() as c:
        sent = c.execute(select(outgoing.c.purpose).where(outgoing.c.state == "sent")).scalars()
        reminders = sum(purpose == "survey_reminder" for purpose in sent)
    assert 0 < reminders <= len(asked)
    with db.read() as c:
        assert len(projects.find_all(c)) == CLIENTS


def keep_their_distance(asked: list[dict[str, Any]]) -> None:
    """Check that a contact is asked every 30 days at most, and a client every 14."""
    for key, days in (("contact_id", 30), ("client_id", 14)):
        seen: dict[int, list[tuple[datetime, int]]] = {}
        for row in asked:
            seen.setdefault(row[key], []).append((row["decided_at"], row["milestone_id"]))
        for times in seen.values():
            for (before, one), (after, other) in pairwise(sorted(times)):
                assert one == other or after - before >= timedelta(days=days), (key, before, after)
