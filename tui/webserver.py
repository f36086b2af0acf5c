"""The server behind `triaged web`: textual-serve, with a door."""

from __future__ import annotations

import asyncio
import hmac
import logging
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from textual_serve.server import Server

from tui.web import COOKIE

TITLE = "triaged"
PAGE = Path(__file__).parent / "page"
#: nothing is fetched from elsewhere, a font least of all, and no other page frames this one
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'self'"
    " 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self' {socket};"
    " frame-ancestors 'none'"
)


class GuardedServer(Server):
    """Lets in who came with the key once; a cookie that no other site can send stands for it."""

    def __init__(self, command: str, host: str, port: int, key: str) -> None:
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{port}"
        super().__init__(command, host, port, TITLE, public_url=address, templates_path=PAGE)
        self._key = key
        self._visits: set[asyncio.Task[object]] = set()

    @property
    def entrance(self) -> str:
        """The address to open."""
        return f"{self.public_url}/?key={self._key}"

    def initialize_logging(self) -> None:
        """Log what goes wrong only; the command line says where to go."""
        logging.basicConfig(level="WARNING")

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: the address stands on the terminal already."""

    async def on_shutdown(self, _app: web.Application) -> None:
        """End the programs; pages left open would hold up the end for a minute."""
        for visit in self._visits:
            visit.cancel()

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run the program for a page."""
        visit = asyncio.current_task()
        assert visit is not None
        self._visits.add(visit)
        try:
            return await super().handle_websocket(request)
        finally:
            self._visits.discard(visit)

    async def _make_app(self) -> web.Application:
        app: web.Application = await super()._make_app()
        app.middlewares.append(self._guard())
        return app

    def _guard(self) -> Middleware:
        @web.middleware
        async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
            if self._is_key(request.query.get("key", "")):
                inside = web.HTTPFound("/")
                inside.set_cookie(COOKIE, self._key, httponly=True, samesite="Strict")
                return inside
            if not self._is_key(request.cookies.get(COOKIE, "")):
                raise web.HTTPForbidden(text="Open the address that `triaged web` printed.\n")
            origin = request.headers.get("Origin")
            # the name the browser uses: a forwarded port is another one than ours
            if origin is not None and urlsplit(origin).netloc != request.host:
                raise web.HTTPForbidden(text="This page is for its own address alone.\n")
            response = await handler(request)
            if not response.prepared:
                policy = POLICY.format(socket=f"ws://{request.host} wss://{request.host}")
                response.headers["Content-Security-Policy"] = policy
            return response

        return guard

    def _is_key(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self._key.encode())
