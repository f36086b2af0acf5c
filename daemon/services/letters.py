"""The words of survey mails: invitation, reminder, thanks."""

from __future__ import annotations

from daemon.config import MailboxConfig
from daemon.model.plan import Engagement
from daemon.services.office import Office


def common(office: Office, mailbox: MailboxConfig, whose: Engagement) -> dict[str, object]:
    """Return what every template is given."""
    del office
    return {
        "project_code": whose.code,
        "project_name": whose.name,
        "tag": "",
        "subject": "",
        "signature": mailbox.signature,
    }
