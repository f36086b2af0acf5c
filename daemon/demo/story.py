"""What a step of the story is: who writes what, and what should become of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage

from daemon.demo import letters
from daemon.demo.letters import Envelope
from daemon.demo.places import LIMIT, MAILBOXES

#: the clients known from the start, with their mail domains
CLIENTS = {
    "Harbor & Finch Books": ["harborfinch.example"],
    "The Okafor family": ["okafor.example"],
    "陈家": ["chenjia.example"],
    "星河科技": ["xinghe.example"],
}
#: the answer of ours to the step named, once it has arrived at the client
Answers = dict[str, EmailMessage]


@dataclass(frozen=True, slots=True)
class Expected:
    """What should become of a mail. ``items`` are the kinds of item it opens."""

    kind: str = "person"
    client: str = ""
    label: str = ""
    items: frozenset[str] = frozenset()
    #: "sent", "held" or "" for no acknowledgement
    answered: str = ""
    #: the step whose conversation it joins; its own by default
    joins: str = ""
    looked_at: bool = False
    quarantined: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One mail of the story. ``after`` names the step whose answer it needs to have."""

    key: str
    mailbox: str
    who: str
    gist: str
    build: Callable[[datetime, Answers], bytes]
    expected: Expected
    after: str = ""
    pause: float = field(default=6.0)

    @property
    def message_id(self) -> str:
        """The Message-ID of the mail."""
        return f"{self.key}@story.example"


@dataclass(frozen=True, slots=True)
class Writing:
    """What a person writes: everything of a step but what should become of it."""

    key: str
    mailbox: str
    sender: str
    subject: str
    text: str
    picture: str = ""
    cc: str = ""
    answers: str = ""
    headers: tuple[tuple[str, str], ...] = ()


def step(writing: Writing, gist: str, expected: Expected) -> Step:
    """Return the step in which a person writes *writing*."""

    def build(at: datetime, answers: Answers) -> bytes:
        answered = answers.get(writing.answers)
        envelope = Envelope(
            sender=writing.sender,
            to=MAILBOXES[writing.mailbox],
            subject=str(answered["Subject"]) if answered else writing.subject,
            message_id=f"{writing.key}@story.example",
            cc=writing.cc,
            in_reply_to=str(answered["Message-ID"]).strip("<>") if answered else "",
            headers=writing.headers,
        )
        text = writing.text
        if answered:
            text += _quoted(answered)
        return letters.write(envelope, text, at, writing.picture)

    return Step(
        key=writing.key,
        mailbox=writing.mailbox,
        who=writing.sender.partition(" <")[0],
        gist=gist,
        build=build,
        expected=expected,
        after=writing.answers,
    )


def _quoted(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    said = str(body.get_content()) if body else ""
    lines = "".join(f"> {line}\n" for line in said.splitlines())
    return f"\n\nOn {mail['Date']}, {mail['From']} wrote:\n{lines}"


def bounce_mail(at: datetime, answers: Answers) -> bytes:
    """Return the bounce of what the step "typo" was answered with."""
    envelope = Envelope(
        sender="Mail Delivery Subsystem <mailer-daemon@harborfinch.example>",
        to=MAILBOXES["web"],
        subject="Undelivered Mail Returned to Sender",
        message_id="bounce@story.example",
    )
    return letters.bounce(envelope, "tess@harborfinch.example", answers["typo"], at)


def broken_mail(at: datetime, _answers: Answers) -> bytes:
    """Return a mail with every common fault that can still be read."""
    envelope = Envelope(
        sender="Sun <sun@xinghe.example>",
        to=MAILBOXES["expo"],
        subject="背景板尺寸更改",
        message_id="broken@story.example",
    )
    return letters.broken(envelope, at)


def huge_mail(at: datetime, _answers: Answers) -> bytes:
    """Return a mail larger than the demo takes."""
    envelope = Envelope(
        sender="Anna Whitfield <anna@harborfinch.example>",
        to=MAILBOXES["web"],
        subject="All product photos",
        message_id="huge@story.example",
    )
    return letters.write(envelope, "x" * 70 + "\n" + ("photo " * 12 + "\n") * (LIMIT // 60), at)
