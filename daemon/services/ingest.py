"""Recording fetched mail: everything that follows from a batch, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from daemon.log import get_logger
from daemon.model.label import Prediction
from daemon.model.mailbox import Batch, Cursor
from daemon.services import (
    acknowledging,
    alarms,
    answering,
    approvals,
    overtaken,
    people,
    prepare,
    quarantining,
    recognising,
    recording,
    threads,
)
from daemon.services.intake import Intake, Report
from daemon.services.placing import Incoming, Setting, place_all
from daemon.services.prepare import Prepared
from daemon.store import conversations, events, mailboxes, messages, quarantine, raw
from daemon.store.engine import ConflictError, DatabaseUnavailableError, RefusedError
from daemon.store.events import Event
from daemon.store.mailboxes import Folder
from daemon.store.quarantine import Kept
from daemon.store.transaction import Transaction

log = get_logger(__name__)

#: the mail server's clock may be behind ours, and tells whole seconds only
CLOCK_SKEW = timedelta(minutes=5)
#: each conflict lets another daemon through, and there are not that many
TRIES = 8


def ingest(intake: Intake, batch: Batch, now: datetime) -> Report:
    """Record *batch* and move the cursor with it; the same batch again changes nothing.

    If the batch as a whole cannot be written, each mail is tried alone and the one at fault goes
    to quarantine. Raises TemporaryError when the database is out of reach.
    """
    ready = prepare.read_all(batch.mails, intake.own)
    said = _classify(intake, ready)
    try:
        return _record(intake, batch, ready, said, now)
    except DatabaseUnavailableError:
        raise
    except Exception:
        if not ready:
            raise
        log.exception("batch.refused", mailbox=intake.mailbox.name, mails=len(ready))
        return _record_singly(intake, batch, ready, said, now)


def _record_singly(
    intake: Intake,
    batch: Batch,
    ready: Sequence[Prepared],
    said: dict[str, Prediction],
    now: datetime,
) -> Report:
    total = Report()
    for one in ready:
        reached = Cursor(batch.uidvalidity, min(one.fetched.uid, batch.reached.uid))
        alone = Batch(batch.uidvalidity, (one.fetched,), reached)
        try:
            total += _record(intake, alone, [one], said, now)
        except DatabaseUnavailableError:
            raise
        except Exception as error:
            log.exception("mail.refused", mailbox=intake.mailbox.name, uid=one.fetched.uid)
            why = error if isinstance(error, RefusedError) else type(error).__name__
            problem = f"could not be recorded: {why}"
            aside = Prepared(one.fetched, one.sha256, None, problem)
            total += _record(intake, alone, [aside], {}, now)
    with intake.db.write() as connection:
        folder = mailboxes.ensure(connection, intake.mailbox.name, intake.folder, now)
        mailboxes.move_cursor(connection, folder.id, batch.reached, now)
    return total


def _classify(intake: Intake, ready: Sequence[Prepared]) -> dict[str, Prediction]:
    """Ask the model about mail that is not on record yet, before the database is locked."""
    wanted = {p.message.content_key: p for p in ready if p.message is not None and p.wants_label}
    if not wanted or intake.classifier is None:
        return {}
    with intake.db.read() as connection:
        there = messages.find_content(connection, wanted)
        new = {k: p.message for k, p in wanted.items() if k not in there and p.message}
        habits = people.habits_of(connection, intake, new)
    received = {k: wanted[k].fetched.received_at for k in new}
    return prepare.classify_all(intake.classifier, new, intake.mailbox, received, habits)


def _record(
    intake: Intake,
    batch: Batch,
    ready: Sequence[Prepared],
    said: dict[str, Prediction],
    now: datetime,
) -> Report:
    """Write the batch; where another daemon was quicker with the same, what it wrote is found."""
    for _ in range(TRIES - 1):
        try:
            return _record_once(intake, batch, ready, said, now)
        except ConflictError:
            log.info("batch.overtaken", mailbox=intake.mailbox.name, mails=len(ready))
    return _record_once(intake, batch, ready, said, now)


def _record_once(
    intake: Intake,
    batch: Batch,
    ready: Sequence[Prepared],
    said: dict[str, Prediction],
    now: datetime,
) -> Report:
    with intake.db.write() as connection:
        folder = mailboxes.ensure(connection, intake.mailbox.name, intake.folder, now)
        report = _write(connection, intake, (folder, batch, ready), said, now)
        mail_at = now if batch.mails else None
        mailboxes.move_cursor(connection, folder.id, batch.reached, mail_at)
    return report


def _write(
    connection: Transaction,
    intake: Intake,
    arrived: tuple[Folder, Batch, Sequence[Prepared]],
    said: dict[str, Prediction],
    now: datetime,
) -> Report:
    folder, batch, ready = arrived
    uids = [p.fetched.uid for p in ready]
    seen = mailboxes.known_uids(connection, folder.id, batch.uidvalidity, uids)
    readable = [p for p in ready if p.message]
    unreadable = [p for p in ready if not p.message and p.fetched.uid not in seen]
    there = messages.find_content(
        connection, [p.message.content_key for p in readable if p.message]
    )
    # a UID seen before may carry other mail now: some servers give a number twice
    new = [p for p in readable if p.message and p.message.content_key not in there]
    raw.put(connection, {p.sha256: p.fetched.raw for p in (*new, *unreadable) if p.sha256})
    where = (intake.mailbox.name, intake.folder)
    quarantining.keep(connection, where, batch.uidvalidity, unreadable, now)
    written = _write_new(connection, intake, (folder, new), said, now)
    _note_deliveries(connection, (folder, batch, ready), seen, there | written, now)
    for p in new:
        if p.fetched.uid in seen and p.message:
            key = (batch.uidvalidity, p.fetched.uid)
            messages.settle_delivery(connection, folder.id, key, written[p.message.content_key])
    return Report(len(written), len(ready) - len(written) - len(unreadable), len(unreadable))


def _note_deliveries(
    connection: Transaction,
    arrived: tuple[Folder, Batch, Sequence[Prepared]],
    seen: set[int],
    ids: dict[str, int],
    now: datetime,
) -> None:
    """Note under which UID each mail was seen; *ids* are those of the messages, by content."""
    folder, batch, ready = arrived
    rows: list[dict[str, object]] = [
        {
            "mailbox_id": folder.id,
            "uidvalidity": batch.uidvalidity,
            "uid": p.fetched.uid,
            "message_id": ids.get(p.message.content_key) if p.message else None,
            "recorded_at": now,
        }
        for p in ready
        if p.fetched.uid not in seen
    ]
    messages.add_deliveries(connection, rows)


def _write_new(
    connection: Transaction,
    intake: Intake,
    arrived: tuple[Folder, Sequence[Prepared]],
    said: dict[str, Prediction],
    now: datetime,
) -> dict[str, int]:
    """Write the mails not on record; return their ids by content key."""
    folder, new = arrived
    ready = list({p.message.content_key: p for p in reversed(new) if p.message}.values())[::-1]
    if not ready:
        return {}
    identities = people.identify_all(
        connection, intake, [p.message for p in ready if p.message], now
    )
    mails = [
        Incoming(
            message=message,
            sha256=p.sha256,
            uid=p.fetched.uid,
            received_at=p.fetched.received_at,
            identity=identity,
            prediction=said.get(message.content_key),
            history=_is_history(intake, folder, p.fetched.received_at, now),
            settled=_is_settled(intake, folder, p.fetched.received_at, now),
        )
        for p, identity in zip(ready, identities, strict=True)
        if (message := p.message) is not None
    ]
    answered = recognising.recognise(connection, intake, mails)
    mails = answering.prepared(mails, answered)
    mails = approvals.prepared(connection, intake, mails)
    setting = Setting(
        intake.config,
        intake.mailbox,
        conversations.ensure_project(
            connection, intake.mailbox.project, intake.mailbox.project_name, now
        ),
    )
    index = threads.load_index(connection, mails, setting.rules, intake.secret)
    present = conversations.load_grown(connection, index.conversations)
    plan = place_all(mails, index, present, setting)
    recorded = recording.write_plan(connection, plan, setting, now)
    overtaken.hold_back(connection, recorded, now)
    heard = alarms.raise_alarms(connection, intake.config, recorded)
    acknowledging.queue_all(connection, intake, recorded, heard, now)
    answering.record(connection, intake, recorded, answered, now)
    approvals.record_replies(connection, intake, recorded, now)
    people.note_bounces(connection, [m.message for m in mails], now)
    return {r.placed.incoming.message.content_key: r.message_id for r in recorded}


def _is_history(intake: Intake, folder: Folder, received_at: datetime, now: datetime) -> bool:
    """Whether a mail is too old to be answered by itself."""
    age = timedelta(hours=intake.config.sending.acknowledge_within_hours)
    return _is_before(intake, folder, received_at) or now - received_at > age


def _is_settled(intake: Intake, folder: Folder, received_at: datetime, now: datetime) -> bool:
    """Whether a mail is history that nobody waits for an answer to."""
    grace = timedelta(days=intake.config.threading.grace)
    return _is_before(intake, folder, received_at) and now - received_at > grace


def _is_before(intake: Intake, folder: Folder, received_at: datetime) -> bool:
    """Whether a mail was there before it was watched for."""
    return intake.history or received_at < folder.watched_since - CLOCK_SKEW


def record_kept(intake: Intake, kept: Kept, ready: Prepared, actor: str, now: datetime) -> None:
    """Record a mail from quarantine that can be read now, in the place of the one kept aside."""
    said = _classify(intake, [ready])
    with intake.db.write() as connection:
        raw.put(connection, {ready.sha256: ready.fetched.raw})
        folder = mailboxes.ensure(connection, intake.mailbox.name, kept.folder, now)
        on_record = messages.find_content(
            connection, [ready.message.content_key] if ready.message else []
        )
        if not on_record:
            on_record = _write_new(connection, intake, (folder, [ready]), said, now)
        found = next(iter(on_record.values()))
        messages.settle_delivery(connection, folder.id, (kept.uidvalidity, kept.uid), found)
        quarantine.move(connection, kept, "retried")
        entry = Event(
            now, actor, "quarantine.retried", "quarantine", kept.id, after={"message": found}
        )
        events.record(connection, entry)
