"""The words of survey mails: invitation, reminder, thanks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from daemon.config import MailboxConfig
from daemon.model.plan import Engagement, Milestone
from daemon.outbox.render import LANGUAGES, Rendered, render
from daemon.services.office import Office
from daemon.surveys.letter import Asking, survey_values
from daemon.surveys.questions import Survey
from daemon.surveys.tokens import make_token, tagged_address


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A survey as one contact gets it: for which invitation, by which name, about what."""

    survey: Survey
    invitation_id: int
    contact_name: str
    whose: Engagement
    milestone: Milestone
    #: when the invitation closes, in the client's time zone
    closes_at: datetime | None = None


def invitation(
    office: Office, mailbox: MailboxConfig, sheet: Questionnaire, language: str
) -> Rendered:
    """Return the mail that asks."""
    return _survey("survey", office, mailbox, sheet, language)


def reminder(
    office: Office, mailbox: MailboxConfig, sheet: Questionnaire, language: str
) -> Rendered:
    """Return the mail that asks once more."""
    return _survey("survey_reminder", office, mailbox, sheet, language)


def _survey(
    name: str, office: Office, mailbox: MailboxConfig, sheet: Questionnaire, language: str
) -> Rendered:
    asking = Asking(
        address=reply_address(office, mailbox, sheet.invitation_id),
        token=make_token(sheet.invitation_id, office.secret),
        contact_name=sheet.contact_name,
        project_name=sheet.whose.name,
        tag="",
        signature=mailbox.signature,
        closes_at=sheet.closes_at,
    )
    values = survey_values(sheet.survey, language, asking)
    return render(name, language, values, mailbox.templates)


def reply_address(office: Office, mailbox: MailboxConfig, invitation_id: int) -> str:
    """Return where the answer to an invitation goes."""
    if not mailbox.plus_address:
        return mailbox.address
    return tagged_address(mailbox.address, make_token(invitation_id, office.secret))


def thanks(mailbox: MailboxConfig, sheet: Questionnaire, language: str, *, low: bool) -> Rendered:
    """Return the mail that thanks for an answer, *low* or not."""
    values = common(mailbox, sheet.whose) | {
        "contact_name": sheet.contact_name,
        "title": sheet.survey.title.language(language),
        "low": low,
        "opted_out": False,
    }
    return render("survey_thanks", language, values, mailbox.templates)


def common(mailbox: MailboxConfig, whose: Engagement) -> dict[str, object]:
    """Return what every template is given."""
    return {
        "project_code": whose.code,
        "project_name": whose.name,
        "tag": "",
        "subject": "",
        "signature": mailbox.signature,
    }


def language_of(mailbox: MailboxConfig, wanted: str) -> str:
    """Return the language to write in: the contact's, or the mailbox's."""
    base = wanted.partition("-")[0].lower()
    return base if base in LANGUAGES else mailbox.language
