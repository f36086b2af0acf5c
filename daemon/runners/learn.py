"""Learning from managers: each decision changes the next similar prediction within seconds."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from daemon.clock import Clock
from daemon.errors import TemporaryError
from daemon.log import get_logger
from daemon.runners.model import LoadingClassifier
from daemon.runners.past import PastMails
from daemon.runners.supervise import wait
from daemon.services import learning
from daemon.store.engine import Database

log = get_logger(__name__)

GLANCE = 2.0


@dataclass
class Pupil:
    """Keeps the model at what managers have decided so far."""

    db: Database
    classifier: LoadingClassifier
    past: PastMails
    clock: Clock
    _seen: int = -1

    async def run(self, stop: asyncio.Event) -> None:
        """Look for decisions every ``GLANCE`` seconds until *stop*."""
        while not stop.is_set():
            try:
                await asyncio.to_thread(self.learn)
            except TemporaryError as error:
                log.warning("learn.postponed", detail=str(error))
            await wait(stop, GLANCE)

    def learn(self) -> None:
        """Learn what was decided since the last look."""
        newest = learning.newest_decision(self.db)
        self.past.refresh(anew=newest != self._seen)
        if newest == self._seen:
            return
        known = learning.load_memory(self.db)
        memory, learned = self.classifier.learn(known, learning.load_lessons(self.db))
        if memory.decisions != known.decisions:
            learning.keep_memory(self.db, memory, learned, self.clock())
        for decision, outcome in learned:
            log.info("model.learned", decision=decision, outcome=outcome or "for everyone")
        self._seen = newest
