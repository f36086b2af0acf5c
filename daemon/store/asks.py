"""What keeps from asking, looked up for many at once: who was asked of late, who complains."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BindParameter, Connection, bindparam, exists, or_, select

from daemon.model.record import WITHDRAWN, ItemKind
from daemon.store.invitations import ASKED
from daemon.store.plan_tables import invitation
from daemon.store.schema import contact, conversation, item

_C = invitation.c
#: an item in one of these states asks nobody for anything
_SETTLED = (WITHDRAWN, "resolved", "confirmed", "declined", "done")


@dataclass(frozen=True, slots=True)
class Ask:
    """When a contact was asked for a milestone."""

    contact_id: int
    client_id: int | None
    milestone_id: int
    at: datetime


def recent_asks(
    connection: Connection,
    contact_ids: Collection[int],
    client_ids: Collection[int],
    since: datetime,
) -> list[Ask]:
    """Return who of contacts, or of clients, was asked after that moment."""
    values = {"contacts": list(contact_ids), "clients": list(client_ids), "since": since}
    return [Ask(*row) for row in connection.execute(_ASKS, values)]


_ASKS = (
    select(_C.contact_id, contact.c.client_id, _C.milestone_id, _C.decided_at)
    .join(contact, contact.c.id == _C.contact_id)
    .where(
        or_(
            contact.c.id.in_(bindparam("contacts", expanding=True)),
            contact.c.client_id.in_(bindparam("clients", expanding=True)),
        ),
        _C.state.in_([s.value for s in ASKED]),
        _C.decided_at > bindparam("since"),
    )
)


_OF_CLIENTS: BindParameter[int] = bindparam("clients", expanding=True)
_COMPLAINING = (
    select(conversation.c.client_id, conversation.c.subject)
    .where(
        conversation.c.client_id.in_(_OF_CLIENTS),
        conversation.c.label == "complaint",
        conversation.c.state != "done",
        conversation.c.merged_into.is_(None),
        # where there is an item, its own state counts
        ~exists().where(
            item.c.conversation_id == conversation.c.id,
            item.c.kind == ItemKind.COMPLAINT.value,
        ),
    )
    .order_by(conversation.c.id)
)
_COMPLAINTS = (
    select(item.c.client_id, item.c.kind, item.c.number)
    .join(conversation, conversation.c.id == item.c.conversation_id)
    .where(
        item.c.client_id.in_(_OF_CLIENTS),
        item.c.kind == ItemKind.COMPLAINT.value,
        item.c.state.not_in(_SETTLED),
        # a conversation that a manager called done settles what it was about
        conversation.c.state != "done",
    )
    .order_by(item.c.id)
)


def open_complaints(connection: Connection, client_ids: Collection[int]) -> dict[int, str]:
    """Return a complaint that each client waits upon: an item or a conversation, by its name."""
    clients = {"clients": list(client_ids)}
    threads = connection.execute(_COMPLAINING, clients)
    found = {row.client_id: f"“{row.subject}”" for row in threads}
    items = connection.execute(_COMPLAINTS, clients)
    return found | {row.client_id: f"{row.kind}-{row.number}" for row in items}
