"""Items that a survey's answer opened, and the chain from milestone to closing mail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, or_, select, update

from daemon.errors import NotFoundError, StaleError
from daemon.model.record import ItemKind
from daemon.store.invitations import thanks_key
from daemon.store.plan_tables import invitation, milestone, resolution, survey_answer
from daemon.store.schema import client, contact, item, message, outgoing, project


@dataclass(frozen=True, slots=True)
class Link:
    """One chain: a milestone, whom it asked, what came back, the item, the closing mail.

    Later links are None or empty where the chain has not come so far. ``cause`` is the
    complaint that the milestone settled, if it is of that kind.
    """

    milestone_id: int
    milestone: str
    milestone_state: str
    cause: str
    project: str
    invitation_id: int
    invitation_state: str
    invitation_mail_id: int | None
    contact_id: int
    contact: str
    client: str
    answer_id: int | None
    answer_state: str
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
    invitation_id: int | None = None,
    answer_id: int | None = None,
    item_id: int | None = None,
    outgoing_id: int | None = None,
    project_id: int | None = None,
) -> list[Link]:
    """Return the chains through one link, or all of a project, oldest first."""
    query = _chains()
    wanted = (
        (milestone.c.id, milestone_id),
        (invitation.c.id, invitation_id),
        (survey_answer.c.id, answer_id),
        (item.c.id, item_id),
        (project.c.id, project_id),
    )
    for column, value in wanted:
        query = query if value is None else query.where(column == value)
    if outgoing_id is not None:
        query = query.where(_is_mail(connection, outgoing_id))
    rows = connection.execute(query).all()
    keys = [closing_key(r.item_id) for r in rows if r.item_id is not None]
    closing = connection.execute(
        select(outgoing.c.once, outgoing.c.id, outgoing.c.state).where(outgoing.c.once.in_(keys))
    ).all()
    by_key = {row.once: row for row in closing}
    return [_link(r, by_key.get(closing_key(r.item_id or 0))) for r in rows]


def _chains() -> Select[Any]:
    """Return the query for all chains, from milestone to improvement, oldest first."""
    settled = item.alias("settled")
    return (
        select(
            milestone.c.id.label("milestone_id"),
            milestone.c.name.label("milestone"),
            milestone.c.state.label("milestone_state"),
            settled.c.kind.label("cause_kind"),
            settled.c.number.label("cause_number"),
            project.c.code,
            invitation.c.id.label("invitation_id"),
            invitation.c.outgoing_id.label("invitation_mail_id"),
            invitation.c.state.label("invitation_state"),
            contact.c.id.label("contact_id"),
            contact.c.name.label("contact"),
            client.c.name.label("client"),
            survey_answer.c.id.label("answer_id"),
            survey_answer.c.state.label("answer_state"),
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
        .outerjoin(resolution, resolution.c.milestone_id == milestone.c.id)
        .outerjoin(settled, settled.c.id == resolution.c.item_id)
        .order_by(invitation.c.id, survey_answer.c.id)
    )


def _is_mail(connection: Connection, outgoing_id: int) -> ColumnElement[bool]:
    """Return the condition that a chain holds a mail: one that asked, reminded, thanked or told."""
    query = select(outgoing.c.once).where(outgoing.c.id == outgoing_id)
    once = str(connection.execute(query).scalar() or "")
    number = once.rpartition(":")[2]
    last = int(number) if number.isdigit() else 0
    asked = or_(invitation.c.outgoing_id == outgoing_id, invitation.c.reminder_id == outgoing_id)
    if last and once == closing_key(last):
        return item.c.id == last
    return invitation.c.id == last if last and once == thanks_key(last) else asked


def _link(row: Any, closing: Any) -> Link:  # noqa: ANN401 - rows of joined tables
    return Link(
        milestone_id=row.milestone_id,
        milestone=row.milestone,
        milestone_state=row.milestone_state,
        cause=f"{row.cause_kind}-{row.cause_number}" if row.cause_kind else "",
        project=row.code,
        invitation_id=row.invitation_id,
        invitation_state=row.invitation_state,
        invitation_mail_id=row.invitation_mail_id,
        contact_id=row.contact_id,
        contact=row.contact,
        client=row.client or "",
        answer_id=row.answer_id,
        answer_state=row.answer_state or "",
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
    kind: ItemKind
    number: int
    state: str
    owner: str
    due: str
    conversation_id: int
    version: int

    @property
    def ref(self) -> str:
        """The reference people write, such as ``IMP-3``."""
        return f"{self.kind.value}-{self.number}"


def _item_row(row: Row[Any]) -> ItemRow:
    values = {name: getattr(row, name) for name in ItemRow.__dataclass_fields__}
    return ItemRow(**{**values, "kind": ItemKind(row.kind)})


def load_item(connection: Connection, item_id: int) -> ItemRow:
    """Return an item; raise NotFoundError if there is none."""
    row = connection.execute(select(item).where(item.c.id == item_id)).first()
    if row is None:
        raise NotFoundError(f"no item {item_id}")
    return _item_row(row)


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
    return _item_row(row)


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
