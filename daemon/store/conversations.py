"""Conversations: finding those a mail may belong to, opening and updating them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import (
    BindParameter,
    Connection,
    Select,
    and_,
    bindparam,
    func,
    insert,
    or_,
    select,
    update,
)

from daemon.model.known import ConversationIndex, KnownConversation
from daemon.model.record import ConversationState
from daemon.store import upsert
from daemon.store.schema import client, conversation, message, project, reference

_FACTS = (
    conversation.c.id,
    conversation.c.client_id,
    conversation.c.contact_id,
    conversation.c.state,
    conversation.c.state_at,
    conversation.c.last_at,
    conversation.c.subject_key,
)
#: of several conversations with one subject the newest few are enough
SUBJECT_LIMIT = 200


def load_index(
    connection: Connection,
    rfc_ids: Collection[str],
    tags: Collection[tuple[str, int]],
    subject_keys: Collection[str],
    since: datetime,
) -> ConversationIndex:
    """Return the conversations that mails with these marks could belong to.

    *since* bounds the match by subject.
    """
    index = ConversationIndex()
    _load_by_rfc_id(connection, index, rfc_ids)
    _load_by_tag(connection, index, tags)
    keys = [k for k in subject_keys if k]
    if keys:
        found = (
            select(*_FACTS)
            .where(
                conversation.c.subject_key.in_(keys),
                conversation.c.last_at >= since,
                conversation.c.merged_into.is_(None),
            )
            .order_by(conversation.c.last_at.desc())
            .limit(SUBJECT_LIMIT * len(keys))
        )
        for known in reversed(_load(connection, found)):
            index.add(known, ())
    return index


def load_tokens(connection: Connection, index: ConversationIndex, named: dict[str, int]) -> None:
    """Add the conversations that verified tokens of ours name (Message-ID → id)."""
    found = {k.id: k for k in _load(connection, _by_ids(set(named.values())))}
    for rfc_id, conversation_id in named.items():
        target = _follow(connection, conversation_id)
        known = found.get(target) or next(iter(_load(connection, _by_ids({target}))), None)
        if known:
            index.conversations.setdefault(known.id, known)
            index.by_token[rfc_id] = known.id


def _follow(connection: Connection, conversation_id: int) -> int:
    """Return the conversation that *conversation_id* was merged into, or itself."""
    target = connection.execute(
        select(conversation.c.merged_into).where(conversation.c.id == conversation_id)
    ).scalar()
    return int(target) if target is not None else conversation_id


def _load_by_rfc_id(
    connection: Connection, index: ConversationIndex, rfc_ids: Collection[str]
) -> None:
    if not rfc_ids:
        return
    rows = connection.execute(
        select(reference.c.rfc_id, *_FACTS)
        .join(message, message.c.id == reference.c.message_id)
        .join(conversation, conversation.c.id == message.c.conversation_id)
        .where(reference.c.rfc_id.in_(list(rfc_ids)))
        .order_by(reference.c.id)
    )
    for row in rows:
        known = index.conversations.get(row.id) or _known(row)
        index.add(known, (row.rfc_id,))


def _load_by_tag(
    connection: Connection, index: ConversationIndex, tags: Collection[tuple[str, int]]
) -> None:
    if not tags:
        return
    wanted = or_(
        *(and_(project.c.code == code, conversation.c.number == number) for code, number in tags)
    )
    rows = connection.execute(
        select(project.c.code, conversation.c.number, conversation.c.merged_into, *_FACTS)
        .join(project, project.c.id == conversation.c.project_id)
        .where(wanted)
    ).all()
    for row in rows:
        target = row.merged_into or row.id
        known = index.conversations.get(target)
        if known is None:
            known = next(iter(_load(connection, _by_ids({target}))))
            index.conversations[target] = known
        index.by_tag[(row.code, row.number)] = target


def _by_ids(ids: Collection[int]) -> Select[tuple[object, ...]]:
    return select(*_FACTS).where(conversation.c.id.in_(list(ids)))


def _load(connection: Connection, query: Select[tuple[object, ...]]) -> list[KnownConversation]:
    return [_known(row) for row in connection.execute(query)]


def _known(row: object) -> KnownConversation:
    get = row._mapping  # type: ignore[attr-defined]
    return KnownConversation(
        id=get["id"],
        client_id=get["client_id"],
        contact_id=get["contact_id"],
        state=ConversationState(get["state"]),
        state_at=get["state_at"],
        last_at=get["last_at"],
        subject_key=get["subject_key"],
    )


def add(connection: Connection, rows: Sequence[dict[str, object]]) -> list[int]:
    """Open conversations; return their ids in order. Rows may leave out optional columns."""
    if not rows:
        return []
    connection.execute(insert(conversation), list(rows))
    c, numbers = conversation.c, [row["number"] for row in rows]
    of_project = c.project_id.in_({row["project_id"] for row in rows})
    # SQLite would have to be asked for the id of each row by itself
    there = connection.execute(
        select(c.project_id, c.number, c.id).where(of_project, c.number.in_(numbers))
    )
    ids = {(row.project_id, row.number): int(row.id) for row in there}
    return [ids[row["project_id"], row["number"]] for row in rows]


def grow(connection: Connection, rows: Sequence[dict[str, object]]) -> None:
    """Apply to each conversation (``b_id``) what new mail changed; counts are added.

    Keys: b_id, b_added, and the columns named in ``GROWN``.
    """
    if not rows:
        return
    values: dict[str, BindParameter[object]] = {n: bindparam(f"b_{n}") for n in GROWN}
    connection.execute(
        update(conversation)
        .where(conversation.c.id == bindparam("b_id"))
        .values(
            message_count=conversation.c.message_count + bindparam("b_added"),
            version=conversation.c.version + 1,
            **values,
        ),
        list(rows),
    )


GROWN = (
    "state",
    "state_at",
    "snoozed_until",
    "label",
    "confidence",
    "needs_look",
    "look_reason",
    "urgent",
    "unread",
    "sender",
    "has_attachment",
    "last_at",
)


def load_grown(connection: Connection, ids: Collection[int]) -> dict[int, dict[str, object]]:
    """Return the present values of the ``GROWN`` columns, by conversation id."""
    columns = [conversation.c[name] for name in GROWN]
    rows = connection.execute(
        select(conversation.c.id, *columns).where(conversation.c.id.in_(list(ids)))
    )
    return {row.id: {name: getattr(row, name) for name in GROWN} for row in rows}


def ensure_project(connection: Connection, code: str, name: str, now: datetime) -> int:
    """Return the id of the project *code*, made if it is new."""
    found = connection.execute(select(project.c.id).where(project.c.code == code)).scalar()
    if found is None:
        new = upsert.insert(connection, project).values(code=code, name=name, created_at=now)
        connection.execute(new.on_conflict_do_nothing())
        query = select(project.c.id).where(project.c.code == code)
        found = connection.execute(query).scalar_one()
    return int(found)


def count(connection: Connection) -> int:
    """Return how many conversations there are."""
    return connection.execute(select(func.count()).select_from(conversation)).scalar_one()


def numbers(connection: Connection, ids: Collection[int]) -> dict[int, int]:
    """Return the number of each conversation within its project."""
    rows = connection.execute(
        select(conversation.c.id, conversation.c.number).where(conversation.c.id.in_(list(ids)))
    )
    return {row.id: row.number for row in rows}


def client_name(connection: Connection, conversation_id: int) -> str:
    """Return whose conversation it is, or an empty string."""
    name = connection.execute(
        select(client.c.name)
        .join(conversation, conversation.c.client_id == client.c.id)
        .where(conversation.c.id == conversation_id)
    ).scalar()
    return str(name or "")
