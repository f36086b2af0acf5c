"""One step of a follow-up: have a person look, alert people of ours, or write to the client."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from daemon.config import MailboxConfig
from daemon.config.planning import FollowUpRule, FollowUpStep
from daemon.model.plan import NONE, FollowUp, Milestone, MilestoneKind
from daemon.outbox.compose import subject_tag
from daemon.outbox.render import render
from daemon.services import candidates, letters, milestones
from daemon.services.letters import language_of
from daemon.services.office import Office, Parcel, post
from daemon.store import followups, projects
from daemon.store import milestones as milestone_rows
from daemon.store.followed import Thread
from daemon.store.projects import Person
from daemon.store.transaction import Transaction

#: what a manager reads at the conversation
LOOK = {
    "no_reply": "no reply from the client",
    "first_response": "the client waits for our answer",
    "resolution": "not settled yet",
    "promise": "promised for this day",
    "check_in": "time to check in",
    "milestone": "a milestone to follow up",
}


@dataclass(frozen=True, slots=True)
class Occasion:
    """A follow-up that is due, its rule, and the conversation it hangs on, if any."""

    follow_up: FollowUp
    rule: FollowUpRule
    thread: Thread | None
    now: datetime

    @property
    def step(self) -> FollowUpStep:
        """The step that is next."""
        return self.rule.step[self.follow_up.step]


def take_step(transaction: Transaction, office: Office, occasion: Occasion) -> None:
    """Do what the step says; a chase that cannot be written becomes a look."""
    step = occasion.step
    if step.do == "mail":
        _tell(transaction, office, occasion, step.to)
    elif step.do == "look" or not _write(transaction, office, occasion):
        _have_looked(transaction, office, occasion)


def _write(transaction: Transaction, office: Office, occasion: Occasion) -> bool:
    """Write to the client; return whether there was anybody to write to."""
    if occasion.thread is not None:
        return _chase(transaction, office, occasion)
    if occasion.follow_up.kind == "check_in" and occasion.rule.survey != NONE:
        return _ask(transaction, office, occasion)
    return _write_all(transaction, office, occasion)


def _have_looked(transaction: Transaction, office: Office, occasion: Occasion) -> None:
    """Put the conversation first; what hangs on none goes to the managers by mail."""
    each, managers = occasion.follow_up, office.config.surveys.managers
    where = occasion.thread.id if occasion.thread else None
    if where is None and managers:
        _tell(transaction, office, occasion, managers)
        return
    if where is None and each.project_id is not None:
        where = followups.newest_conversation(transaction, each.project_id)
    if where is not None:
        words = f"{LOOK[each.kind]}: {each.reason}" if each.reason else LOOK[each.kind]
        followups.put_first(transaction, where, words[:200])


def _mailbox(transaction: Transaction, office: Office, occasion: Occasion) -> MailboxConfig | None:
    if occasion.thread is not None:
        return office.config.find_mailbox(occasion.thread.mailbox)
    assert occasion.follow_up.project_id is not None
    return office.mailbox_of(projects.load(transaction, occasion.follow_up.project_id))


def _context(
    transaction: Transaction, mailbox: MailboxConfig, occasion: Occasion
) -> dict[str, object]:
    thread, each = occasion.thread, occasion.follow_up
    project_id = thread.project_id if thread else each.project_id
    assert project_id is not None
    whose = projects.load(transaction, project_id)
    about = letters.common(mailbox, whose) | {"client_name": "", "contact_name": ""}
    if thread is None:
        return about
    return about | {
        "tag": subject_tag(thread.code, thread.number),
        "subject": thread.subject,
        "client_name": thread.client,
    }


def _tell(transaction: Transaction, office: Office, occasion: Occasion, to: Sequence[str]) -> None:
    mailbox, each = _mailbox(transaction, office, occasion), occasion.follow_up
    if mailbox is None:
        return
    context = _context(transaction, mailbox, occasion) | {
        "topic": each.kind,
        "signature": "",
        "client_words": each.reason,
        "since": each.started_at.astimezone(mailbox.zone),
        "owner": each.owner,
        "item": "",
        "due": "",
        "step": each.step + 1,
        "steps": len(occasion.rule.step),
    }
    words = render("notice", mailbox.language, context, mailbox.templates)
    for addr in to:
        once = f"follow-up:{each.id}:{each.step}:{addr.lower()}"
        post(transaction, office, mailbox, Parcel(words, addr, "alert", once), occasion.now)


def _chase(transaction: Transaction, office: Office, occasion: Occasion) -> bool:
    """Write to the client, held unless the rule says otherwise; whether it could be written."""
    thread, mailbox = occasion.thread, _mailbox(transaction, office, occasion)
    if thread is None or mailbox is None or thread.contact_id is None:
        return False
    [person] = projects.load_people(transaction, [thread.contact_id])
    if not person.address:
        return False
    last = followups.newest_mail(transaction, thread.id)
    parcel = replace(
        _parcel(transaction, mailbox, occasion, person),
        conversation_id=thread.id,
        in_reply_to=last,
        references=(last,) if last else (),
    )
    post(transaction, office, mailbox, parcel, occasion.now)
    return True


def _parcel(
    transaction: Transaction, mailbox: MailboxConfig, occasion: Occasion, person: Person
) -> Parcel:
    """Return the mail to one person, held unless the rule says otherwise."""
    each, step = occasion.follow_up, occasion.step
    context = _context(transaction, mailbox, occasion)
    context |= {"contact_name": person.name, "topic": each.kind}
    held = step.send == "hold"
    language = language_of(mailbox, person.language)
    return Parcel(
        words=render(step.template, language, context, mailbox.templates),
        to=person.address,
        purpose="follow_up",
        once=f"follow-up:{each.id}:{each.step}:{person.contact_id}",
        hold=held,
        reason=f"held by the rule {occasion.rule.name}" if held else "",
    )


def _write_all(transaction: Transaction, office: Office, occasion: Occasion) -> bool:
    """Write to everybody whom a milestone or a project names and who can be written to."""
    mailbox, each = _mailbox(transaction, office, occasion), occasion.follow_up
    if mailbox is None or each.project_id is None:
        return False
    whose = projects.load(transaction, each.project_id)
    stone = (
        milestone_rows.load(transaction, each.milestone_id)
        if each.milestone_id is not None
        else Milestone(0, whose.project_id, "")
    )
    ids = candidates.contact_ids(transaction, whose, stone)
    known = candidates.load(transaction, office, (whose, stone), ids, occasion.now)
    people = [k.person for k in known.values() if candidates.can_be_written_to(k.candidate)]
    for person in people:
        parcel = _parcel(transaction, mailbox, occasion, person)
        post(transaction, office, mailbox, parcel, occasion.now)
    return bool(people)


def _ask(transaction: Transaction, office: Office, occasion: Occasion) -> bool:
    """Reach a milestone of its own, so that asking keeps every rule of asking."""
    each, rule = occasion.follow_up, occasion.rule
    assert each.project_id is not None
    name = f"Check-in {occasion.now:%Y-%m-%d}"
    there = milestone_rows.find(transaction, each.project_id, name)
    if there is None:
        new = Milestone(
            0, each.project_id, name, MilestoneKind.CHECK_IN, survey=rule.survey, delay=0,
            follow_ups=(NONE,),
        )  # fmt: skip
        milestone_id = milestones.add_within(transaction, new, "triaged", occasion.now)
    else:
        milestone_id = there.id
    milestones.reach_within(transaction, office, milestone_id, "triaged", occasion.now)
    return True
