"""Who does not want to be asked: honoured for ever, taken back by a manager alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from daemon.errors import StaleError, UserError
from daemon.model.plan import InvitationState
from daemon.schedules.asking import Reason
from daemon.services import recording
from daemon.services.withdrawing import withdraw
from daemon.store import events, invitations, opt_outs, projects
from daemon.store.engine import Database
from daemon.store.events import Event
from daemon.store.projects import Person
from daemon.store.transaction import Transaction

OPTED_OUT, ASKABLE = "contact.opted_out", "contact.askable"


@dataclass(frozen=True, slots=True)
class OptOut:
    """One who does not want to be asked, since when, and who noted it."""

    person: Person
    at: datetime
    actor: str


def list_all(db: Database) -> list[OptOut]:
    """Return everybody who opted out, newest first."""
    with db.read() as transaction:
        rows = opt_outs.list_all(transaction)
        people = projects.load_people(transaction, [row[0] for row in rows])
        by_id = {p.contact_id: p for p in people}
        return [OptOut(by_id[contact_id], at, actor) for contact_id, at, actor in rows]


def note(
    transaction: Transaction,
    contact_id: int,
    message_id: int | None,
    now: datetime,
    actor: str = recording.DAEMON,
) -> int | None:
    """Note an opt-out and take back what has not left yet; None if it is known."""
    invitations.lock(transaction)
    if not opt_outs.add(transaction, contact_id, actor, message_id, now):
        return None
    for each in invitations.of_contact(
        transaction, contact_id, [InvitationState.PLANNED, InvitationState.ASKED]
    ):
        withdraw(transaction, each.reminder_id, Reason.OPTED_OUT.value, now)
        # who was written to was asked, even where it is not noted yet that the mail has left
        if each.outgoing_id is None or withdraw(
            transaction, each.outgoing_id, Reason.OPTED_OUT.value, now
        ):
            values = {"state": "skipped", "reasons": [Reason.OPTED_OUT.value], "decided_at": now}
            invitations.change(transaction, each, values)
    after = {"message": message_id}
    entry = Event(now, actor, OPTED_OUT, "contact", contact_id, after=after)
    return events.record(transaction, entry)


def opt_out(db: Database, who: str, actor: str, now: datetime) -> int:
    """Note for a contact (address or name) that they do not want to be asked; the event's id."""
    with db.write() as transaction:
        done = note(transaction, _contact(transaction, who), None, now, actor)
    if done is None:
        raise UserError(f"{who} is not asked any more as it is")
    return done


def allow(db: Database, who: str, actor: str, now: datetime) -> int:
    """Take an opt-out back, as a manager who was told so; return the event's id."""
    with db.write() as transaction:
        contact_id = _contact(transaction, who)
        if not opt_outs.find(transaction, [contact_id]):
            raise UserError(f"{who} may be asked as it is")
        opt_outs.drop(transaction, contact_id)
        return events.record(transaction, Event(now, actor, ASKABLE, "contact", contact_id))


def _contact(transaction: Transaction, who: str) -> int:
    found = projects.find_people(transaction, [who])
    if who not in found:
        raise UserError(f"{who} is not known; people are known once they wrote")
    return found[who]


def take_back(transaction: Transaction, entry: Event) -> None:
    """Undo a manager's opt-out; raise StaleError if it does not stand."""
    if not opt_outs.find(transaction, [entry.subject_id]):
        raise StaleError("this was taken back in another way already")
    opt_outs.drop(transaction, entry.subject_id)


def take_back_allowing(transaction: Transaction, entry: Event, actor: str, now: datetime) -> None:
    """Undo a manager's word that somebody may be asked after all."""
    if note(transaction, entry.subject_id, None, now, actor) is None:
        raise StaleError("this was taken back in another way already")
