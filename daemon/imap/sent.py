"""The Sent folder: whether a mail of ours lies there, and putting a copy into it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from daemon.imap.client import Session
from daemon.imap.errors import RefusedError, server_errors

#: how many of the newest mails are looked through where a search finds nothing
NEWEST = 100

_MESSAGE_ID = re.compile(rb"<[^<>\s]+>")
_FIELD = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"


def find_message_id(session: Session, folder: str, message_id: str) -> bool:
    """Tell whether *folder* holds a mail with just this *message_id* (with angle brackets).

    Servers search for parts of a value, and some not at all: the header itself decides.
    """
    session.select(folder)
    wanted = message_id.strip().encode()
    with suppress(RefusedError):
        hits = _search(session, ["HEADER", "Message-ID", message_id.strip()])
        if wanted in _message_ids(session, hits):
            return True
    return wanted in _message_ids(session, _search(session, ["ALL"]))


def append_copy(session: Session, folder: str, raw: bytes, moment: datetime) -> None:
    """Put a copy of a sent mail into *folder*, marked as read, dated *moment*."""
    with server_errors(f"{session.where}: folder {folder}"):
        session.client.append(folder, raw, flags=[rb"\Seen"], msg_time=moment)


def sent_folder(session: Session, name: str) -> str:
    """Return the folder for sent mail: *name* if it is there, else the server's own (RFC 6154).

    Where neither exists *name* is created.
    """
    with server_errors(session.where):
        folders = session.client.list_folders()
    prefix = _prefix(session)
    for known in (name, prefix + name):
        if any(known == folder for _, _, folder in folders):
            return known
    for flags, _, folder in folders:
        if rb"\sent" in {bytes(flag).lower() for flag in flags}:
            return str(folder)
    with server_errors(f"{session.where}: folder {prefix + name}"):
        session.client.create_folder(prefix + name)
    return prefix + name


def _prefix(session: Session) -> str:
    """Return what the names of a user's own folders begin with, such as ``INBOX.`` (RFC 2342)."""
    if "NAMESPACE" not in session.capabilities():
        return ""
    with server_errors(session.where):
        personal = session.client.namespace().personal
    return str(personal[0][0]) if personal else ""


def _search(session: Session, criteria: list[str]) -> list[int]:
    with server_errors(session.where):
        return [int(uid) for uid in session.client.search(criteria)][-NEWEST:]


def _message_ids(session: Session, uids: Sequence[int]) -> set[bytes]:
    with server_errors(session.where):
        answer = session.client.fetch(uids, [_FIELD])
    values = [value for said in answer.values() for value in said.values()]
    return {i for v in values if isinstance(v, bytes) for i in _MESSAGE_ID.findall(v)}
