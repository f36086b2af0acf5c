"""The shelf of misbehaviours: each class is one way an SMTP server may fail its client."""

from __future__ import annotations

# ruff: noqa: N802 - names of the hooks are aiosmtpd's
import asyncio
import threading
from base64 import b64decode
from email import message_from_bytes
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from daemon.config.schema import SmtpConfig
from daemon.demo.smtp_server import Postman, Received, SmtpServer


class Behaviour(Postman):
    """Behaves well and keeps every mail it took. ``times`` bounds what it does wrong."""

    def __init__(self, times: int | None = None) -> None:
        super().__init__(self._keep)
        self.mails: list[Received] = []
        self.left = times
        self.arrived = threading.Event()
        #: set when a client takes its leave
        self.left_alone = threading.Event()

    def _keep(self, mail: Received) -> None:
        self.mails.append(mail)
        self.arrived.set()

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.left_alone.set()
        return "221 bye"

    def due(self) -> bool:
        """Whether to misbehave this time."""
        if self.left is None:
            return True
        self.left -= 1
        return self.left >= 0

    def copies(self) -> dict[str, int]:
        """Return how often each Message-ID was taken."""
        ids = [message_from_bytes(mail.data)["Message-ID"] for mail in self.mails]
        return {i: ids.count(i) for i in ids}


class TakesTokens(Behaviour):
    """Knows nothing but XOAUTH2, and one token."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._answer = f"user=desk\x01auth=Bearer {token}\x01\x01".encode()

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:
        right = b64decode(args[1]) == self._answer
        if not right:
            await server.challenge_auth(b'{"status":"401"}', encode_to_b64=True)
        return AuthResult(success=right, handled=False)


class RefuseMail(Behaviour):
    """Refuses the message after it was handed over, with *answer*."""

    def __init__(self, answer: str, times: int | None = None) -> None:
        super().__init__(times)
        self.answer = answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        return self.answer if self.due() else self.accept(envelope)


class RefuseSender(Behaviour):
    """Refuses the sender, with *answer*."""

    def __init__(self, answer: str, times: int | None = None) -> None:
        super().__init__(times)
        self.answer = answer

    async def handle_MAIL(self, *args: Any) -> str:
        return self.answer if self.due() else await super().handle_MAIL(*args)


class RefuseRecipient(Behaviour):
    """Refuses one *address*, with *answer*, and takes the others."""

    def __init__(self, address: str, answer: str, times: int | None = None) -> None:
        super().__init__(times)
        self.address, self.answer = address, answer

    async def handle_RCPT(self, *args: Any) -> str:
        if args[3] == self.address and self.due():
            return self.answer
        return await super().handle_RCPT(*args)


class DropBeforeData(Behaviour):
    """Is gone before the message begins."""

    async def handle_RCPT(self, *args: Any) -> str:
        if self.due():
            _hang_up(args[0])
        return await super().handle_RCPT(*args)


class DropAfterData(Behaviour):
    """Takes the message and is gone before it says so; with *keeps* it did store it."""

    def __init__(self, *, keeps: bool, times: int | None = None) -> None:
        super().__init__(times)
        self.keeps = keeps

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if not self.due():
            return self.accept(envelope)
        if self.keeps:
            self.accept(envelope)
        _hang_up(server)
        return "250 ok, but nobody hears"


class HoldAnswer(Behaviour):
    """Takes the message and says yes only once ``release`` is called."""

    def __init__(self) -> None:
        super().__init__()
        self.hold = True
        self._go: asyncio.Event | None = None
        self.waiting = threading.Event()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self._go, self._loop = asyncio.Event(), asyncio.get_running_loop()
        answer = self.accept(envelope)
        self.waiting.set()
        if self.hold:
            await self._go.wait()
        return answer

    def release(self) -> None:
        """Let the answer go."""
        assert self._go is not None
        self._loop.call_soon_threadsafe(self._go.set)


class Gibberish(Behaviour):
    """Answers *command* (MAIL or DATA) with something that is no SMTP."""

    def __init__(self, command: str, times: int | None = None) -> None:
        super().__init__(times)
        self.command = command

    async def handle_MAIL(self, *args: Any) -> str:
        if self.command == "MAIL" and self.due():
            return "<html>what?</html>"
        return await super().handle_MAIL(*args)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        answer = self.accept(envelope)
        return "<html>what?</html>" if self.command == "DATA" and self.due() else answer


class HangUpAfterMail(Behaviour):
    """Says yes and then ends the connection, without a word, before the next mail."""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        answer = self.accept(envelope)
        await server.push(answer)
        if self.due():
            _hang_up(server)
        return ""


def _hang_up(server: SMTP) -> None:
    assert isinstance(server.transport, asyncio.Transport)
    server.transport.abort()


def smtp_config(server: SmtpServer, **changes: Any) -> SmtpConfig:
    """Return a configuration for *server*, with short times."""
    values: dict[str, Any] = {"host": "127.0.0.1", "port": server.port, "timeout": 5}
    return SmtpConfig(**(values | changes))
