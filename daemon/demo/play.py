"""Playing the story on a real daemon: deliver, wait, go on."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from daemon.app import App, open_app, serve
from daemon.clock import utc_now
from daemon.demo.story import CLIENTS, Answers, Step
from daemon.demo.world import World
from daemon.errors import TriagedError
from daemon.model.record import Client
from daemon.services import clients, outcome
from daemon.services.status import look

#: seconds until the daemon must have done what a step needs
PATIENCE = 60.0
GLANCE = 0.05


@contextmanager
def running_daemon(world: World) -> Iterator[App]:
    """Run the real daemon on *world* in a thread of its own; it watches when this returns."""
    with open_app(world.config()) as app:
        for name, domains in CLIENTS.items():
            clients.add(app.db, app.config, Client(0, name, tuple(domains)), "demo", utc_now())
        thread = _DaemonThread(app)
        thread.start()
        try:
            _until(lambda: _is_watching(app), "the daemon to watch its mailboxes")
            yield app
        finally:
            thread.end()


class _DaemonThread(threading.Thread):
    def __init__(self, app: App) -> None:
        super().__init__(name="daemon", daemon=True)
        self._app = app
        self._ending: asyncio.Event | None = None
        self._loop = asyncio.new_event_loop()

    def run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._ending = asyncio.Event()
        self._loop.run_until_complete(serve(self._app, "demo", self._ending))
        self._loop.close()

    def end(self) -> None:
        if self._ending is not None and self.is_alive():
            self._loop.call_soon_threadsafe(self._ending.set)
        self.join(PATIENCE)


def _is_watching(app: App) -> bool:
    boxes = look(app.db, utc_now()).mailboxes
    wanted = sum(len(m.imap.folders) for m in app.config.mailbox)
    return len(boxes) == wanted and all(b.state.value in {"idle", "polling"} for b in boxes)


def play(
    world: World,
    app: App,
    steps: Sequence[Step],
    pace: float,
    told: Callable[[Step], None],
) -> None:
    """Deliver the mails of *steps*, each once what it needs is there.

    *pace* 0 is full speed; 1 leaves the pauses of real people between them. *told* hears of each.
    """
    answers: Answers = {}
    by_key = {step.key: step for step in steps}
    for step in steps:
        if pace:
            time.sleep(step.pause * pace)
        if step.after and step.after not in answers:
            cited = by_key[step.after]
            answer = world.wait_for_answer(cited.message_id, PATIENCE)
            if answer is None:
                raise TriagedError(f"the story waits for an answer to “{cited.gist}” in vain")
            answers[step.after] = answer
        world.deliver(step.build(utc_now(), answers), step.mailbox)
        told(step)
    _until(lambda: _is_told(app, steps), "all mails to be recorded")
    _until(lambda: _is_quiet(app), "the outbox to be empty")


def _is_told(app: App, steps: Sequence[Step]) -> bool:
    """Whether every mail of the story is on record or in quarantine."""
    wanted = {s.message_id for s in steps if not s.expected.quarantined}
    aside = sum(s.expected.quarantined for s in steps)
    there = outcome.by_message_id(app.db, sorted(wanted))
    return len(there) == len(wanted) and look(app.db, utc_now()).quarantine >= aside


def _is_quiet(app: App) -> bool:
    outbox = look(app.db, utc_now()).outbox
    return not outbox.get("queued") and not outbox.get("sending")


def _until(done: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > deadline:
            raise TriagedError(f"waited {PATIENCE:.0f} s in vain for {what}")
        time.sleep(GLANCE)
