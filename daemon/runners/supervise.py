"""Running named tasks until told to stop; one that fails is started again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from daemon.errors import ConfigError
from daemon.log import get_logger

log = get_logger(__name__)

#: seconds before a failed task is started again, doubled each time up to the last
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0

Runner = Callable[[asyncio.Event], Awaitable[None]]


async def supervise(runners: Mapping[str, Runner], stop: asyncio.Event) -> None:
    """Run all *runners*, each given *stop*, until it is set and all have ended.

    A ConfigError ends everything, for trying again would not mend it.
    """
    async with asyncio.TaskGroup() as group:
        for name, runner in runners.items():
            group.create_task(_keep_running(name, runner, stop), name=name)


async def _keep_running(name: str, runner: Runner, stop: asyncio.Event) -> None:
    pause = FIRST_PAUSE
    loop = asyncio.get_running_loop()
    while not stop.is_set():
        started = loop.time()
        try:
            await runner(stop)
        except ConfigError:
            stop.set()
            raise
        except Exception:
            log.exception("runner.failed", runner=name, again_in=pause)
        else:
            if stop.is_set():
                return
            log.error("runner.ended", runner=name, again_in=pause)
        if loop.time() - started > LONGEST_PAUSE:
            pause = FIRST_PAUSE
        await wait(stop, pause)
        pause = min(pause * 2, LONGEST_PAUSE)


async def wait(event: asyncio.Event, seconds: float) -> bool:
    """Wait until *event* is set, at most *seconds*; return whether it is."""
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
    return True
