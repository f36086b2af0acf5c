"""The real command between real servers: mail in, reply out, and ends of every kind."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest

from daemon.clock import utc_now
from daemon.config import load_config
from daemon.demo.imap_server import ImapServer
from daemon.demo.smtp_server import SmtpServer
from daemon.model.record import Client
from daemon.services import clients
from daemon.store.engine import Database
from daemon.store.running_tables import heartbeat
from daemon.store.schema import conversation, mailbox, message, outgoing
from tests.acceptance.rig import (
    PASSWORD,
    USER,
    Correspondence,
    Place,
    incoming,
    is_settled,
    mail,
    rows,
    states,
    until,
)
from tests.servers.dovecot import free_port
from tests.servers.smtp import Behaviour

WISH = "Hello,\n\nwe need an export of all orders as a CSV file in the admin area.\n\nAnna"


def add_weber(place: Place) -> None:
    new = Client(0, "Weber", ("weber.example",))
    clients.add(place.db, load_config(place.config), new, "maria", utc_now())


def answer_to(postman: Behaviour, message_id: str) -> Message | None:
    found = [message_from_bytes(m.data) for m in postman.mails]
    return next((m for m in found if m["In-Reply-To"] == f"<{message_id}>"), None)


def test_mail_in_reply_out_and_the_answer_to_it_joins(
    place: Place, imap: ImapServer, postman: Behaviour
) -> None:
    place = replace(place, model=True)
    add_weber(place)
    with place.daemon().watching():
        imap.deliver(USER, mail("Order export", WISH, "w1@weber.example"))
        until(lambda: answer_to(postman, "w1@weber.example"), "the acknowledgement")
        reply = answer_to(postman, "w1@weber.example")
        assert reply is not None
        assert reply["Auto-Submitted"] == "auto-replied"
        assert "w1@weber.example" in reply["References"]
        cited = [f"In-Reply-To: {reply['Message-ID']}"]
        imap.deliver(USER, mail("about that", "As Excel instead, please.", "w2@x.example", cited))
        until(lambda: len(incoming(place.db)) == 2, "the answer to be recorded")
        until(lambda: imap.mails(USER, "Sent"), "the copy in the Sent folder")
    [thread] = rows(place.db, conversation)
    assert thread["message_count"] >= 2
    assert sum(postman.copies().values()) == 1
    assert imap.flags(USER) == {uid: set() for uid in imap.flags(USER)}  # nothing marked read


def test_told_to_stop_it_ends_in_good_order(place: Place, letters: Correspondence) -> None:
    letters.queue(3)
    daemon = place.daemon().watching()
    letters.deliver(2)
    until(lambda: len(incoming(place.db)) == 2, "the mails")
    until(lambda: is_settled(place.db), "the letters to be sent")
    assert daemon.stop() == 0
    assert rows(place.db, heartbeat) == []
    assert rows(place.db, mailbox)[0]["lease_owner"] == ""
    assert rows(place.db, mailbox)[0]["state"] == "stopped"
    assert PASSWORD not in place.log
    assert "Traceback" not in place.log


def test_a_second_daemon_on_the_same_folder_is_told_why_not(place: Place) -> None:
    with place.daemon().watching() as first:
        refused = place.call("run")
        assert refused.returncode == 2
        assert f"process {first.process.pid}" in refused.stderr
        assert "data_dir" in refused.stderr
        assert first.lives_for(0)


def test_mail_of_an_outage_is_all_there_in_order(place: Place, letters: Correspondence) -> None:
    place = replace(place, more="limits = { batch_messages = 7 }")
    with place.daemon().watching() as first:
        letters.deliver(1)
        until(lambda: len(incoming(place.db)) == 1, "the first mail")
        first.kill()
    letters.deliver(60)
    with place.daemon():
        until(lambda: len(incoming(place.db)) == 61, "the mails of the outage")
    assert incoming(place.db) == letters.delivered


def test_a_mail_server_that_is_not_there_yet_is_waited_for(place: Place, tmp_path: Path) -> None:
    place = replace(place, imap=free_port())
    with place.daemon():
        until(lambda: [m for m in rows(place.db, mailbox) if m["last_error"]], "the trouble")
        late = ImapServer({USER: PASSWORD}, port=place.imap)
        with late:
            found = Correspondence(place.db, late)
            found.deliver(12)
            until(lambda: len(incoming(place.db)) == 12, "the mails")
    assert incoming(place.db) == found.delivered


def test_letters_wait_for_a_server_that_is_down_and_leave_once(
    place: Place, letters: Correspondence, postman: Behaviour
) -> None:
    more = "sending = { retry_minutes = [0.02] }"
    place = replace(place, smtp=free_port(), more=more)
    letters.queue(5)
    with place.daemon():
        until(lambda: sum(r["attempts"] for r in rows(place.db, outgoing)) >= 5, "the attempts")
        with SmtpServer(postman, port=place.smtp):
            until(lambda: states(place.db) == ["sent"] * 5, "the letters")
    assert set(postman.copies().values()) == {1}
    assert len(postman.mails) == 5


def test_in_shadow_mode_nothing_leaves(
    place: Place, letters: Correspondence, postman: Behaviour
) -> None:
    place = replace(place, more="sending = { shadow = true }")
    letters.queue(2)
    with place.daemon().watching():
        until(lambda: states(place.db) == ["held", "held"], "the letters to be held")
    assert postman.mails == []


@pytest.mark.postgres
def test_two_daemons_on_one_database_share_the_work(
    postgres_db: Database, tmp_path: Path, imap: ImapServer, smtp: SmtpServer, postman: Behaviour
) -> None:
    one = Place(tmp_path / "one", postgres_db, imap.port, smtp.port)
    two = Place(tmp_path / "two", postgres_db, imap.port, smtp.port)
    letters = Correspondence(postgres_db, imap)
    with one.daemon().watching() as first, two.daemon():
        until(lambda: len(rows(postgres_db, heartbeat)) == 2, "both daemons")
        letters.queue(20)
        letters.deliver(20)
        until(lambda: len(incoming(postgres_db)) == 20, "the mails")
        until(lambda: is_settled(postgres_db), "the letters")
        first.kill()
        _expire_leases(postgres_db)
        letters.deliver(5)
        until(lambda: len(incoming(postgres_db)) == 25, "the mails after the takeover")
    assert incoming(postgres_db) == letters.delivered
    assert postman.copies() == {f"<l{n}@studio.example>": 1 for n in range(1, 21)}
    assert len({m["content_key"] for m in rows(postgres_db, message)}) == 25


def _expire_leases(db: Database) -> None:
    """Let the time of a lease pass at once."""
    with db.write() as connection:
        past = utc_now().replace(year=2000)
        connection.execute(mailbox.update().values(lease_until=past))
