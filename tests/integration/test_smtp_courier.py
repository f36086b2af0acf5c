"""The courier and servers that misbehave: what it reports, and what the server then has."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path

import pytest
import trustme

from daemon.config.schema import SmtpConfig
from daemon.config.secret import Secret
from daemon.demo.smtp_server import SmtpServer
from daemon.model.outgoing import DeliveryOutcome, DeliveryReport
from daemon.smtp.courier import Courier
from daemon.smtp.probe import probe
from tests.servers.smtp import (
    Behaviour,
    DropAfterData,
    DropBeforeData,
    Gibberish,
    HangUpAfterMail,
    HoldAnswer,
    RefuseMail,
    RefuseRecipient,
    RefuseSender,
    TakesTokens,
    smtp_config,
)

SENT, TEMPORARY = DeliveryOutcome.SENT, DeliveryOutcome.TEMPORARY
PERMANENT, UNKNOWN = DeliveryOutcome.PERMANENT, DeliveryOutcome.UNKNOWN
TWO = ("a@client.example", "b@client.example")
PATIENCE = 30


def raw(number: int) -> bytes:
    return b"Message-ID: <%d@x>\r\nSubject: hi\r\n\r\n.a dot\r\n..two\r\n" % number


def send(server: SmtpConfig, count: int = 1, to: Sequence[str] = TWO) -> list[DeliveryReport]:
    """Send *count* mails with one courier; return what it reports."""

    async def work(courier: Courier) -> list[DeliveryReport]:
        return [await courier.send(raw(n), "me@acme.example", to) for n in range(count)]

    return with_courier(server, work)


def with_courier(
    server: SmtpConfig, work: Callable[[Courier], Awaitable[list[DeliveryReport]]]
) -> list[DeliveryReport]:
    async def run() -> list[DeliveryReport]:
        courier = Courier(server)
        try:
            return await work(courier)
        finally:
            await courier.close()

    return asyncio.run(run())


A, B = TWO
MISBEHAVIOURS = [
    pytest.param(Behaviour, [SENT, SENT], 2, 1, id="none: the connection is reused"),
    pytest.param(lambda: RefuseMail("451 later", 1), [TEMPORARY, SENT], 1, 1, id="4xx then 2xx"),
    pytest.param(lambda: RefuseMail("554 no", 1), [PERMANENT, SENT], 1, 1, id="5xx then 2xx"),
    pytest.param(
        lambda: RefuseMail("421 bye", 1), [TEMPORARY, SENT], 1, 1, id="421 after the message"
    ),
    pytest.param(lambda: RefuseSender("553 no", 1), [PERMANENT, SENT], 1, 1, id="sender 5xx"),
    pytest.param(lambda: RefuseSender("421 busy", 1), [TEMPORARY, SENT], 1, 2, id="sender 421"),
    pytest.param(
        lambda: RefuseSender("535 who?", 1), [TEMPORARY, SENT], 1, 1, id="about the login"
    ),
    pytest.param(lambda: RefuseRecipient(A, "550 no", 1), [SENT, SENT], 2, 1, id="one of two 5xx"),
    pytest.param(
        lambda: RefuseRecipient(B, "450 grey", 1), [TEMPORARY, SENT], 1, 1, id="one of two 4xx"
    ),
    pytest.param(lambda: DropBeforeData(1), [TEMPORARY, SENT], 1, 2, id="gone before DATA"),
    pytest.param(
        lambda: DropAfterData(keeps=True, times=1), [UNKNOWN, SENT], 2, 2, id="gone, has it"
    ),
    pytest.param(
        lambda: DropAfterData(keeps=False, times=1), [UNKNOWN, SENT], 1, 2, id="gone, has not"
    ),
    pytest.param(lambda: Gibberish("MAIL", 1), [TEMPORARY, SENT], 1, 2, id="gibberish before"),
    pytest.param(lambda: Gibberish("DATA", 1), [UNKNOWN, SENT], 2, 2, id="gibberish after"),
    pytest.param(HangUpAfterMail, [SENT, SENT], 2, 2, id="ends what it kept open"),
]


@pytest.mark.parametrize(("make", "outcomes", "kept", "connections"), MISBEHAVIOURS)
def test_outcomes(
    make: Callable[[], Behaviour], outcomes: list[DeliveryOutcome], kept: int, connections: int
) -> None:
    behaviour = make()
    with SmtpServer(behaviour) as server:
        reports = send(smtp_config(server), count=2)
    assert [report.outcome for report in reports] == outcomes
    assert len(behaviour.mails) == kept
    assert behaviour.connections == connections
    assert set(behaviour.copies().values()) == {1}


def test_what_arrives_is_what_was_sent() -> None:
    behaviour = Behaviour()
    with SmtpServer(behaviour) as server:
        send(smtp_config(server))
    [mail] = behaviour.mails
    assert (mail.sender, mail.recipients, mail.data) == ("me@acme.example", TWO, raw(0))


def test_refused_recipients_are_named() -> None:
    with SmtpServer(RefuseRecipient(A, "550 5.1.1 no such user")) as server:
        [report] = send(smtp_config(server))
    assert report.refused == (A,)
    assert report.detail == f"{A}: 550 5.1.1 no such user"


@pytest.mark.parametrize(
    ("answer", "gone"),
    [
        pytest.param("550 5.1.1 no such user", (A,), id="it says so by status"),
        pytest.param("550 who?", (A,), id="by code alone"),
        pytest.param("550 5.7.1 you are on a list", (), id="about us, not about them"),
        pytest.param("552 5.2.2 mailbox full", (), id="there, but full"),
    ],
)
def test_all_recipients_refused_is_for_good(answer: str, gone: tuple[str, ...]) -> None:
    with SmtpServer(RefuseRecipient(A, answer)) as server:
        [report] = send(smtp_config(server), to=(A,))
    assert (report.outcome, report.code) == (PERMANENT, int(answer[:3]))
    assert (report.refused, report.gone) == ((A,), gone)


def test_a_recipient_beyond_ascii_is_for_good() -> None:
    with SmtpServer(Behaviour()) as server:
        [bad, good] = send(smtp_config(server), to=("李@client.example",)) + send(
            smtp_config(server)
        )
    assert (bad.outcome, good.outcome) == (PERMANENT, SENT)


def test_no_server_is_for_now() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    [report] = send(SmtpConfig(host="127.0.0.1", port=port))
    assert report.outcome is TEMPORARY
    assert f"127.0.0.1:{port}" in report.detail


def test_a_server_that_says_nothing_is_for_now() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        server = SmtpConfig(host="127.0.0.1", port=mute.getsockname()[1], timeout=0.05)
        [report] = send(server)
    assert report.outcome is TEMPORARY


def test_a_slow_yes_is_waited_for() -> None:
    behaviour = HoldAnswer()

    async def work(courier: Courier) -> list[DeliveryReport]:
        sending = asyncio.create_task(courier.send(raw(0), "me@acme.example", TWO))
        assert await asyncio.to_thread(behaviour.waiting.wait, PATIENCE)
        assert not sending.done()
        behaviour.release()
        return [await sending]

    with SmtpServer(behaviour) as server:
        [report] = with_courier(smtp_config(server), work)
    assert report.outcome is SENT


def test_a_yes_that_never_comes_is_unknown() -> None:
    behaviour = HoldAnswer()

    async def work() -> DeliveryReport:
        courier = Courier(smtp_config(server, timeout=0.05), data_timeout=0.05)
        report = await courier.send(raw(0), "me@acme.example", TWO)
        behaviour.release()
        await courier.close()
        return report

    with SmtpServer(behaviour) as server:
        report = asyncio.run(work())
    assert report.outcome is UNKNOWN
    assert "no answer to the message" in report.detail


def test_an_idle_connection_is_closed() -> None:
    behaviour = Behaviour()

    async def work() -> None:
        courier = Courier(smtp_config(server), idle=0.01)
        await courier.send(raw(0), "me@acme.example", TWO)
        assert await asyncio.to_thread(behaviour.left_alone.wait, PATIENCE)
        await courier.close()

    with SmtpServer(behaviour) as server:
        asyncio.run(work())


def test_a_cancelled_mail_leaves_a_usable_courier() -> None:
    behaviour = HoldAnswer()

    async def work(courier: Courier) -> list[DeliveryReport]:
        sending = asyncio.create_task(courier.send(raw(0), "me@acme.example", TWO))
        assert await asyncio.to_thread(behaviour.waiting.wait, PATIENCE)
        sending.cancel()
        await asyncio.wait([sending])
        assert sending.cancelled()
        behaviour.hold = False
        return [await courier.send(raw(1), "me@acme.example", TWO)]

    with SmtpServer(behaviour) as server:
        [report] = with_courier(smtp_config(server), work)
    assert report.outcome is SENT


USERS = {"desk": "right"}


@pytest.mark.parametrize(
    ("password", "outcome"), [pytest.param("right", SENT), pytest.param("wrong", TEMPORARY)]
)
def test_login(password: str, outcome: DeliveryOutcome) -> None:
    with SmtpServer(Behaviour(), users=USERS) as server:
        config = smtp_config(server, user="desk", password=Secret(value=password))
        [report] = send(config)
    assert report.outcome is outcome
    assert "wrong" not in report.detail
    assert outcome is SENT or "login as desk refused" in report.detail


@pytest.mark.parametrize(
    ("token", "outcome"), [pytest.param("fresh", SENT), pytest.param("expired", TEMPORARY)]
)
def test_an_access_token_logs_in(token: str, outcome: DeliveryOutcome) -> None:
    with SmtpServer(TakesTokens("fresh"), users=USERS) as server:
        secret = Secret(value=token)
        [report] = send(smtp_config(server, user="desk", password=secret, auth="xoauth2"))
    assert report.outcome is outcome
    assert "expired" not in report.detail


def test_a_login_that_is_not_configured_is_for_now() -> None:
    with SmtpServer(Behaviour(), users=USERS) as server:
        [report] = send(smtp_config(server))
    assert (report.outcome, report.code) == (TEMPORARY, 530)


def test_a_secret_that_is_not_there_is_for_now() -> None:
    with SmtpServer(Behaviour(), users=USERS) as server:
        config = smtp_config(server, user="desk", password=Secret(env="TRIAGED_NO_SUCH"))
        [report] = send(config)
    assert report.outcome is TEMPORARY
    assert "env TRIAGED_NO_SUCH" in report.detail


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(params=["tls", "starttls"])
def secured(
    request: pytest.FixtureRequest, authority: trustme.CA, tmp_path: Path
) -> Iterator[SmtpConfig]:
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(served)
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    tls, starttls = (served, None) if request.param == "tls" else (None, served)
    with SmtpServer(Behaviour(), users=USERS, tls=tls, starttls=starttls) as server:
        yield smtp_config(
            server,
            security=request.param,
            ca_file=tmp_path / "ca.pem",
            user="desk",
            password=Secret(value="right"),
        )


def test_encrypted(secured: SmtpConfig) -> None:
    assert [report.outcome for report in send(secured, count=2)] == [SENT, SENT]


def test_a_certificate_nobody_vouches_for_is_refused(secured: SmtpConfig) -> None:
    [report] = send(secured.model_copy(update={"ca_file": None}))
    assert report.outcome is TEMPORARY
    assert "certificate cannot be trusted" in report.detail
    assert "smtp.ca_file" in report.detail


def test_starttls_is_never_given_up_silently() -> None:
    behaviour = Behaviour()
    with SmtpServer(behaviour) as server:
        [report] = send(smtp_config(server, security="starttls"))
    assert report.outcome is TEMPORARY
    assert behaviour.mails == []


def test_probe_names_what_it_found() -> None:
    with SmtpServer(Behaviour(), users=USERS) as server:
        config = smtp_config(server, user="desk", password=Secret(value="right"))
        [finding] = asyncio.run(probe(config))
    assert finding.ok
    assert "logged in as desk" in finding.text


@pytest.mark.parametrize(
    ("changes", "advice"),
    [
        pytest.param({"user": "desk", "password": Secret(value="x")}, "app password", id="login"),
        pytest.param({"security": "tls", "timeout": 1}, "port 587", id="TLS where none is"),
        pytest.param({"security": "starttls"}, "whether the server is up", id="no STARTTLS"),
        pytest.param(
            {"user": "desk", "password": Secret(env="TRIAGED_NO_SUCH")}, "secret", id="no secret"
        ),
    ],
)
def test_probe_says_what_to_do(changes: dict[str, object], advice: str) -> None:
    with SmtpServer(Behaviour(), users=USERS) as server:
        [finding] = asyncio.run(probe(smtp_config(server, **changes)))
    assert not finding.ok
    assert advice in finding.advice


def test_nothing_is_left_running() -> None:
    with SmtpServer(Behaviour()) as server:
        send(smtp_config(server))
    assert "smtp-server" not in {thread.name for thread in threading.enumerate()}
