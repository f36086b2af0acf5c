"""Saying whose person an unknown sender is; the mail they sent before follows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from daemon.config import Config
from daemon.errors import UserError
from daemon.model.record import Client, Contact, Role
from daemon.pipeline.freemail import FREE_MAIL
from daemon.services import clients as client_service
from daemon.services import handover
from daemon.store import clients, events
from daemon.store.engine import Database
from daemon.store.events import Event
from daemon.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose person a contact is: a known client (its id) or a new one (its name).

    ``whole_domain``: everybody at the contact's mail domain belongs to that client.
    """

    contact_id: int
    client: int | str
    whole_domain: bool = False


def attribute(db: Database, config: Config, wanted: Attribution, actor: str, now: datetime) -> int:
    """Give a contact, and the mail on record from it, to a client; return the event to undo."""
    with db.write() as connection:
        person = clients.find_contact(connection, wanted.contact_id)
        if person.role is Role.STAFF:
            raise UserError(f"{person.name or person.addresses[0]} is one of us, not a client")
        client_id, is_new = _client(connection, config, wanted.client, actor, now)
        domains = _claim_domain(connection, config, person, client_id, wanted)
        people = [person, *_colleagues(connection, person, domains)]
        before = handover.hand_over(connection, config, people, client_id, now)
        moved = cast("dict[str, object]", before["conversations"])
        entry = Event(
            now,
            actor,
            "attributed",
            "contact",
            person.id,
            conversation_id=int(next(iter(moved))) if moved else None,
            before={**before, "domains": domains},
            after={"client": client_id, "new": is_new},
        )
        return events.record(connection, entry)


def _client(
    connection: Transaction, config: Config, wanted: int | str, actor: str, now: datetime
) -> tuple[int, bool]:
    """Return the client's id, and whether it is new with this."""
    if isinstance(wanted, int):
        return clients.find(connection, wanted).id, False
    known = clients.find_by_name(connection, wanted.strip())
    if known is not None:
        return known, False
    return client_service.add_within(connection, config, Client(0, wanted), actor, now), True


def _claim_domain(
    connection: Transaction, config: Config, person: Contact, client_id: int, wanted: Attribution
) -> list[str]:
    if not wanted.whole_domain:
        return []
    shared = FREE_MAIL | set(config.free_mail_domains)
    domains = sorted({a.rpartition("@")[2] for a in person.addresses} - shared)
    taken = clients.owners_of(connection, domains)
    new = [d for d in domains if d not in taken]
    clients.add_domains(connection, client_id, new)
    return new


def _colleagues(connection: Transaction, person: Contact, domains: list[str]) -> list[Contact]:
    found = clients.find_strangers(connection, domains)
    return [c for c in found if c.id != person.id]


def undo_attribution(connection: Transaction, entry: Event) -> None:
    """Take an attribution back: the sender is unknown again, items opened by it are withdrawn.

    A client that it made goes as well, unless something else is theirs by now.
    """
    handover.take_back(connection, entry)
    clients.drop_domains(connection, cast("list[str]", (entry.before or {})["domains"]))
    after = entry.after or {}
    if after.get("new"):
        clients.remove_empty(connection, cast("int", after["client"]))
