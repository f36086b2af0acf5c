"""Mail in quarantine: looking at it, trying again, giving it up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from daemon.errors import UserError
from daemon.model.mailbox import Fetched
from daemon.services import prepare
from daemon.services.ingest import record_kept
from daemon.services.intake import Intake
from daemon.store import events, quarantine, raw
from daemon.store.engine import Database
from daemon.store.events import Event
from daemon.store.quarantine import Kept

#: brings a mail from the server once more; None when it is gone there
FetchAgain = Callable[[Kept], Fetched | None]


def list_all(db: Database, state: str | None = "waiting") -> list[Kept]:
    """Return the mails in quarantine that are in *state* (None: all), oldest first."""
    with db.read() as transaction:
        return quarantine.find_all(transaction, state)


def show(db: Database, kept_id: int) -> tuple[Kept, bytes]:
    """Return one mail with its bytes; empty where only the header could be had."""
    with db.read() as transaction:
        kept = quarantine.find(transaction, kept_id)
        return kept, raw.get(transaction, kept.sha256) if kept.sha256 else b""


def discard(db: Database, kept_id: int, actor: str, now: datetime) -> int:
    """Give a mail up; its bytes stay on record. Return the event to undo."""
    with db.write() as transaction:
        kept = quarantine.find(transaction, kept_id)
        if kept.state != "waiting":
            raise UserError(f"mail {kept_id} in quarantine is {kept.state} already")
        quarantine.move(transaction, kept, "discarded")
        before, after = {"state": kept.state}, {"state": "discarded"}
        entry = Event(
            now, actor, "quarantine.discarded", "quarantine", kept.id, None, before, after
        )
        return events.record(transaction, entry)


def retry(
    intake: Intake,
    kept_id: int,
    actor: str,
    now: datetime,
    fetch_again: FetchAgain | None = None,
) -> str:
    """Try to record a mail once more; return what became of it.

    A mail whose bytes were never taken in comes from *fetch_again*. Raises UserError where that
    is not at hand, or the mail is still too large.
    """
    kept, mail = show(intake.db, kept_id)
    if kept.state != "waiting":
        raise UserError(f"mail {kept_id} in quarantine is {kept.state} already")
    fetched = Fetched(kept.uid, mail, kept.size, kept.received_at or kept.created_at)
    if not mail:
        fetched = _again(kept, fetch_again)
    ready = prepare.read_all([fetched], intake.own)[0]
    if ready.message is None:
        return ready.problem
    record_kept(intake, kept, ready, actor, now)
    return "recorded"


def _again(kept: Kept, fetch_again: FetchAgain | None) -> Fetched:
    if fetch_again is None:
        raise UserError(
            f"mail {kept.id} ({kept.size:,} bytes) is on the server only: raise limits.message "
            f"above its size, then `triaged quarantine retry {kept.id}`"
        )
    fetched = fetch_again(kept)
    if fetched is None:
        raise UserError(f"mail {kept.id} is no longer on the server")
    if fetched.problem:
        raise UserError(f"mail {kept.id}: {fetched.problem}")
    return fetched
