"""Invitations that went out and have no answer: reminded once, closed in the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from daemon.model.outgoing import OutgoingState
from daemon.model.plan import Invitation, InvitationState, ProjectState
from daemon.schedules.asking import Reason, Step, Waiting, decide_reminder
from daemon.services import letters
from daemon.services.candidates import Crowd, Known
from daemon.services.invited import CHUNK, Sitting, Tick
from daemon.services.letters import Questionnaire
from daemon.services.office import Office, Parcel, post
from daemon.store import invitations
from daemon.store.invitations import Open
from daemon.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class _Heard:
    """What came back: answers and replies by invitation, bounces by address."""

    replied: set[int]
    bounced: dict[str, datetime]

    @classmethod
    def load(cls, transaction: Transaction, rows: Sequence[Open]) -> Self:
        asked = [row.invitation for row in rows]
        return cls(
            invitations.replied(transaction, asked),
            invitations.bounced_at(transaction, {i.address for i in asked}),
        )

    def has_bounced(self, each: Invitation) -> bool:
        """Whether mail to the address came back since it was written to."""
        at = self.bounced.get(each.address)
        return at is not None and each.asked_at is not None and at >= each.asked_at


def run(office: Office, now: datetime) -> Tick:
    """Look after every invitation at which something is due at *now*."""
    total, after = Tick(), 0
    while True:
        with office.db.write() as transaction:
            invitations.lock(transaction)
            rows = invitations.find_open(transaction, now, CHUNK, after)
            asked = [row.invitation for row in rows]
            sitting = Sitting.open(transaction, office, {i.milestone_id for i in asked}, now)
            crowd = Crowd.gather(transaction, office, {i.contact_id for i in asked}, now)
            heard = _Heard.load(transaction, rows)
            for row in rows:
                about = sitting.abouts[row.invitation.milestone_id]
                known = crowd.known(row.invitation.contact_id, about.whose, about.milestone)
                total += _follow(sitting, row, known, heard)
            sitting.close()
        if len(rows) < CHUNK:
            return total
        after = rows[-1].invitation.id


def _follow(sitting: Sitting, row: Open, known: Known, heard: _Heard) -> Tick:
    each = row.invitation
    if each.asked_at is None:
        if row.mail is OutgoingState.SENT:
            _note_sent(sitting, row, known)
            return Tick()
        given_up = Reason.DISCARDED if row.mail is OutgoingState.DISCARDED else Reason.FAILED
        sitting.settle(each, InvitationState.SKIPPED, [given_up.value])
        return Tick(skipped=1)
    if each.closes_at is not None and each.closes_at <= sitting.now:
        sitting.settle(each, InvitationState.CLOSED, ["no answer"])
        return Tick(closed=1)
    return _remind(sitting, row, known, heard)


def _note_sent(sitting: Sitting, row: Open, known: Known) -> None:
    """Count the days from the moment the mail left."""
    sent_at = row.sent_at or sitting.now
    rules = sitting.office.config.surveys.rules
    values: dict[str, object] = {
        "asked_at": sent_at,
        "closes_at": sent_at + rules.open_for,
        "reminder": "" if rules.remind_days else "off",
        "remind_at": known.calendar.add_days(sent_at, rules.remind_days),
    }
    sitting.change(row.invitation, values)


def _remind(sitting: Sitting, row: Open, known: Known, heard: _Heard) -> Tick:
    each = row.invitation
    assert each.asked_at is not None
    assert each.remind_at is not None
    assert each.closes_at is not None
    waiting = Waiting(
        asked_at=each.asked_at,
        remind_at=each.remind_at,
        closes_at=each.closes_at,
        replied=each.id in heard.replied,
        bounced=heard.has_bounced(each),
        complaint=known.candidate.complaint,
        opted_out=known.candidate.opted_out,
        on_hold=sitting.abouts[each.milestone_id].whose.state is ProjectState.HOLD,
    )
    rules = sitting.office.config.surveys.rules
    verdict = decide_reminder(waiting, rules, known.calendar, sitting.now)
    if verdict.step is Step.SKIP and waiting.bounced:
        sitting.settle(each, InvitationState.CLOSED, [Reason.BOUNCED.value])
        return Tick(closed=1)
    if verdict.step in {Step.SKIP, Step.MISS}:
        word = "missed" if verdict.step is Step.MISS else "cancelled"
        said = f"{word}: {', '.join(verdict.reasons)}"
        sitting.change(each, {"reminder": said})
        sitting.note(each, "invitation.not_reminded", {"reminder": said})
        return Tick()
    if verdict.step is Step.WAIT:
        return Tick()
    return _send(sitting, row, known)


def _send(sitting: Sitting, row: Open, known: Known) -> Tick:
    each, office = row.invitation, sitting.office
    about = sitting.abouts[each.milestone_id]
    survey = sitting.survey_of(each)
    if survey is None or about.mailbox is None:
        sitting.change(each, {"reminder": f"cancelled: {Reason.NO_SURVEY.value}"})
        return Tick()
    closes_at = each.closes_at.astimezone(known.calendar.zone) if each.closes_at else None
    sheet = Questionnaire(
        survey, each.id, known.person.name, about.whose, about.milestone, closes_at
    )
    parcel = Parcel(
        words=letters.reminder(office, about.mailbox, sheet, each.language),
        to=each.address,
        purpose="survey_reminder",
        once=f"invitation-reminder:{each.id}",
        hold=office.config.surveys.invite == "hold",
        reply_to=letters.reply_address(office, about.mailbox, each.id),
        in_reply_to=row.rfc_id,
        references=(row.rfc_id,),
    )
    outgoing_id = post(sitting.transaction, office, about.mailbox, parcel, sitting.now)
    sitting.change(each, {"reminder": "sent", "reminder_id": outgoing_id})
    sitting.note(each, "invitation.reminded", {"outgoing": outgoing_id})
    return Tick(reminded=1)
