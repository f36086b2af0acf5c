"""The IMAP server that runs inside the process."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from daemon.demo.imap_server import ImapServer
from daemon.errors import MailboxUnavailableError
from daemon.imap.client import Session, connect
from tests.servers.watching import imap_config, mail

USERS = {"desk": "one", "client": "two"}


@pytest.fixture
def server() -> Iterator[ImapServer]:
    with ImapServer(USERS) as running:
        yield running


def session(server: ImapServer, user: str) -> Session:
    return connect(imap_config(server.port, user, USERS[user]))


def test_mail_is_delivered_byte_by_byte_to_one_user(server: ImapServer) -> None:
    moment = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
    raw = b"Subject: =?broken\r\nno colon here\r\n\r\n\xff\x00\r\nlast line without end"
    uid = server.deliver("desk", raw, moment=moment)
    with session(server, "desk") as desk, session(server, "client") as client:
        assert (desk.select("INBOX").exists, client.select("INBOX").exists) == (1, 0)
        assert desk.bodies([uid]) == {uid: raw}
        assert [f.received_at for f in desk.facts([uid], datetime.now(UTC))] == [moment]


def test_a_folder_is_made_by_the_first_mail_in_it(server: ImapServer) -> None:
    server.deliver("desk", mail("a"), folder="Clients")
    server.deliver("desk", mail("b"), folder="Clients")
    with session(server, "desk") as desk:
        assert desk.select("Clients").exists == 2
    assert server.mails("desk", "Clients") == [mail("a"), mail("b")]


def test_flags_tell_what_was_marked(server: ImapServer) -> None:
    first, second = server.deliver("desk", mail("a")), server.deliver("desk", mail("b"))
    with session(server, "desk") as desk:
        desk.select("INBOX", readonly=False)
        desk.mark_seen([second], seen=True)
    assert server.flags("desk") == {first: set(), second: {"\\Seen"}}


def test_a_connection_outlives_the_garbage_collector(server: ImapServer) -> None:
    with session(server, "desk") as desk:
        gc.collect()
        desk.noop()
        assert desk.select("INBOX").exists == 0


def test_a_stop_ends_the_connections(server: ImapServer) -> None:
    with session(server, "desk") as desk:
        server.stop()
        with pytest.raises(MailboxUnavailableError):
            desk.noop()


def test_a_port_in_use_is_said_so(server: ImapServer) -> None:
    with pytest.raises(OSError, match=str(server.port)):
        ImapServer(USERS, port=server.port).start()
