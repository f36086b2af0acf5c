"""Finding and recording who wrote."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from daemon.model.message import Kind, Message
from daemon.model.record import Role
from daemon.pipeline.freemail import FREE_MAIL
from daemon.pipeline.identify import AddressBook, Identity, identify, without_detail
from daemon.schedules.zones import zone_named
from daemon.services.intake import Intake
from daemon.services.learning import client_key
from daemon.store import clients, contacts
from daemon.store.contacts import NewContact
from daemon.store.transaction import Transaction


def identify_all(
    connection: Transaction, intake: Intake, messages: Sequence[Message], now: datetime
) -> list[Identity]:
    """Identify the writer of each message; people seen for the first time are recorded."""
    book = load_book(connection, intake, messages)
    first = [identify(m, book, intake.mailbox.authserv_id) for m in messages]
    new: dict[str, NewContact] = {}
    for message, identity in zip(messages, first, strict=True):
        if identity.contact_id is None and _is_worth_recording(message, identity):
            addr = identity.address.addr
            new.setdefault(addr, _new_contact(message, identity))
    if not new:
        return first
    added = contacts.add_contacts(connection, list(new.values()), now)
    fuller = AddressBook(
        {**book.contacts, **added}, book.domains, book.staff, book.own, book.free_mail
    )
    return [identify(m, fuller, intake.mailbox.authserv_id) for m in messages]


@dataclass(frozen=True, slots=True)
class Habits:
    """Whose habits apply to a mail, and the time zone in which its "by Friday" is meant."""

    client: str
    zone: ZoneInfo


def habits_of(
    connection: Transaction, intake: Intake, messages: Mapping[str, Message]
) -> dict[str, Habits]:
    """Return the habits behind each message, by the key it is given under."""
    book = load_book(connection, intake, list(messages.values()))
    found = {key: identify(m, book, intake.mailbox.authserv_id) for key, m in messages.items()}
    known = client_habits(connection, intake, [one.client_id for one in found.values()])
    return {key: known[one.client_id] for key, one in found.items()}


def client_habits(
    connection: Transaction, intake: Intake, client_ids: Collection[int | None]
) -> dict[int | None, Habits]:
    """Return the habits of clients; those of nobody, or without a zone, keep the mailbox's."""
    zones = clients.find_zones(connection, {i for i in client_ids if i is not None})
    here = intake.mailbox.zone
    return {
        i: Habits(client_key(i), zone_named(zones.get(i, "") if i else "") or here)
        for i in client_ids
    }


def load_book(connection: Transaction, intake: Intake, messages: Sequence[Message]) -> AddressBook:
    """Return what the records say of the senders of *messages*."""
    senders = {m.sender.addr for m in messages if m.sender.addr}
    wanted = senders | {without_detail(a) for a in senders}
    return AddressBook(
        contacts=contacts.find_addresses(connection, wanted),
        domains=contacts.find_domains(connection, {m.sender.domain for m in messages}),
        staff=frozenset(s.lower() for s in intake.config.staff),
        own=intake.own,
        free_mail=FREE_MAIL | {d.lower() for d in intake.config.free_mail_domains},
    )


def _is_worth_recording(message: Message, identity: Identity) -> bool:
    """Whether a stranger becomes a contact: people do, newsletters and servers do not."""
    if not identity.address.addr or identity.role is Role.MACHINE:
        return False
    return identity.role is not Role.UNKNOWN or message.kind is Kind.PERSON


def _new_contact(message: Message, identity: Identity) -> NewContact:
    return NewContact(
        addr=identity.address.addr,
        name=identity.address.name,
        role=identity.role,
        client_id=identity.client_id,
        language=message.language,
    )


def note_bounces(connection: Transaction, messages: Sequence[Message], now: datetime) -> None:
    """Remember which addresses mail came back from for good."""
    for message in messages:
        if message.kind is Kind.BOUNCE and message.bounce and message.bounce.hard:
            for addr in message.bounce.recipients:
                contacts.mark_bounced(connection, addr.lower(), message.bounce.reason, now)
