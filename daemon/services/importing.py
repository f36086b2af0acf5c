"""Recording mail from files; run again, it goes on where it was interrupted."""

from __future__ import annotations

import email.utils
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from email.parser import BytesHeaderParser
from itertools import islice

from daemon.model.mailbox import Batch, Cursor, Fetched
from daemon.services.ingest import ingest
from daemon.services.intake import Intake, Report
from daemon.store import mailboxes, raw

BATCH = 100
#: where a mail starts to be a header problem rather than a header
HEAD = 256 * 1024


def import_all(
    intake: Intake,
    mails: Iterable[bytes],
    now: datetime,
    progress: Callable[[int], None],
) -> Report:
    """Record *mails*; *progress* is told how many more are done. Nothing is recorded twice."""
    total = Report()
    source = iter(mails)
    limit = intake.config.limits.message
    while chunk := list(islice(source, BATCH)):
        fetched = [_fetched(mail, now, limit) for mail in chunk]
        new = _not_recorded(intake, fetched, now)
        total += Report(known_before=len(fetched) - len(new))
        if new:
            total += ingest(intake, Batch(0, tuple(new), Cursor()), now)
        progress(len(chunk))
    return total


def _fetched(mail: bytes, now: datetime, limit: int) -> Fetched:
    """Number a mail by its content, so that the same file read again gives the same numbers."""
    uid = int(raw.digest(mail)[:15], 16)
    moment = received_at(mail, now)
    if len(mail) > limit:
        problem = f"larger than limits.message ({len(mail):,} bytes)"
        return Fetched(uid, b"", len(mail), moment, problem, mail[:HEAD])
    return Fetched(uid, mail, len(mail), moment)


def _not_recorded(intake: Intake, fetched: list[Fetched], now: datetime) -> list[Fetched]:
    with intake.db.write() as transaction:
        name, folder = intake.mailbox.name, intake.folder
        folder_id = mailboxes.ensure(transaction, name, folder, now).id
        seen = mailboxes.known_uids(transaction, folder_id, 0, [f.uid for f in fetched])
    return list({f.uid: f for f in fetched if f.uid not in seen}.values())


def received_at(mail: bytes, now: datetime) -> datetime:
    """Return when a mail arrived, by its topmost Received field, else its Date; at most *now*."""
    head = BytesHeaderParser().parsebytes(mail[:HEAD])
    for moment in _moments(head.get_all("Received") or [], head.get("Date")):
        return min(moment, now)
    return now


def _moments(received: Iterable[object], date: object) -> Iterator[datetime]:
    stamps = [str(r).rpartition(";")[2] for r in received][:1]
    for stamp in (*stamps, str(date or "")):
        try:
            moment = email.utils.parsedate_to_datetime(stamp.strip())
            yield (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError, IndexError):
            continue
