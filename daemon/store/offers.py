"""Offers to clients, and what was replied to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, String, cast, func, insert, literal, or_, select, update

from daemon.errors import NotFoundError, StaleError
from daemon.store.schema import conversation, message, outgoing, project, reference
from daemon.store.scope_tables import offer, offer_reply

_O = offer.c
_R = offer_reply.c


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One version of what a client was asked to agree to.

    ``subject`` is what ``number`` counts versions of; ``terms`` is canonical JSON, ``sha256``
    its hash; ``state``: open, answered, superseded, expired or withdrawn.
    """

    id: int
    project_id: int
    project: str
    kind: str
    item_id: int | None
    subject: str
    number: int
    terms: str
    sha256: str
    contact_id: int
    address: str
    outgoing_id: int | None
    state: str
    expires_at: datetime
    created_at: datetime
    created_by: str
    decided_at: datetime | None
    decision: str
    decided_by: str
    version: int


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """A reply to an offer, and what became of it."""

    id: int
    offer_id: int
    message_id: int
    decision: str
    evidence: str
    standing: str
    reason: str
    received_at: datetime
    version: int


def _read(row: Row[Any]) -> OfferRow:
    return OfferRow(**{name: row._mapping[name] for name in OfferRow.__dataclass_fields__})


_QUERY = select(offer, project.c.code.label("project")).join(project, project.c.id == _O.project_id)


def add(connection: Connection, values: Mapping[str, object]) -> int:
    """Write an offer; return its id."""
    made = connection.execute(insert(offer).values(dict(values)).returning(_O.id))
    return int(made.scalar_one())


def next_number(connection: Connection, project_id: int, subject: str) -> int:
    """Return the number of the next version of *subject*."""
    query = select(func.max(_O.number)).where(_O.project_id == project_id, _O.subject == subject)
    return int(connection.execute(query).scalar() or 0) + 1


def supersede(connection: Connection, whose: tuple[int, str], now: datetime) -> int:
    """Close the open versions of a project's subject; return the number of the next one."""
    for earlier in find(connection, *whose):
        if earlier.state == "open":
            change(connection, earlier, {"state": "superseded", "decided_at": now})
    return next_number(connection, *whose)


def is_newest(connection: Connection, made: OfferRow) -> bool:
    """Return whether no later version of the same was put to anybody and not taken back."""
    later = (_O.project_id == made.project_id, _O.subject == made.subject, _O.number > made.number)
    query = select(_O.id).where(*later, _O.state != "withdrawn").limit(1)
    return connection.execute(query).first() is None


def reopen(connection: Connection, withdrawn: OfferRow) -> None:
    """Let the version stand again that fell when a later one, *withdrawn* now, was written."""
    earlier = [
        o
        for o in find(connection, withdrawn.project_id, withdrawn.subject)
        if o.number < withdrawn.number and o.state != "withdrawn"
    ]
    if earlier and earlier[-1].state == "superseded":
        change(connection, earlier[-1], {"state": "open", "decided_at": None})


def latest_conversation(connection: Connection, project_id: int, contact_id: int) -> int | None:
    """Return the conversation in which a contact wrote last about a project, if any."""
    query = (
        select(conversation.c.id)
        .join(message, message.c.conversation_id == conversation.c.id)
        .where(conversation.c.project_id == project_id, message.c.contact_id == contact_id)
        .order_by(message.c.received_at.desc(), message.c.id.desc())
        .limit(1)
    )
    found = connection.execute(query).scalar()
    return int(found) if found is not None else None


def load(connection: Connection, offer_id: int) -> OfferRow:
    """Return one offer; raise NotFoundError."""
    row = connection.execute(_QUERY.where(_O.id == offer_id)).first()
    if row is None:
        raise NotFoundError(f"no offer {offer_id}")
    return _read(row)


def find(connection: Connection, project_id: int, subject: str = "") -> list[OfferRow]:
    """Return the offers of a project, or of one subject in it, oldest first."""
    query = _QUERY.where(_O.project_id == project_id).order_by(_O.id)
    if subject:
        query = query.where(_O.subject == subject)
    return [_read(row) for row in connection.execute(query)]


def find_expired(connection: Connection, now: datetime) -> list[OfferRow]:
    """Return the open offers whose time is over."""
    query = _QUERY.where(_O.state == "open", _O.expires_at < now).order_by(_O.id)
    return [_read(row) for row in connection.execute(query)]


def find_unanswered(connection: Connection, kind: str) -> list[OfferRow]:
    """Return the open offers of a kind to which nobody has replied."""
    answered = select(_R.offer_id)
    query = _QUERY.where(_O.kind == kind, _O.state == "open", _O.id.not_in(answered))
    return [_read(row) for row in connection.execute(query.order_by(_O.id))]


def again_key(offer_id: int) -> str:
    """Return the key under which somebody is asked a second time, once."""
    return f"{_AGAIN}{offer_id}"


