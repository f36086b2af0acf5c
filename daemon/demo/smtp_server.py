"""An SMTP server inside the process: aiosmtpd on a loopback port, in a thread of its own."""

from __future__ import annotations

# ruff: noqa: ARG002, N802 - names and arguments of the hooks are aiosmtpd's
import asyncio
import ssl
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

#: seconds that starting and stopping may take
PATIENCE = 30
READY = "triaged demo server ready"


@dataclass(frozen=True, slots=True)
class Received:
    """A mail that the server said yes to: its envelope and its bytes as they came."""

    sender: str
    recipients: tuple[str, ...]
    data: bytes


class Postman:
    """Takes every mail and hands it on; the hooks are aiosmtpd's, to be overridden."""

    def __init__(self, receive: Callable[[Received], None]) -> None:
        self._receive = receive
        #: connections made so far
        self.connections = 0
        self.login_needed = False

    def accept(self, envelope: Envelope) -> str:
        """Keep the mail and return the server's yes."""
        data = envelope.original_content or b""
        self._receive(Received(envelope.mail_from or "", tuple(envelope.rcpt_tos), data))
        return "250 2.0.0 taken"

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take the sender, after a login where one is needed."""
        if self.login_needed and not session.authenticated:
            return "530 5.7.0 authentication required"
        envelope.mail_from = address
        return "250 2.1.0 ok"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient."""
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take the mail."""
        return self.accept(envelope)


class SmtpServer:
    """Serves on a loopback port; a context manager. ``port`` is the real one once started.

    With *users* (name to password) a login is needed; *tls* encrypts from the start, *starttls*
    on demand.
    """

    def __init__(
        self,
        postman: Postman,
        *,
        users: Mapping[str, str] | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        tls: ssl.SSLContext | None = None,
        starttls: ssl.SSLContext | None = None,
    ) -> None:
        self.postman = postman
        self.host, self.port = host, port
        self._users = dict(users or {})
        postman.login_needed = bool(users)
        self._tls, self._starttls = tls, starttls
        self._thread = threading.Thread(target=self._serve, name="smtp-server", daemon=True)
        self._ready: Future[None] = Future()
        self._loop: asyncio.AbstractEventLoop
        self._end: asyncio.Event
        self._open: set[SMTP] = set()

    def start(self) -> Self:
        """Start serving."""
        self._thread.start()
        self._ready.result(PATIENCE)
        return self

    def stop(self) -> None:
        """Close all connections and end."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._end.set)
            self._thread.join(PATIENCE)

    def call(self, work: Callable[[], object]) -> None:
        """Run *work* in the server's own thread, soon."""
        self._loop.call_soon_threadsafe(work)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _serve(self) -> None:
        try:
            asyncio.run(self._run())
        except Exception as error:
            if self._ready.done():
                raise
            self._ready.set_exception(error)

    async def _run(self) -> None:
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        server = await self._loop.create_server(self._connect, self.host, self.port, ssl=self._tls)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set_result(None)
        await self._end.wait()
        server.close()
        for protocol in self._open:
            if protocol.transport is not None:
                protocol.transport.close()

    def _connect(self) -> SMTP:
        self.postman.connections += 1
        protocol = SMTP(
            self.postman,
            hostname="localhost",
            ident=READY,
            tls_context=self._starttls,
            authenticator=self._check if self._users else None,
            auth_require_tls=False,
            loop=self._loop,
        )
        self._open.add(protocol)
        return protocol

    def _check(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        if not isinstance(data, LoginPassword):
            return AuthResult(success=False)
        name, password = data.login.decode(), data.password.decode()
        right = self._users.get(name) == password
        return AuthResult(success=right, handled=False)
