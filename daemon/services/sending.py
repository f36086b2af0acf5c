"""The sender's side of the outbox: claims, outcomes, doubts, copies for the Sent folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from daemon.config.schema import SendingConfig
from daemon.model.outgoing import DeliveryOutcome, DeliveryReport, Outgoing, OutgoingState
from daemon.outbox.compose import compose
from daemon.outbox.retry import next_attempt, next_look
from daemon.services import sent
from daemon.store import claims, contacts, enclosures, events, outbox
from daemon.store.engine import Database
from daemon.store.events import Event
from daemon.store.transaction import Transaction

#: a claim outlasts the longest attempt: the server alone may take ten minutes (RFC 5321, 4.5.3.2)
CLAIM = timedelta(minutes=20)
SHADOW_NOTE = "shadow mode: nothing is sent"
UNABLE_NOTE = "the mailbox has no SMTP server; give it one under [mailbox.smtp]"
LOST_NOTE = "the daemon ended while sending; the server may or may not have the mail"
MISSING_NOTE = "not in the Sent folder; the server may or may not have the mail"
UNFILED = "sent, but no copy in the Sent folder yet"
BATCH = 50


@dataclass(frozen=True, slots=True)
class Work:
    """What waits for the sender."""

    due: frozenset[str]  # mailboxes
    expired: bool
    doubtful: bool
    unfiled: bool


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to send *row*: by whom, and the bytes handed over (None: not even composed)."""

    row: Outgoing
    worker: str
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """An unsure mail, and since when."""

    row: Outgoing
    since: datetime


def find_work(db: Database, now: datetime) -> Work:
    """Return what is to be done just now; reads only."""
    with db.read() as transaction:
        found = claims.find_work(transaction, now)
    states = {state for state, _ in found}
    return Work(
        due=frozenset(mailbox for state, mailbox in found if state is OutgoingState.QUEUED),
        expired=OutgoingState.SENDING in states,
        doubtful=OutgoingState.UNSURE in states,
        unfiled=OutgoingState.SENT in states,
    )


def hold_back(db: Database, mailboxes: Sequence[str], note: str, now: datetime) -> int:
    """Hold what is queued for *mailboxes*, for the reason in *note*; return how many mails."""
    with db.write() as transaction:
        held = outbox.hold_all(transaction, mailboxes, note)
        events.record_all(
            transaction,
            [
                _event(i, conversation_id, now, ("outgoing.held", {"reason": note}))
                for i, conversation_id in held
            ],
        )
    return len(held)


def claim(db: Database, mailbox: str, worker: str, now: datetime) -> Outgoing | None:
    """Take the next due mail of *mailbox*; None if nothing is due."""
    with db.write() as transaction:
        return claims.claim(transaction, mailbox, worker, (now, now + CLAIM))


def write_out(db: Database, row: Outgoing) -> bytes:
    """Return a mail as it leaves, with its files; raise as compose does."""
    if not row.letter.files:
        return compose(row.letter)
    with db.read() as transaction:
        return compose(row.letter, enclosures.contents(transaction, row.letter.files))


def doubt_lost(db: Database, now: datetime, worker: str | None = None) -> int:
    """Turn claims that ran out, and those *worker* left behind, into doubts; return how many."""
    with db.write() as transaction:
        rows = claims.expire(transaction, now, LOST_NOTE)
        if worker is not None:
            rows += claims.abandon(transaction, worker, now, LOST_NOTE)
        for row in rows:
            _note(transaction, row, now, ("outgoing.unsure", {"reason": LOST_NOTE}))
    return len(rows)


def record(
    db: Database,
    attempt: Attempt,
    report: DeliveryReport,
    policy: SendingConfig,
    moment: tuple[datetime, float],
) -> OutgoingState:
    """Write down what an attempt came to; *moment* is now and a random number in [0, 1).

    Returns the state that the mail is in then.
    """
    now, jitter = moment
    row = attempt.row
    state, values = _outcome(row, report, policy, (now, jitter))
    with db.write() as transaction:
        said: dict[str, object] = {
            "state": state.value,
            "code": report.code,
            "detail": report.detail,
            "refused": list(report.refused),
            "attempt": row.attempts,
        }
        _note(transaction, row, now, (f"outgoing.{_VERBS[report.outcome]}", said))
        if not claims.settle(transaction, row, attempt.worker, {"state": state.value, **values}):
            return outbox.load(transaction, row.id).state
        for addr in report.gone:
            contacts.mark_bounced(transaction, addr.lower(), report.detail, now)
        if state is OutgoingState.SENT and attempt.data is not None:
            sent.record_message(transaction, row, attempt.data, now)
    return state


