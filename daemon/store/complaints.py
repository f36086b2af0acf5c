"""What is on record of a client's complaints: state and kind, for the next one to be judged by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select

from daemon.model.message import written_now
from daemon.model.record import WITHDRAWN, ItemKind
from daemon.store.reading import BODY_LIMIT, read_spans
from daemon.store.schema import item, message

_I = item.c
#: written once, for making a statement costs more than running it
_OF_CLIENT = (
    select(_I.id, _I.number, _I.state, _I.details["theme"].as_string().label("theme"))
    .where(
        _I.client_id == bindparam("client"),
        _I.kind == ItemKind.COMPLAINT.value,
        _I.state != WITHDRAWN,
    )
    .order_by(_I.id.desc())
    .limit(bindparam("newest"))
)
_SINCE = _OF_CLIENT.where(_I.created_at >= bindparam("since"))
_ALIKE = _OF_CLIENT.where(
    _I.details["theme"].as_string() == bindparam("theme"), _I.id != bindparam("but")
)
_TEXT = select(func.substr(message.c.body, 1, BODY_LIMIT).label("body"), message.c.spans).where(
    message.c.id == bindparam("message")
)


@dataclass(frozen=True, slots=True)
class Complained:
    """A complaint of a client, in short."""

    id: int
    ref: str
    state: str
    theme: str


def since(
    connection: Connection, client_id: int, moment: datetime, newest: int
) -> list[Complained]:
    """Return the *newest* complaints of a client since *moment* that stand, newest first."""
    values = {"client": client_id, "newest": newest, "since": moment}
    return [_read(row) for row in connection.execute(_SINCE, values)]


def alike(
    connection: Connection, client_id: int, but: int, theme: str, newest: int
) -> list[Complained]:
    """Return the *newest* complaints of a client and theme beside one item, newest first."""
    values = {"client": client_id, "newest": newest, "theme": theme, "but": but}
    return [_read(row) for row in connection.execute(_ALIKE, values)]


def _read(row: Row[Any]) -> Complained:
    ref = f"{ItemKind.COMPLAINT.value}-{row.number}"
    return Complained(row.id, ref, row.state, row.theme or "")


def text_of(connection: Connection, message_id: int) -> str:
    """Return what was written now in a mail."""
    row = connection.execute(_TEXT, {"message": message_id}).one()
    return written_now(row.body, read_spans(row.spans, len(row.body)))
