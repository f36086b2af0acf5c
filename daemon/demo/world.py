"""The world of the demo: an IMAP and an SMTP server in the process, and a configuration."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses
from pathlib import Path

from daemon.config import Config, load_config
from daemon.demo.imap_server import ImapServer
from daemon.demo.smtp_server import SmtpServer

PASSWORD = "demo"  # noqa: S105 - the servers listen on loopback and end with the demo
#: the account where one reads what triaged sends to clients
CLIENT = "client"
MAILBOXES = {
    "web": "hello@pixelforge.example",
    "reno": "projects@oakandbrick.example",
    "expo": "expo@brightstage.example",
}
#: larger mails go to quarantine in the demo, so that the story needs no large one
LIMIT = 200_000

_HEAD = """\
# Written by `triaged demo`; the servers end with it.
data_dir = {data_dir}
staff = ["@pixelforge.example", "@oakandbrick.example", "@brightstage.example"]

[limits]
message = {limit}

[log]
format = "json"
"""
_MAILBOX = """
[[mailbox]]
name = "{name}"
project = "{project}"
project_name = "{title}"
identity = "{identity}"
signature = "{signature}"
language = "{language}"
timezone = "{timezone}"

[mailbox.imap]
host = "127.0.0.1"
port = {imap}
user = "{name}"
password = "{password}"

[mailbox.smtp]
host = "127.0.0.1"
port = {smtp}

[mailbox.policy.complaint]
acknowledge = "hold"
notify = ["{manager}"]
"""
_PROJECTS = (
    {
        "name": "web",
        "project": "SHOP",
        "title": "Harbor & Finch online shop",
        "identity": "PixelForge <hello@pixelforge.example>",
        "signature": "Mara Lindqvist\\nPixelForge",
        "language": "en",
        "timezone": "Europe/London",
        "manager": "mara@pixelforge.example",
    },
    {
        "name": "reno",
        "project": "RENO",
        "title": "Renovation",
        "identity": "Oak & Brick <projects@oakandbrick.example>",
        "signature": "Oak & Brick",
        "language": "en",
        "timezone": "Asia/Shanghai",
        "manager": "site@oakandbrick.example",
    },
    {
        "name": "expo",
        "project": "EXPO",
        "title": "秋季新品发布会",
        "identity": "Bright Stage <expo@brightstage.example>",
        "signature": "明台会展项目组",
        "language": "zh",
        "timezone": "Asia/Shanghai",
        "manager": "lin@brightstage.example",
    },
)


@dataclass
class World:
    """The running servers; mail sent by the daemon is kept and passed on to its readers."""

    folder: Path
    imap: ImapServer
    smtp: SmtpServer
    sent: list[EmailMessage] = field(default_factory=list)
    arrived: threading.Condition = field(default_factory=threading.Condition)

    @property
    def config_path(self) -> Path:
        """The configuration of the demo's daemon."""
        return self.folder / "triaged.toml"

    def config(self) -> Config:
        """Return the configuration of the demo's daemon."""
        return load_config(self.config_path)

    def deliver(self, raw: bytes, mailbox: str) -> None:
        """Put a mail into the inbox of one of our mailboxes."""
        self.imap.deliver(mailbox, raw)

    def take(self, recipients: list[str], raw: bytes) -> None:
        """Pass on a mail that the SMTP server took: to our mailboxes, else the client account."""
        ours = {address: name for name, address in MAILBOXES.items()}
        for user in {ours.get(r.lower(), CLIENT) for r in recipients}:
            self.imap.deliver(user, raw)
        with self.arrived:
            self.sent.append(message_from_bytes(raw, policy=policy.default))
            self.arrived.notify_all()

    def wait_for_answer(self, message_id: str, patience: float) -> EmailMessage | None:
        """Wait until the daemon has answered the mail *message_id*; None after *patience* s."""
        wanted = f"<{message_id}>"

        def found() -> EmailMessage | None:
            return next((m for m in self.sent if m["In-Reply-To"] == wanted), None)

        with self.arrived:
            self.arrived.wait_for(lambda: found() is not None, patience)
            return found()


def addresses_of(mail: EmailMessage) -> list[str]:
    """Return who a mail is addressed to."""
    return [addr for _, addr in getaddresses([str(mail["To"] or ""), str(mail["Cc"] or "")])]


@contextmanager
def open_world(folder: Path) -> Iterator[World]:
    """Start both servers and write the configuration into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    users = dict.fromkeys((*MAILBOXES, CLIENT), PASSWORD)
    with ImapServer(users) as imap:
        worlds: list[World] = []
        with SmtpServer(lambda e: worlds[0].take(list(e.recipients), e.raw)) as smtp:
            worlds.append(World(folder, imap, smtp))
            _write_config(worlds[0])
            yield worlds[0]


def _write_config(world: World) -> None:
    head = _HEAD.format(data_dir=f'"{world.folder}"', limit=LIMIT)
    common = {"imap": world.imap.port, "smtp": world.smtp.port, "password": PASSWORD}
    boxes = [_MAILBOX.format(**project, **common) for project in _PROJECTS]
    world.config_path.write_text(head + "".join(boxes), encoding="utf-8")
