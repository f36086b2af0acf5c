"""Drafts: replies that were begun and not sent, one of each author in a conversation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from daemon.errors import StaleError
from daemon.model.outgoing import Enclosure
from daemon.model.reply import Draft, KeptDraft
from daemon.store import enclosures
from daemon.store.enclosures import Owner
from daemon.store.writing_tables import draft

_D = draft.c


def find(connection: Connection, conversation_id: int, author: str) -> KeptDraft | None:
    """Return an author's draft in a conversation; the newest, should joining have left two."""
    found = _load(
        connection,
        select(draft)
        .where(_D.conversation_id == conversation_id, _D.author == author)
        .order_by(_D.updated_at.desc(), _D.id.desc())
        .limit(1),
    )
    return found[0] if found else None


def find_all(connection: Connection, conversation_id: int) -> list[KeptDraft]:
    """Return every draft in a conversation, oldest first."""
    query = select(draft).where(_D.conversation_id == conversation_id)
    return _load(connection, query.order_by(_D.updated_at, _D.id))


def _load(connection: Connection, query: Select[Any]) -> list[KeptDraft]:
    rows = connection.execute(query).all()
    files = enclosures.of_drafts(connection, [row.id for row in rows])
    return [_read(row, files) for row in rows]


def _read(row: Row[Any], files: Mapping[int, tuple[Enclosure, ...]]) -> KeptDraft:
    return KeptDraft(
        id=row.id,
        version=row.version,
        conversation_id=row.conversation_id,
        author=row.author,
        draft=Draft(row.text, row.quotes, row.everybody, files.get(row.id, ())),
        mark=(row.received_mark, row.written_mark),
        updated_at=row.updated_at,
    )


def _columns(written: Draft, mark: tuple[int, int], now: datetime) -> dict[str, object]:
    return {
        "text": written.text,
        "quotes": written.quotes,
        "everybody": written.everybody,
        "received_mark": mark[0],
        "written_mark": mark[1],
        "updated_at": now,
    }


def add(
    connection: Connection,
    place: tuple[int, str],
    written: Draft,
    mark: tuple[int, int],
    now: datetime,
) -> None:
    """Keep a new draft at *place*: its conversation and author."""
    values = {"conversation_id": place[0], "author": place[1]} | _columns(written, mark, now)
    added = connection.execute(insert(draft).values(values).returning(_D.id)).scalar_one()
    enclosures.put_with(connection, Owner(draft_id=int(added)), written.files)


def change(
    connection: Connection, kept: KeptDraft, written: Draft, mark: tuple[int, int], now: datetime
) -> None:
    """Write a draft anew; raise StaleError if it has changed since it was read."""
    done = connection.execute(
        update(draft)
        .where(_D.id == kept.id, _D.version == kept.version)
        .values(**_columns(written, mark, now), version=kept.version + 1)
    )
    if done.rowcount != 1:
        raise StaleError
    if written.files != kept.draft.files:
        enclosures.clear_draft(connection, kept.id)
        enclosures.put_with(connection, Owner(draft_id=kept.id), written.files)
        _forget_dropped(connection, kept.draft.files, written.files)


def remove(connection: Connection, kept: KeptDraft) -> None:
    """Drop a draft, and the bytes that nothing else needs."""
    enclosures.clear_draft(connection, kept.id)
    connection.execute(delete(draft).where(_D.id == kept.id))
    _forget_dropped(connection, kept.draft.files, ())


def _forget_dropped(
    connection: Connection, before: Sequence[Enclosure], after: Sequence[Enclosure]
) -> None:
    enclosures.forget(connection, {f.sha256 for f in before} - {f.sha256 for f in after})
