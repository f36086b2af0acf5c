"""From the outbox to the server and back: each misbehaviour, and never two copies."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from daemon.config import Config
from daemon.demo.imap_server import ImapServer
from daemon.demo.smtp_server import SmtpServer
from daemon.model.outgoing import OutgoingState
from daemon.outbox.compose import compose
from daemon.runners.send import Sender
from daemon.runners.sentfolder import open_sent
from daemon.services import delivery, sending
from daemon.services.delivery import Target
from daemon.store.engine import Database, open_database
from tests.integration.mailroom import (
    PATIENCE,
    HandClock,
    Mailroom,
    Sent,
    make_config,
    new_outgoing,
    open_conversation,
    queue,
)
from tests.servers.smtp import (
    Behaviour,
    DropAfterData,
    DropBeforeData,
    Gibberish,
    HangUpAfterMail,
    HoldAnswer,
    RefuseMail,
    RefuseRecipient,
)

S = OutgoingState
ME = "anna@client.example"


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def sent() -> Sent:
    return Sent()


def config_for(server: SmtpServer, **changes: object) -> Config:
    smtp = {"host": "127.0.0.1", "port": server.port, "timeout": 5} | changes
    return make_config(smtp, retry_minutes=[1])


def unsure_for_good(row: object) -> bool:
    return getattr(row, "state", None) is S.UNSURE and "not in the Sent" in getattr(
        row, "last_error", ""
    )


SHELF = [
    pytest.param(Behaviour, S.SENT, 1, id="none"),
    pytest.param(lambda: RefuseMail("451 later", 1), S.SENT, 1, id="4xx then 2xx"),
    pytest.param(lambda: RefuseMail("451 later", 3), S.SENT, 1, id="4xx three times"),
    pytest.param(lambda: RefuseMail("554 spam"), S.FAILED, 0, id="5xx"),
    pytest.param(lambda: RefuseRecipient(ME, "550 no such user"), S.FAILED, 0, id="no such user"),
    pytest.param(lambda: RefuseRecipient(ME, "450 greylisted", 1), S.SENT, 1, id="greylisted"),
    pytest.param(lambda: DropBeforeData(1), S.SENT, 1, id="gone before DATA"),
    pytest.param(lambda: DropAfterData(keeps=True, times=1), S.UNSURE, 1, id="gone, has it"),
    pytest.param(lambda: DropAfterData(keeps=False, times=1), S.UNSURE, 0, id="gone, has not"),
    pytest.param(lambda: Gibberish("MAIL", 1), S.SENT, 1, id="gibberish before"),
    pytest.param(lambda: Gibberish("DATA", 1), S.UNSURE, 1, id="gibberish after"),
    pytest.param(HangUpAfterMail, S.SENT, 1, id="hangs up after its yes"),
]


@pytest.mark.parametrize(("make", "state", "copies"), SHELF)
def test_never_two_copies(
    db: Database,
    clock: HandClock,
    sent: Sent,
    make: Callable[[], Behaviour],
    state: OutgoingState,
    copies: int,
) -> None:
    behaviour = make()
    row = queue(db)
    with SmtpServer(behaviour) as server, Mailroom(db, config_for(server), clock, sent) as room:

        def settled(found: object) -> bool:
            clock.wind(minutes=2)  # whatever is to be tried again is due
            return getattr(found, "state", None) not in {S.QUEUED, S.SENDING}

        room.until(row, settled)
        clock.wind(days=5)
        final = room.until(row, lambda r: r.state is not S.SENDING and r.next_attempt_at is None)
    assert final.state is state
    assert sum(behaviour.copies().values()) == copies


def test_many_mails_go_over_one_connection(db: Database, clock: HandClock, sent: Sent) -> None:
    behaviour = Behaviour()
    rows = [queue(db, new_outgoing(automatic=False)) for _ in range(20)]
    with SmtpServer(behaviour) as server, Mailroom(db, config_for(server), clock, sent) as room:
        for row in rows:
            room.until(row, lambda r: r.state is S.SENT and r.filed is True)
    assert behaviour.connections == 1
    assert set(behaviour.copies().values()) == {1}
    assert len(behaviour.copies()) == len(sent.mails) == 20


def test_the_bytes_that_leave_are_the_ones_on_record(
    db: Database, clock: HandClock, sent: Sent
) -> None:
    behaviour = Behaviour()
    row = queue(db, new_outgoing(conversation_id=open_conversation(db), html="<p>您好</p>"))
    with SmtpServer(behaviour) as server, Mailroom(db, config_for(server), clock, sent) as room:
        final = room.until(row, lambda r: r.filed is True)
    [mail] = behaviour.mails
    assert mail.data == compose(final.letter) == sent.mails[final.letter.message_id]
    assert (mail.sender, mail.recipients) == ("help@acme.example", (ME,))


def test_a_doubt_is_settled_by_the_sent_folder(db: Database, clock: HandClock, sent: Sent) -> None:
    behaviour = DropAfterData(keeps=True, times=1)
    row = queue(db)
    sent.mails[delivery.load(db, row).letter.message_id] = b"filed by the server itself"
    with SmtpServer(behaviour) as server, Mailroom(db, config_for(server), clock, sent) as room:
        room.until(row, lambda r: r.state is S.SENT and r.filed is True)
    assert sum(behaviour.copies().values()) == 1


def test_a_doubt_that_stays_waits_for_a_manager(db: Database, clock: HandClock, sent: Sent) -> None:
    behaviour = DropAfterData(keeps=False, times=1)
    row = queue(db)
    with SmtpServer(behaviour) as server, Mailroom(db, config_for(server), clock, sent) as room:
        unsure = room.until(row, unsure_for_good)
        delivery.retry(db, Target(row, unsure.version), "mia", clock())
        room.until(row, lambda r: r.state is S.SENT)
    assert sum(behaviour.copies().values()) == 1


def test_a_look_that_cannot_be_taken_changes_nothing(
    db: Database, clock: HandClock, sent: Sent
) -> None:
    sent.trouble = "no connection"
    row = queue(db)
    with (
        SmtpServer(DropAfterData(keeps=True, times=1)) as server,
        Mailroom(db, config_for(server), clock, sent) as room,
    ):
        room.until(row, lambda r: r.state is S.UNSURE and r.next_attempt_at != clock())
        sent.trouble = ""
        sent.mails[delivery.load(db, row).letter.message_id] = b""
        clock.wind(minutes=1)
        room.until(row, lambda r: r.state is S.SENT)
    assert delivery.load(db, row).filed is True


def test_a_copy_that_cannot_be_filed_sends_nothing_again(
    db: Database, clock: HandClock, sent: Sent
) -> None:
    behaviour = Behaviour()
    sent.trouble = "no connection"
    row = queue(db)
    with SmtpServer(behaviour) as server, Mailroom(db, config_for(server), clock, sent) as room:
        room.until(row, lambda r: r.last_error.startswith(sending.UNFILED))
        sent.trouble = ""
        clock.wind(minutes=1)
        room.until(row, lambda r: r.filed is True)
    assert sum(behaviour.copies().values()) == len(sent.mails) == 1


def test_stopping_sees_a_mail_through(db: Database, clock: HandClock, sent: Sent) -> None:
    behaviour = HoldAnswer()
    row, waiting = queue(db), queue(db)
    with SmtpServer(behaviour) as server:
        with Mailroom(db, config_for(server), clock, sent) as room:
            assert behaviour.waiting.wait(PATIENCE)
            room.stop()
            behaviour.release()
        assert delivery.load(db, row).state is S.SENT
    assert delivery.load(db, waiting).state is S.QUEUED


def test_cancelling_sees_a_mail_through(db: Database, clock: HandClock, sent: Sent) -> None:
    behaviour = HoldAnswer()
    row = queue(db)

    async def work(config: Config) -> None:
        sender = Sender(db, config, "tester", clock, asyncio.Event(), open_sent=sent.open)
        running = asyncio.create_task(sender.run(asyncio.Event()))
        assert await asyncio.to_thread(behaviour.waiting.wait, PATIENCE)
        running.cancel()
        behaviour.release()
        await asyncio.wait([running])

    with SmtpServer(behaviour) as server:
        asyncio.run(work(config_for(server)))
    assert delivery.load(db, row).state is S.SENT


def test_a_daemon_that_died_sending_leaves_a_doubt(
    db: Database, clock: HandClock, sent: Sent
) -> None:
    behaviour = Behaviour()
    row, next_row = queue(db), queue(db)
    assert sending.claim(db, "acme", "tester", clock())  # and then it was killed
    with SmtpServer(behaviour) as server, Mailroom(db, config_for(server), clock, sent) as room:
        room.until(row, unsure_for_good)
        room.until(next_row, lambda r: r.state is S.SENT)
    assert len(behaviour.mails) == 1


@pytest.mark.parametrize(
    ("config", "note"),
    [
        pytest.param(
            make_config({"host": "127.0.0.1"}, shadow=True), sending.SHADOW_NOTE, id="shadow mode"
        ),
        pytest.param(make_config(None), sending.UNABLE_NOTE, id="no SMTP server"),
    ],
)
def test_what_must_not_or_cannot_leave_is_held(
    db: Database, clock: HandClock, sent: Sent, config: Config, note: str
) -> None:
    row = queue(db, new_outgoing(automatic=False))
    with Mailroom(db, config, clock, sent) as room:
        held = room.until(row, lambda r: r.state is S.HELD)
        delivery.approve(db, Target(row, held.version), "mia", clock())
        again = room.until(row, lambda r: r.state is S.HELD)
    assert held.last_error == again.last_error == note


def test_a_slow_mailbox_holds_up_no_other(db: Database, clock: HandClock, sent: Sent) -> None:
    slow, quick = HoldAnswer(), Behaviour()
    with SmtpServer(slow) as slow_server, SmtpServer(quick) as quick_server:
        acme = config_for(slow_server).mailbox[0]
        other = config_for(quick_server).mailbox[0].model_copy(update={"name": "other"})
        config = config_for(slow_server).model_copy(update={"mailbox": [acme, other]})
        stuck, free = queue(db), queue(db, new_outgoing(mailbox="other"))
        with Mailroom(db, config, clock, sent) as room:
            assert slow.waiting.wait(PATIENCE)
            room.until(free, lambda r: r.state is S.SENT)
            assert delivery.load(db, stuck).state is S.SENDING
            slow.release()
            room.until(stuck, lambda r: r.state is S.SENT)


def test_an_unexpected_failure_is_a_doubt(
    db: Database, clock: HandClock, sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def explode(*args: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr("daemon.smtp.courier.Courier.send", explode)
    row = queue(db)
    with Mailroom(db, make_config({"host": "127.0.0.1"}), clock, sent) as room:
        final = room.until(row, unsure_for_good)
    assert final.state is S.UNSURE


def test_a_real_sent_folder(db: Database, clock: HandClock) -> None:
    with (
        ImapServer({"help": "pw"}) as imap,
        SmtpServer(Behaviour()) as server,
    ):
        config = config_for(server)
        reach = {"host": "127.0.0.1", "port": imap.port, "user": "help"}
        account = config.mailbox[0].imap.model_validate({**reach, "password": "pw"})
        mailbox = config.mailbox[0].model_copy(update={"imap": account})
        row = queue(db)
        room_sent = Sent()
        room_sent.open = open_sent  # type: ignore[method-assign]
        whole = config.model_copy(update={"mailbox": [mailbox]})
        with Mailroom(db, whole, clock, room_sent) as room:
            final = room.until(row, lambda r: r.filed is True)
        [copy] = imap.mails("help", "Sent")
    assert final.letter.message_id.encode() in copy


def test_the_outbox_outlives_the_process(tmp_path: Path, db: Database, clock: HandClock) -> None:
    row = queue(db)
    again = open_database(f"sqlite:///{tmp_path}/triaged.sqlite3")
    assert delivery.load(again, row) == delivery.load(db, row)
    again.dispose()
