"""After the answer: an improvement item with an owner for a bad one, thanks for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from daemon.config import MailboxConfig
from daemon.model.plan import Engagement, Invitation, Milestone, StoredAnswer
from daemon.model.record import ItemKind
from daemon.outbox.render import render
from daemon.pipeline.act import TITLE_LENGTH
from daemon.services import calendars, letters, recording
from daemon.services.letters import Questionnaire
from daemon.services.office import Office, Parcel, post
from daemon.services.withdrawing import withdraw
from daemon.store import (
    answers,
    events,
    improvements,
    invitations,
    items,
    milestones,
    projects,
    triage,
)
from daemon.store.events import Event
from daemon.store.improvements import ItemRow
from daemon.store.projects import Person
from daemon.store.transaction import Transaction
from daemon.surveys.files import load_survey


@dataclass(frozen=True, slots=True)
class Case:
    """What is done about an answer needs: whose it is, about what, and who looks after it."""

    office: Office
    stored: StoredAnswer
    asked: Invitation
    milestone: Milestone
    whose: Engagement
    person: Person
    mailbox: MailboxConfig | None
    now: datetime

    @property
    def owner(self) -> str:
        """Who looks after what the client is not satisfied with."""
        return self.milestone.owner or self.whose.owner or self.milestone.reached_by


def case_of(transaction: Transaction, office: Office, stored: StoredAnswer, now: datetime) -> Case:
    """Return an answer with everything around it."""
    asked = invitations.load(transaction, stored.invitation_id)
    milestone = milestones.load(transaction, asked.milestone_id)
    whose = projects.load(transaction, milestone.project_id)
    (person,) = projects.load_people(transaction, [asked.contact_id])
    mailbox = office.mailbox_of(whose)
    return Case(office, stored, asked, milestone, whose, person, mailbox, now)


def open_for(
    transaction: Transaction,
    office: Office,
    stored: StoredAnswer,
    where: tuple[int, int | None],
    now: datetime,
) -> None:
    """Open an improvement item for an answer and alert the managers.

    *where* is the conversation, and a complaint that the same mail opened: it then is the item.
    """
    conversation_id, complaint = where
    case = case_of(transaction, office, stored, now)
    present = _present(transaction, stored)
    if present is None and complaint is None:
        ref = _open(transaction, case, conversation_id)
    else:
        item_id = complaint if complaint is not None else present
        assert item_id is not None
        ref = _adopt(transaction, case, improvements.load_item(transaction, item_id))
    if present is None:
        _alert(transaction, case, ref)


def _present(transaction: Transaction, stored: StoredAnswer) -> int | None:
    """Return the item that an earlier answer to the same invitation opened."""
    earlier = answers.find(transaction, invitation_ids=[stored.invitation_id])
    return next((a.item_id for a in earlier if a.item_id is not None), None)


def _due(transaction: Transaction, case: Case) -> str:
    """Return the day until which something has to be done."""
    zone = case.mailbox.timezone if case.mailbox else "UTC"
    config = case.office.config
    known = calendars.load_all(transaction, config, {case.person.client_id}, case.now, zone)
    calendar = known.get(case.person.client_id, known[None])
    at = calendar.add_days(case.now, config.surveys.improvement_days)
    return at.astimezone(calendar.zone).date().isoformat()


def _open(transaction: Transaction, case: Case, conversation_id: int) -> str:
    scores = ", ".join(f"{key}: {score}" for key, score in case.stored.scores.items())
    words = case.stored.remark.strip() or scores
    title = f"{case.milestone.name}: {scores or words.partition(chr(10))[0]}"[:TITLE_LENGTH]
    wanted = items.NewItem(
        kind=ItemKind.IMPROVEMENT,
        conversation_id=conversation_id,
        message_id=case.stored.message_id,
        client_id=case.person.client_id,
        start=0,
        end=0,
        title=title,
        words=words,
        due=_due(transaction, case),
    )
    project = triage.find_project(transaction, conversation_id)
    [opened] = items.open_all(transaction, project, [wanted], case.now)
    row = improvements.load_item(transaction, opened.id)
    improvements.change_item(transaction, row, {"owner": case.owner})
    _link(transaction, case, opened.id)
    _note(transaction, row, "item.opened", {"ref": opened.ref, "answer": case.stored.id}, case.now)
    return opened.ref


def _adopt(transaction: Transaction, case: Case, row: ItemRow) -> str:
    """Let an item that is there serve the answer; it gets an owner and a day if it has none."""
    values = {"owner": row.owner or case.owner, "due": row.due or _due(transaction, case)}
    improvements.change_item(transaction, row, values)
    _link(transaction, case, row.id)
    return row.ref


def _link(transaction: Transaction, case: Case, item_id: int) -> None:
    present = answers.load(transaction, case.stored.id)
    answers.change(transaction, present, {"item_id": item_id})


def _note(
    transaction: Transaction, row: ItemRow, verb: str, after: dict[str, object], now: datetime
) -> int:
    entry = Event(now, recording.DAEMON, verb, "item", row.id, row.conversation_id, after=after)
    return events.record(transaction, entry)


def _alert(transaction: Transaction, case: Case, ref: str) -> None:
    mailbox = case.mailbox
    if mailbox is None:
        return
    context = letters.common(mailbox, case.whose) | {
        "topic": "low_score",
        "subject": case.milestone.name,
        "client_name": case.person.client,
        "client_words": case.stored.remark
        or ", ".join(f"{key}: {score}" for key, score in case.stored.scores.items()),
        "since": None,
        "owner": case.owner,
        "item": ref,
        "due": _due(transaction, case),
        "step": 1,
        "steps": 1,
        "contact_name": case.person.name,
    }
    words = render("notice", mailbox.language, context, mailbox.templates)
    for addr in case.office.config.surveys.managers:
        once = f"low-score:{case.stored.invitation_id}:{addr.lower()}"
        parcel = Parcel(words, addr, "alert", once)
        post(transaction, case.office, mailbox, parcel, case.now)


def thank(
    transaction: Transaction,
    office: Office,
    stored: StoredAnswer,
    conversation_id: int,
    now: datetime,
) -> None:
    """Write thanks for an answer, once for each invitation, if that is wanted."""
    wanted = office.config.surveys.thanks
    case = case_of(transaction, office, stored, now)
    if wanted == "no" or case.mailbox is None or not case.person.address:
        return
    mail = improvements.load_mail(transaction, stored.message_id)
    survey = load_survey(case.asked.survey, case.mailbox.templates)
    sheet = Questionnaire(survey, case.asked.id, case.person.name, case.whose, case.milestone)
    parcel = Parcel(
        words=letters.thanks(case.mailbox, sheet, case.asked.language, low=stored.low),
        to=case.person.address,
        purpose="survey_thanks",
        once=invitations.thanks_key(stored.invitation_id),
        hold=wanted == "hold",
        reason="held by policy" if wanted == "hold" else "",
        conversation_id=conversation_id,
        in_reply_to=mail.rfc_message_id,
        references=(mail.rfc_message_id,) if mail.rfc_message_id else (),
    )
    post(transaction, office, case.mailbox, parcel, now)


def withdraw_thanks(transaction: Transaction, invitation_id: int, now: datetime) -> None:
    """Take thanks back that have not left."""
    written = invitations.thanks_mail(transaction, invitation_id)
    withdraw(transaction, written, "taken back", now)


def withdraw_reminder(transaction: Transaction, asked: Invitation, now: datetime) -> None:
    """Take a reminder back that has not left when the answer comes."""
    withdraw(transaction, asked.reminder_id, "answered", now)
