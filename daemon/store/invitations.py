"""Invitations: who is asked for which milestone, once, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Integer,
    Row,
    Update,
    and_,
    bindparam,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from daemon.errors import NotFoundError, StaleError
from daemon.model.message import Kind
from daemon.model.outgoing import OutgoingState
from daemon.model.plan import Invitation, InvitationState
from daemon.store.plan_tables import invitation, survey_answer
from daemon.store.schema import (
    address,
    message,
    outgoing,
    reference,
)

_C = invitation.c
#: the states of somebody who was written to
ASKED = (InvitationState.ASKED, InvitationState.ANSWERED, InvitationState.CLOSED)
#: taken by whoever decides on asking; any number that nobody else uses
_LOCK = 0x7472_6961
_THANKS = "survey-thanks:"


def lock(connection: Connection) -> None:
    """Let nobody else decide on asking until this transaction ends.

    Two daemons that each see no earlier invitation would both ask. SQLite has one writer anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def read(row: Row[Any]) -> Invitation:
    """Return a database row as the word of the model."""
    values = {name: getattr(row, name) for name in _FIELDS}
    values["state"] = InvitationState(row.state)
    values["reasons"] = tuple(row.reasons or ())
    return Invitation(**values)


_FIELDS = tuple(Invitation.__dataclass_fields__)
_INSERTS = {
    dialect.__name__.rpartition(".")[2]: dialect.insert(invitation)
    .on_conflict_do_nothing(index_elements=["contact_id", "milestone_id"])
    .returning(_C.id)
    for dialect in (sqlite, postgresql)
}


def plan(connection: Connection, rows: Sequence[Mapping[str, object]]) -> list[int]:
    """Write invitations, but for contacts who have one for the milestone; return the ids."""
    if not rows:
        return []
    statement = _INSERTS[connection.dialect.name]
    return sorted(connection.execute(statement, [dict(row) for row in rows]).scalars())


def load(connection: Connection, invitation_id: int) -> Invitation:
    """Return one invitation; raise NotFoundError if there is none."""
    row = connection.execute(select(invitation).where(_C.id == invitation_id)).first()
    if row is None:
        raise NotFoundError(f"no invitation {invitation_id}; `triaged survey invitations` lists")
    return read(row)


def load_all(connection: Connection, ids: Collection[int]) -> dict[int, Invitation]:
    """Return the invitations among *ids* that there are."""
    if not ids:
        return {}
    rows = connection.execute(select(invitation).where(_C.id.in_(list(ids))))
    return {row.id: read(row) for row in rows}


def find(
    connection: Connection,
    *,
    milestone_ids: Collection[int] | None = None,
    states: Collection[InvitationState] = (),
    limit: int = 10_000,
) -> list[Invitation]:
    """Return invitations, oldest first."""
    query = select(invitation).order_by(_C.id).limit(limit)
    if milestone_ids is not None:
        query = query.where(_C.milestone_id.in_(list(milestone_ids)))
    if states:
        query = query.where(_C.state.in_([s.value for s in states]))
    return [read(row) for row in connection.execute(query)]


_NOW: BindParameter[datetime] = bindparam("now")
_DUE = select(_C.id).where(_C.state == InvitationState.PLANNED.value, _C.due_at <= _NOW).limit(1)


def is_due(connection: Connection, now: datetime) -> tuple[bool, bool]:
    """Whether somebody is to be asked, and whether something is due at those who were.

    At the price of two looks into an index.
    """
    asking = connection.execute(_DUE, {"now": now}).first() is not None
    return asking, bool(find_open(connection, now, 1))


def find_due(
    connection: Connection, now: datetime, limit: int, after: tuple[datetime, int] | None = None
) -> list[Invitation]:
    """Return planned invitations that are due, in order, from behind *after* (due_at, id)."""
    query = (
        select(invitation)
        .where(_C.state == InvitationState.PLANNED.value, _C.due_at <= now)
        .order_by(_C.due_at, _C.id)
        .limit(limit)
    )
    if after is not None:
        at, last = after
        query = query.where(or_(_C.due_at > at, and_(_C.due_at == at, _C.id > last)))
    return [read(row) for row in connection.execute(query)]


@dataclass(frozen=True, slots=True)
class Open:
    """An invitation without an answer, and its mail: the state, when it left, its Message-ID."""

    invitation: Invitation
    mail: OutgoingState
    sent_at: datetime | None
    rfc_id: str


_OVER = (OutgoingState.SENT, OutgoingState.DISCARDED, OutgoingState.FAILED)
_OPEN = (
    select(
        invitation,
        outgoing.c.state.label("mail"),
        outgoing.c.sent_at,
        outgoing.c.message_id.label("rfc_id"),
    )
    .join(outgoing, outgoing.c.id == _C.outgoing_id)
    .where(
        _C.id > bindparam("after"),
        _C.state == InvitationState.ASKED.value,
        or_(
            and_(_C.asked_at.is_(None), outgoing.c.state.in_([s.value for s in _OVER])),
            and_(_C.reminder == "", _C.remind_at <= _NOW),
            _C.closes_at <= _NOW,
        ),
    )
    .order_by(_C.id)
    .limit(bindparam("most", type_=Integer))
)


