"""Mail in from Dovecot: the main ways again, on a server that many use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from daemon.config.schema import LimitsConfig
from daemon.errors import LoginRefusedError
from daemon.imap.client import Session, connect
from daemon.model.mailbox import WatchState
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.watching import Watching, imap_config, limits, mail

pytestmark = pytest.mark.dovecot

Watch = Callable[..., Watching]


@pytest.fixture
def user(dovecot: Dovecot) -> str:
    return dovecot.new_user()


@pytest.fixture
def desk(dovecot: Dovecot, user: str) -> Session:
    """A second session of the same user, to put mail into the mailbox."""
    return connect(imap_config(dovecot.port, user, PASSWORD))


def watching(dovecot: Dovecot, user: str, within: LimitsConfig | None = None) -> Watching:
    return Watching(imap_config(dovecot.port, user, PASSWORD), within)


def deliver(desk: Session, *names: str) -> list[str]:
    for name in names:
        desk.client.append("INBOX", mail(name), msg_time=datetime(2026, 1, 2, tzinfo=UTC))
    return list(names)


@pytest.mark.parametrize(("token", "taken"), [(PASSWORD, True), ("expired", False)])
def test_an_access_token_logs_in(dovecot: Dovecot, user: str, token: str, taken: bool) -> None:
    config = imap_config(dovecot.port, user, token).model_copy(update={"auth": "xoauth2"})
    if taken:
        with connect(config) as session:
            assert session.select("INBOX").exists == 0
    else:
        with pytest.raises(LoginRefusedError, match=f"log-in of {user} refused") as caught:
            connect(config)
        assert token not in str(caught.value)


def test_mail_is_recorded_in_order_and_stays_unread(
    dovecot: Dovecot, user: str, desk: Session
) -> None:
    names = deliver(desk, "a", "b")
    with watching(dovecot, user) as watch, desk:
        watch.wait_for_state(WatchState.IDLE)
        names += deliver(desk, "c", "d")
        watch.wait_for_mails(4)
        desk.select("INBOX")
        assert desk.client.search(["UNSEEN"]) == [1, 2, 3, 4]
    assert watch.subjects == names
    assert {m.received_at for m in watch.mails} == {datetime(2026, 1, 2, tzinfo=UTC)}


def test_after_a_long_outage_all_mail_is_there_in_order(
    dovecot: Dovecot, user: str, desk: Session
) -> None:
    with desk:
        names = deliver(desk, *(f"mail {n}" for n in range(700)))
    with watching(dovecot, user) as watch:
        watch.wait_for_mails(700)
    assert watch.subjects == names


def test_a_session_ended_by_the_server_is_taken_up_again(
    dovecot: Dovecot, user: str, desk: Session
) -> None:
    with watching(dovecot, user) as watch, desk:
        watch.wait_for_state(WatchState.IDLE)
        names = deliver(desk, "before")
        watch.wait_for_mails(1)
    with watching(dovecot, user) as watch:
        watch.wait_for_state(WatchState.IDLE)
        dovecot.kick(user)
        watch.wait_for(lambda: WatchState.BACKING_OFF in watch.states())
        watch.wait_for_state(WatchState.IDLE)
    assert watch.subjects == names


def test_an_oversize_mail_leaves_its_header(dovecot: Dovecot, user: str, desk: Session) -> None:
    with desk:
        desk.client.append("INBOX", mail("big", 10_000))
        deliver(desk, "small")
    with watching(dovecot, user, limits(message=4096)) as watch:
        watch.wait_for_mails(2)
    assert watch.subjects == ["big", "small"]
    assert [bool(m.problem) for m in watch.mails] == [True, False]


def test_a_folder_made_anew_is_read_again(dovecot: Dovecot, user: str, desk: Session) -> None:
    config = imap_config(dovecot.port, user, PASSWORD)
    with desk:
        desk.client.create_folder("客户")
        desk.client.append("客户", mail("old"))
        with Watching(config, folder="客户") as watch:
            watch.wait_for_mails(1)
        desk.client.delete_folder("客户")
        desk.client.create_folder("客户")
        desk.client.append("客户", mail("new"))
    with Watching(config, folder="客户") as again:
        again.cursor = watch.cursor
        again.wait_for_mails(1)
    assert again.subjects == ["new"]
    assert again.cursor.uidvalidity != watch.cursor.uidvalidity
