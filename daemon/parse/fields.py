"""Single header fields: ids, dates, and the table of fields that a message keeps."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_tz

from daemon.parse.cleaning import clean_line
from daemon.parse.header import decode_text, unfold
from daemon.parse.mime import Fields

_BRACKETED = re.compile(r"<([^<>]*)>")
_SPACE = re.compile(r"\s+")
_ID_CHARS = 998
#: characters of one field kept in ``Message.headers``
_KEPT = 2_000


def all_of(fields: Fields, name: str) -> list[bytes]:
    """Return every field of that lower-case name, topmost first."""
    return [value for key, value in fields if key == name]


def read_ids(raw: bytes) -> list[str]:
    """Return the message ids of a field in order, without brackets; blank ones are left out."""
    text = unfold(raw).decode("ascii", "replace")
    found = _BRACKETED.findall(text)
    if not found:
        found = [word.strip("<>,;\"'") for word in text.split() if "@" in word]
    return [one for one in map(_clean_id, found) if one]


def read_message_id(raw: bytes) -> str:
    """Return the id of a Message-ID field without brackets, or an empty string."""
    text = unfold(raw).decode("ascii", "replace")
    found = _BRACKETED.search(text)
    return _clean_id(found.group(1) if found else text.strip("<> \t"))


def _clean_id(text: str) -> str:
    return clean_line(_SPACE.sub("", text))[:_ID_CHARS]


def read_references(fields: Fields, limit: int) -> tuple[str, ...]:
    """Return the ids of In-Reply-To and References, nearest ancestor first, each once."""
    parents = [one for value in all_of(fields, "in-reply-to") for one in read_ids(value)]
    chain = [one for value in all_of(fields, "references") for one in read_ids(value)]
    return tuple(dict.fromkeys(parents + chain[::-1]))[:limit]


def read_date(raw: bytes) -> datetime | None:
    """Return the moment of a Date field in UTC, or ``None`` when it tells none."""
    if not raw:
        return None
    try:
        parts = parsedate_tz(clean_line(unfold(raw[:200]).decode("ascii", "ignore")))
        if parts is None:
            return None
        year, month, day, hour, minute, second = parts[:6]
        moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
        return moment - timedelta(seconds=parts[9] or 0)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None


def read_headers(fields: Fields, hint: str) -> tuple[tuple[str, str], ...]:
    """Return all fields as (lower-case name, decoded text), topmost first."""
    return tuple((name, decode_text(value[: _KEPT * 2], hint)[:_KEPT]) for name, value in fields)
