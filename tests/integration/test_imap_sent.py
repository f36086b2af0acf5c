"""The Sent folder, on pymap and on Dovecot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from daemon.imap.client import Session, connect
from daemon.imap.sent import append_copy, find_message_id, sent_folder
from tests.servers.dovecot import PASSWORD as DOVECOT_PASSWORD
from tests.servers.dovecot import Dovecot
from tests.servers.imap import PASSWORD, USER, ImapShelf
from tests.servers.watching import imap_config

MOMENT = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
COPY = b"Message-ID: <a1.REQ-12@example.org>\r\nSubject: Thanks\r\n\r\nWe have it.\r\n"


@pytest.fixture(params=["pymap", pytest.param("dovecot", marks=pytest.mark.dovecot)])
def session(request: pytest.FixtureRequest) -> Iterator[Session]:
    if request.param == "dovecot":
        dovecot: Dovecot = request.getfixturevalue("dovecot")
        config = imap_config(dovecot.port, dovecot.new_user(), DOVECOT_PASSWORD)
        with connect(config) as session:
            yield session
    else:
        with ImapShelf() as shelf, connect(imap_config(shelf.port, USER, PASSWORD)) as session:
            yield session


def test_a_copy_is_found_by_its_whole_message_id_only(session: Session) -> None:
    folder = sent_folder(session, "Sent")
    append_copy(session, folder, COPY, MOMENT)
    assert find_message_id(session, folder, "<a1.REQ-12@example.org>")
    assert not find_message_id(session, folder, "<REQ-12@example.org>")
    assert not find_message_id(session, folder, "<1.REQ-12@example.org>")


def test_a_copy_is_read_and_keeps_its_moment(session: Session) -> None:
    folder = sent_folder(session, "Sent")
    append_copy(session, folder, COPY, MOMENT)
    session.select(folder)
    (uid,) = session.client.search(["ALL"])
    (fact,) = session.facts([uid], datetime.now(UTC))
    assert (fact.seen, fact.received_at) == (True, MOMENT)
    assert session.bodies([uid]) == {uid: COPY}


def test_an_empty_folder_holds_nothing(session: Session) -> None:
    folder = sent_folder(session, "Sent")
    assert not find_message_id(session, folder, "<a1.REQ-12@example.org>")


def test_a_configured_folder_that_exists_is_taken(session: Session) -> None:
    session.client.create_folder("Gesendet")
    assert sent_folder(session, "Gesendet") == "Gesendet"


def test_the_folder_is_the_servers_own_or_made(session: Session) -> None:
    first = sent_folder(session, "Sent")
    assert first in {"Sent", "Sent Messages"}
    assert sent_folder(session, "Sent") == first
