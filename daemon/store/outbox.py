"""Rows of the outbox: writing, reading, counting, and moving them from state to state."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from daemon.errors import NotFoundError, StaleError, UserError
from daemon.model.outgoing import TRANSITIONS, Enclosure, Letter, Outgoing, OutgoingState
from daemon.store import enclosures
from daemon.store.enclosures import Owner
from daemon.store.schema import outgoing

_C = outgoing.c


@dataclass(frozen=True, slots=True)
class NewOutgoing:
    """A row to be written. ``reason`` says why it starts in a state other than queued."""

    letter: Letter
    purpose: str
    once: str | None
    state: OutgoingState
    conversation_id: int | None
    reason: str = ""
    #: how long it waits before it may leave
    wait: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Marks:
    """By what the ceilings count a letter."""

    addr: str
    domain: str
    content: str


#: written once, for making a statement costs more than running it
_INSERTS = {
    dialect.__name__.rpartition(".")[2]: dialect.insert(outgoing)
    .on_conflict_do_nothing(index_elements=["once"])
    .returning(_C.id)
    for dialect in (sqlite, postgresql)
}


def add(connection: Connection, new: NewOutgoing, marks: Marks, now: datetime) -> tuple[int, bool]:
    """Write a row; return its id and True, or the id that ``once`` already has and False."""
    letter = new.letter
    row = {
        "once": new.once,
        "purpose": new.purpose,
        "state": new.state.value,
        "mailbox": letter.mailbox,
        "conversation_id": new.conversation_id,
        **_letter_columns(letter),
        "to_addr": marks.addr,
        "to_domain": marks.domain,
        "content_hash": marks.content,
        "created_at": now,
        "next_attempt_at": now + new.wait,
        "last_error": new.reason,
        "filed": False,
    }
    added = connection.execute(_INSERTS[connection.dialect.name], row).scalar()
    if added is not None:
        enclosures.put_with(connection, Owner(outgoing_id=int(added)), letter.files)
        return int(added), True
    return int(connection.execute(select(_C.id).where(_C.once == new.once)).scalar_one()), False


def known(connection: Connection, keys: Collection[str]) -> set[str]:
    """Return which of the ``once`` *keys* are taken."""
    return set(connection.execute(select(_C.once).where(_C.once.in_(list(keys)))).scalars())


def find_once(connection: Connection, keys: Collection[str]) -> list[Outgoing]:
    """Return the rows that have one of the ``once`` *keys*."""
    rows = connection.execute(select(outgoing).where(_C.once.in_(list(keys)))).all()
    return read_all(connection, rows)


def keys_like(connection: Connection, start: str) -> list[str]:
    """Return the ``once`` keys that begin with *start*."""
    query = select(_C.once).where(_C.once.startswith(start, autoescape=True))
    return [str(key) for key in connection.execute(query).scalars()]


def _letter_columns(letter: Letter) -> dict[str, object]:
    return {
        "sender": letter.sender,
        "recipients": list(letter.to),
        "cc": list(letter.cc) or None,
        "reply_to": letter.reply_to,
        "subject": letter.subject,
        "text": letter.text,
        "html": letter.html,
        "message_id": letter.message_id,
        "in_reply_to": letter.in_reply_to,
        "references": list(letter.references) or None,
        "date": letter.date,
        "automatic": letter.automatic,
        "language": letter.language,
    }


def load(connection: Connection, outgoing_id: int) -> Outgoing:
    """Return one row; raise NotFoundError if it is not there."""
    row = connection.execute(select(outgoing).where(_C.id == outgoing_id)).first()
    if row is None:
        raise NotFoundError(f"no outgoing mail {outgoing_id}")
    return read_all(connection, [row])[0]


def find(connection: Connection, states: Collection[OutgoingState], limit: int) -> list[Outgoing]:
    """Return the newest *limit* rows in *states* (any, if empty), newest first."""
    query = select(outgoing).order_by(_C.id.desc()).limit(limit)
    if states:
        query = query.where(_C.state.in_([s.value for s in states]))
    return read_all(connection, connection.execute(query).all())


def count_marks(connection: Connection, marks: Marks, since: datetime) -> tuple[int, int, int]:
    """Return how many automatic mails since then went to the address, its domain, this content.

    Mail to our own managers (``alert``) counts by its content alone.
    """
    values = {"addr": marks.addr, "domain": marks.domain, "content": marks.content}
    address, domain, content = connection.execute(_COUNTS, {**values, "since": since}).one()
    return address, domain, content


def _counts() -> Select[Any]:
    common = (
        _C.created_at > bindparam("since"),
        _C.automatic.is_(True),
        _C.state != OutgoingState.DISCARDED.value,
    )
    outward = _C.purpose != "alert"
    address, domain, content = [
        select(func.count()).where(*wanted, *common).scalar_subquery()
        for wanted in (
            (_C.to_addr == bindparam("addr"), outward),
            (_C.to_domain == bindparam("domain"), outward),
            (_C.content_hash == bindparam("content"),),
        )
    ]
    return select(address, domain, content)


# built once: every automatic mail is counted
_COUNTS = _counts()


def move(
    connection: Connection,
    row: Outgoing,
    state: OutgoingState,
    values: Mapping[str, object] | None = None,
) -> None:
    """Bring *row* to *state*, and change other columns with it.

    Raises UserError for a step that is not allowed (model.outgoing.TRANSITIONS), StaleError
    when the row has changed since it was read.
    """
    if state not in TRANSITIONS[row.state]:
        raise UserError(f"outgoing mail {row.id} is {row.state}; it cannot become {state}")
    change(connection, row, {**(values or {}), "state": state.value})


def change(connection: Connection, row: Outgoing, values: Mapping[str, object]) -> None:
    """Change columns of *row*; raise StaleError when it has changed since it was read."""
    done = connection.execute(
        update(outgoing)
        .where(_C.id == row.id, _C.version == row.version)
        .values({**values, "version": row.version + 1})
    )
    if done.rowcount != 1:
        raise StaleError


def hold_all(
    connection: Connection, mailboxes: Sequence[str], note: str
) -> list[tuple[int, int | None]]:
    """Hold every queued row of *mailboxes*; return ids and conversations."""
    rows = connection.execute(
        update(outgoing)
        .where(_C.state == OutgoingState.QUEUED.value, _C.mailbox.in_(list(mailboxes)))
        .values(state=OutgoingState.HELD.value, last_error=note, version=_C.version + 1)
        .returning(_C.id, _C.conversation_id)
    )
    return [(row.id, row.conversation_id) for row in rows]


def hold_replies(
    connection: Connection, conversation_ids: Collection[int], note: str
) -> list[tuple[int, int]]:
    """Hold the queued replies of conversations; return ids and conversations."""
    rows = connection.execute(
        update(outgoing)
        .where(
            _C.state == OutgoingState.QUEUED.value,
            _C.purpose == "reply",
            _C.conversation_id.in_(list(conversation_ids)),
        )
        .values(
            state=OutgoingState.HELD.value,
            last_error=note,
            next_attempt_at=None,
            version=_C.version + 1,
        )
        .returning(_C.id, _C.conversation_id)
    )
    return [(row.id, row.conversation_id) for row in rows]


def read_all(connection: Connection, rows: Sequence[Row[Any]]) -> list[Outgoing]:
    """Return database rows as the words of the model, each with what is enclosed."""
    files = enclosures.of_outgoing(connection, [row.id for row in rows])
    return [_read(row, files.get(row.id, ())) for row in rows]


def _read(row: Row[Any], files: tuple[Enclosure, ...]) -> Outgoing:
    letter = Letter(
        mailbox=row.mailbox,
        sender=row.sender,
        to=tuple(row.recipients),
        cc=tuple(row.cc or ()),
        reply_to=row.reply_to,
        subject=row.subject,
        text=row.text,
        html=row.html,
        message_id=row.message_id,
        in_reply_to=row.in_reply_to,
        references=tuple(row.references or ()),
        date=row.date,
        automatic=row.automatic,
        language=row.language,
        files=files,
    )
    return Outgoing(
        id=row.id,
        letter=letter,
        state=OutgoingState(row.state),
        purpose=row.purpose,
        once=row.once,
        created_at=row.created_at,
        attempts=row.attempts,
        next_attempt_at=row.next_attempt_at,
        last_error=row.last_error,
        conversation_id=row.conversation_id,
        sent_at=row.sent_at,
        filed=row.filed,
        version=row.version,
    )
