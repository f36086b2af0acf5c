"""Whether mail is being watched: the health of each folder and the daemons' signs of life."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from daemon.model.mailbox import MailboxHealth, WatchState
from daemon.services.status import SILENCE
from daemon.store import heartbeats, mailboxes
from daemon.store.engine import Database

#: a server that has not answered for this long is not watched, whatever its state says
UNHEARD = timedelta(minutes=20)
_WATCHING = {WatchState.IDLE, WatchState.POLLING, WatchState.SYNCING, WatchState.STARTING}


@dataclass(frozen=True, slots=True)
class Watching:
    """How watching goes. ``beat_at`` is None where no daemon runs on this database."""

    mailboxes: tuple[MailboxHealth, ...] = ()
    beat_at: datetime | None = None
    shadow: bool = False

    def is_alive(self, now: datetime) -> bool:
        """Return whether a daemon gave a sign of life lately."""
        return self.beat_at is not None and now - self.beat_at < SILENCE

    def unwatched(self, now: datetime) -> tuple[MailboxHealth, ...]:
        """Return the folders whose new mail would not be noticed just now."""
        return tuple(m for m in self.mailboxes if not is_watched(m, now))


def is_watched(folder: MailboxHealth, now: datetime) -> bool:
    """Return whether new mail in a folder would be noticed soon."""
    is_heard = folder.heard_at is None or now - folder.heard_at <= UNHEARD
    return folder.state in _WATCHING and is_heard and not folder.last_error


def load_watching(db: Database) -> Watching:
    """Return how watching goes, as the daemons last wrote it down."""
    with db.read() as transaction:
        signs = heartbeats.find_all(transaction)
        folders = [m for m in mailboxes.health(transaction) if not m.folder.startswith("import:")]
    newest = signs[0] if signs else None
    return Watching(
        mailboxes=tuple(folders),
        beat_at=newest.beat_at if newest else None,
        shadow=any(s.shadow for s in signs),
    )
