"""Connecting: TLS, log-in, limits, and what `triaged check` says."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from daemon.config.schema import ImapConfig
from daemon.config.secret import Secret
from daemon.demo.imap_server import ImapServer
from daemon.errors import LoginRefusedError, MailboxUnavailableError
from daemon.imap.client import connect
from daemon.imap.errors import RefusedError
from daemon.imap.probe import probe
from tests.servers import imap as shelf
from tests.servers.imap import PASSWORD, USER, ImapShelf
from tests.servers.watching import imap_config


@pytest.fixture
def server() -> Iterator[ImapShelf]:
    with ImapShelf() as running:
        yield running


@pytest.fixture(scope="module")
def ca_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ca") / "ca.pem"


@pytest.fixture(scope="module")
def context(ca_file: Path) -> ssl.SSLContext:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(ca_file))
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(served)
    return served


@pytest.fixture(params=["tls", "starttls"])
def secured(
    request: pytest.FixtureRequest, context: ssl.SSLContext, ca_file: Path
) -> Iterator[ImapConfig]:
    tls, starttls = (context, None) if request.param == "tls" else (None, context)
    with ImapServer({USER: PASSWORD}, tls=tls, starttls=starttls) as server:
        server.deliver(USER, b"Subject: safe\r\n\r\n")
        yield imap_config(server.port, USER, PASSWORD, security=request.param, ca_file=ca_file)


def test_a_secured_session_reads_mail(secured: ImapConfig) -> None:
    with connect(secured) as session:
        assert isinstance(session.client.socket(), ssl.SSLSocket)
        session.select("INBOX")
        assert session.bodies([101]) == {101: b"Subject: safe\r\n\r\n"}


def test_an_unknown_issuer_is_refused(secured: ImapConfig) -> None:
    config = secured.model_copy(update={"ca_file": None})
    with pytest.raises(MailboxUnavailableError, match=r"cannot be trusted.*imap\.ca_file"):
        connect(config)


def test_a_certificate_for_another_host_is_refused(secured: ImapConfig) -> None:
    config = secured.model_copy(update={"host": "127.0.0.2"})
    with pytest.raises(MailboxUnavailableError):
        connect(config)


def test_plain_text_before_the_tls_handshake_is_refused(server: ImapShelf) -> None:
    server.behaviour = shelf.InjectBeforeTls()
    with pytest.raises(MailboxUnavailableError, match="data before the TLS handshake"):
        connect(imap_config(server.port, USER, PASSWORD, security="starttls"))


def test_a_refused_login_never_shows_the_password(server: ImapShelf) -> None:
    server.behaviour = shelf.RefuseLogin()
    with pytest.raises(LoginRefusedError) as caught:
        connect(imap_config(server.port, USER, PASSWORD))
    assert "desk" in str(caught.value)
    assert PASSWORD not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_connection_lost_at_login_is_no_refusal(server: ImapShelf) -> None:
    class Hasty(shelf.Behaviour):
        async def on_command(self, wire: shelf.Wire, line: bytes) -> bytes:
            if b" LOGIN " in line:
                wire.close()
            return line

    server.behaviour = Hasty()
    with pytest.raises(MailboxUnavailableError, match="no answer to the log-in"):
        connect(imap_config(server.port, USER, PASSWORD))


@pytest.mark.parametrize(("offer", "taken"), [(b" AUTH=PLAIN", True), (b"", False)])
def test_where_login_is_disabled_plain_is_taken_if_offered(
    offer: bytes, taken: bool, server: ImapShelf
) -> None:
    server.behaviour = shelf.LoginDisabled(offer)
    config = imap_config(server.port, USER, PASSWORD)
    if taken:
        connect(config).close()
    else:
        with pytest.raises(LoginRefusedError, match="takes no log-in on this connection"):
            connect(config)


def test_a_password_beyond_ascii_is_taken() -> None:
    with (
        ImapServer({USER: "pässwort"}) as server,
        connect(imap_config(server.port, USER, "pässwort")) as session,
    ):
        assert session.select("INBOX").exists == 0


def test_nobody_listening_is_said_so() -> None:
    with ImapShelf() as gone:
        port = gone.port
    with pytest.raises(MailboxUnavailableError, match=f"127.0.0.1:{port}: Connection refused"):
        connect(imap_config(port, USER, PASSWORD))


def test_a_stop_ends_a_wait_for_a_silent_server(server: ImapShelf) -> None:
    class Mute(shelf.Behaviour):
        async def on_response(self, wire: shelf.Wire, parts: list[bytes]) -> None:
            stop.set()

    stop = threading.Event()
    server.behaviour = Mute()
    with pytest.raises(MailboxUnavailableError, match="stopping"):
        connect(imap_config(server.port, USER, PASSWORD, timeout=60), stop=stop)


def test_a_missing_folder_is_refused(server: ImapShelf) -> None:
    with (
        connect(imap_config(server.port, USER, PASSWORD)) as session,
        pytest.raises(RefusedError, match="folder Clients"),
    ):
        session.select("Clients")


def test_the_probe_shows_folders_and_capabilities(server: ImapShelf) -> None:
    found = probe(imap_config(server.port, USER, PASSWORD, folders=["INBOX", "Clients"]))
    assert [f.ok for f in found] == [True, True, False, True]
    assert "the server has: INBOX" in found[2].advice
    assert "IDLE yes, UIDPLUS yes, CONDSTORE no" in found[3].text


def test_the_probe_says_what_to_do_about_a_failure(server: ImapShelf) -> None:
    secret = Secret(env="TRIAGED_TEST_NOT_SET")
    config = imap_config(server.port, USER, PASSWORD, security="tls")
    (refused,) = probe(imap_config(server.port, USER, "falsch"))
    (closed,) = probe(config)
    (unset,) = probe(config.model_copy(update={"password": secret, "security": "plain"}))
    assert [f.ok for f in (refused, closed, unset)] == [False] * 3
    assert "app password" in refused.advice
    assert "imap.port" in closed.advice
    assert "TRIAGED_TEST_NOT_SET" in unset.text
