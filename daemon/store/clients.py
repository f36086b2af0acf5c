"""Client organisations: their contacts, domains, conversations, and merging two of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Table, delete, func, insert, or_, select, update

from daemon.errors import NotFoundError
from daemon.model.record import Client, Contact, Role
from daemon.store.plan_tables import engagement
from daemon.store.schema import address, client, client_domain, contact, conversation, item

#: the tables whose rows belong to a client
OWNED: dict[str, Table] = {
    "contact": contact,
    "conversation": conversation,
    "item": item,
    "engagement": engagement,
}


@dataclass(frozen=True, slots=True)
class ClientSummary:
    """A client as a list shows it."""

    client: Client
    contacts: int
    conversations: int


def add(connection: Connection, new: Client, now: datetime) -> int:
    """Record a client (its ``id`` is not read); return the id."""
    client_id = connection.execute(
        insert(client)
        .values(name=new.name, language=new.language, timezone=new.timezone, created_at=now)
        .returning(client.c.id)
    ).scalar_one()
    add_domains(connection, int(client_id), new.domains)
    return int(client_id)


def add_domains(connection: Connection, client_id: int, domains: Sequence[str]) -> None:
    """Note that *domains* (lower-cased, not yet anybody's) are the client's own."""
    if domains:
        connection.execute(
            insert(client_domain), [{"domain": d, "client_id": client_id} for d in domains]
        )


def owners_of(connection: Connection, domains: Collection[str]) -> dict[str, str]:
    """Return the name of the client that each of *domains* belongs to, if any."""
    rows = connection.execute(
        select(client_domain.c.domain, client.c.name)
        .join(client, client.c.id == client_domain.c.client_id)
        .where(client_domain.c.domain.in_(list(domains)))
    )
    return {row.domain: row.name for row in rows}


def find(connection: Connection, client_id: int) -> Client:
    """Return one client; raise NotFoundError if there is none or it was merged away."""
    row = connection.execute(
        select(client).where(client.c.id == client_id, client.c.merged_into.is_(None))
    ).first()
    if row is None:
        raise NotFoundError(f"no client {client_id}; `triaged clients list` shows all")
    return Client(row.id, row.name, _domains(connection, row.id), row.language, row.timezone)


def find_zones(connection: Connection, client_ids: Collection[int]) -> dict[int, str]:
    """Return the time zone of each client that has one."""
    where = client.c.id.in_(client_ids) & (client.c.timezone != "")
    rows = connection.execute(select(client.c.id, client.c.timezone).where(where))
    return {row.id: row.timezone for row in rows}


def stands(connection: Connection, client_id: int) -> bool:
    """Whether a client is there and was not merged into another."""
    where = (client.c.id == client_id) & client.c.merged_into.is_(None)
    return connection.execute(select(client.c.id).where(where)).first() is not None


def find_by_name(connection: Connection, name: str) -> int | None:
    """Return the id of the client called *name*, letter case aside."""
    found = connection.execute(
        select(client.c.id).where(
            func.lower(client.c.name) == name.lower(), client.c.merged_into.is_(None)
        )
    ).scalar()
    return int(found) if found is not None else None


def _domains(connection: Connection, client_id: int) -> tuple[str, ...]:
    rows = connection.execute(
        select(client_domain.c.domain)
        .where(client_domain.c.client_id == client_id)
        .order_by(client_domain.c.domain)
    )
    return tuple(rows.scalars())


def find_all(connection: Connection) -> list[ClientSummary]:
    """Return every client that stands, by name."""

    def tally(table: Table) -> dict[int, int]:
        rows = connection.execute(
            select(table.c.client_id, func.count()).group_by(table.c.client_id)
        )
        return {row[0]: row[1] for row in rows}

    people, threads = tally(contact), tally(conversation)
    rows = connection.execute(
        select(client).where(client.c.merged_into.is_(None)).order_by(client.c.name)
    ).all()
    return [
        ClientSummary(
            Client(r.id, r.name, _domains(connection, r.id), r.language, r.timezone),
            people.get(r.id, 0),
            threads.get(r.id, 0),
        )
        for r in rows
    ]


def find_contact(connection: Connection, contact_id: int) -> Contact:
    """Return one contact with its addresses; raise NotFoundError if there is none."""
    row = connection.execute(select(contact).where(contact.c.id == contact_id)).first()
    if row is None:
        raise NotFoundError(f"no contact {contact_id}")
    addrs = connection.execute(
        select(address.c.addr).where(address.c.contact_id == contact_id).order_by(address.c.addr)
    ).scalars()
    return Contact(row.id, row.name, tuple(addrs), Role(row.role), row.client_id, row.language)


def find_strangers(connection: Connection, domains: Collection[str]) -> list[Contact]:
    """Return the people with an address in *domains* who are nobody's yet."""
    if not domains:
        return []
    at_domain = or_(*(address.c.addr.endswith(f"@{d}", autoescape=True) for d in domains))
    rows = connection.execute(
        select(contact.c.id)
        .join(address, address.c.contact_id == contact.c.id)
        .where(contact.c.role == Role.UNKNOWN.value, contact.c.client_id.is_(None), at_domain)
        .distinct()
        .order_by(contact.c.id)
    )
    return [find_contact(connection, contact_id) for contact_id in rows.scalars().all()]


def set_contact(connection: Connection, contact_id: int, client_id: int | None, role: Role) -> None:
    """Say whose person a contact is."""
    connection.execute(
        update(contact)
        .where(contact.c.id == contact_id)
        .values(client_id=client_id, role=role.value, version=contact.c.version + 1)
    )


def owned(connection: Connection, client_id: int) -> dict[str, list[int]]:
    """Return the ids of everything that belongs to a client, by table."""
    return {
        name: list(
            connection.execute(
                select(table.c.id).where(table.c.client_id == client_id).order_by(table.c.id)
            ).scalars()
        )
        for name, table in OWNED.items()
    }


def give(connection: Connection, ids: dict[str, list[int]], client_id: int | None) -> None:
    """Hand the rows *ids* (table → ids) to a client."""
    for name, rows in ids.items():
        table = OWNED[name]
        if rows:
            connection.execute(
                update(table).where(table.c.id.in_(rows)).values(client_id=client_id)
            )


def move_domains(connection: Connection, domains: Sequence[str], client_id: int) -> None:
    """Hand mail domains to a client."""
    connection.execute(
        update(client_domain)
        .where(client_domain.c.domain.in_(list(domains)))
        .values(client_id=client_id)
    )


def drop_domains(connection: Connection, domains: Sequence[str]) -> None:
    """Take mail domains from whoever has them."""
    connection.execute(delete(client_domain).where(client_domain.c.domain.in_(list(domains))))


def mark_merged(connection: Connection, client_id: int, into: int | None) -> None:
    """Say that a client is now part of another, or, with None, stands by itself again."""
    connection.execute(
        update(client)
        .where(client.c.id == client_id)
        .values(merged_into=into, version=client.c.version + 1)
    )


def remove_empty(connection: Connection, client_id: int) -> None:
    """Take a client away of whom nothing is on record; do nothing where something is."""
    merged = select(client.c.id).where(client.c.merged_into == client_id)
    domains = select(client_domain.c.domain).where(client_domain.c.client_id == client_id)
    is_named = any(connection.execute(query.limit(1)).first() for query in (merged, domains))
    if not is_named and not any(owned(connection, client_id).values()):
        connection.execute(delete(client).where(client.c.id == client_id))
