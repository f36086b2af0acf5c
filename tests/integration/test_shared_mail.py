"""Real mail that nobody here wrote: all of it is recorded, and its threads are found."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from daemon.config import parse_config
from daemon.services.importing import import_all
from daemon.services.intake import Intake
from daemon.services.outcome import count_messages
from daemon.store.engine import Database
from tests.figures.threads import CONFIG, measure

SHARED = Path(__file__).parents[3] / "shared" / "mail"
needs_mail = pytest.mark.skipif(not SHARED.is_dir(), reason=f"no sample mail in {SHARED}")
#: files beside the mails
NOT_MAIL = {".jsonl", ".md", ".json", ".xml", ".gz", ".out"}


def mails() -> Iterator[bytes]:
    for path in sorted(SHARED.rglob("*")):
        if path.is_file() and path.suffix not in NOT_MAIL and path.name != "LICENSE.txt":
            yield path.read_bytes()


@needs_mail
def test_all_of_it_is_recorded(db: Database) -> None:
    config = parse_config(CONFIG, "shared")
    intake = Intake(
        db, config, config.mailbox[0], "import:shared", b"secret", secrets.token_hex, None, True
    )
    wanted = set(mails())
    report = import_all(intake, mails(), datetime.now(UTC), lambda _: None)
    assert len(wanted) > 300
    assert report.quarantined == 0
    assert count_messages(db) == report.recorded
    assert import_all(intake, mails(), datetime.now(UTC), lambda _: None).recorded == 0


@needs_mail
def test_every_reply_is_in_the_conversation_of_its_parent(db: Database) -> None:
    joined = measure(db, bytes)
    assert joined.recorded == 600
    assert joined.together == joined.pairs == 287
