"""What a manager changes: state and flags of a conversation, labels, items, notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, and_, delete, insert, literal_column, select, update

from daemon.errors import NotFoundError, StaleError
from daemon.store.reading import MODEL
from daemon.store.schema import conversation, decision, item, message, note, project
from daemon.store.types import Moment

Values = dict[str, Any]


def load_columns(connection: Connection, conversation_id: int, names: Sequence[str]) -> Values:
    """Return columns of a conversation; raise NotFoundError if it is not there."""
    return _load(connection, conversation, conversation_id, names)


def load_message_columns(connection: Connection, message_id: int, names: Sequence[str]) -> Values:
    """Return columns of a message; raise NotFoundError if it is not there."""
    return _load(connection, message, message_id, names)


def _load(connection: Connection, table: Table, row_id: int, names: Sequence[str]) -> Values:
    columns = [table.c[name] for name in names]
    row = connection.execute(select(*columns).where(table.c.id == row_id)).first()
    if row is None:
        raise NotFoundError(f"no {table.name} {row_id}")
    return dict(row._mapping)


def change(
    connection: Connection, conversation_id: int, version: int, values: Mapping[str, object]
) -> None:
    """Change a conversation that is still at *version*; raise StaleError if it is not."""
    c = conversation.c
    done = connection.execute(
        update(conversation)
        .where(c.id == conversation_id, c.version == version)
        .values({**values, "version": version + 1})
    )
    if done.rowcount != 1:
        raise StaleError


def change_message(connection: Connection, message_id: int, values: Mapping[str, object]) -> None:
    """Change what stands for a message."""
    connection.execute(update(message).where(message.c.id == message_id).values(dict(values)))


def add_decision(connection: Connection, row: Mapping[str, object]) -> None:
    """Append a decision; none is ever changed."""
    connection.execute(insert(decision).values(dict(row)))


def load_items(connection: Connection, message_id: int) -> list[tuple[int, str, str]]:
    """Return id, kind and state of each item drawn from a message.

    The kind is the one it was drawn as; change control may have made it another.
    """
    c = item.c
    rows = connection.execute(
        select(c.id, c.kind, c.state, c.details).where(c.message_id == message_id).order_by(c.id)
    )
    return [(r.id, (r.details or {}).get("drawn_as", r.kind), r.state) for r in rows]


def set_item_states(connection: Connection, states: Mapping[int, str]) -> None:
    """Give items (by id) a new state."""
    for item_id, state in states.items():
        connection.execute(
            update(item).where(item.c.id == item_id).values(state=state, version=item.c.version + 1)
        )


def find_project(connection: Connection, conversation_id: int) -> tuple[int, str]:
    """Return id and code of the project of a conversation."""
    row = connection.execute(
        select(project.c.id, project.c.code)
        .join(conversation, conversation.c.project_id == project.c.id)
        .where(conversation.c.id == conversation_id)
    ).one()
    return row.id, row.code


def add_note(
    connection: Connection, conversation_id: int, author: str, text: str, at: datetime
) -> int:
    """Add an internal note; return its id."""
    values = {"conversation_id": conversation_id, "author": author, "text": text, "at": at}
    return int(connection.execute(insert(note).values(values).returning(note.c.id)).scalar_one())


def remove_note(connection: Connection, note_id: int) -> None:
    """Take a note away; its text stays in the trail."""
    connection.execute(delete(note).where(note.c.id == note_id))


def managers(connection: Connection) -> set[str]:
    """Return who looks after a conversation, has decided a label or has written a note."""
    owned = and_(conversation.c.merged_into.is_(None), conversation.c.owner != literal_column("''"))
    names = (
        select(conversation.c.owner).where(owned),
        select(decision.c.actor).where(decision.c.actor != MODEL),
        select(note.c.author),
    )
    return {name for query in names for name in connection.execute(query.distinct()).scalars()}


def is_moment(name: str) -> bool:
    """Return whether a conversation column holds a moment (kept as ISO text in the trail)."""
    return isinstance(conversation.c[name].type, Moment)
