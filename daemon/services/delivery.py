"""Writing mail to the outbox, and what a manager decides about it. Nothing here sends."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from daemon.config.schema import SendingConfig
from daemon.errors import StaleError, UserError
from daemon.model.outgoing import Outgoing, OutgoingState
from daemon.outbox.address import AddressError
from daemon.outbox.ceilings import WINDOW, Counts, broken_ceiling, content_key
from daemon.outbox.compose import compose, recipients_of
from daemon.services import sent
from daemon.store import enclosures, events, outbox
from daemon.store.engine import Database
from daemon.store.events import Event
from daemon.store.outbox import Marks, NewOutgoing
from daemon.store.transaction import Transaction

#: the verbs of the trail that bring a row to a state by a manager's hand
APPROVED, DISCARDED, HELD = "outgoing.approved", "outgoing.discarded", "outgoing.held"
RETRIED, MARKED_SENT = "outgoing.retried", "outgoing.marked_sent"
#: how long what a manager writes waits in the outbox, so that it can be taken back
GRACE = timedelta(seconds=10)
#: where a mail waits for a manager
_WAITING = {s.value for s in (OutgoingState.HELD, OutgoingState.FAILED, OutgoingState.UNSURE)}
#: in which states a manager may take each step: narrower than what the daemon may do
_STARTS = {
    APPROVED: {OutgoingState.HELD},
    RETRIED: {OutgoingState.FAILED, OutgoingState.UNSURE},
    MARKED_SENT: {OutgoingState.UNSURE},
}


@dataclass(frozen=True, slots=True)
class Target:
    """An outgoing mail and the version that the manager saw."""

    id: int
    version: int


def enqueue(
    transaction: Transaction,
    new: NewOutgoing,
    limits: SendingConfig,
    now: datetime,
    actor: str = sent.DAEMON,
) -> int:
    """Write a mail to the outbox, once for each ``once`` key; return its id.

    Automatic mail over a ceiling is held for a manager; mail to something that is no address
    counts as failed at once. A mail that a person wrote raises AddressError instead.
    """
    try:
        marks = _marks(transaction, new)
    except AddressError as error:
        if not new.letter.automatic:
            raise
        new = replace(new, state=OutgoingState.FAILED, reason=str(error))
        marks = Marks("", "", "")
    if new.state is OutgoingState.QUEUED and new.letter.automatic:
        counts = outbox.count_marks(transaction, marks, now - WINDOW)
        counts_toward = Counts(*counts) if new.purpose != "alert" else Counts(content=counts[2])
        if reason := broken_ceiling(new.letter, counts_toward, limits):
            new = replace(new, state=OutgoingState.HELD, reason=reason)
    outgoing_id, is_new = outbox.add(transaction, new, marks, now)
    if is_new:
        after = {"state": new.state.value, "purpose": new.purpose, "reason": new.reason}
        _note(transaction, _Change(outgoing_id, new.conversation_id, actor, now), after)
    return outgoing_id


def _marks(transaction: Transaction, new: NewOutgoing) -> Marks:
    if not new.letter.automatic:
        # composed once now, so that a person hears at once of what cannot be sent
        compose(new.letter, enclosures.contents(transaction, new.letter.files))
    first = recipients_of(new.letter)[0].lower()
    return Marks(first, first.rpartition("@")[2], content_key(new.letter))


def find(db: Database, states: Collection[OutgoingState] = (), limit: int = 100) -> list[Outgoing]:
    """Return the newest outgoing mails in *states* (any, if none are given)."""
    with db.read() as transaction:
        return outbox.find(transaction, states, limit)


def load(db: Database, outgoing_id: int) -> Outgoing:
    """Return one outgoing mail; raise NotFoundError if there is no such mail."""
    with db.read() as transaction:
        return outbox.load(transaction, outgoing_id)


def approve(db: Database, target: Target, actor: str, now: datetime) -> int:
    """Release a held mail for sending; return the event's id.

    Like each of the functions below it raises StaleError if somebody else has changed the mail
    since, UserError if its state does not allow the step.
    """
    return _move(db, target, OutgoingState.QUEUED, (APPROVED, actor, now))


def discard(db: Database, target: Target, actor: str, now: datetime) -> int:
    """Decide that a mail shall not be sent; return the event's id."""
    return _move(db, target, OutgoingState.DISCARDED, (DISCARDED, actor, now))


def hold(db: Database, target: Target, actor: str, now: datetime) -> int:
    """Take a queued mail back, or a discarded one out of the bin; return the event's id."""
    return _move(db, target, OutgoingState.HELD, (HELD, actor, now))


def retry(db: Database, target: Target, actor: str, now: datetime) -> int:
    """Send a failed or unsure mail again, as a person's decision; return the event's id."""
    return _move(db, target, OutgoingState.QUEUED, (RETRIED, actor, now))


def mark_sent(db: Database, target: Target, actor: str, now: datetime) -> int:
    """Say that an unsure mail did arrive; return the event's id."""
    return _move(db, target, OutgoingState.SENT, (MARKED_SENT, actor, now))


def take_back(transaction: Transaction, entry: Event) -> None:
    """Undo a manager's step while it still stands: the mail waits as before, or is held.

    Nothing is on its way because of it.
    """
    row, before = outbox.load(transaction, entry.subject_id), dict(entry.before or {})
    if row.state.value != (entry.after or {})["state"]:
        raise StaleError("this mail has moved on since and is not taken back; look again")
    values = {"state": OutgoingState.HELD.value, "last_error": "", "attempts": row.attempts}
    if before.get("state") in _WAITING:
        values |= {name: before[name] for name in values if name in before}
    outbox.change(transaction, row, {**values, "next_attempt_at": None})


def _move(
    db: Database, target: Target, state: OutgoingState, act: tuple[str, str, datetime]
) -> int:
    verb, actor, now = act
    with db.write() as transaction:
        row = replace(outbox.load(transaction, target.id), version=target.version)
        if row.state not in _STARTS.get(verb, {row.state}):
            raise UserError(f"outgoing mail {row.id} is {row.state}; it cannot become {state}")
        before: dict[str, object] = {"state": row.state.value, "last_error": row.last_error}
        before |= {"attempts": row.attempts}
        after: dict[str, object] = {"state": state.value}
        outbox.move(transaction, row, state, _values(row, state, now))
        if state is OutgoingState.SENT:
            sent.record_row(transaction, row, now)
        change = _Change(row.id, row.conversation_id, actor, now, verb)
        return _note(transaction, change, after, before)


def _values(row: Outgoing, state: OutgoingState, now: datetime) -> dict[str, object]:
    """Return what changes together with the state."""
    if state is OutgoingState.QUEUED:
        # the Message-ID stays, so that a copy that did get through is known as the same mail
        return {"date": now, "next_attempt_at": now, "attempts": 0, "last_error": ""}
    if state is OutgoingState.SENT:
        return {"sent_at": row.sent_at or now, "filed": False, "next_attempt_at": now}
    return {"next_attempt_at": None, "last_error": ""}


@dataclass(frozen=True, slots=True)
class _Change:
    outgoing_id: int
    conversation_id: int | None
    actor: str
    now: datetime
    verb: str = "outgoing.written"


def _note(
    transaction: Transaction,
    change: _Change,
    after: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> int:
    return events.record(
        transaction,
        Event(
            at=change.now,
            actor=change.actor,
            verb=change.verb,
            subject="outgoing",
            subject_id=change.outgoing_id,
            conversation_id=change.conversation_id,
            before=before,
            after=after,
        ),
    )
