"""Keeping aside what could not be processed, with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from daemon.log import get_logger
from daemon.parse.message import parse
from daemon.services.prepare import Prepared
from daemon.store import quarantine
from daemon.store.transaction import Transaction

log = get_logger(__name__)


def keep(
    connection: Transaction,
    where: tuple[str, str],
    uidvalidity: int,
    mails: Sequence[Prepared],
    now: datetime,
) -> None:
    """Put *mails* of a folder (``where``: mailbox and folder name) into quarantine."""
    mailbox, folder = where
    rows = []
    for prepared in mails:
        fetched = prepared.fetched
        log.warning("mail.quarantined", mailbox=mailbox, uid=fetched.uid, reason=prepared.problem)
        sender, subject = _head(prepared)
        rows.append(
            {
                "mailbox": mailbox,
                "folder": folder,
                "uidvalidity": uidvalidity,
                "uid": fetched.uid,
                "sha256": prepared.sha256 or None,
                "size": fetched.size,
                "reason": prepared.problem,
                "sender": sender,
                "subject": subject,
                "received_at": fetched.received_at,
                "created_at": now,
            }
        )
    quarantine.add(connection, rows)


def _head(prepared: Prepared) -> tuple[str, str]:
    """Return sender and subject as far as the header can be read."""
    head = prepared.fetched.head or prepared.fetched.raw[:65536]
    try:
        message = parse(head)
    except Exception:  # noqa: BLE001 - the mail is broken; what it is called is a courtesy
        log.info("quarantine.unreadable_head", uid=prepared.fetched.uid)
        return "", ""
    return message.sender.addr, message.subject