_AGAIN = "asked-again:"
#: the mail that brought an offer, or asked for an answer a second time
_BROUGHT = or_(
    outgoing.c.id == _O.outgoing_id, outgoing.c.once == literal(_AGAIN) + cast(_O.id, String)
)


def by_mail(connection: Connection, message_ids: Collection[str]) -> dict[str, int]:
    """Return the id of the offer that each of our Message-IDs brought, where it brought one."""
    rows = connection.execute(
        select(outgoing.c.message_id, _O.id)
        .join(outgoing, _BROUGHT)
        .where(outgoing.c.message_id.in_(list(message_ids)))
    )
    return {row.message_id: row.id for row in rows}


@dataclass(frozen=True, slots=True)
class Cited:
    """An offer that a mail answers, as far as its references tell."""

    offer_id: int
    kind: str
    subject: str
    number: int
    item_id: int | None


def cited_by(connection: Connection, message_ids: Collection[int]) -> dict[int, Cited]:
    """Return the newest offer that each message cites, where it cites one."""
    rows = connection.execute(
        select(reference.c.message_id, _O.id, _O.kind, _O.subject, _O.number, _O.item_id)
        .join(outgoing, outgoing.c.message_id == reference.c.rfc_id)
        .join(offer, _BROUGHT)
        .where(reference.c.message_id.in_(list(message_ids)))
        .order_by(_O.id)
    )
    return {row.message_id: Cited(*row[1:]) for row in rows}


def confirmed(connection: Connection, project_id: int) -> OfferRow | None:
    """Return the version of the requirement document that is the baseline, if there is one."""
    query = _QUERY.where(
        _O.project_id == project_id, _O.kind == "baseline", _O.decision == "approve"
    )
    row = connection.execute(query.order_by(_O.id.desc()).limit(1)).first()
    return _read(row) if row else None


def confirmed_by(connection: Connection, offer_id: int) -> tuple[datetime, int] | None:
    """Return when the reply came that confirmed a version, and its message; None: a manager."""
    row = connection.execute(
        select(_R.received_at, _R.message_id)
        .where(_R.offer_id == offer_id, _R.standing == "counted", _R.decision == "approve")
        .order_by(_R.id)
        .limit(1)
    ).first()
    return (row.received_at, row.message_id) if row else None


def change(connection: Connection, present: OfferRow, values: Mapping[str, object]) -> None:
    """Change where an offer stands; raise StaleError if it moved since it was read."""
    done = connection.execute(
        update(offer)
        .where(_O.id == present.id, _O.version == present.version)
        .values({**values, "version": present.version + 1})
    )
    if done.rowcount != 1:
        raise StaleError


def add_reply(connection: Connection, values: Mapping[str, object]) -> int:
    """Write what a mail replied; return its id."""
    made = connection.execute(insert(offer_reply).values(dict(values)).returning(_R.id))
    return int(made.scalar_one())


def load_reply(connection: Connection, reply_id: int) -> ReplyRow:
    """Return one reply; raise NotFoundError."""
    row = connection.execute(select(offer_reply).where(_R.id == reply_id)).first()
    if row is None:
        raise NotFoundError(f"no reply {reply_id}; `triaged scope replies` shows those that wait")
    return _reply(row)


def find_replies(
    connection: Connection, offer_ids: Collection[int] | None = None, standing: str = ""
) -> list[ReplyRow]:
    """Return replies, of some offers or of all, oldest first."""
    query = select(offer_reply).order_by(_R.id)
    if offer_ids is not None:
        query = query.where(_R.offer_id.in_(list(offer_ids)))
    if standing:
        query = query.where(_R.standing == standing)
    return [_reply(row) for row in connection.execute(query)]


def change_reply(connection: Connection, present: ReplyRow, values: Mapping[str, object]) -> None:
    """Change what became of a reply; raise StaleError if somebody else did."""
    done = connection.execute(
        update(offer_reply)
        .where(_R.id == present.id, _R.version == present.version)
        .values({**values, "version": present.version + 1})
    )
    if done.rowcount != 1:
        raise StaleError


def _reply(row: Row[Any]) -> ReplyRow:
    return ReplyRow(**{name: row._mapping[name] for name in ReplyRow.__dataclass_fields__})


@dataclass(frozen=True, slots=True)
class Source:
    """The raw mail that a message is kept as."""

    sha256: str
    rfc_message_id: str
    sender_addr: str
    trust: str


def source_of(connection: Connection, message_id: int) -> Source:
    """Return under which hash a message's raw mail is kept, and who sent it."""
    c = message.c
    row = connection.execute(
        select(c.sha256, c.rfc_message_id, c.sender_addr, c.trust).where(c.id == message_id)
    ).one()
    return Source(*row)


def sent_mail(connection: Connection, outgoing_id: int) -> str:
    """Return the hash of the raw mail that an outgoing row became; empty if it has not left."""
    query = (
        select(message.c.sha256)
        .join(outgoing, outgoing.c.message_id == message.c.rfc_message_id)
        .where(outgoing.c.id == outgoing_id, message.c.direction == "out")
    )
    return str(connection.execute(query.limit(1)).scalar() or "")
