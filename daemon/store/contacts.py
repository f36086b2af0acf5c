"""People and their addresses, clients and their domains."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from daemon.model.known import KnownContact
from daemon.model.record import Role
from daemon.store.schema import address, client_domain, contact


@dataclass(frozen=True, slots=True)
class NewContact:
    """A person to be recorded, with one address."""

    addr: str
    name: str
    role: Role
    client_id: int | None
    language: str = ""


def find_addresses(connection: Connection, addrs: Collection[str]) -> dict[str, KnownContact]:
    """Return what is known of *addrs*, by address."""
    rows = connection.execute(
        select(address.c.addr, contact.c.id, contact.c.client_id, contact.c.role)
        .join(contact, contact.c.id == address.c.contact_id)
        .where(address.c.addr.in_(list(addrs)))
    )
    return {row.addr: KnownContact(row.id, row.client_id, Role(row.role)) for row in rows}


def find_domains(connection: Connection, domains: Collection[str]) -> dict[str, int]:
    """Return the client of each of *domains* that has one."""
    rows = connection.execute(
        select(client_domain.c.domain, client_domain.c.client_id).where(
            client_domain.c.domain.in_(list(domains))
        )
    )
    return {row.domain: row.client_id for row in rows}


def add_contacts(
    connection: Connection, people: Sequence[NewContact], now: datetime
) -> dict[str, KnownContact]:
    """Record *people*, whose addresses must be new; return them by address.

    Raises ConflictError if somebody else records one of them at the same moment.
    """
    if not people:
        return {}
    rows = [
        {
            "client_id": p.client_id,
            "name": p.name,
            "role": p.role.value,
            "language": p.language,
            "created_at": now,
        }
        for p in people
    ]
    ids = connection.execute(
        insert(contact).returning(contact.c.id, sort_by_parameter_order=True), rows
    ).scalars()
    added = {
        p.addr: KnownContact(contact_id, p.client_id, p.role)
        for p, contact_id in zip(people, ids, strict=True)
    }
    connection.execute(
        insert(address),
        [{"addr": addr, "contact_id": known.contact_id} for addr, known in added.items()],
    )
    return added


def mark_bounced(connection: Connection, addr: str, reason: str, now: datetime) -> None:
    """Note that mail to *addr* came back for good; an unknown address is no concern of ours."""
    connection.execute(
        update(address).where(address.c.addr == addr).values(bounced_at=now, bounce_reason=reason)
    )
