"""Which daemons run on this database, and when each last gave a sign of life."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import Connection, delete, select

from daemon.store.running_tables import heartbeat
from daemon.store.upsert import insert


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """A running daemon; ``daemon`` is its name on the database."""

    daemon: str
    host: str
    pid: int
    version: str
    shadow: bool
    started_at: datetime
    beat_at: datetime


def beat(connection: Connection, sign: Heartbeat) -> None:
    """Write down a sign of life."""
    values = {f.name: getattr(sign, f.name) for f in fields(sign)}
    new = insert(connection, heartbeat).values(values)
    # a daemon that was killed comes back under its name, as another process
    connection.execute(new.on_conflict_do_update(index_elements=["daemon"], set_=values))


def stop(connection: Connection, daemon: str) -> None:
    """Note that a daemon ended in good order."""
    connection.execute(delete(heartbeat).where(heartbeat.c.daemon == daemon))


def find_all(connection: Connection) -> list[Heartbeat]:
    """Return every daemon that did not end in good order, newest sign first."""
    rows = connection.execute(select(heartbeat).order_by(heartbeat.c.beat_at.desc()))
    return [Heartbeat(**row._mapping) for row in rows]
