"""Everything again from the raw mails and the journal, in an empty database."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from daemon.errors import UserError
from daemon.parse.message import parse
from daemon.store import migrate, replay
from daemon.store.engine import Database

#: differences that are told one by one
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What was done: raw mails and files taken over, rows written, and what is not alike."""

    kept: int
    rows: int
    messages: int
    differences: tuple[str, ...] = ()


def rebuild(source: Database, target: Database) -> Rebuilt:
    """Replay the journal of *source* with its raw mails into *target*; compare the two.

    Raises UserError where *target* holds something, or is of another engine.
    """
    if source.engine.dialect.name != target.engine.dialect.name:
        raise UserError("a journal is replayed on the engine that it was written on")
    migrate.upgrade(target)
    with source.read() as there, target.write() as here:
        if not replay.is_empty(here):
            raise UserError("the database to rebuild into holds something already; give a new one")
        replay.prepare(here)
        kept = replay.copy_kept(there, here)
        rows = replay.replay(there, here)
        messages = replay.derive(here, parse)
        replay.finish(here)
        found = tuple(islice(replay.differences(there, here), SHOWN))
    return Rebuilt(kept, rows, messages, found)