_VERBS = {
    DeliveryOutcome.SENT: "sent",
    DeliveryOutcome.TEMPORARY: "deferred",
    DeliveryOutcome.PERMANENT: "failed",
    DeliveryOutcome.UNKNOWN: "unsure",
}


def _outcome(
    row: Outgoing, report: DeliveryReport, policy: SendingConfig, moment: tuple[datetime, float]
) -> tuple[OutgoingState, dict[str, object]]:
    """Return the state that follows from *report*, and what changes with it."""
    now, jitter = moment
    if report.outcome is DeliveryOutcome.SENT:
        refused = f"refused for {', '.join(report.refused)}: {report.detail}"
        return OutgoingState.SENT, {
            "sent_at": now,
            "next_attempt_at": now if row.filed is not None else None,
            "last_error": refused if report.refused else "",
        }
    if report.outcome is DeliveryOutcome.UNKNOWN:
        doubt = {"claimed_until": now, "next_attempt_at": now, "last_error": report.detail}
        return OutgoingState.UNSURE, doubt
    again = None
    if report.outcome is DeliveryOutcome.TEMPORARY:
        # the date is the moment the mail was released, by policy or by a manager
        again = next_attempt(row.attempts, row.letter.date, now, policy, jitter)
        if again is None:
            detail = f"given up after {policy.give_up_hours:g} h: {report.detail}"
            return OutgoingState.FAILED, {"next_attempt_at": None, "last_error": detail}
    state = OutgoingState.QUEUED if again else OutgoingState.FAILED
    return state, {"next_attempt_at": again, "last_error": report.detail}


def find_doubtful(db: Database, now: datetime) -> list[Doubt]:
    """Return the unsure mails that a look into the Sent folder may settle."""
    with db.read() as transaction:
        return [Doubt(*found) for found in claims.find_doubtful(transaction, now, BATCH)]


def settle_unsure(
    db: Database,
    doubt: Doubt,
    policy: SendingConfig,
    now: datetime,
    *,
    found: bool | None,
) -> None:
    """Write down what the look for an unsure mail found (None: nobody could look).

    What is not found is looked for again later, and waits for a manager; nothing is sent.
    Raises StaleError if the mail has changed since.
    """
    row, since = doubt.row, doubt.since
    with db.write() as transaction:
        if not found:
            again = next_look(since, now, policy)
            later = {
                "next_attempt_at": again,
                "last_error": row.last_error if found is None else MISSING_NOTE,
            }
            outbox.change(transaction, row, later)
            return
        values = {"sent_at": since, "filed": True, "next_attempt_at": None, "last_error": ""}
        outbox.move(transaction, row, OutgoingState.SENT, values)
        sent.record_row(transaction, row, now)
        _note(transaction, row, now, ("outgoing.sent", {"found": "Sent folder"}))


def find_unfiled(db: Database, now: datetime) -> list[Outgoing]:
    """Return sent mails of which a copy belongs in the Sent folder."""
    with db.read() as transaction:
        return claims.find_unfiled(transaction, now, BATCH)


def filed(db: Database, row: Outgoing) -> None:
    """Note that a copy stands in the Sent folder."""
    kept = "" if row.last_error.startswith(UNFILED) else row.last_error
    _file(db, row, {"filed": True, "next_attempt_at": None, "last_error": kept})


def not_wanted(db: Database, row: Outgoing) -> None:
    """Note that no copy is wanted."""
    _file(db, row, {"filed": None, "next_attempt_at": None})


def not_filed(
    db: Database, row: Outgoing, detail: str, policy: SendingConfig, now: datetime
) -> None:
    """Note that the copy could not be filed; it is tried again, the mail is never sent again."""
    again = next_look(row.sent_at or row.created_at, now, policy)
    _file(db, row, {"next_attempt_at": again, "last_error": f"{UNFILED}: {detail}"})


def _file(db: Database, row: Outgoing, values: dict[str, object]) -> None:
    with db.write() as transaction:
        outbox.change(transaction, row, values)


def _note(
    transaction: Transaction, row: Outgoing, now: datetime, said: tuple[str, dict[str, object]]
) -> None:
    events.record(transaction, _event(row.id, row.conversation_id, now, said))


def _event(
    outgoing_id: int,
    conversation_id: int | None,
    now: datetime,
    said: tuple[str, dict[str, object]],
) -> Event:
    verb, after = said
    return Event(now, sent.DAEMON, verb, "outgoing", outgoing_id, conversation_id, after=after)
