"""What the watching of a folder reads and writes beside mail: lease, cursor, health."""

from __future__ import annotations

from datetime import datetime

from daemon.model.mailbox import Cursor, MailboxHealth
from daemon.services.intake import Intake
from daemon.store import mailboxes


def claim(intake: Intake, owner: str, span: tuple[datetime, datetime]) -> bool:
    """Take or renew the lease of the folder for *span* (now, end); False if it is another's."""
    now, _ = span
    with intake.db.write() as transaction:
        mailboxes.ensure(transaction, intake.mailbox.name, intake.folder, now)
        return mailboxes.claim(transaction, intake.mailbox.name, intake.folder, owner, span)


def load_cursor(intake: Intake) -> Cursor:
    """Return how far the folder is recorded."""
    with intake.db.read() as transaction:
        return mailboxes.find_cursor(transaction, intake.mailbox.name, intake.folder)


def report(intake: Intake, health: MailboxHealth) -> None:
    """Write down how the watching goes."""
    with intake.db.write() as transaction:
        mailboxes.report(transaction, health)
