"""A real IMAP server (pymap) behind a proxy that misbehaves in named ways."""

from __future__ import annotations

import asyncio
import re
import threading
from concurrent.futures import Future
from contextlib import suppress
from random import Random
from types import TracebackType
from typing import Self

from daemon.demo.imap_server import ImapServer

USER, PASSWORD = "desk", "geheim"
PATIENCE = 20

_LITERAL = re.compile(rb"\{(\d+)\}\r\n$")
_UID = re.compile(rb"UID (\d+)")


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


class DropConnections(Behaviour):
    """Closes connections as soon as they are made."""

    async def on_connect(self, wire: Wire) -> None:
        if self.due():
            wire.close()


class RefuseLogin(Behaviour):
    """Says NO to the log-in, repeating the command as some servers do."""

    async def on_command(self, wire: Wire, line: bytes) -> bytes:
        tag, _, command = line.partition(b" ")
        if not command.startswith(b"LOGIN ") or not self.due():
            return line
        await wire.say(tag + b" NO [AUTHENTICATIONFAILED] refused: " + command)
        return b""


class InjectBeforeTls(Behaviour):
    """Somebody on the way adds a line in plain text before the TLS handshake."""

    async def on_command(self, wire: Wire, line: bytes) -> bytes:
        tag, _, command = line.strip().partition(b" ")
        if command != b"STARTTLS":
            return line
        await wire.say(tag + b" OK begin TLS\r\n* OK [ALERT] send money\r\n")
        return b""

    async def on_response(self, wire: Wire, parts: list[bytes]) -> None:
        parts[0] = parts[0].replace(b"CAPABILITY ", b"CAPABILITY STARTTLS ")
        await super().on_response(wire, parts)


class ByeInIdle(Behaviour):
    """Ends IDLE with BYE."""

    async def on_response(self, wire: Wire, parts: list[bytes]) -> None:
        await super().on_response(wire, parts)
        if wire.idling and parts[0].startswith(b"+") and self.due():
            await wire.say(b"* BYE idled long enough\r\n")
            wire.close()


class HalfOpen(Behaviour):
    """Is gone during IDLE without a word: the connection stays, nothing passes."""

    async def on_response(self, wire: Wire, parts: list[bytes]) -> None:
        await super().on_response(wire, parts)
        if wire.idling and parts[0].startswith(b"+") and self.due():
            wire.dead = True


class SplitPush(Behaviour):
    """Sends what it pushes in two segments."""

    async def on_response(self, wire: Wire, parts: list[bytes]) -> None:
        if not wire.idling or not parts[0].startswith(b"*") or not self.due():
            return await super().on_response(wire, parts)
        line = parts[0]
        await wire.say(line[:4])
        await asyncio.sleep(0.05)
        return await wire.say(line[4:], *parts[1:])


class SilentIdle(Behaviour):
    """Takes IDLE, and then never tells anything."""

    async def on_response(self, wire: Wire, parts: list[bytes]) -> None:
        if not (wire.idling and parts[0].startswith(b"*")):
            await super().on_response(wire, parts)


class RefuseIdle(Behaviour):
    """Offers IDLE, but says NO to it."""

    async def on_command(self, wire: Wire, line: bytes) -> bytes:
        tag, _, command = line.partition(b" ")
        if command.strip().upper() != b"IDLE":
            return line
        wire.idling = False
        await wire.say(tag + b" NO not today\r\n")
        return b""


class NoIdle(Behaviour):
    """Does not offer IDLE."""

    async def on_response(self, wire: Wire, parts: list[bytes]) -> None:
        if b"CAPABILITY" in parts[0]:
            parts[0] = parts[0].replace(b" IDLE", b"")
        await super().on_response(wire, parts)


class Chatter(Behaviour):
    """Talks all the time during IDLE without having anything to say."""

    spoken = 0

    async def on_response(self, wire: Wire, parts: list[bytes]) -> None:
        await super().on_response(wire, parts)
        if wire.idling and parts[0].startswith(b"+"):
            self.spoken += 1
            await wire.say(b"* OK Still here\r\n")


