"""Raw mail as received, compressed, by SHA-256; written once and never altered."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import zstandard
from sqlalchemy import Connection, select

from daemon.errors import NotFoundError
from daemon.store.schema import raw_mail
from daemon.store.upsert import insert

LEVEL = 3


def digest(raw: bytes) -> str:
    """Return the name under which *raw* is kept: its SHA-256 in hex."""
    return hashlib.sha256(raw).hexdigest()


def put(connection: Connection, mails: Mapping[str, bytes]) -> None:
    """Keep *mails* (digest → bytes); those already there are left as they are."""
    if not mails:
        return
    compressor = zstandard.ZstdCompressor(level=LEVEL)
    rows = [
        {"sha256": sha, "size": len(raw), "data": compressor.compress(raw)}
        for sha, raw in mails.items()
    ]
    connection.execute(insert(connection, raw_mail).on_conflict_do_nothing(), rows)


def get(connection: Connection, sha256: str) -> bytes:
    """Return the mail kept under *sha256*; raise NotFoundError if there is none."""
    data = connection.execute(
        select(raw_mail.c.data).where(raw_mail.c.sha256 == sha256)
    ).scalar_one_or_none()
    if data is None:
        raise NotFoundError(f"no raw mail {sha256}")
    return zstandard.ZstdDecompressor().decompress(data)
