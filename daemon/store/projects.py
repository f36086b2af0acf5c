"""Projects with whose they are, and the people who can be asked about them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Row,
    Select,
    bindparam,
    func,
    insert,
    or_,
    select,
    update,
)

from daemon.errors import NotFoundError, StaleError
from daemon.model.plan import Engagement, ProjectState
from daemon.model.record import Role
from daemon.store.plan_tables import engagement
from daemon.store.schema import address, client, contact, conversation, message, project

_E = engagement.c


def _query() -> Select[Any]:
    return select(project.c.id, project.c.code, project.c.name.label("title"), *_E).outerjoin(
        engagement, _E.project_id == project.c.id
    )


def _read(row: Row[Any]) -> Engagement:
    return Engagement(
        project_id=row[0],
        code=row.code,
        name=row.title or row.code,
        client_id=row.client_id,
        mailbox=row.mailbox or "",
        state=ProjectState(row.state or "active"),
        owner=row.owner or "",
        contacts=tuple(row.contacts) if row.contacts is not None else None,
        ended_at=row.ended_at,
        version=row.version or 0,
    )


def find(connection: Connection, code: str) -> Engagement:
    """Return the project called *code*, letter case aside; raise NotFoundError."""
    row = connection.execute(_query().where(func.lower(project.c.code) == code.lower())).first()
    if row is None:
        raise NotFoundError(f"no project {code}; `triaged milestone projects` shows all")
    return _read(row)


def load(connection: Connection, project_id: int) -> Engagement:
    """Return one project."""
    return _read(connection.execute(_query().where(project.c.id == project_id)).one())


def load_all(connection: Connection, ids: Collection[int]) -> dict[int, Engagement]:
    """Return the projects among *ids* that there are."""
    rows = connection.execute(_query().where(project.c.id.in_(list(ids))))
    return {found.project_id: found for found in map(_read, rows)}


def find_all(connection: Connection) -> list[Engagement]:
    """Return every project, by code."""
    return [_read(row) for row in connection.execute(_query().order_by(project.c.code))]


def add(connection: Connection, code: str, name: str, now: datetime) -> int:
    """Record a project; return its id."""
    values = {"code": code, "name": name, "created_at": now}
    return int(
        connection.execute(insert(project).values(values).returning(project.c.id)).scalar_one()
    )


def change(connection: Connection, present: Engagement, values: dict[str, object]) -> None:
    """Change what is agreed about a project; raise StaleError if somebody else did."""
    there = connection.execute(
        select(_E.id).where(_E.project_id == present.project_id)
    ).scalar_one_or_none()
    if there is None:
        row = {"project_id": present.project_id, **values, "version": 1}
        connection.execute(insert(engagement).values(row))
        return
    done = connection.execute(
        update(engagement)
        .where(_E.project_id == present.project_id, _E.version == present.version)
        .values({**values, "version": present.version + 1})
    )
    if done.rowcount != 1:
        raise StaleError


@dataclass(frozen=True, slots=True)
class Person:
    """A contact who could be asked. ``address`` is the one to write to, empty if there is none."""

    contact_id: int
    name: str
    client_id: int | None
    client: str
    role: Role
    language: str
    address: str
    bounced: bool


def people_of(connection: Connection, whose: Engagement) -> list[Person]:
    """Return everybody of the project's client, or, without a client, who wrote about it."""
    query = select(contact.c.id).where(contact.c.role == Role.CLIENT.value)
    if whose.client_id is not None:
        query = query.where(contact.c.client_id == whose.client_id)
    else:
        wrote = (
            select(message.c.contact_id)
            .join(conversation, conversation.c.id == message.c.conversation_id)
            .where(conversation.c.project_id == whose.project_id)
        )
        query = query.where(contact.c.id.in_(wrote))
    return load_people(connection, list(connection.execute(query).scalars()))


_IDS: BindParameter[int] = bindparam("ids", expanding=True)
# built once: asking looks at people at every step
_PEOPLE = (
    select(
        contact.c.id,
        contact.c.name,
        contact.c.client_id,
        contact.c.role,
        contact.c.language,
        client.c.name.label("client"),
        client.c.language.label("client_language"),
    )
    .outerjoin(client, client.c.id == contact.c.client_id)
    .where(contact.c.id.in_(_IDS))
    .order_by(contact.c.id)
)
_ADDRESSES = (
    select(address.c.contact_id, address.c.addr, address.c.bounced_at)
    .where(address.c.contact_id.in_(_IDS))
    .order_by(address.c.addr)
)


def load_people(connection: Connection, ids: Sequence[int]) -> list[Person]:
    """Return contacts by id, each with the first address that mail did not come back from."""
    if not ids:
        return []
    rows = connection.execute(_PEOPLE, {"ids": list(ids)}).all()
    addrs = connection.execute(_ADDRESSES, {"ids": list(ids)}).all()
    usable: dict[int, str] = {}
    for row in addrs:
        if row.bounced_at is None:
            usable.setdefault(row.contact_id, row.addr)
    bounced = {row.contact_id for row in addrs if row.bounced_at is not None} - usable.keys()
    return [
        Person(
            contact_id=row.id,
            name=row.name,
            client_id=row.client_id,
            client=row.client or "",
            role=Role(row.role),
            language=row.language or row.client_language or "",
            address=usable.get(row.id, ""),
            bounced=row.id in bounced,
        )
        for row in rows
    ]


def find_people(connection: Connection, words: Sequence[str]) -> dict[str, int]:
    """Return the contact of each address or exact name in *words*; the unknown are left out."""
    wanted = [w.lower() for w in words]
    rows = connection.execute(
        select(address.c.addr, contact.c.name, contact.c.id)
        .join(contact, contact.c.id == address.c.contact_id)
        .where(or_(address.c.addr.in_(wanted), func.lower(contact.c.name).in_(wanted)))
    ).all()
    by_word = {row.name.lower(): row.id for row in rows} | {row.addr: row.id for row in rows}
    return {w: by_word[w.lower()] for w in words if w.lower() in by_word}
