"""Items that a survey's answer opened, and the chain from milestone to closing mail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from daemon.errors import NotFoundError, StaleError
from daemon.store.plan_tables import invitation, milestone, survey_answer
from daemon.store.schema import client, contact, item, message, outgoing, project


@dataclass(frozen=True, slots=True)
class Link:
    """One chain: a milestone, whom it asked, what came back, the item, the closing mail.

    Later links are None or empty where the chain has not come so far.
    """

    milestone_id: int
    milestone: str
    project: str
    invitation_id: int
    invitation_state: str
    contact_id: int
    contact: str
    client: str
    answer_id: int | None
    message_id: int | None
    scores: Mapping[str, int]
    remark: str
    item_id: int | None
    item: str
    item_state: str
    owner: str
    due: str
    closing_id: int | None
    closing_state: str


def closing_key(item_id: int) -> str:
    """Return the key under which the client is told once what an item changed."""
    return f"improvement:{item_id}"


def chain(
    connection: Connection,
    *,
    milestone_id: int | None = None,
    item_id: int | None = None,
    invitation_id: int | None = None,
) -> list[Link]:
    """Return the chains through a milestone, an item or an invitation, oldest first."""
    query = (
        select(
            milestone.c.id.label("milestone_id"),
            milestone.c.name.label("milestone"),
            project.c.code,
            invitation.c.id.label("invitation_id"),
            invitation.c.state.label("invitation_state"),
            contact.c.id.label("contact_id"),
            contact.c.name.label("contact"),
            client.c.name.label("client"),
            survey_answer.c.id.label("answer_id"),
            survey_answer.c.message_id,
            survey_answer.c.scores,
            survey_answer.c.remark,
            item.c.id.label("item_id"),
            item.c.kind,
            item.c.number,
            item.c.state.label("item_state"),
            item.c.owner,
            item.c.due,
        )
        .join(project, project.c.id == milestone.c.project_id)
        .join(invitation, invitation.c.milestone_id == milestone.c.id)
        .join(contact, contact.c.id == invitation.c.contact_id)
        .outerjoin(client, client.c.id == contact.c.client_id)
        .outerjoin(survey_answer, survey_answer.c.invitation_id == invitation.c.id)
        .outerjoin(item, item.c.id == survey_answer.c.item_id)
        .order_by(invitation.c.id, survey_answer.c.id)
    )
    if milestone_id is not None:
        query = query.where(milestone.c.id == milestone_id)
    if item_id is not None:
        query = query.where(item.c.id == item_id)
    if invitation_id is not None:
        query = query.where(invitation.c.id == invitation_id)
    rows = connection.execute(query).all()
    keys = [closing_key(r.item_id) for r in rows if r.item_id is not None]
    closing = connection.execute(
        select(outgoing.c.once, outgoing.c.id, outgoing.c.state).where(outgoing.c.once.in_(keys))
    ).all()
    by_key = {row.once: row for row in closing}
    return [_link(r, by_key.get(closing_key(r.item_id or 0))) for r in rows]


def _link(row: Any, closing: Any) -> Link:  # noqa: ANN401 - rows of joined tables
    return Link(
        milestone_id=row.milestone_id,
        milestone=row.milestone,
        project=row.code,
        invitation_id=row.invitation_id,
        invitation_state=row.invitation_state,
        contact_id=row.contact_id,
        contact=row.contact,
        client=row.client or "",
        answer_id=row.answer_id,
        message_id=row.message_id,
        scores=dict(row.scores or {}),
        remark=row.remark or "",
        item_id=row.item_id,
        item=f"{row.kind}-{row.number}" if row.item_id is not None else "",
        item_state=row.item_state or "",
        owner=row.owner or "",
        due=row.due or "",
        closing_id=closing.id if closing else None,
        closing_state=closing.state if closing else "",
    )


@dataclass(frozen=True, slots=True)
class ItemRow:
    """What closing an item needs to know of it."""

    id: int
    ref: str
    state: str
    conversation_id: int
    version: int


def load_item(connection: Connection, item_id: int) -> ItemRow:
    """Return an item; raise NotFoundError if there is none."""
    row = connection.execute(select(item).where(item.c.id == item_id)).first()
    if row is None:
        raise NotFoundError(f"no item {item_id}")
    return ItemRow(row.id, f"{row.kind}-{row.number}", row.state, row.conversation_id, row.version)


def find_item(connection: Connection, code: str, ref: str) -> ItemRow:
    """Return the item *ref* (such as ``IMP-3``) of project *code*; raise NotFoundError."""
    kind, _, number = ref.upper().partition("-")
    row = connection.execute(
        select(item)
        .join(project, project.c.id == item.c.project_id)
        .where(
            project.c.code == code,
            item.c.kind == kind,
            item.c.number == (int(number) if number.isdigit() else -1),
        )
    ).first()
    if row is None:
        raise NotFoundError(f"project {code} has no item {ref}")
    return ItemRow(row.id, f"{row.kind}-{row.number}", row.state, row.conversation_id, row.version)


def change_item(connection: Connection, present: ItemRow, values: Mapping[str, object]) -> None:
    """Change an item; raise StaleError when it has changed since it was read."""
    done = connection.execute(
        update(item)
        .where(item.c.id == present.id, item.c.version == present.version)
        .values({**values, "version": present.version + 1})
    )
    if done.rowcount != 1:
        raise StaleError


@dataclass(frozen=True, slots=True)
class Written:
    """The mail that an answer came in, for writing back."""

    rfc_message_id: str
    subject: str
    sender_addr: str
    received_at: datetime


def load_mail(connection: Connection, message_id: int) -> Written:
    """Return what writing back to a message needs."""
    c = message.c
    row = connection.execute(
        select(c.rfc_message_id, c.subject, c.sender_addr, c.received_at).where(c.id == message_id)
    ).one()
    return Written(*row)


def conversation_of(connection: Connection, message_id: int) -> int:
    """Return the conversation that a message stands in."""
    query = select(message.c.conversation_id).where(message.c.id == message_id)
    return int(connection.execute(query).scalar_one())
