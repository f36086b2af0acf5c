"""Complaints that were settled and whose client was not asked about it yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, exists, insert, select

from daemon.model.record import ItemKind, Role
from daemon.store.plan_tables import resolution
from daemon.store.schema import contact, event, item, message


@dataclass(frozen=True, slots=True)
class Settled:
    """A complaint that came to ``state`` at a moment, and the contact who complained."""

    item_id: int
    ref: str
    project_id: int
    contact_id: int
    owner: str
    state: str
    at: datetime


def find(connection: Connection, states: tuple[str, ...], since: datetime) -> list[Settled]:
    """Return complaints that came to one of *states* since then and have no milestone yet."""
    rows = connection.execute(
        select(
            item.c.id,
            item.c.number,
            item.c.project_id,
            item.c.owner,
            item.c.state,
            message.c.contact_id,
            event.c.at,
            event.c.after,
        )
        .join(event, (event.c.subject == "item") & (event.c.subject_id == item.c.id))
        .join(message, message.c.id == item.c.message_id)
        .join(contact, contact.c.id == message.c.contact_id)
        .where(
            item.c.kind == ItemKind.COMPLAINT.value,
            item.c.state.in_(states),
            contact.c.role == Role.CLIENT.value,
            event.c.at >= since,
            ~exists().where(resolution.c.item_id == item.c.id),
        )
        .order_by(event.c.id)
    )
    found: dict[int, Settled] = {}
    for row in rows:
        if (row.after or {}).get("state") == row.state:
            ref = f"{ItemKind.COMPLAINT.value}-{row.number}"
            found[row.id] = Settled(
                row.id, ref, row.project_id, row.contact_id, row.owner, row.state, row.at
            )
    return list(found.values())


def add(connection: Connection, item_id: int, milestone_id: int) -> None:
    """Note which milestone a settled complaint reaches."""
    connection.execute(insert(resolution).values(item_id=item_id, milestone_id=milestone_id))
