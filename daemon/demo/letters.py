"""Building the mails of the story, as the programs of its people would."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

#: a picture of one pixel, which stands for the screenshot of a complaint
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)


@dataclass(frozen=True, slots=True)
class Envelope:
    """The header of a mail to be built; ids have no angle brackets."""

    sender: str
    to: str
    subject: str
    message_id: str
    cc: str = ""
    in_reply_to: str = ""
    headers: tuple[tuple[str, str], ...] = ()


def write(envelope: Envelope, text: str, at: datetime, picture: str = "") -> bytes:
    """Return a mail; *picture* is the name of a screenshot to attach."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = envelope.sender, envelope.to, envelope.subject
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{envelope.message_id}>"
    if envelope.cc:
        mail["Cc"] = envelope.cc
    if envelope.in_reply_to:
        mail["In-Reply-To"] = mail["References"] = f"<{envelope.in_reply_to}>"
    for name, value in envelope.headers:
        mail[name] = value
    mail.set_content(text)
    if picture:
        mail.add_attachment(PIXEL, maintype="image", subtype="png", filename=picture)
    return mail.as_bytes()


def bounce(envelope: Envelope, recipient: str, original: EmailMessage, at: datetime) -> bytes:
    """Return what a mail server sends when *original* cannot be delivered (RFC 3464)."""
    report = "\r\n".join(
        (
            "Reporting-MTA: dns; mx.harborfinch.example",
            "",
            f"Final-Recipient: rfc822; {recipient}",
            "Action: failed",
            "Status: 5.1.1",
            "Diagnostic-Code: smtp; 550 5.1.1 user unknown",
            "",
        )
    )
    parts = (
        ("text/plain; charset=us-ascii", f"Your mail to {recipient} could not be delivered."),
        ("message/delivery-status", report),
        ("text/rfc822-headers", f"Message-ID: {original['Message-ID']}\r\nTo: {recipient}\r\n"),
    )
    body = "".join(f"--=demo\r\nContent-Type: {kind}\r\n\r\n{text}\r\n" for kind, text in parts)
    head = (
        f"Return-Path: <>\r\nFrom: {envelope.sender}\r\nTo: {envelope.to}\r\n"
        f"Subject: {envelope.subject}\r\nDate: {format_datetime(at)}\r\n"
        f"Message-ID: <{envelope.message_id}>\r\nAuto-Submitted: auto-replied\r\n"
        "MIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="=demo"\r\n\r\n'
    )
    return f"{head}{body}--=demo--\r\n".encode("ascii")


def broken(envelope: Envelope, at: datetime) -> bytes:
    """Return a mail as faulty programs write them: no boundary, a wrong charset, raw bytes."""
    head = (
        f"From: {envelope.sender}\r\nTo: {envelope.to}\r\nDate: {format_datetime(at)}\r\n"
        f"Message-ID: <{envelope.message_id}>\r\n"
    ).encode("ascii")
    subject = b"Subject: " + envelope.subject.encode("gb18030") + b"\r\n"
    kind = b"Content-Type: multipart/mixed\r\n\r\n--lost\r\n"
    part = b"Content-Type: text/plain; charset=gb2312\r\n\r\n"
    text = "主舞台的背景板请改成八米宽，原来定的六米取消，灯光位置也跟着往外移。"
    return head + subject + kind + part + text.encode("gb18030") + b"\r\n"
