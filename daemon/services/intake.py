"""What recording mail depends on, what it is given, and what it reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from daemon.config import Config, MailboxConfig
from daemon.model.label import Classifier
from daemon.scope.likely import Guess
from daemon.store.engine import Database


@dataclass(frozen=True, slots=True)
class Intake:
    """What stays the same while a mailbox is watched or imported."""

    db: Database
    config: Config
    mailbox: MailboxConfig
    folder: str
    secret: bytes
    nonce: Callable[[], str]
    classifier: Classifier | None = None
    #: imported mail is history: recorded and classified, but never answered by itself
    history: bool = False
    #: a second reader of replies to offers, beside the rules
    guess: Guess | None = None

    @property
    def own(self) -> frozenset[str]:
        """The addresses of all our mailboxes."""
        return frozenset(m.address for m in self.config.mailbox)


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a batch."""

    recorded: int = 0
    known_before: int = 0
    quarantined: int = 0

    def __add__(self, other: Report) -> Report:
        return Report(
            self.recorded + other.recorded,
            self.known_before + other.known_before,
            self.quarantined + other.quarantined,
        )
