"""The files that came with a mail, taken out of its raw bytes when somebody wants them."""

from __future__ import annotations

from daemon.parse.attachments import extract
from daemon.store import raw, reading
from daemon.store.engine import Database


def load(db: Database, message_id: int, part: str) -> bytes:
    """Return the bytes of one attachment; raise NotFoundError if the mail has no such part."""
    with db.read() as transaction:
        data = raw.get(transaction, reading.find_raw(transaction, message_id))
    return extract(data, part)
