"""Killed at any moment: in the end no mail is missing, none twice, nothing sent twice."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from email import message_from_bytes
from email.utils import parseaddr
from pathlib import Path
from random import Random
from typing import Any

import pytest

from daemon.demo.imap_server import ImapServer
from daemon.demo.smtp_server import SmtpServer
from daemon.store.engine import Database
from daemon.store.schema import delivery, event, message, outgoing
from tests.acceptance.rig import (
    USER,
    Correspondence,
    Daemon,
    Place,
    incoming,
    is_settled,
    rows,
    states,
    until,
)
from tests.servers.smtp import Behaviour

#: how often the daemon is killed; more of it is a soak test
ROUNDS = int(os.environ.get("TRIAGED_KILLS", "15"))
SMALL = "limits = { batch_messages = 2 }"


@pytest.mark.parametrize(
    ("engine", "rounds"),
    [
        pytest.param("db", ROUNDS, id="sqlite"),
        pytest.param("postgres_db", max(3, ROUNDS // 4), id="postgres", marks=pytest.mark.postgres),
    ],
)
def test_killed_again_and_again_nothing_is_lost_or_doubled(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    imap: ImapServer,
    smtp: SmtpServer,
    postman: Behaviour,
    engine: str,
    rounds: int,
) -> None:
    db: Database = request.getfixturevalue(engine)
    place = Place(tmp_path / "data", db, imap.port, smtp.port, SMALL)
    letters, dice = Correspondence(db, imap), Random(rounds)
    for _ in range(rounds):
        letters.deliver(6)
        letters.queue(4)
        with place.daemon() as daemon:
            work_a_while(daemon, db, dice)
            letters.deliver(1)
            daemon.kill()
    with place.daemon() as last:
        until(lambda: len(incoming(db)) >= len(letters.delivered), "all mails")
        until(lambda: is_settled(db), "all letters")
        assert last.stop() == 0
    assert_all_there_once(db, letters, postman, rounds)
    assert_filed_once(db, imap)
    assert "Traceback" not in place.log


def work_a_while(daemon: Daemon, db: Database, dice: Random) -> None:
    """Let the daemon get to work, and leave it in the middle of it."""
    before = progress(db)
    if dice.random() < 0.8:
        until(lambda: progress(db) != before, "the daemon to get to work")
    daemon.lives_for(dice.uniform(0, 0.4))


def progress(db: Database) -> tuple[int, Counter[str]]:
    return len(incoming(db)), Counter(states(db))


def assert_all_there_once(
    db: Database, letters: Correspondence, postman: Behaviour, kills: int
) -> None:
    assert incoming(db) == letters.delivered
    assert len(rows(db, delivery)) == len(letters.delivered)
    told = [e for e in rows(db, event) if e["verb"] == "recorded"]
    assert len(told) == len(rows(db, message))
    copies = postman.copies()
    assert set(copies.values()) <= {1}
    by_state = Counter(states(db))
    assert set(by_state) <= {"sent", "unsure"}
    assert by_state["unsure"] <= kills
    sent = {f"<{r['message_id']}>" for r in rows(db, outgoing) if r["state"] == "sent"}
    assert sent <= set(copies)


def assert_filed_once(db: Database, imap: ImapServer) -> None:
    filed = [message_from_bytes(m)["Message-ID"] for m in imap.mails(USER, "Sent")]
    sent = {f"<{r['message_id']}>" for r in rows(db, outgoing) if r["state"] == "sent"}
    assert set(filed) == sent
    # a kill between the server's yes to the copy and our record of it is looked up, not repeated
    assert Counter(filed).most_common(1)[0][1] == 1


class KillAfterTaking(Behaviour):
    """Takes a mail, files it where *imap* is given, and kills the daemon before saying so."""

    def __init__(self, imap: ImapServer | None = None) -> None:
        super().__init__(1)
        self.imap = imap
        self.daemon: Daemon | None = None

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        answer = self.accept(envelope)
        if self.due() and self.daemon is not None:
            if self.imap is not None:
                self.imap.deliver(USER, envelope.original_content, "Sent")
            self.daemon.process.kill()
            self.daemon.process.wait()
        return answer


@pytest.mark.parametrize("files", [False, True], ids=["server keeps no copy", "server files it"])
def test_killed_between_the_servers_yes_and_our_record(
    place: Place, letters: Correspondence, imap: ImapServer, *, files: bool
) -> None:
    postman = KillAfterTaking(imap if files else None)
    letters.queue(2)
    with SmtpServer(postman) as smtp:
        place = replace(place, smtp=smtp.port)
        with place.daemon() as killed:
            postman.daemon = killed
            until(lambda: killed.process.poll() is not None, "the daemon to be killed")
        assert states(place.db) == ["sending", "queued"]
        with place.daemon():
            looked = "not in the Sent folder"
            until(lambda: is_settled(place.db), "the other letter")
            until(
                lambda: (
                    states(place.db)[0] == "sent"
                    or looked in rows(place.db, outgoing)[0]["last_error"]
                ),
                "the look into the Sent folder",
            )
    assert states(place.db) == [("sent" if files else "unsure"), "sent"]
    assert set(postman.copies().values()) == {1}


def test_a_manager_settles_what_is_unsure(place: Place, letters: Correspondence) -> None:
    postman = KillAfterTaking()
    letters.queue(1)
    with SmtpServer(postman) as smtp:
        place = replace(place, smtp=smtp.port)
        with place.daemon() as killed:
            postman.daemon = killed
            until(lambda: killed.process.poll() is not None, "the daemon to be killed")
        with place.daemon():
            until(lambda: states(place.db) == ["unsure"], "the doubt")
            listed = place.call("outbox", "list", "--state", "unsure")
            assert "Letter 1" in listed.stdout
            assert place.call("outbox", "retry", "1").returncode == 0
            until(lambda: states(place.db) == ["sent"], "the letter sent again")
    sent = [message_from_bytes(m.data) for m in postman.mails]
    assert [parseaddr(m["To"])[1] for m in sent] == ["anna@weber.example"] * 2
    assert len({m["Message-ID"] for m in sent}) == 1
