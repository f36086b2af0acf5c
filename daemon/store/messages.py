"""Messages and what hangs on them: references, attachments, deliveries, predictions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from daemon.model.label import Prediction
from daemon.model.message import Message
from daemon.store.schema import attachment, delivery, message, prediction, reference

Row = dict[str, object]

_INSERT = insert(message)


def find_content(connection: Connection, keys: Collection[str]) -> dict[str, int]:
    """Return the ids of the messages with these content keys."""
    rows = connection.execute(
        select(message.c.content_key, message.c.id).where(message.c.content_key.in_(list(keys)))
    )
    return {row.content_key: row.id for row in rows}


def received(connection: Connection, ids: Collection[int]) -> dict[int, datetime]:
    """Return when each message came."""
    c = message.c
    rows = connection.execute(select(c.id, c.received_at).where(c.id.in_(list(ids))))
    return {row.id: row.received_at for row in rows}


def urgent_by_model(connection: Connection, conversation_id: int) -> bool:
    """Return whether the model found any mail of a conversation urgent."""
    query = (
        select(prediction.c.message_id)
        .join(message, message.c.id == prediction.c.message_id)
        .where(message.c.conversation_id == conversation_id, prediction.c.urgent)
    )
    return connection.execute(query.limit(1)).first() is not None


def describe(parsed: Message) -> Row:
    """Return the columns of ``message`` that the mail itself decides."""
    return {
        "content_key": parsed.content_key,
        "rfc_message_id": parsed.message_id,
        "subject": parsed.subject,
        "sender_addr": parsed.sender.addr,
        "sender_name": parsed.sender.name,
        "recipients": {
            "to": [[a.addr, a.name] for a in parsed.to],
            "cc": [[a.addr, a.name] for a in parsed.cc],
            "reply_to": [[a.addr, a.name] for a in parsed.reply_to],
        },
        "date": parsed.date,
        "kind": parsed.kind.value,
        "auto_reason": parsed.auto_reason,
        "language": parsed.language,
        "body": parsed.body,
        "spans": [[s.start, s.end, s.kind.value] for s in parsed.spans],
        "bounce": asdict(parsed.bounce) if parsed.bounce else None,
        "calendar": _calendar(parsed),
        "defects": list(parsed.defects) or None,
    }


def _calendar(parsed: Message) -> Row | None:
    if parsed.calendar is None:
        return None
    row = asdict(parsed.calendar)
    for key in ("starts_at", "ends_at"):
        row[key] = row[key].isoformat() if row[key] else None
    return row


def add(connection: Connection, rows: Sequence[Row]) -> list[int]:
    """Add messages; return their ids in order. Every row has the same keys."""
    if not rows:
        return []
    connection.execute(_INSERT, list(rows))
    # SQLite would have to be asked for the id of each row by itself
    ids = find_content(connection, [str(row["content_key"]) for row in rows])
    return [ids[str(row["content_key"])] for row in rows]


def add_references(connection: Connection, pairs: Sequence[tuple[int, str]]) -> None:
    """Note which Message-IDs each message carries or cites."""
    if pairs:
        connection.execute(
            insert(reference), [{"message_id": m, "rfc_id": rfc_id} for m, rfc_id in pairs]
        )


def add_attachments(connection: Connection, pairs: Sequence[tuple[int, Message]]) -> None:
    """List the files that came with each message."""
    rows = [{"message_id": m, **asdict(a)} for m, parsed in pairs for a in parsed.attachments]
    if rows:
        connection.execute(insert(attachment), rows)


def add_deliveries(connection: Connection, rows: Sequence[Row]) -> None:
    """Note under which UID each mail was seen; a UID is recorded once."""
    if rows:
        connection.execute(insert(delivery), list(rows))


def add_predictions(
    connection: Connection, pairs: Sequence[tuple[int, Prediction]], now: datetime
) -> None:
    """Keep what the model said of each message, with its evidence."""
    rows = [{"message_id": m, "created_at": now, **prediction_row(p)} for m, p in pairs]
    if rows:
        connection.execute(insert(prediction), rows)


def prediction_row(said: Prediction) -> Row:
    """Return the columns of ``prediction`` for *said*; plain values that JSON can hold."""
    evidence = said.evidence
    return {
        "model_version": said.model_version,
        "label": said.label.value,
        "also": [a.value for a in said.also],
        "probabilities": {k.value: round(p, 4) for k, p in said.probabilities.items()},
        "abstain": said.abstain,
        "urgent": said.urgent,
        "vector": said.vector or None,
        "asks": [{**asdict(a), "label": a.label.value} for a in said.asks],
        "evidence": {
            "sentences": [
                {
                    **asdict(s),
                    "probabilities": {k.value: round(p, 4) for k, p in s.probabilities.items()},
                }
                for s in evidence.sentences
            ],
            "words_for": [list(w) for w in evidence.words_for],
            "words_against": [list(w) for w in evidence.words_against],
            "similar": [{**asdict(s), "label": s.label.value} for s in evidence.similar],
        },
    }


def settle_delivery(
    connection: Connection, folder_id: int, key: tuple[int, int], message_id: int
) -> None:
    """Say which message a UID (``key``: UIDVALIDITY and UID) turned out to be."""
    connection.execute(
        update(delivery)
        .where(
            delivery.c.mailbox_id == folder_id,
            delivery.c.uidvalidity == key[0],
            delivery.c.uid == key[1],
        )
        .values(message_id=message_id)
    )
