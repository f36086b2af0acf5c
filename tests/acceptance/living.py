"""The real daemon at work in a thread of this process."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from daemon.app import App, serve

PATIENCE = 60.0


def until(met: Callable[[], Any], what: str = "what the test needs") -> Any:
    """Wait until *met* returns something; return it."""
    pause = threading.Event()
    for _ in range(int(PATIENCE / 0.02)):
        if found := met():
            return found
        pause.wait(0.02)
    raise AssertionError(f"waited in vain for {what}")


@contextmanager
def daemon(app: App) -> Iterator[None]:
    """Run the daemon in a thread of its own."""
    loop, ready = asyncio.new_event_loop(), threading.Event()
    stop: list[asyncio.Event] = []

    async def main() -> None:
        stop.append(asyncio.Event())
        ready.set()
        await serve(app, "tester", stop[0])

    thread = threading.Thread(target=loop.run_until_complete, args=(main(),))
    thread.start()
    assert ready.wait(PATIENCE)
    try:
        yield
    finally:
        loop.call_soon_threadsafe(stop[0].set)
        thread.join(PATIENCE)
        loop.close()
    assert not thread.is_alive()
