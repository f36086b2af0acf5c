"""The server behind `triaged web`: textual-serve, with a door."""

from __future__ import annotations

import hmac
import logging

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from textual_serve.server import Server

from tui.web import COOKIE

TITLE = "triaged"
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
        super().__init__(command, host, port, TITLE, public_url=f"http://{shown}:{port}")
        self._key = key

    @property
    def entrance(self) -> str:
        """The address to open."""
        return f"{self.public_url}/?key={self._key}"

    def initialize_logging(self) -> None:
        """Log what goes wrong only; the command line says where to go."""
        logging.basicConfig(level="WARNING")

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: the address stands on the terminal already."""

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
            if origin is not None and origin != self.public_url:
                raise web.HTTPForbidden(text="This page is for its own address alone.\n")
            response = await handler(request)
            if not response.prepared:
                socket = self.public_url.replace("http", "ws", 1)
                response.headers["Content-Security-Policy"] = POLICY.format(socket=socket)
            return response

        return guard

    def _is_key(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self._key.encode())
