"""A letter becomes a mail that other programs read as we meant it."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest

from daemon.outbox.address import AddressError
from daemon.outbox.compose import capped, compose, recipients_of, reply_subject, subject_tag
from tests.unit.outbox.letters import make_letter


def read(data: bytes) -> EmailMessage:
    """Return what the standard library makes of *data*."""
    return message_from_bytes(data, policy=default)


def text_of(mail: Any) -> str:
    """Return the text of a part, with the line ends that programs use."""
    return str(mail.get_content()).replace("\r\n", "\n")


def composed(**changes: Any) -> EmailMessage:
    return read(compose(make_letter(**changes)))


def test_the_same_letter_gives_the_same_bytes() -> None:
    letter = make_letter(html="<p>hi</p>", references=("a@b", "c@d"))
    assert compose(letter) == compose(replace(letter))


def test_headers_of_a_reply() -> None:
    mail = composed(
        cc=("bob@client.example",),
        reply_to="desk@acme.example",
        in_reply_to="2@client.example",
        references=("1@client.example", "2@client.example"),
    )
    assert {name: str(value) for name, value in mail.items()} == {
        "From": "Acme team <help@acme.example>",
        "To": "anna@client.example",
        "Cc": "bob@client.example",
        "Reply-To": "desk@acme.example",
        "Subject": "Re: [ACME-12] Invoices",
        "Date": "Mon, 04 May 2026 12:00:00 +0000",
        "Message-ID": "<t.12.ab.cd@acme.example>",
        "In-Reply-To": "<2@client.example>",
        "References": "<1@client.example> <2@client.example>",
        "Content-Language": "en",
        "Auto-Submitted": "auto-replied",
        "X-Auto-Response-Suppress": "OOF, DR, RN, NRN, AutoReply",
        "MIME-Version": "1.0",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "7bit",
    }


@pytest.mark.parametrize(
    ("automatic", "in_reply_to", "expected"),
    [
        pytest.param(True, "a@b", "auto-replied", id="an answer of ours"),
        pytest.param(True, "", "auto-generated", id="a mail of its own"),
        pytest.param(False, "a@b", None, id="written by a person"),
    ],
)
def test_auto_submitted(automatic: bool, in_reply_to: str, expected: str | None) -> None:
    mail = composed(automatic=automatic, in_reply_to=in_reply_to)
    assert mail["Auto-Submitted"] == expected
    assert (mail["X-Auto-Response-Suppress"] is None) is (expected is None)


def test_bounces_are_not_suppressed() -> None:
    assert "NDR" not in composed()["X-Auto-Response-Suppress"]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        pytest.param("plain\n", "7bit", id="ASCII as it is"),
        pytest.param("Grüße aus Köln, viele davon, mit Gruß\n", "quoted-printable", id="a few"),
        pytest.param("您好，您的邮件已经收到。\n", "base64", id="mostly beyond ASCII"),
        pytest.param("word " * 400 + "\n", "quoted-printable", id="a line too long for SMTP"),
    ],
)
def test_transfer_encoding_by_need(text: str, encoding: str) -> None:
    mail = composed(text=text)
    assert mail["Content-Transfer-Encoding"] == encoding
    assert text_of(mail) == text


def test_every_line_is_short_ascii_with_crlf() -> None:
    letter = make_letter(text="很长" * 5000, html="<p>" + "很长" * 5000, subject="需求" * 300)
    lines = compose(letter).split(b"\r\n")
    assert max(map(len, lines)) <= 78
    assert all(line.isascii() and b"\n" not in line and b"\r" not in line for line in lines)


def test_html_is_the_second_of_two_alternatives() -> None:
    mail = composed(html="<p>你好</p>")
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    html = mail.get_body(("html",))
    assert html is not None
    assert text_of(html) == "<p>你好</p>\n"


def test_references_keep_the_root_and_the_nearest() -> None:
    ids = tuple(f"{i}@x" for i in range(30))
    assert capped(ids) == ("0@x", *(f"{i}@x" for i in range(20, 30)))


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param("a b@x", id="space"),
        pytest.param("a@x>\r\nBcc: y", id="line break"),
        pytest.param("<a@x>", id="brackets"),
        pytest.param("需求@x", id="beyond ASCII"),
        pytest.param("a" * 300 + "@x", id="too long"),
        pytest.param("", id="empty"),
    ],
)
def test_ids_that_cannot_stand_in_a_header_are_left_out(bad: str) -> None:
    mail = composed(references=("1@x", bad, "2@x"), in_reply_to=bad)
    assert mail["References"] == "<1@x> <2@x>"
    assert mail["In-Reply-To"] is None


@pytest.mark.parametrize("bad", ["", "no-domain", "a b@x", "a@x\r\nBcc: y@z"])
def test_our_own_id_has_to_be_right(bad: str) -> None:
    with pytest.raises(ValueError, match="Message-ID"):
        compose(make_letter(message_id=bad))


def test_a_recipient_has_to_be_an_address() -> None:
    with pytest.raises(AddressError):
        compose(make_letter(to=("nobody",)))


def test_recipients_are_bare_and_named_once() -> None:
    letter = make_letter(to=("A <a@x.example>", "b@x.example"), cc=("a@x.example",))
    assert recipients_of(letter) == ("a@x.example", "b@x.example")


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        pytest.param("Invoices", "Re: [ACME-12] Invoices", id="plain"),
        pytest.param("Re: Invoices", "Re: [ACME-12] Invoices", id="one Re"),
        pytest.param("RE: re: Re[2]: Invoices", "Re: [ACME-12] Invoices", id="many"),
        pytest.param("AW: SV: Invoices", "Re: [ACME-12] Invoices", id="other languages"),
        pytest.param("回复：答复: 需求", "Re: [ACME-12] 需求", id="Chinese, full-width colon"),
        pytest.param("Re: [ACME-12] Invoices", "Re: [ACME-12] Invoices", id="tagged before"),
        pytest.param("Re: [acme-12] Invoices", "Re: [acme-12] Invoices", id="tag in small letters"),
        pytest.param("Fwd: Invoices", "Re: [ACME-12] Fwd: Invoices", id="a forward stays one"),
        pytest.param("Regarding: x", "Re: [ACME-12] Regarding: x", id="a word that begins so"),
        pytest.param("", "Re: [ACME-12]", id="no subject"),
        pytest.param("a\r\nBcc: x@y", "Re: [ACME-12] a Bcc: x@y", id="a line break"),
    ],
)
def test_reply_subject(subject: str, expected: str) -> None:
    assert reply_subject(subject, subject_tag("ACME", 12)) == expected


def test_reply_subject_without_a_tag() -> None:
    assert reply_subject("Re: x") == "Re: x"
