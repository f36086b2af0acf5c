"""Files that leave with mail: their bytes, once each, and what they go with."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

import zstandard
from sqlalchemy import Column, Connection, delete, exists, select
from sqlalchemy import insert as plain_insert

from daemon.model.outgoing import Enclosure
from daemon.store.raw import LEVEL, digest
from daemon.store.upsert import insert
from daemon.store.writing_tables import enclosure, stored_file

_E, _F = enclosure.c, stored_file.c


@dataclass(frozen=True, slots=True)
class Owner:
    """What files go with: a draft or an outgoing mail, one of the two."""

    draft_id: int | None = None
    outgoing_id: int | None = None


def keep(connection: Connection, data: bytes) -> str:
    """Keep the bytes of a file; return their SHA-256."""
    sha256 = digest(data)
    row = {"sha256": sha256, "size": len(data)}
    row |= {"data": zstandard.ZstdCompressor(level=LEVEL).compress(data)}
    connection.execute(insert(connection, stored_file).on_conflict_do_nothing(), row)
    return sha256


def contents(connection: Connection, files: Iterable[Enclosure]) -> dict[str, bytes]:
    """Return the bytes of *files* by SHA-256; those gone are left out."""
    wanted = {file.sha256 for file in files}
    if not wanted:
        return {}
    rows = connection.execute(select(_F.sha256, _F.data).where(_F.sha256.in_(wanted)))
    unpack = zstandard.ZstdDecompressor().decompress
    return {row.sha256: unpack(row.data) for row in rows}


def put_with(connection: Connection, owner: Owner, files: Sequence[Enclosure]) -> None:
    """Let *files* go with a mail or draft that had none."""
    if files:
        rows = [{**asdict(owner), **asdict(file)} for file in files]
        connection.execute(plain_insert(enclosure), rows)


def of_outgoing(
    connection: Connection, ids: Collection[int]
) -> Mapping[int, tuple[Enclosure, ...]]:
    """Return what goes with outgoing mails, by id; those without files are left out."""
    return _of(connection, _E.outgoing_id, ids)


def of_drafts(connection: Connection, ids: Collection[int]) -> Mapping[int, tuple[Enclosure, ...]]:
    """Return what goes with drafts, by id; those without files are left out."""
    return _of(connection, _E.draft_id, ids)


def _of(
    connection: Connection, owner: Column[int], ids: Collection[int]
) -> dict[int, tuple[Enclosure, ...]]:
    if not ids:
        return {}
    rows = connection.execute(select(enclosure).where(owner.in_(list(ids))).order_by(_E.id))
    found: dict[int, tuple[Enclosure, ...]] = {}
    for row in rows:
        owner_id = row._mapping[owner]
        file = Enclosure(row.name, row.media_type, row.size, row.sha256)
        found[owner_id] = (*found.get(owner_id, ()), file)
    return found


def clear_draft(connection: Connection, draft_id: int) -> None:
    """Take all files from a draft; their bytes stay."""
    connection.execute(delete(enclosure).where(_E.draft_id == draft_id))


def forget(connection: Connection, shas: Collection[str]) -> None:
    """Drop those of these bytes that nothing names any more."""
    if shas:
        is_named = exists().where(_E.sha256 == _F.sha256)
        connection.execute(delete(stored_file).where(_F.sha256.in_(list(shas)), ~is_named))
