"""imaplib's connection with a guard: nothing beyond the limits gets into memory.

imaplib reads whatever length a server announces. Here every byte passes one buffer of our own,
which also tells whether a line is waiting, drops nothing into a TLS session that came before it,
and notices a stop while it waits.
"""

from __future__ import annotations

import imaplib
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from imapclient import IMAPClient

from daemon.imap.errors import TooLargeError

if TYPE_CHECKING:
    from typing_extensions import Buffer  # in collections.abc from Python 3.12 on

CHUNK = 65536
#: seconds between looks at whether to stop
SLICE = 1.0
#: room in an answer for everything that is not mail, in bytes
SLACK = 1_000_000
#: seconds of silence, seconds between probes, probes: a dead peer is noticed in two minutes
KEEPALIVE = {"TCP_KEEPIDLE": 60, "TCP_KEEPINTVL": 15, "TCP_KEEPCNT": 4}


@dataclass(frozen=True, slots=True)
class Guard:
    """The limits of one connection, in bytes and seconds."""

    #: largest literal, and largest line above the slack
    literal: int
    #: most bytes in the answer to one command
    answer: int
    #: longest wait for the next byte
    timeout: float
    stopped: Callable[[], bool] = lambda: False


class GuardedIMAP4(imaplib.IMAP4):
    """An IMAP connection that refuses to read more than its guard allows."""

    def __init__(
        self, host: str, port: int, guard: Guard, context: ssl.SSLContext | None = None
    ) -> None:
        self._guard = guard
        self._context = context
        self._buffer = bytearray()
        self._spent = 0
        super().__init__(host, port, timeout=guard.timeout)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        sock = socket.create_connection((self.host, self.port), timeout)
        # Without it every command of two writes waits for the peer's delayed ACK.
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for name, value in KEEPALIVE.items():
            if option := getattr(socket, name, None):
                sock.setsockopt(socket.IPPROTO_TCP, option, value)
        if self._context is None:
            return sock
        return self._context.wrap_socket(sock, server_hostname=self.host)

    def send(self, data: Buffer) -> None:
        """Send *data*; a new command gets a new allowance."""
        self._spent = 0
        self.sock.settimeout(self._guard.timeout)
        self.sock.sendall(data)

    def read(self, size: int) -> bytes:
        """Return exactly *size* bytes; raise TooLargeError before reading beyond a limit."""
        if size > self._guard.literal:
            raise TooLargeError(
                f"{self.host}: a literal of {size} bytes; limits.message allows "
                f"{self._guard.literal}"
            )
        self._spend(size)
        while len(self._buffer) < size:
            self._buffer += self._receive()
        return self._take(size)

    def readline(self) -> bytes:
        """Return a line with its end; raise TooLargeError before reading beyond a limit."""
        searched = 0
        while (end := self._buffer.find(b"\n", searched)) < 0:
            searched = len(self._buffer)
            if searched > max(self._guard.literal, SLACK):
                raise TooLargeError(f"{self.host}: a line of more than {searched} bytes")
            self._buffer += self._receive()
        self._spend(end + 1)
        return self._take(end + 1)

    def hurry(self, seconds: float) -> None:
        """Wait at most *seconds* for each further answer."""
        self._guard = replace(self._guard, timeout=seconds, stopped=lambda: False)

    def has_pending(self) -> bool:
        """Tell whether bytes wait that a poll of the socket would not show."""
        tls = self.sock
        return bool(self._buffer) or (isinstance(tls, ssl.SSLSocket) and tls.pending() > 0)

    def _take(self, size: int) -> bytes:
        with memoryview(self._buffer) as view:
            taken = bytes(view[:size])
        del self._buffer[:size]
        return taken

    def _receive(self) -> bytes:
        """Return what the server sends next; look for a stop while waiting."""
        deadline = time.monotonic() + self._guard.timeout
        while (left := deadline - time.monotonic()) > 0:
            self.sock.settimeout(min(left, SLICE))
            try:
                chunk = self.sock.recv(CHUNK)
            except TimeoutError:
                if self._guard.stopped():
                    raise self.abort("stopping") from None
                continue
            if not chunk:
                raise self.abort("the server closed the connection")
            return chunk
        raise TimeoutError(f"no answer within {self._guard.timeout:g} s")

    def _spend(self, count: int) -> None:
        self._spent += count
        if self._spent > self._guard.answer:
            raise TooLargeError(
                f"{self.host}: an answer of more than {self._guard.answer} bytes to one command"
            )

    def _simple_command(self, name: str, *args: str) -> tuple[str, list[bytes]]:
        result: tuple[str, list[bytes]] = super()._simple_command(name, *args)  # type: ignore[misc]
        if name == "STARTTLS" and self._buffer:
            # Bytes sent in plain text before the handshake may be anybody's
            # (Poddebniak et al., Why TLS is better without STARTTLS, USENIX Security 2021).
            raise self.abort("data before the TLS handshake")
        return result


class GuardedClient(IMAPClient):  # type: ignore[misc]
    """An IMAPClient on a guarded connection."""

    def __init__(
        self, host: str, port: int, guard: Guard, context: ssl.SSLContext | None = None
    ) -> None:
        self._guard = guard
        super().__init__(
            host, port, ssl=context is not None, ssl_context=context, timeout=guard.timeout
        )
        # At its level 5 every line is formatted, log-in included, whether or not it is logged.
        self._imap.debug = 0
        self.normalise_times = False

    def _create_IMAP4(self) -> GuardedIMAP4:  # noqa: N802 - the name IMAPClient calls
        return GuardedIMAP4(self.host, self.port, self._guard, self.ssl_context)

    @property
    def connection(self) -> GuardedIMAP4:
        """The guarded connection underneath."""
        connection: GuardedIMAP4 = self._imap
        return connection
