"""The terminal UI in a browser: the door, the page, and the program behind the websocket."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from daemon.errors import UserError
from daemon.store.engine import Database
from tests.servers.dovecot import free_port
from tests.tui.driving import CONFIG
from tui.web import check_host

SECONDS = 60


@dataclass(frozen=True, slots=True)
class Served:
    """A running server: its address with the key, and without."""

    entrance: str
    process: subprocess.Popen[str]

    @property
    def base(self) -> str:
        return self.entrance.partition("/?")[0]


@pytest.fixture
def served(db: Database, tmp_path: Path) -> Iterator[Served]:
    assert db.is_sqlite
    config = tmp_path / "triaged.toml"
    config.write_text(f'[database]\nurl = "sqlite:///{tmp_path}/t.sqlite3"\n{CONFIG}')
    words = [sys.executable, "-m", "daemon.cli", "web", "--config", str(config)]
    words += ["--port", str(free_port())]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        yield Served(line.split()[-1], process)
        process.terminate()


@asynccontextmanager
async def visiting(served: Served) -> AsyncIterator[aiohttp.ClientSession]:
    """Come in with the key, as soon as the server answers."""
    jar = aiohttp.CookieJar(unsafe=True)  # cookies of an address without a name
    async with aiohttp.ClientSession(cookie_jar=jar) as session:
        for _ in range(SECONDS * 20):
            try:
                async with session.get(served.entrance) as answer:
                    assert answer.status == 200
                    break
            except aiohttp.ClientConnectorError:
                await asyncio.sleep(0.05)  # it is not listening yet, and has no other way to say so
        yield session


def test_the_page_and_the_program_behind_it(served: Served) -> None:
    async def main() -> None:
        async with visiting(served) as session:
            async with session.get(served.base) as page:
                assert "/ws" in await page.text()
            url = f"{served.base}/ws?width=120&height=40"
            async with asyncio.timeout(SECONDS), session.ws_connect(url) as socket:
                seen = b""
                while b"Kitchen" not in seen:
                    message = await socket.receive()
                    data = message.data
                    seen += data if isinstance(data, bytes) else str(data).encode()

    asyncio.run(main())


def test_the_page_needs_nothing_from_elsewhere(served: Served) -> None:
    async def main() -> None:
        async with visiting(served) as session:
            async with session.get(served.base) as answer:
                page = await answer.text()
            assert "://" not in page
            assets = re.findall(r"/static/[\w/.-]+", page)
            assert any(name.endswith(".ttf") for name in assets)
            for name in assets:
                async with session.get(served.base + name) as asset:
                    assert asset.status == 200, name

    asyncio.run(main())


def test_it_ends_while_a_page_is_open(served: Served) -> None:
    async def main() -> None:
        async with visiting(served) as session, session.ws_connect(f"{served.base}/ws") as socket:
            await socket.receive()
            served.process.terminate()
            async with asyncio.timeout(SECONDS / 2):
                while (await socket.receive()).type is not aiohttp.WSMsgType.CLOSED:
                    pass

    asyncio.run(main())
    assert served.process.wait(SECONDS / 2) == 0


@pytest.mark.parametrize("path", ["/", "/ws", "/?key=wrong", "/static/js/textual.js"])
def test_without_the_key_the_door_is_shut(served: Served, path: str) -> None:
    async def main() -> int:
        async with (
            visiting(served),
            aiohttp.ClientSession() as stranger,
            stranger.get(served.base + path) as answer,
        ):
            return answer.status

    assert asyncio.run(main()) == 403


def test_another_site_in_the_same_browser_is_kept_out(served: Served) -> None:
    async def main() -> int:
        async with visiting(served) as session:
            headers = {"Origin": "http://evil.example"}
            async with session.get(f"{served.base}/ws", headers=headers) as answer:
                return answer.status

    assert asyncio.run(main()) == 403


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_this_machine_is_served(host: str) -> None:
    check_host(host, allow_remote=False)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.9", "triage.studio.example"])
def test_other_machines_only_when_that_is_wanted(host: str) -> None:
    with pytest.raises(UserError, match="acts as you"):
        check_host(host, allow_remote=False)
    check_host(host, allow_remote=True)
