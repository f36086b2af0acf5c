"""Planned invitations that are due: asked, or not and why."""

from __future__ import annotations

from datetime import datetime

from daemon.model.plan import Invitation, InvitationState
from daemon.schedules.asking import FINAL, Reason, Step, Verdict, decide_asking
from daemon.services import letters
from daemon.services.candidates import Crowd, Known
from daemon.services.invited import CHUNK, Sitting, Tick
from daemon.services.letters import Questionnaire, language_of
from daemon.services.office import Office, Parcel, post
from daemon.store import invitations


def run(office: Office, now: datetime) -> Tick:
    """Decide on everything that is due at *now*."""
    total, after = Tick(), None
    while True:
        with office.db.write() as transaction:
            invitations.lock(transaction)
            due = invitations.find_due(transaction, now, CHUNK, after)
            sitting = Sitting.open(transaction, office, {i.milestone_id for i in due}, now)
            crowd = Crowd.gather(transaction, office, {i.contact_id for i in due}, now)
            for each in due:
                total += _decide(sitting, crowd, each)
            sitting.close()
        if len(due) < CHUNK:
            return total
        after = (due[-1].due_at, due[-1].id)


def _decide(sitting: Sitting, crowd: Crowd, each: Invitation) -> Tick:
    about = sitting.abouts[each.milestone_id]
    known = crowd.known(each.contact_id, about.whose, about.milestone)
    rules = sitting.office.config.surveys.rules
    verdict = decide_asking(each.due_at, known.candidate, rules, known.calendar, sitting.now)
    if verdict.step is Step.SKIP and each.override_by:
        verdict = _overridden(verdict, known, sitting.now)
    if verdict.step is Step.GO:
        verdict = _send(sitting, each, known)
    if verdict.step is Step.GO:
        crowd.note_asked(each.contact_id, each.milestone_id)
        return Tick(asked=1)
    if verdict.step is Step.SKIP:
        sitting.settle(each, InvitationState.SKIPPED, verdict.reasons)
        return Tick(skipped=1)
    if verdict.step is Step.MISS:
        sitting.settle(each, InvitationState.MISSED, verdict.reasons)
        return Tick(missed=1)
    return Tick()


def _overridden(verdict: Verdict, known: Known, now: datetime) -> Verdict:
    """Leave of the reasons those that no manager can override."""
    final = {r.value for r in FINAL} | {Reason.BOUNCED.value}
    if left := tuple(r for r in verdict.reasons if r in final):
        return Verdict(Step.SKIP, left)
    if known.calendar.is_open(now):
        return Verdict(Step.GO)
    return Verdict(Step.WAIT, at=known.calendar.next_open(now))


def _send(sitting: Sitting, each: Invitation, known: Known) -> Verdict:
    """Write the invitation to the outbox; GO, or SKIP if it cannot be written."""
    about, office, now = sitting.abouts[each.milestone_id], sitting.office, sitting.now
    if about.mailbox is None:
        return Verdict(Step.SKIP, ("the project has no mailbox",))
    language = language_of(about.mailbox, known.person.language)
    survey = sitting.survey_of(each)
    if survey is None:
        return Verdict(Step.SKIP, (f"{Reason.NO_SURVEY.value}: {each.survey}",))
    closes_at = (now + office.config.surveys.rules.open_for).astimezone(known.calendar.zone)
    sheet = Questionnaire(
        survey, each.id, known.person.name, about.whose, about.milestone, closes_at
    )
    hold = office.config.surveys.invite == "hold"
    parcel = Parcel(
        words=letters.invitation(office, about.mailbox, sheet, language),
        to=known.candidate.address,
        purpose="survey",
        once=f"invitation:{each.contact_id}:{each.milestone_id}",
        hold=hold,
        reason="held by policy" if hold else "",
        reply_to=letters.reply_address(office, about.mailbox, each.id),
    )
    outgoing_id = post(sitting.transaction, office, about.mailbox, parcel, now)
    values = {
        "state": InvitationState.ASKED.value,
        "outgoing_id": outgoing_id,
        "address": parcel.to,
        "language": language,
        "reasons": None,
        "decided_at": now,
    }
    sitting.change(each, values)
    sitting.note(each, "invitation.asked", {"outgoing": outgoing_id})
    return Verdict(Step.GO)
