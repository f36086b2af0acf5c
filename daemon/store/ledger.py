"""The ledger of each project: rows are only added, each with the hash of the one before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from daemon.store import counters
from daemon.store.schema import project
from daemon.store.scope_tables import ledger

_L = ledger.c


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One entry. ``at`` is ISO 8601 in UTC, ``data`` canonical JSON."""

    project: str
    number: int
    at: str
    actor: str
    verb: str
    subject: str
    data: str
    previous: str
    sha256: str
    message_id: int | None


def take_place(connection: Connection, project_id: int, code: str) -> tuple[int, str]:
    """Return the next number of a ledger and the hash that goes before it (empty for the first).

    Whoever comes at the same time waits until this transaction ends.
    """
    number = counters.take(connection, f"{code}/ledger")
    query = select(_L.sha256).where(_L.project_id == project_id, _L.number == number - 1)
    return number, str(connection.execute(query).scalar() or "")


def add(connection: Connection, values: Mapping[str, object]) -> int:
    """Write an entry; return its id."""
    made = connection.execute(insert(ledger).values(dict(values)).returning(_L.id))
    return int(made.scalar_one())


def has(connection: Connection, project_id: int, subject: str, at: str) -> bool:
    """Return whether there is an entry about *subject* of that moment."""
    query = select(_L.id).where(_L.project_id == project_id, _L.subject == subject, _L.at == at)
    return connection.execute(query.limit(1)).first() is not None


def find(connection: Connection, project_id: int) -> list[LedgerRow]:
    """Return the whole ledger of a project, in order."""
    rows = connection.execute(
        select(ledger, project.c.code.label("project"))
        .join(project, project.c.id == _L.project_id)
        .where(_L.project_id == project_id)
        .order_by(_L.number)
    )
    names = LedgerRow.__dataclass_fields__
    return [LedgerRow(**{name: row._mapping[name] for name in names}) for row in rows]
