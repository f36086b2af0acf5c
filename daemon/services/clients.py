"""Clients: listing, adding, and merging two that are one, which can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from daemon.config import Config
from daemon.errors import StaleError, UserError
from daemon.model.record import Client
from daemon.pipeline.freemail import FREE_MAIL
from daemon.services import handover
from daemon.services.calendars import check_zone
from daemon.store import clients, events, ownership
from daemon.store.clients import ClientSummary
from daemon.store.engine import Database
from daemon.store.events import Event
from daemon.store.transaction import Transaction

#: digits of a client's number
ID_LENGTH = 10


def list_all(db: Database) -> list[ClientSummary]:
    """Return every client, by name."""
    with db.read() as connection:
        return clients.find_all(connection)


def find_id(db: Database, named: str) -> int:
    """Return the id of the client with this number or name, letter case aside."""
    with db.read() as connection:
        found = clients.find_by_name(connection, named)
        if found is None and named.isdecimal() and len(named) < ID_LENGTH:
            return clients.find(connection, int(named)).id
    if found is None:
        raise UserError(f"no client called {named}; `triaged clients list` shows all")
    return found


def add(db: Database, config: Config, new: Client, actor: str, now: datetime) -> int:
    """Record a client with its domains; return its id. Raises UserError if it cannot stand."""
    with db.write() as connection:
        return add_within(connection, config, new, actor, now)


def add_within(
    connection: Transaction, config: Config, new: Client, actor: str, now: datetime
) -> int:
    """Record a client in an open transaction; return its id."""
    name = " ".join(new.name.split())
    if not name:
        raise UserError("a client needs a name")
    if clients.find_by_name(connection, name) is not None:
        raise UserError(f"there is a client called {name} already")
    check_zone(new.timezone)
    domains = _usable_domains(connection, config, new.domains)
    client = Client(0, name, domains, new.language, new.timezone)
    client_id = clients.add(connection, client, now)
    after = {"name": name, "domains": list(domains)}
    events.record(connection, Event(now, actor, "client.added", "client", client_id, after=after))
    for person in clients.find_strangers(connection, domains):
        before = handover.hand_over(connection, config, [person], client_id, now)
        given = {"client": client_id}
        entry = Event(
            now, actor, "attributed", "contact", person.id, None, before | {"domains": []}, given
        )
        events.record(connection, entry)
    return client_id


def _usable_domains(
    connection: Transaction, config: Config, wanted: Sequence[str]
) -> tuple[str, ...]:
    domains = tuple(dict.fromkeys(d.strip().lower().lstrip("@") for d in wanted if d.strip()))
    shared = [d for d in domains if d in FREE_MAIL or d in config.free_mail_domains]
    if shared:
        raise UserError(f"{', '.join(shared)}: anybody may have an address there")
    if taken := clients.owners_of(connection, domains):
        raise UserError("; ".join(f"{d} belongs to {name}" for d, name in taken.items()))
    return domains


def merge(db: Database, source: int, target: int, actor: str, now: datetime) -> int:
    """Make everything of client *source* belong to *target*; return the event to undo."""
    if source == target:
        raise UserError("a client cannot be merged with itself")
    with db.write() as connection:
        gone, kept = clients.find(connection, source), clients.find(connection, target)
        moved = clients.owned(connection, source)
        clients.give(connection, moved, target)
        clients.move_domains(connection, gone.domains, target)
        clients.mark_merged(connection, source, target)
        before = {"client": source, "moved": moved, "domains": list(gone.domains)}
        after = {"client": target, "name": kept.name}
        return events.record(
            connection,
            Event(now, actor, "client.merged", "client", source, before=before, after=after),
        )


def undo_merge(connection: Transaction, event: Event) -> None:
    """Take a merge back: exactly what was moved returns.

    Raises StaleError if some of it has moved on since.
    """
    before, target = event.before or {}, cast("int", (event.after or {})["client"])
    source = cast("int", before["client"])
    moved = cast("dict[str, list[int]]", before["moved"])
    if not clients.stands(connection, target) or ownership.owners(connection, moved) - {target}:
        raise StaleError("some of it has been given to another client since; look again")
    clients.mark_merged(connection, source, None)
    clients.give(connection, moved, source)
    clients.move_domains(connection, cast("list[str]", before["domains"]), source)