def find_open(connection: Connection, now: datetime, limit: int, after: int = 0) -> list[Open]:
    """Return asked invitations at which something is due, each with its mail.

    That is: the mail has left or was given up since, the reminder is due, or the time is over.
    """
    rows = connection.execute(_OPEN, {"now": now, "most": limit, "after": after})
    return [Open(read(row), OutgoingState(row.mail), row.sent_at, row.rfc_id) for row in rows]


def remove(connection: Connection, ids: Collection[int]) -> None:
    """Take invitations away that nobody was sent."""
    connection.execute(invitation.delete().where(_C.id.in_(list(ids)), _C.outgoing_id.is_(None)))


def change(connection: Connection, present: Invitation, values: Mapping[str, object]) -> None:
    """Change columns; raise StaleError when the invitation has changed since it was read."""
    change_all(connection, [(present, values)])


def change_all(
    connection: Connection, changes: Sequence[tuple[Invitation, Mapping[str, object]]]
) -> None:
    """Change columns of many; raise StaleError when one has changed since it was read."""
    alike: dict[tuple[str, ...], list[dict[str, object]]] = {}
    for present, values in changes:
        row: dict[str, object] = {"at_id": present.id, "at_version": present.version}
        row |= {f"new_{name}": value for name, value in values.items()}
        alike.setdefault(tuple(values), []).append(row)
    for names, rows in alike.items():
        done = connection.execute(_update_of(names), rows)
        if done.rowcount != len(rows):
            raise StaleError


@lru_cache(maxsize=64)
def _update_of(names: tuple[str, ...]) -> Update:
    """Return the statement that changes columns of a row that nobody has changed since."""
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
    there = (_C.id == bindparam("at_id"), _C.version == bindparam("at_version"))
    return update(invitation).where(*there).values({**values, "version": _C.version + 1})


def of_contact(
    connection: Connection, contact_id: int, states: Sequence[InvitationState]
) -> list[Invitation]:
    """Return a contact's invitations in *states*, newest first."""
    query = (
        select(invitation)
        .where(_C.contact_id == contact_id, _C.state.in_([s.value for s in states]))
        .order_by(_C.id.desc())
    )
    return [read(row) for row in connection.execute(query)]


def thanks_key(invitation_id: int) -> str:
    """Return the key under which an invitation's answer is thanked for once."""
    return f"{_THANKS}{invitation_id}"


def thanks_mail(connection: Connection, invitation_id: int) -> int | None:
    """Return the mail that thanks for an invitation's answer, if one was written."""
    query = select(outgoing.c.id).where(outgoing.c.once == thanks_key(invitation_id))
    return connection.execute(query).scalar()


def by_mail(connection: Connection, rfc_ids: Collection[str]) -> dict[str, Invitation]:
    """Return the invitations whose mails carry these Message-IDs: first, reminder, thanks."""
    rows = connection.execute(
        select(invitation, outgoing.c.message_id.label("rfc_id"))
        .join(outgoing, or_(outgoing.c.id == _C.outgoing_id, outgoing.c.id == _C.reminder_id))
        .where(outgoing.c.message_id.in_(list(rfc_ids)))
    )
    found = {row.rfc_id: read(row) for row in rows}
    thanks = connection.execute(
        select(outgoing.c.message_id, outgoing.c.once).where(
            outgoing.c.message_id.in_(list(rfc_ids)), outgoing.c.once.startswith(_THANKS)
        )
    )
    named = {row.message_id: int(row.once.removeprefix(_THANKS)) for row in thanks}
    there = load_all(connection, set(named.values()))
    return found | {rfc_id: there[i] for rfc_id, i in named.items() if i in there}


def open_subjects(
    connection: Connection, contacts: Collection[int]
) -> dict[int, list[tuple[Invitation, str]]]:
    """Return what waits for answers of *contacts*, newest first, with the subjects."""
    query = (
        select(invitation, outgoing.c.subject)
        .join(outgoing, outgoing.c.id == _C.outgoing_id)
        .where(_C.contact_id.in_(list(contacts)), _C.state == InvitationState.ASKED.value)
        .order_by(_C.id.desc())
    )
    found: dict[int, list[tuple[Invitation, str]]] = {}
    for row in connection.execute(query):
        found.setdefault(row.contact_id, []).append((read(row), str(row.subject)))
    return found


def bounced_at(connection: Connection, addrs: Collection[str]) -> dict[str, datetime]:
    """Return since when mail to each of *addrs* comes back, if it does."""
    query = select(address.c.addr, address.c.bounced_at).where(
        address.c.addr.in_(list(addrs)), address.c.bounced_at.is_not(None)
    )
    return {row.addr: row.bounced_at for row in connection.execute(query)}


def replied(connection: Connection, asked: Sequence[Invitation]) -> set[int]:
    """Return those to which an answer came, or to whose mails a person wrote back."""
    ids = [each.id for each in asked]
    answered = select(survey_answer.c.invitation_id).where(survey_answer.c.invitation_id.in_(ids))
    citing = (
        select(_C.id)
        .join(outgoing, or_(outgoing.c.id == _C.outgoing_id, outgoing.c.id == _C.reminder_id))
        .join(reference, reference.c.rfc_id == outgoing.c.message_id)
        .join(message, message.c.id == reference.c.message_id)
        .where(
            _C.id.in_(ids),
            message.c.direction == "in",
            message.c.kind == Kind.PERSON.value,
        )
    )
    return {*connection.execute(answered).scalars(), *connection.execute(citing).scalars()}
