"""A database for trying out what a use case would write; nothing of it stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection, func, select

from daemon.model.reading import OutgoingMail
from daemon.store import reading
from daemon.store.engine import Database
from daemon.store.schema import outgoing


class _Enough(Exception):  # noqa: N818 - no error: it only rolls back
    """The rehearsal is over."""


class _OneTransaction(Database):
    """Gives every use case the same open transaction."""

    def __init__(self, db: Database, connection: Connection) -> None:
        super().__init__(db.engine)
        self._connection = connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Hand out the open transaction."""
        yield self._connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Hand out the open transaction."""
        yield self._connection


def rehearse(db: Database, deed: Callable[[Database], object]) -> list[OutgoingMail]:
    """Return the mails that *deed* would put into the outbox, and roll everything back."""
    found: list[OutgoingMail] = []
    with suppress(_Enough), db.write() as connection:
        before = connection.execute(select(func.max(outgoing.c.id))).scalar() or 0
        deed(_OneTransaction(db, connection))
        ids = select(outgoing.c.id).where(outgoing.c.id > before).order_by(outgoing.c.id)
        found = [reading.load_outgoing(connection, i) for i in connection.execute(ids).scalars()]
        raise _Enough
    return found
