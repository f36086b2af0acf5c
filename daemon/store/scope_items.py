"""Items as managers work on them: whole rows, changes by version, and links between them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, func, insert, or_, select, update

from daemon.errors import NotFoundError, StaleError
from daemon.model.record import ItemKind
from daemon.store.schema import client, item, message, project
from daemon.store.scope_tables import item_link

_I = item.c


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item with all that is known of it. ``start``/``end`` count in the text written now."""

    id: int
    project_id: int
    project: str
    kind: ItemKind
    number: int
    title: str
    words: str
    state: str
    owner: str
    due: str
    priority: str
    client_id: int | None
    client: str
    conversation_id: int
    message_id: int
    start: int
    end: int
    created_at: datetime
    version: int
    rfc_message_id: str
    details: Mapping[str, object] = field(default_factory=dict)
    #: of the mail whose words they are
    mail_subject: str = ""
    mail_at: datetime | None = None

    @property
    def ref(self) -> str:
        """The reference people write, such as ``CHG-3``."""
        return f"{self.kind.value}-{self.number}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which items to list; what is empty does not matter."""

    project: str = ""
    kinds: Collection[ItemKind] = ()
    states: Collection[str] = ()
    not_states: Collection[str] = ()
    client_id: int | None = None
    since: datetime | None = None
    #: so many of the newest; 0: all
    newest: int = 0


def _query() -> Select[Any]:
    return (
        select(
            item,
            project.c.code.label("project"),
            client.c.name.label("client"),
            message.c.rfc_message_id,
            message.c.subject.label("mail_subject"),
            message.c.received_at.label("mail_at"),
        )
        .join(project, project.c.id == _I.project_id)
        .join(message, message.c.id == _I.message_id)
        .outerjoin(client, client.c.id == _I.client_id)
    )


#: written once, for making a statement costs more than running it
_BY_ID = _query().where(_I.id == bindparam("wanted"))
_CHANGE = update(item).where(_I.id == bindparam("b_id"), _I.version == bindparam("b_version"))
_L = item_link.c
_LINKED = select(_L.id).where(
    _L.item_id == bindparam("one"),
    _L.other_id == bindparam("two"),
    _L.relation == bindparam("how"),
)
_LINK = insert(item_link)


def _read(row: Row[Any]) -> ItemRow:
    values = {name: row._mapping[name] for name in ItemRow.__dataclass_fields__}
    values |= {
        "kind": ItemKind(row.kind),
        "client": row._mapping["client"] or "",
        "details": row.details or {},
    }
    return ItemRow(**values)


def find(connection: Connection, code: str, ref: str) -> ItemRow:
    """Return the item *ref* of project *code*, letter case aside; raise NotFoundError."""
    kind, _, number = ref.upper().partition("-")
    row = connection.execute(
        _query().where(
            func.lower(project.c.code) == code.lower(),
            _I.kind == kind,
            _I.number == (int(number) if number.isdecimal() and len(number) < 9 else -1),
        )
    ).first()
    if row is None:
        raise NotFoundError(f"project {code} has no item {ref}; `triaged items list` shows all")
    return _read(row)


def load(connection: Connection, item_id: int) -> ItemRow:
    """Return one item; raise NotFoundError."""
    row = connection.execute(_BY_ID, {"wanted": item_id}).first()
    if row is None:
        raise NotFoundError(f"no item {item_id}")
    return _read(row)


def find_all(connection: Connection, wanted: Wanted) -> list[ItemRow]:
    """Return items by project, kind and number; with ``newest``, the newest first."""
    return [_read(row) for row in connection.execute(_narrow(_query(), wanted))]


def find_words(connection: Connection, wanted: Wanted) -> list[tuple[int, str]]:
    """Return id and words of items, in the order of ``find_all``."""
    query = select(_I.id, _I.words).join(project, project.c.id == _I.project_id)
    return [(row.id, row.words) for row in connection.execute(_narrow(query, wanted))]


def _narrow(query: Select[Any], wanted: Wanted) -> Select[Any]:
    if wanted.project:
        query = query.where(func.lower(project.c.code) == wanted.project.lower())
    if wanted.kinds:
        query = query.where(_I.kind.in_([k.value for k in wanted.kinds]))
    if wanted.states:
        query = query.where(_I.state.in_(list(wanted.states)))
    if wanted.not_states:
        query = query.where(_I.state.not_in(list(wanted.not_states)))
    if wanted.client_id is not None:
        query = query.where(_I.client_id == wanted.client_id)
    if wanted.since is not None:
        query = query.where(_I.created_at >= wanted.since)
    if wanted.newest:
        return query.order_by(_I.id.desc()).limit(wanted.newest)
    return query.order_by(project.c.code, _I.kind, _I.number)


def find_received(connection: Connection, conversation_id: int) -> list[ItemRow]:
    """Return the complaints of a conversation that nobody has answered yet."""
    query = _query().where(
        _I.conversation_id == conversation_id,
        _I.kind == ItemKind.COMPLAINT.value,
        _I.state == "received",
    )
    return [_read(row) for row in connection.execute(query.order_by(_I.id))]


def change(
    connection: Connection, item_id: int, version: int, values: Mapping[str, object]
) -> None:
    """Change an item that is still at *version*; raise StaleError if it is not."""
    seen = {"b_id": item_id, "b_version": version}
    done = connection.execute(_CHANGE, {**values, "version": version + 1, **seen})
    if done.rowcount != 1:
        raise StaleError


@dataclass(frozen=True, slots=True)
class Link:
    """How one item stands to another, by reference."""

    ref: str
    relation: str
    other: str


def link(
    connection: Connection, pair: tuple[int, int], relation: str, by: tuple[str, datetime]
) -> bool:
    """Note how the first of *pair* stands to the second; return whether that is new."""
    one, two = pair
    if connection.execute(_LINKED, {"one": one, "two": two, "how": relation}).first() is not None:
        return False
    values = {"item_id": one, "other_id": two, "relation": relation, "actor": by[0], "at": by[1]}
    connection.execute(_LINK, values)
    return True


def unlink(connection: Connection, pair: tuple[int, int], relation: str) -> None:
    """Take a link away."""
    c = item_link.c
    connection.execute(
        delete(item_link).where(c.item_id == pair[0], c.other_id == pair[1], c.relation == relation)
    )


def links_of(connection: Connection, ids: Collection[int]) -> dict[int, list[Link]]:
    """Return the links of items, in both directions, by item id."""
    one, two, c = item.alias("one"), item.alias("two"), item_link.c
    rows = connection.execute(
        select(
            c.item_id,
            c.other_id,
            c.relation,
            one.c.kind.label("k1"),
            one.c.number.label("n1"),
            two.c.kind.label("k2"),
            two.c.number.label("n2"),
        )
        .join(one, one.c.id == c.item_id)
        .join(two, two.c.id == c.other_id)
        .where(or_(c.item_id.in_(list(ids)), c.other_id.in_(list(ids))))
        .order_by(c.id)
    )
    found: dict[int, list[Link]] = {i: [] for i in ids}
    for row in rows:
        made = Link(f"{row.k1}-{row.n1}", row.relation, f"{row.k2}-{row.n2}")
        for end in {row.item_id, row.other_id} & found.keys():
            found[end].append(made)
    return found
