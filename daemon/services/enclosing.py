"""Files that managers send along: taken from disk or from a client's mail, within a limit."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from pathlib import Path

from daemon.config.schema import SendingConfig
from daemon.errors import UserError
from daemon.model.message import Attachment
from daemon.model.outgoing import Enclosure
from daemon.outbox.address import one_line
from daemon.services import files
from daemon.store import enclosures
from daemon.store.engine import Database

NAME_LIMIT = 120
PLAIN_BYTES = "application/octet-stream"


def take_path(
    db: Database, path: Path, already: Sequence[Enclosure], limits: SendingConfig
) -> Enclosure:
    """Keep a file of the disk to be sent beside *already*; its later changes do not matter.

    Raises UserError where there is no such file or the mail would be too large.
    """
    path = path.expanduser()
    try:
        if not path.is_file():
            raise UserError(f"{path}: no such file")
        size = path.stat().st_size
        check_size([*already, Enclosure(path.name, "", size, "")], limits)
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"{path}: {error.strerror}") from error
    return _keep(db, path.name, data)


def take_received(
    db: Database,
    message_id: int,
    file: Attachment,
    already: Sequence[Enclosure],
    limits: SendingConfig,
) -> Enclosure:
    """Keep a file that came with a mail, to be sent beside *already*."""
    check_size([*already, Enclosure(file.name, "", file.size, "")], limits)
    return _keep(db, file.name, files.load(db, message_id, file.part))


def _keep(db: Database, name: str, data: bytes) -> Enclosure:
    name = one_line(name.replace("\\", "/").rpartition("/")[2])[:NAME_LIMIT] or "file"
    with db.write() as transaction:
        sha256 = enclosures.keep(transaction, data)
    return Enclosure(name, mimetypes.guess_type(name)[0] or PLAIN_BYTES, len(data), sha256)


def check_size(wanted: Sequence[Enclosure], limits: SendingConfig) -> None:
    """Raise UserError where files are too large to go with one mail."""
    size = sum(file.size for file in wanted)
    if size > limits.max_attachments:
        allowed = limits.max_attachments.human_readable()
        raise UserError(
            f"{wanted[-1].name}: {size / 1024**2:.1f} MiB in all are more than "
            f"sending.max_attachments allows ({allowed})"
        )
