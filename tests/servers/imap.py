"""The shelf of misbehaviours: each class is one way an IMAP server may fail its client."""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from random import Random

from tests.servers.imap_proxy import LITERAL, PASSWORD, USER, Behaviour, ImapShelf, Wire

__all__ = ["PASSWORD", "USER", "Behaviour", "ImapShelf", "Wire"]

_UID = re.compile(rb"UID (\d+)")


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


class LoginDisabled(Behaviour):
    """Takes no LOGIN command, and offers *instead*."""

    def __init__(self, instead: bytes) -> None:
        super().__init__()
        self.instead = instead

    async def on_response(self, wire: Wire, parts: list[bytes]) -> None:
        parts[0] = parts[0].replace(b" AUTH=PLAIN", b"")
        disabled = b"CAPABILITY LOGINDISABLED" + self.instead + b" "
        parts[0] = parts[0].replace(b"CAPABILITY ", disabled)
        await super().on_response(wire, parts)


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
        await wire.say(LITERAL.sub(b"{4294967296}\r\n", parts[0]))
        with suppress(ConnectionError):
            while not wire.client.is_closing():
                await wire.say(b"x" * 65536)
        return None


class HugeLine(CutLiteral):
    """Gives a mail as a line that does not end."""

    async def on_response(self, wire: Wire, parts: list[bytes]) -> None:
        if not is_body(parts, self.uid) or not self.due():
            return await wire.say(b"".join(parts))
        await wire.say(LITERAL.sub(b'"', parts[0]))
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
