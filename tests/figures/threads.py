"""How much of real list mail falls into the conversations it belongs to.

`python -m tests.figures.threads` records the shared mail of 2002 twice: as it is, and with
References and In-Reply-To taken off, as some programs send it.
"""

from __future__ import annotations

import gzip
import json
import mailbox
import re
import secrets
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from daemon.config import parse_config
from daemon.model.record import Client
from daemon.parse.message import parse
from daemon.pipeline.freemail import FREE_MAIL
from daemon.services import clients
from daemon.services.importing import import_all
from daemon.services.intake import Intake
from daemon.services.outcome import by_message_id
from daemon.store import migrate
from daemon.store.engine import Database, open_database

SHARED = Path(__file__).parents[3] / "shared" / "mail" / "threads"
CONFIG = """
[[mailbox]]
name = "list"
project = "LIST"
identity = "desk@studio.example"
[mailbox.imap]
host = "127.0.0.1"
"""
_CITING = re.compile(
    rb"^(?:in-reply-to|references):.*\n(?:[ \t].*\n)*", re.MULTILINE | re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Joined:
    """Pairs of parent and child on record, and how many share a conversation."""

    recorded: int
    pairs: int
    together: int


def load_mails() -> list[bytes]:
    """Return the raw mails."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "threads.mbox"
        path.write_bytes(gzip.decompress((SHARED / "threads.mbox.gz").read_bytes()))
        box = mailbox.mbox(path, create=False)
        mails = [box.get_bytes(key) for key in box.iterkeys()]
        box.close()
        return mails


def without_citing(mail: bytes) -> bytes:
    """Return *mail* without the fields that name its ancestors."""
    head, gap, body = mail.partition(b"\n\n")
    return _CITING.sub(b"", head + b"\n") + gap[1:] + body


def measure(db: Database, change: Callable[[bytes], bytes], *, one_client: bool = False) -> Joined:
    """Record every mail, changed, and count the pairs that came together.

    With *one_client* all writers are of one client; else strangers, whom no subject joins.
    """
    config = parse_config(CONFIG, "threads")
    if one_client:
        everybody = Client(0, "The list", tuple(sorted(_domains() - FREE_MAIL)))
        clients.add(db, config, everybody, "figures", datetime.now(UTC))
    intake = Intake(
        db, config, config.mailbox[0], "import:threads", b"secret", secrets.token_hex, None, True
    )
    mails = [change(mail) for mail in load_mails()]
    report = import_all(intake, mails, datetime.now(UTC), lambda _: None)
    rows = [json.loads(line) for line in (SHARED / "expected.jsonl").read_text().splitlines()]
    pairs = [
        (row["message_id"].strip("<>"), row["parent_message_id"].strip("<>"))
        for row in rows
        if row["parent_message_id"]
    ]
    found = by_message_id(db, sorted({one for pair in pairs for one in pair}))
    together = sum(
        child in found and parent in found and found[child].tag == found[parent].tag
        for child, parent in pairs
    )
    return Joined(report.recorded, len(pairs), together)


def _domains() -> set[str]:
    return {parse(mail).sender.domain for mail in load_mails()} - {""}


RUNS: tuple[tuple[str, Callable[[bytes], bytes], bool], ...] = (
    ("as sent, by strangers", bytes, False),
    ("without References, by people of one client", without_citing, True),
    ("without References, by strangers (no subject joins them)", without_citing, False),
)


def main() -> None:
    """Print the rates."""
    for name, change, one_client in RUNS:
        with tempfile.TemporaryDirectory() as folder:
            db = open_database(f"sqlite:///{folder}/threads.sqlite3")
            migrate.upgrade(db)
            joined = measure(db, change, one_client=one_client)
            db.dispose()
        share = joined.together / joined.pairs
        print(f"{name}: {joined.together} of {joined.pairs} pairs together ({share:.1%})")


if __name__ == "__main__":
    main()
