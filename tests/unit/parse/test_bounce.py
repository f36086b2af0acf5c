"""Delivery reports in free text and by their fields: for whom, why, for good or not."""

from __future__ import annotations

import pytest

from daemon.model.message import Kind, Message
from daemon.parse.message import parse


def _report(
    text: str, subject: str = "Undelivered mail", sender: str = "MAILER-DAEMON@mx.example"
) -> Message:
    head = f"From: {sender}\nSubject: {subject}\nReturn-Path: <>\n"
    return parse((head + "Content-Type: text/plain; charset=utf-8\n\n" + text).encode())


@pytest.mark.parametrize(
    ("text", "recipients", "status", "hard"),
    [
        (
            "<nina@client.example>: host said: 550 5.1.1 User unknown",
            ["nina@client.example"],
            "5.1.1",
            True,
        ),
        (
            "Recipient nina@client.example\n452 4.2.2 Mailbox full",
            ["nina@client.example"],
            "4.2.2",
            False,
        ),
        (
            "Could not be delivered to:\n\nnina@client.example\n\n550 no such user",
            ["nina@client.example"],
            "5.0.0",
            True,
        ),
        ("收件人 nina@client.example 不存在，邮件无法投递。", ["nina@client.example"], "", True),
        (
            "Ihre Nachricht konnte nicht zugestellt werden an Empfänger nina@client.example",
            ["nina@client.example"],
            "",
            True,
        ),
    ],
)
def test_free_text(text: str, recipients: list[str], status: str, hard: bool) -> None:
    message = _report(text)
    assert message.kind == Kind.BOUNCE
    assert message.bounce is not None
    assert list(message.bounce.recipients) == recipients
    assert (message.bounce.status, message.bounce.hard) == (status, hard)


def test_delay_in_free_text() -> None:
    text = "Your message to recipient nina@client.example could not be delivered for 4 hours."
    message = _report(text, subject="Warning: message delayed 4 hours")
    assert message.kind == Kind.DELAY
    assert message.bounce is not None
    assert not message.bounce.hard


def test_failed_recipients_field() -> None:
    raw = b"From: x@mx.example\nX-Failed-Recipients: Nina@client.example\n\nSorry.\n"
    message = parse(raw)
    assert message.kind == Kind.BOUNCE
    assert message.bounce is not None
    assert message.bounce.recipients == ("nina@client.example",)


def test_several_recipients_of_one_report() -> None:
    group = "Final-Recipient: rfc822;{}@client.example\nAction: {}\nStatus: {}\n\n"
    raw = (
        "From: MAILER-DAEMON@mx.example\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        "--b\n\nSome were lost.\n--b\nContent-Type: message/delivery-status\n\n"
        "Reporting-MTA: dns; mx\n\n"
        + group.format("a", "failed", "5.1.1")
        + group.format("b", "delivered", "2.0.0")
        + group.format("c", "error", "5.0.0")
        + "--b--\n"
    )
    bounce = parse(raw.encode()).bounce
    assert bounce is not None
    assert bounce.recipients == ("a@client.example", "c@client.example")
    assert bounce.reason == "no such mailbox"


def test_the_text_of_a_bounce_stays_readable() -> None:
    message = _report("<nina@client.example>: 550 5.1.1 User unknown\n")
    assert "User unknown" in message.text


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (
            "Undelivered mail",
            "Three of your mails bounced with user unknown, could you look into it?",
        ),
        ("Re: failure notice", "We got it now, thanks."),
        (
            "Delivery on Friday",
            "The delivery has failed to arrive. Please send nina@client.example the new date.",
        ),
    ],
)
def test_persons_about_delivery(subject: str, text: str) -> None:
    raw = f"From: Anna <anna@client.example>\nSubject: {subject}\nIn-Reply-To: <1@x>\n\n{text}\n"
    message = parse(raw.encode())
    assert (message.kind, message.bounce) == (Kind.PERSON, None)
