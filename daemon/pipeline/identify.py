"""Who wrote: which contact, which client, and how far to believe it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from daemon.model.known import KnownContact
from daemon.model.message import Address, Kind, Message
from daemon.model.record import Role
from daemon.pipeline.freemail import FREE_MAIL
from daemon.pipeline.trust import Trust, judge_sender


@dataclass(frozen=True, slots=True)
class AddressBook:
    """The part of the records that concerns the senders at hand. Keys are lower-cased."""

    contacts: Mapping[str, KnownContact]
    domains: Mapping[str, int]
    staff: Collection[str] = ()
    own: Collection[str] = ()
    free_mail: Collection[str] = FREE_MAIL

    def is_staff(self, address: Address) -> bool:
        """Whether *address* is ours: our mailboxes, listed people or listed ``@domains``."""
        own = address.addr in self.own or address.addr in self.staff
        return own or f"@{address.domain}" in self.staff


@dataclass(frozen=True, slots=True)
class Identity:
    """Who wrote a mail. ``contact_id`` is None for an address seen for the first time."""

    address: Address
    role: Role
    contact_id: int | None
    client_id: int | None
    trust: Trust
    reason: str


def identify(message: Message, book: AddressBook, authserv_id: str = "") -> Identity:
    """Find the writer of *message* in *book*."""
    sender = message.sender
    trust = judge_sender(message.authentication_results, authserv_id, sender.domain)
    known = book.contacts.get(sender.addr) or book.contacts.get(without_detail(sender.addr))
    contact_id = known.contact_id if known else None
    if book.is_staff(sender):
        return Identity(sender, Role.STAFF, contact_id, None, trust, "an address of ours")
    if known and known.client_id is not None:
        return Identity(
            sender, Role.CLIENT, contact_id, known.client_id, trust, f"known address {sender.addr}"
        )
    if message.kind in {Kind.BOUNCE, Kind.DELAY}:
        return Identity(sender, Role.MACHINE, contact_id, None, trust, "a mail server")
    client = book.domains.get(sender.domain)
    if client is not None and sender.domain not in book.free_mail:
        return Identity(
            sender, Role.CLIENT, contact_id, client, trust, f"the client's domain {sender.domain}"
        )
    return Identity(sender, Role.UNKNOWN, contact_id, None, trust, "an address not seen before")


def without_detail(addr: str) -> str:
    """Return *addr* without a ``+detail`` in its local part (RFC 5233)."""
    local, at, domain = addr.rpartition("@")
    return f"{local.partition('+')[0]}{at}{domain}" if at else addr