class CutLiteral(Behaviour):
    """Closes the connection in the middle of a mail; of one mail only when *uid* is given."""

    def __init__(self, times: int = 1_000_000, uid: int | None = None) -> None:
        super().__init__(times)
        self.uid = uid

    async def on_response(self, wire: Wire, parts: list[bytes]) -> None:
        if not is_body(parts, self.uid) or not self.due():
            return await super().on_response(wire, parts)
        await wire.say(parts[0] + parts[1][: len(parts[1]) // 2])
        return wire.close()


class HugeLiteral(CutLiteral):
    """Announces a literal of 4 GB and goes on sending."""

    async def on_response(self, wire: Wire, parts: list[bytes]) -> None:
        if not is_body(parts, self.uid) or not self.due():
            return await wire.say(b"".join(parts))
        await wire.say(_LITERAL.sub(b"{4294967296}\r\n", parts[0]))
        with suppress(ConnectionError):
            while not wire.client.is_closing():
                await wire.say(b"x" * 65536)
        return None


class HugeLine(CutLiteral):
    """Gives a mail as a line that does not end."""

    async def on_response(self, wire: Wire, parts: list[bytes]) -> None:
        if not is_body(parts, self.uid) or not self.due():
            return await wire.say(b"".join(parts))
        await wire.say(_LITERAL.sub(b'"', parts[0]))
        with suppress(ConnectionError):
            while not wire.client.is_closing():
                await wire.say(b"x" * 65536)
        return None


class RefuseBody(Behaviour):
    """Says NO to a fetch that names *uid*, whole or in part."""

    def __init__(self, uid: int) -> None:
        super().__init__()
        self.uid = uid

    async def on_command(self, wire: Wire, line: bytes) -> bytes:
        words = line.split()
        if words[2:3] != [b"FETCH"] or b"BODY.PEEK[]" not in line:
            return line
        if str(self.uid).encode() not in words[3].split(b","):
            return line
        await wire.say(words[0] + b" NO [SERVERBUG] cannot be read\r\n")
        return b""


class LyingSize(Behaviour):
    """Claims another size for every mail."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size = size

    async def on_response(self, wire: Wire, parts: list[bytes]) -> None:
        claim = b"RFC822.SIZE %d" % self.size
        await wire.say(re.sub(rb"RFC822\.SIZE \d+", claim, parts[0]), *parts[1:])


class SeenOnPeek(Behaviour):
    """Marks mails as seen although they were only peeked at, even in a read-only folder."""

    async def on_command(self, wire: Wire, line: bytes) -> bytes:
        return line.replace(b"BODY.PEEK[]", b"BODY[]").replace(b" EXAMINE ", b" SELECT ")


class Slow(Behaviour):
    """Takes its time with every response."""

    async def on_response(self, wire: Wire, parts: list[bytes]) -> None:
        await asyncio.sleep(0.02)
        await super().on_response(wire, parts)


class Killing(Behaviour):
    """Closes each connection after a random number of bytes, *times* times."""

    def __init__(self, random: Random, times: int, most: int = 20_000) -> None:
        super().__init__(times)
        self.random, self.most = random, most
        self.left = random.randrange(most)

    async def on_response(self, wire: Wire, parts: list[bytes]) -> None:
        data = b"".join(parts)
        if self.times > 0 and len(data) > self.left:
            await wire.say(data[: self.left])
            wire.close()
            self.times -= 1
            self.left = self.random.randrange(self.most)
        else:
            self.left -= len(data)
            await wire.say(data)


def is_body(parts: list[bytes], uid: int | None = None) -> bool:
    """Tell whether a response carries a whole mail, and of *uid* if that is given."""
    if len(parts) < 3 or b"BODY[]" not in parts[0]:
        return False
    named = _UID.search(parts[0]) or _UID.search(parts[-1])
    return uid is None or (named is not None and int(named[1]) == uid)


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
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0, limit=2**24)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set_result(None)
        await self._end.wait()
        server.close()
        self._close_all()

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
                while literal := _LITERAL.search(parts[-1]):
                    parts.append(await reader.readexactly(int(literal[1])))
                    parts.append(await reader.readline())
                await self.behaviour.on_response(wire, parts)
            if wire.dead:
                await self._end.wait()
