"""A real IMAP server (pymap) behind a proxy that can be told to misbehave."""

from __future__ import annotations

import asyncio
import re
import threading
from concurrent.futures import Future
from contextlib import suppress
from types import TracebackType
from typing import Self
from weakref import WeakSet

from daemon.demo.imap_server import ImapServer, hang_up

USER, PASSWORD = "desk", "geheim"
PATIENCE = 20

LITERAL = re.compile(rb"\{(\d+)\}\r\n$")


class Wire:
    """One connection through the proxy."""

    def __init__(self, client: asyncio.StreamWriter, server: asyncio.StreamWriter) -> None:
        self.client, self.server = client, server
        self.idling = False
        #: nothing passes any more, and nobody is told
        self.dead = False

    async def say(self, *pieces: bytes) -> None:
        """Send to the client, each piece as a segment of its own."""
        for piece in pieces:
            if not self.dead:
                self.client.write(piece)
                await self.client.drain()

    def close(self) -> None:
        self.client.close()
        self.server.close()


class Behaviour:
    """A server that does nothing wrong: the base of the shelf.

    ``times`` says how often the misbehaviour happens before the server gets well.
    """

    def __init__(self, times: int = 1_000_000) -> None:
        self.times = times

    def due(self) -> bool:
        """Tell whether to misbehave now, and count it."""
        self.times -= 1
        return self.times >= 0

    async def on_connect(self, wire: Wire) -> None:
        """See a new connection."""

    async def on_command(self, wire: Wire, line: bytes) -> bytes:
        """Return what the server is to hear instead of *line*; empty for nothing."""
        return line

    async def on_response(self, wire: Wire, parts: list[bytes]) -> None:
        """Pass on a response: a line, and for each literal its bytes and the rest of the line."""
        await wire.say(b"".join(parts))


class ImapShelf:
    """pymap with a proxy before it, both on loopback; a context manager.

    ``behaviour`` may be changed at any time and is asked for each line that passes.
    """

    def __init__(self, behaviour: Behaviour | None = None) -> None:
        self.behaviour = behaviour or Behaviour()
        self.server = ImapServer({USER: PASSWORD})
        self.connections = 0
        self.port = 0
        self._wires: set[Wire] = set()
        self._ready: Future[None] = Future()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)
        self._loop: asyncio.AbstractEventLoop
        self._end: asyncio.Event

    def __enter__(self) -> Self:
        self.server.start()
        self._thread.start()
        self._ready.result(PATIENCE)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(PATIENCE)
        self.server.stop()

    def deliver(self, raw: bytes, folder: str = "INBOX") -> int:
        """Put a mail into the mailbox; return its UID."""
        return self.server.deliver(USER, raw, folder)

    def seen(self, folder: str = "INBOX") -> set[int]:
        """Return the UIDs that carry the seen flag."""
        flags = self.server.flags(USER, folder)
        return {uid for uid, set_ in flags.items() if "\\Seen" in set_}

    def rebuild(self) -> None:
        """Start the server anew, empty and with another UIDVALIDITY; connections are dropped."""
        self.server.stop()
        self.server = ImapServer({USER: PASSWORD}).start()
        self.drop()

    def drop(self) -> None:
        """Close every connection now."""
        self._loop.call_soon_threadsafe(self._close_all)

    async def _serve(self) -> None:
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        tasks: set[asyncio.Task[None]] = set()
        clients: WeakSet[asyncio.StreamWriter] = WeakSet()

        def connected(reader: asyncio.StreamReader, client: asyncio.StreamWriter) -> None:
            clients.add(client)
            tasks.add(asyncio.ensure_future(self._connected(reader, client)))

        server = await asyncio.start_server(connected, "127.0.0.1", 0, limit=2**24)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set_result(None)
        await self._end.wait()
        server.close()
        self._close_all()
        servers = [wire.server for wire in self._wires]
        await asyncio.gather(*tasks, return_exceptions=True)
        await hang_up([*clients, *servers])

    def _close_all(self) -> None:
        for wire in list(self._wires):
            wire.close()

    async def _connected(self, reader: asyncio.StreamReader, client: asyncio.StreamWriter) -> None:
        self.connections += 1
        answers, server = await asyncio.open_connection(
            self.server.host, self.server.port, limit=2**24
        )
        wire = Wire(client, server)
        self._wires.add(wire)
        try:
            await self.behaviour.on_connect(wire)
            pumps = [self._commands(wire, reader), self._responses(wire, answers)]
            await asyncio.wait(
                [asyncio.ensure_future(pump) for pump in pumps], return_when="FIRST_COMPLETED"
            )
        finally:
            wire.close()
            self._wires.discard(wire)

    async def _commands(self, wire: Wire, reader: asyncio.StreamReader) -> None:
        with suppress(ConnectionError):
            while line := await reader.readline():
                wire.idling = line.upper().endswith(b" IDLE\r\n")
                if not wire.dead and (heard := await self.behaviour.on_command(wire, line)):
                    wire.server.write(heard)

    async def _responses(self, wire: Wire, reader: asyncio.StreamReader) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            while line := await reader.readline():
                parts = [line]
                while literal := LITERAL.search(parts[-1]):
                    parts.append(await reader.readexactly(int(literal[1])))
                    parts.append(await reader.readline())
                await self.behaviour.on_response(wire, parts)
            if wire.dead:
                await self._end.wait()
