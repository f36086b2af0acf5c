"""A parsed mail as plain JSON values, for `triaged explain` and for bug reports."""

from __future__ import annotations

from datetime import datetime

from daemon.model.message import Address, Bounce, CalendarEvent, Message


def message_json(message: Message) -> dict[str, object]:
    """Return what parsing made of a mail; every value is what `json.dumps` takes."""
    return {
        "message_id": message.message_id,
        "subject": message.subject,
        "from": _address(message.sender),
        "to": [_address(one) for one in message.to],
        "cc": [_address(one) for one in message.cc],
        "date": _moment(message.date),
        "references": list(message.references),
        "kind": message.kind.value,
        "auto_reason": message.auto_reason,
        "answerable": message.answerable,
        "bounce": _bounce(message.bounce),
        "calendar": _calendar(message.calendar),
        "language": message.language,
        "text": message.text,
        "body": message.body,
        "spans": [{"start": s.start, "end": s.end, "kind": s.kind.value} for s in message.spans],
        "attachments": [
            {
                "name": one.name,
                "type": one.media_type,
                "size": one.size,
                "inline": one.inline,
                "part": one.part,
                "sha256": one.sha256,
            }
            for one in message.attachments
        ],
        "defects": list(message.defects),
    }


def _address(address: Address) -> str:
    return f"{address.name} <{address.addr}>" if address.name else address.addr


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _bounce(bounce: Bounce | None) -> dict[str, object] | None:
    if bounce is None:
        return None
    return {
        "recipients": list(bounce.recipients),
        "status": bounce.status,
        "reason": bounce.reason,
        "hard": bounce.hard,
        "original_message_id": bounce.original_message_id,
    }


def _calendar(event: CalendarEvent | None) -> dict[str, object] | None:
    if event is None:
        return None
    return {
        "method": event.method,
        "summary": event.summary,
        "starts_at": _moment(event.starts_at),
        "ends_at": _moment(event.ends_at),
        "organizer": event.organizer,
        "location": event.location,
        "answers": [{"attendee": who, "answer": answer} for who, answer in event.answers],
    }
