"""Finding and recording who wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from daemon.model.message import Kind, Message
from daemon.model.record import Role
from daemon.pipeline.freemail import FREE_MAIL
from daemon.pipeline.identify import AddressBook, Identity, identify, without_detail
from daemon.services.intake import Intake
from daemon.services.learning import client_key
from daemon.store import contacts
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


def client_keys(
    connection: Transaction, intake: Intake, messages: Mapping[str, Message]
) -> dict[str, str]:
    """Return whose habits apply to each message, by the key it is given under."""
    book = load_book(connection, intake, list(messages.values()))
    found = {key: identify(m, book, intake.mailbox.authserv_id) for key, m in messages.items()}
    return {key: client_key(identity.client_id) for key, identity in found.items()}


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
