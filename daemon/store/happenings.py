"""What happened in conversations and with clients, from the rows that each thing left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, select

from daemon.model.happening import Happening, Kind
from daemon.model.label import Label
from daemon.store.plan_tables import engagement, invitation, milestone, survey_answer
from daemon.store.schema import contact, conversation, event, item, message, note, outgoing, project

#: rows of each kind that are read, the newest
LIMIT = 400
#: the verbs of the trail that managers want to see
DECISIONS = (
    *("relabel", "confirm", "also", "done", "reopen", "wait", "snooze"),
    *("assign", "attributed"),
    *("conversation.merged", "conversation.split", "item.changed", "item.linked", "item.split"),
    *("item.recast", "item.followed", "item.offered", "item.resolved", "document.sent"),
    *("offer.replied", "offer.decided", "item.improved", "undo"),
)


def of_conversation(connection: Connection, conversation_id: int) -> list[Happening]:
    """Return what happened in a conversation, oldest first."""
    ids = select(conversation.c.id).where(conversation.c.id == conversation_id)
    answered = message.c.conversation_id == conversation_id
    found = [*_of(connection, ids), *_answers(connection, answered)]
    return sorted(found, key=lambda h: (h.at, h.kind, h.id))


def of_client(connection: Connection, client_id: int) -> list[Happening]:
    """Return what happened with a client, newest first."""
    ids = select(conversation.c.id).where(conversation.c.client_id == client_id)
    people = contact.c.client_id == client_id
    found = [
        *_of(connection, ids),
        *_answers(connection, people),
        *_asked(connection, people),
        *_milestones(connection, client_id),
    ]
    return sorted(found, key=lambda h: (h.at, h.kind, h.id), reverse=True)


Ids = Select[tuple[int]]


def _of(connection: Connection, ids: Ids) -> list[Happening]:
    return [
        *_received(connection, ids),
        *_sent(connection, ids),
        *_notes(connection, ids),
        *_items(connection, ids),
        *_decisions(connection, ids),
    ]


def _received(connection: Connection, ids: Ids) -> list[Happening]:
    c = message.c
    rows = connection.execute(
        select(c.id, c.received_at, c.sender_name, c.sender_addr, c.subject, c.label, c.kind)
        .add_columns(c.conversation_id)
        .where(c.conversation_id.in_(ids), c.direction == "in")
        .order_by(c.received_at.desc())
        .limit(LIMIT)
    )
    return [
        Happening(
            at=row.received_at,
            kind=Kind.RECEIVED,
            id=row.id,
            who=row.sender_name or row.sender_addr,
            words=row.subject,
            state="" if row.kind == "person" else row.kind,
            label=Label(row.label) if row.label else None,
            conversation_id=row.conversation_id,
            message_id=row.id,
        )
        for row in rows
    ]


def _sent(connection: Connection, ids: Ids) -> list[Happening]:
    c = outgoing.c
    rows = connection.execute(
        select(c.id, c.created_at, c.sent_at, c.recipients, c.subject, c.state, c.purpose)
        .add_columns(c.conversation_id)
        .where(c.conversation_id.in_(ids))
        .order_by(c.created_at.desc())
        .limit(LIMIT)
    )
    return [
        Happening(
            at=row.sent_at or row.created_at,
            kind=Kind.SENT,
            id=row.id,
            who=", ".join(row.recipients or ()),
            words=row.subject,
            state=row.state,
            ref=row.purpose,
            conversation_id=row.conversation_id,
        )
        for row in rows
    ]


def _notes(connection: Connection, ids: Ids) -> list[Happening]:
    rows = connection.execute(
        select(note).where(note.c.conversation_id.in_(ids)).order_by(note.c.at.desc()).limit(LIMIT)
    )
    return [
        Happening(r.at, Kind.NOTE, r.id, r.author, r.text, conversation_id=r.conversation_id)
        for r in rows
    ]


def _items(connection: Connection, ids: Ids) -> list[Happening]:
    c = item.c
    rows = connection.execute(
        select(item)
        .where(c.conversation_id.in_(ids))
        .order_by(c.created_at.desc(), c.id.desc())
        .limit(LIMIT)
    )
    return [
        Happening(
            at=row.created_at,
            kind=Kind.ITEM,
            id=row.id,
            who=row.owner,
            words=row.title,
            state=row.state,
            ref=f"{row.kind}-{row.number}",
            text=row.words,
            conversation_id=row.conversation_id,
            message_id=row.message_id,
        )
        for row in rows
    ]


def _decisions(connection: Connection, ids: Ids) -> list[Happening]:
    c = event.c
    rows = connection.execute(
        select(event, item.c.kind, item.c.number)
        .outerjoin(item, and_(c.subject == "item", item.c.id == c.subject_id))
        .where(c.conversation_id.in_(ids), c.verb.in_(DECISIONS), c.undone_by.is_(None))
        .order_by(c.id.desc())
        .limit(LIMIT)
    ).all()
    return [_decision(row) for row in rows if row.verb != "undo"]


def _decision(row: Row[Any]) -> Happening:
    after: Mapping[str, Any] = row.after or {}
    told = {k: v for k, v in after.items() if isinstance(v, str) and v}
    changed = told.get("state") or ", ".join(f"{k}: {v}" for k, v in told.items())
    label = after.get("label")
    return Happening(
        at=row.at,
        kind=Kind.DECISION,
        id=row.id,
        who=row.actor,
        words=changed if row.verb.startswith(("item.", "offer.")) else told.get("owner", ""),
        state=row.verb,
        label=Label(label) if label in {each.value for each in Label} else None,
        ref=f"{row.kind}-{row.number}" if row.kind else "",
        conversation_id=row.conversation_id,
    )


def _answers(connection: Connection, where: ColumnElement[bool]) -> list[Happening]:
    c = survey_answer.c
    rows = connection.execute(
        select(survey_answer, contact.c.name, milestone.c.name.label("milestone"))
        .add_columns(message.c.conversation_id)
        .join(message, message.c.id == c.message_id)
        .join(invitation, invitation.c.id == c.invitation_id)
        .join(contact, contact.c.id == invitation.c.contact_id)
        .join(milestone, milestone.c.id == invitation.c.milestone_id)
        .where(where)
        .order_by(c.received_at.desc())
        .limit(LIMIT)
    )
    return [
        Happening(
            at=row.received_at,
            kind=Kind.ANSWER,
            id=row.id,
            who=row.name,
            words=row.milestone,
            state=row.state,
            ref=", ".join(f"{k} {v}" for k, v in (row.scores or {}).items()),
            text=row.remark,
            conversation_id=row.conversation_id,
            message_id=row.message_id,
        )
        for row in rows
    ]


def _asked(connection: Connection, where: ColumnElement[bool]) -> list[Happening]:
    c = invitation.c
    rows = connection.execute(
        select(invitation, contact.c.name, milestone.c.name.label("milestone"))
        .join(contact, contact.c.id == c.contact_id)
        .join(milestone, milestone.c.id == c.milestone_id)
        .where(where, c.decided_at.is_not(None))
        .order_by(c.decided_at.desc())
        .limit(LIMIT)
    )
    return [
        Happening(
            at=row.decided_at,
            kind=Kind.ASKED,
            id=row.id,
            who=row.name,
            words=row.milestone,
            state=row.state,
            ref=row.survey,
            text=", ".join(row.reasons or ()),
        )
        for row in rows
    ]


def _milestones(connection: Connection, client_id: int) -> list[Happening]:
    c = milestone.c
    theirs = select(engagement.c.project_id).where(engagement.c.client_id == client_id)
    rows = connection.execute(
        select(milestone, project.c.code)
        .join(project, project.c.id == c.project_id)
        .where(c.project_id.in_(theirs), c.reached_at.is_not(None))
        .order_by(c.reached_at.desc())
        .limit(LIMIT)
    )
    return [
        Happening(
            at=row.reached_at,
            kind=Kind.MILESTONE,
            id=row.id,
            who=row.reached_by,
            words=row.name,
            state=row.state,
            ref=row.code,
        )
        for row in rows
    ]
