"""Which incoming mails answer an invitation, and whether they may count by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from daemon.config import MailboxConfig
from daemon.errors import ConfigError, NotFoundError
from daemon.log import get_logger
from daemon.model.message import Kind, Message
from daemon.model.plan import Engagement, Invitation, Milestone
from daemon.pipeline.identify import Identity
from daemon.pipeline.subject import read_subject
from daemon.pipeline.trust import Trust
from daemon.services.counting import is_bad
from daemon.services.intake import Intake
from daemon.services.placing import Incoming
from daemon.store import invitations, milestones, projects
from daemon.store.transaction import Transaction
from daemon.surveys.answer import Answer
from daemon.surveys.files import load_survey
from daemon.surveys.questions import Survey
from daemon.surveys.reading import Reply, read_answer
from daemon.surveys.tokens import find_token, without_token

log = get_logger(__name__)

#: characters of a body in which a token is looked for
BODY_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class Recognised:
    """A mail that answers an invitation: what it says, and why it may not count by itself."""

    invitation: Invitation
    milestone: Milestone
    project: Engagement
    survey: Survey
    answer: Answer
    doubt: str = ""

    @property
    def low(self) -> bool:
        """Whether the answer says that somebody has to do something."""
        said = self.answer
        return is_bad(self.survey, said.scores, said.yes_no, said.remark)


#: what shows which invitation a mail answers: our token, a mail of ours that it cites, or no
#: more than that mail's subject
TOKEN, CITED, SUBJECT = "token", "cited", "subject"
#: open invitations and their subjects, by contact
Waiting = Mapping[int, Sequence[tuple[Invitation, str]]]


def recognise(
    transaction: Transaction, intake: Intake, mails: Sequence[Incoming]
) -> dict[str, Recognised]:
    """Return the mails that answer an invitation, by content; never imported ones."""
    if intake.history:
        return {}
    people = [m for m in mails if m.message.kind is Kind.PERSON]
    found: dict[str, Recognised] = {}
    for each, asked, proof in _matched(transaction, intake, people):
        seen = _read(transaction, intake.mailbox, asked, each, proof)
        if seen is not None:
            found[each.message.content_key] = seen
    return found


def _matched(
    transaction: Transaction, intake: Intake, mails: Sequence[Incoming]
) -> Iterator[tuple[Incoming, Invitation, str]]:
    named = {m.message.content_key: _named(m.message, intake.secret) for m in mails}
    cited = {i for m in mails for i in m.message.references}
    by_mail = invitations.by_mail(transaction, cited) if cited else {}
    by_id = invitations.load_all(transaction, {i for i in named.values() if i})
    waiting = invitations.open_subjects(
        transaction, {m.identity.contact_id for m in mails if m.identity.contact_id is not None}
    )
    for each in mails:
        message = each.message
        cites = next((by_mail[i] for i in message.references if i in by_mail), None)
        token = by_id.get(named[message.content_key] or 0)
        if token is not None:
            yield each, token, TOKEN
        elif cites is not None:
            yield each, cites, CITED
        elif (asked := _by_subject(waiting, each)) is not None:
            yield each, asked, SUBJECT


def _named(message: Message, secret: bytes) -> int | None:
    """Return the invitation that a token names, in an address, the subject or the text."""
    addresses = " ".join(a.addr for a in (*message.to, *message.cc))
    for text in (addresses, message.subject, message.body[:BODY_LIMIT]):
        if (found := find_token(text, secret)) is not None:
            return found
    return None


def _by_subject(waiting: Waiting, mail: Incoming) -> Invitation | None:
    """Return the open invitation of the sender whose subject a reply has kept."""
    said = read_subject(mail.message.subject)
    who = mail.identity.contact_id
    if who is None or not said.is_reply or not said.key:
        return None
    for asked, subject in waiting.get(who, ()):
        if read_subject(without_token(subject)).key == read_subject(without_token(said.key)).key:
            return asked
    return None


def _read(
    transaction: Transaction, mailbox: MailboxConfig, asked: Invitation, mail: Incoming, proof: str
) -> Recognised | None:
    milestone = milestones.load(transaction, asked.milestone_id)
    whose = projects.load(transaction, milestone.project_id)
    try:
        survey = load_survey(asked.survey, mailbox.templates)
    except (NotFoundError, ConfigError) as error:
        log.warning("survey.unusable", survey=asked.survey, detail=str(error))
        return None
    answer = read_answer(survey, Reply.of(mail.message))
    if answer.auto_reply:
        return None
    doubt = _doubt(asked, mail.identity, mailbox, answer, proof)
    return Recognised(asked, milestone, whose, survey, answer, doubt)


def _doubt(
    asked: Invitation, who: Identity, mailbox: MailboxConfig, answer: Answer, proof: str
) -> str:
    """Return why a manager has to decide on an answer; empty where it counts.

    Where our server vouches for senders it has to vouch for this one. Where none is configured,
    our token or a mail of ours does: nobody but the contact who was asked has been sent them.
    """
    if who.contact_id != asked.contact_id:
        return f"answered by {who.address.addr}, who was not asked"
    if who.trust is Trust.FAILED or (mailbox.authserv_id and who.trust is not Trust.VOUCHED):
        return "the sender could not be verified"
    if proof == SUBJECT and who.trust is not Trust.VOUCHED:
        return "it shows neither our token nor a mail of ours"
    if answer.needs_person:
        return "; ".join(answer.reasons) or "could not be read for certain"
    return ""
