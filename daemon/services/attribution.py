"""Saying whose person an unknown sender is; the mail they sent before follows them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from daemon.config import Config
from daemon.errors import UserError
from daemon.model.record import WITHDRAWN, Client, Contact, Role
from daemon.pipeline.freemail import FREE_MAIL
from daemon.services import clients as client_service
from daemon.services import labelling
from daemon.store import clients, events, items, ownership, reading, triage
from daemon.store.engine import Database
from daemon.store.events import Event
from daemon.store.transaction import Transaction

UNKNOWN_SENDER = "unknown sender"


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
        client_id = _client(connection, config, wanted.client, actor, now)
        domains = _claim_domain(connection, config, person.addresses, client_id, wanted)
        clients.set_contact(connection, person.id, client_id, Role.CLIENT)
        moved, split = ownership.hand_over(connection, person.id, client_id, now)
        opened = _open_items(connection, config, moved + list(split), person, now)
        cleared = ownership.clear_look(connection, moved + list(split), UNKNOWN_SENDER)
        before: dict[str, object] = {
            "client": person.client_id,
            "role": person.role.value,
            "conversations": moved,
            "split": {str(new): old for new, old in split.items()},
            "items": opened,
            "looks": cleared,
            "domains": domains,
        }
        return events.record(
            connection,
            Event(
                now,
                actor,
                "attributed",
                "contact",
                person.id,
                conversation_id=moved[0] if moved else None,
                before=before,
                after={"client": client_id},
            ),
        )


def _client(
    connection: Transaction, config: Config, wanted: int | str, actor: str, now: datetime
) -> int:
    if isinstance(wanted, int):
        return clients.find(connection, wanted).id
    known = clients.find_by_name(connection, wanted.strip())
    if known is not None:
        return known
    return client_service.add_within(connection, config, Client(0, wanted), actor, now)


def _claim_domain(
    connection: Transaction,
    config: Config,
    addresses: tuple[str, ...],
    client_id: int,
    wanted: Attribution,
) -> list[str]:
    if not wanted.whole_domain:
        return []
    shared = FREE_MAIL | set(config.free_mail_domains)
    domains = sorted({a.rpartition("@")[2] for a in addresses} - shared)
    taken = clients.owners_of(connection, domains)
    new = [d for d in domains if d not in taken]
    clients.add_domains(connection, client_id, new)
    return new


def _open_items(
    connection: Transaction, config: Config, moved: list[int], person: Contact, now: datetime
) -> list[int]:
    """Open the items that policy would have opened, had the sender been known."""
    opened: list[int] = []
    for message_id, conversation_id, name in ownership.mails_without_items(
        connection, person.id, moved
    ):
        mailbox = config.find_mailbox(name)
        mail = reading.load_mail(connection, message_id)
        if mailbox is None or mail.verdict.label is None or mail.verdict.abstain:
            continue
        opens = frozenset(label for label, policy in mailbox.policy.items() if policy.open_item)
        client_id = clients.find_contact(connection, person.id).client_id
        wanted = [
            replace(new, client_id=client_id)
            for new in labelling.items_for(conversation_id, mail, mail.verdict.label, opens)
        ]
        project = triage.find_project(connection, conversation_id)
        opened += [i.id for i in items.open_all(connection, project, wanted, now)]
    return opened


def undo_attribution(connection: Transaction, event: Event) -> None:
    """Take an attribution back: the sender is unknown again, items opened by it are withdrawn."""
    before = event.before or {}
    clients.set_contact(
        connection,
        event.subject_id,
        cast("int | None", before["client"]),
        Role(str(before["role"])),
    )
    moved = cast("list[int]", before["conversations"])
    clients.give(connection, {"conversation": moved}, cast("int | None", before["client"]))
    for new, old in cast("dict[str, int]", before["split"]).items():
        ownership.join(connection, int(new), old)
    opened = cast("list[int]", before["items"])
    triage.set_item_states(connection, dict.fromkeys(opened, WITHDRAWN))
    ownership.set_look(connection, cast("list[int]", before["looks"]), UNKNOWN_SENDER)
    clients.drop_domains(connection, cast("list[str]", before["domains"]))
