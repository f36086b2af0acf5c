"""An IMAP server inside the process: pymap with its in-memory backend, in a thread of its own."""

from __future__ import annotations

import asyncio
import ssl
import threading
from argparse import Namespace
from collections.abc import Coroutine, Iterable, Mapping
from concurrent.futures import Future
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self, TypeVar
from uuid import uuid4
from weakref import WeakSet

from proxyprotocol.result import ProxyResultLocal
from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import Config, Identity, Login
from pymap.backend.dict.filter import FilterSet
from pymap.backend.dict.mailbox import MailboxData, MailboxSet
from pymap.concurrent import Subsystem
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage
from pymap.parsing.specials import FetchRequirement
from pymap.user import Passwords, UserMetadata
from pysasl.hashing import BuiltinHash

T = TypeVar("T")

#: seconds that starting, stopping and delivering may take
PATIENCE = 30


class _Config(Config):
    """pymap's settings, without its look-up of our host name, which may wait for a resolver."""

    @property
    def greeting(self) -> bytes:
        return b"triaged demo server ready"


class ImapServer:
    """Serves the mailboxes of *users* (name to password) on a loopback port; a context manager.

    With *tls* every connection is TLS from its start; with *starttls* it may become so.
    Mail lives in memory and goes when the server stops.
    """

    def __init__(
        self,
        users: Mapping[str, str],
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        tls: ssl.SSLContext | None = None,
        starttls: ssl.SSLContext | None = None,
    ) -> None:
        self._users = dict(users)
        self.host, self.port = host, port
        self._tls, self._starttls = tls, starttls
        self._thread = threading.Thread(target=self._serve, name="imap-server", daemon=True)
        self._ready: Future[None] = Future()
        self._loop: asyncio.AbstractEventLoop
        self._end: asyncio.Event
        self._config: _Config

    def start(self) -> Self:
        """Start serving; ``port`` is the real one afterwards."""
        self._thread.start()
        self._ready.result(PATIENCE)
        return self

    def stop(self) -> None:
        """End all connections and forget all mail."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._end.set)
            self._thread.join(PATIENCE)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def deliver(
        self, user: str, raw: bytes, folder: str = "INBOX", moment: datetime | None = None
    ) -> int:
        """Put a mail into *folder* of *user*, making the folder if need be; return its UID."""
        return self._call(self._append(user, raw, folder, moment or datetime.now(UTC)))

    def mails(self, user: str, folder: str = "INBOX") -> list[bytes]:
        """Return the mails in *folder* of *user*, oldest first."""
        return self._call(self._contents(user, folder))

    def flags(self, user: str, folder: str = "INBOX") -> dict[int, set[str]]:
        """Return the flags of each UID in *folder* of *user*."""
        return self._call(self._flags(user, folder))

    def _call(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    def _serve(self) -> None:
        try:
            asyncio.run(self._run())
        except Exception as error:
            if self._ready.done():
                raise
            self._ready.set_exception(error)

    async def _run(self) -> None:
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        self._config = _configure(self._starttls)
        self._config.apply_context()
        login = Login(self._config)
        for name, password in self._users.items():
            hashed = await Passwords(self._config).hash_password(password)
            user = UserMetadata(self._config, name, password=hashed)
            await Identity(name, login, None, frozenset()).set(user)
        imap = IMAPServer(login, self._config)
        # The loop itself holds tasks only weakly.
        connections: set[asyncio.Task[None]] = set()
        writers: WeakSet[asyncio.StreamWriter] = WeakSet()

        def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writers.add(writer)
            peer = SocketInfo.get(writer, ProxyResultLocal(), unique_id=uuid4().bytes)
            task = asyncio.ensure_future(imap(reader, writer, peer))
            connections.add(task)
            task.add_done_callback(connections.discard)

        server = await asyncio.start_server(connected, self.host, self.port, ssl=self._tls)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set_result(None)
        await self._end.wait()
        server.close()
        for task in connections:
            task.cancel()  # pymap then says BYE
        await asyncio.gather(*connections, return_exceptions=True)
        await hang_up(writers)

    async def _append(self, user: str, raw: bytes, folder: str, moment: datetime) -> int:
        box = await self._folder(user, folder)
        message = await box.append(AppendMessage(raw, moment), recent=True)
        return int(message.uid)

    async def _contents(self, user: str, folder: str) -> list[bytes]:
        box = await self._folder(user, folder)
        loaded = [
            await message.load_content(FetchRequirement.CONTENT) async for message in box.messages()
        ]
        return [bytes(content.get_body()) for content in loaded]

    async def _flags(self, user: str, folder: str) -> dict[int, set[str]]:
        box = await self._folder(user, folder)
        return {m.uid: {str(f) for f in m.permanent_flags} async for m in box.messages()}

    async def _folder(self, user: str, folder: str) -> MailboxData:
        boxes = self._boxes(user)
        try:
            return await boxes.get_mailbox(folder)
        except KeyError:
            await boxes.add_mailbox(folder)
            return await boxes.get_mailbox(folder)

    def _boxes(self, user: str) -> MailboxSet:
        """Return the folders of *user*, where pymap will look for them at log-in."""
        self._config.apply_context()
        if user not in self._config.set_cache:
            self._config.set_cache[user] = (MailboxSet(), FilterSet())
        return self._config.set_cache[user][0]


async def hang_up(writers: Iterable[asyncio.StreamWriter]) -> None:
    """Close connections at once, whatever may still wait to be sent on them."""
    for writer in list(writers):
        writer.transport.abort()
    await asyncio.sleep(0)


def _configure(starttls: ssl.SSLContext | None) -> _Config:
    args = Namespace(
        host=None, port=0, debug=False, cert=None, key=None, tls=starttls is not None,
        passlib_cfg=None, proxy_protocol=None, inherited_sockets=None,
        demo_data=False, demo_user="", demo_password="",
    )  # fmt: skip
    # Passwords of a demo need no slow hash, and no thread pool to compute it.
    inline = Subsystem.for_asyncio()
    return _Config.from_args(
        args, ssl_context=starttls, hash_context=BuiltinHash(rounds=1), cpu_subsystem=inline
    )
