"""Mail that could not be processed, kept with its reason until a manager decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from daemon.errors import NotFoundError, StaleError
from daemon.store.schema import quarantine
from daemon.store.upsert import insert


@dataclass(frozen=True, slots=True)
class Kept:
    """A mail in quarantine. ``sha256`` is None when only its header could be had."""

    id: int
    mailbox: str
    folder: str
    uidvalidity: int
    uid: int
    sha256: str | None
    size: int
    reason: str
    sender: str
    subject: str
    state: str
    received_at: datetime | None
    created_at: datetime
    version: int


_COLUMNS = [quarantine.c[name] for name in Kept.__dataclass_fields__]


def add(connection: Connection, rows: Sequence[dict[str, object]]) -> None:
    """Keep mails aside; one seen before stays as it is."""
    if rows:
        connection.execute(insert(connection, quarantine).on_conflict_do_nothing(), list(rows))


def find(connection: Connection, kept_id: int) -> Kept:
    """Return one; raise NotFoundError if there is none."""
    row = connection.execute(select(*_COLUMNS).where(quarantine.c.id == kept_id)).first()
    if row is None:
        raise NotFoundError(f"no mail {kept_id} in quarantine; `triaged quarantine list` shows all")
    return Kept(**row._mapping)


def find_all(connection: Connection, state: str | None = "waiting") -> list[Kept]:
    """Return those in *state* (None: all), oldest first."""
    query = select(*_COLUMNS).order_by(quarantine.c.id)
    if state is not None:
        query = query.where(quarantine.c.state == state)
    return [Kept(**row._mapping) for row in connection.execute(query)]


def move(connection: Connection, kept: Kept, state: str, reason: str | None = None) -> None:
    """Change the state of one; raise StaleError if somebody else did meanwhile."""
    values: dict[str, object] = {"state": state, "version": kept.version + 1}
    if reason is not None:
        values["reason"] = reason
    done = connection.execute(
        update(quarantine)
        .where(quarantine.c.id == kept.id, quarantine.c.version == kept.version)
        .values(values)
    )
    if done.rowcount != 1:
        raise StaleError
