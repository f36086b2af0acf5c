"""The world of the demo: an IMAP and an SMTP server in the process, and a configuration."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from daemon.config import Config, load_config
from daemon.demo.imap_server import ImapServer
from daemon.demo.places import CLIENT, MAILBOXES, PASSWORD, config_text
from daemon.demo.smtp_server import Postman, Received, SmtpServer


@dataclass
class World:
    """The running servers; mail sent by the daemon is kept and passed on to its readers."""

    folder: Path
    imap: ImapServer
    sent: list[EmailMessage] = field(default_factory=list)
    arrived: threading.Condition = field(default_factory=threading.Condition)
    smtp_port: int = 0

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

    def take(self, mail: Received) -> None:
        """Pass on a mail that the SMTP server took: to our mailboxes, else the client account."""
        ours = {address: name for name, address in MAILBOXES.items()}
        for user in {ours.get(r.lower(), CLIENT) for r in mail.recipients}:
            self.imap.deliver(user, mail.data)
        with self.arrived:
            self.sent.append(message_from_bytes(mail.data, policy=policy.default))
            self.arrived.notify_all()

    def wait_for_answer(self, message_id: str, patience: float) -> EmailMessage | None:
        """Wait until the daemon has answered the mail *message_id*; None after *patience* s."""
        wanted = f"<{message_id}>"

        def found() -> EmailMessage | None:
            return next((m for m in self.sent if m["In-Reply-To"] == wanted), None)

        with self.arrived:
            self.arrived.wait_for(lambda: found() is not None, patience)
            return found()


@contextmanager
def open_world(folder: Path) -> Iterator[World]:
    """Start both servers and write the configuration into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    users = dict.fromkeys((*MAILBOXES, CLIENT), PASSWORD)
    with ImapServer(users) as imap:
        world = World(folder, imap)
        with SmtpServer(Postman(world.take)) as smtp:
            world.smtp_port = smtp.port
            text = config_text(folder, imap.port, smtp.port)
            world.config_path.write_text(text, encoding="utf-8")
            yield world
