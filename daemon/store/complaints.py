"""What is on record of a client's complaints: state and kind, for the next one to be judged by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select

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


def of_client(
    connection: Connection, client_id: int, newest: int, since: datetime | None = None
) -> list[Complained]:
    """Return the *newest* complaints of a client that were not withdrawn, newest first."""
    values: dict[str, object] = {"client": client_id, "newest": newest}
    if since is not None:
        values["since"] = since
    rows = connection.execute(_OF_CLIENT if since is None else _SINCE, values)
    return [
        Complained(row.id, f"{ItemKind.COMPLAINT.value}-{row.number}", row.state, row.theme or "")
        for row in rows
    ]


def text_of(connection: Connection, message_id: int) -> str:
    """Return what was written now in a mail."""
    row = connection.execute(_TEXT, {"message": message_id}).one()
    return written_now(row.body, read_spans(row.spans, len(row.body)))
