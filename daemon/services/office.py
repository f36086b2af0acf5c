"""What writing to clients on our own account depends on, and how such a letter is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from daemon.config import Config, MailboxConfig
from daemon.model.outgoing import Letter, OutgoingState
from daemon.model.plan import Engagement
from daemon.model.token import make_message_id
from daemon.outbox.render import Rendered
from daemon.services import delivery
from daemon.store.engine import Database
from daemon.store.outbox import NewOutgoing
from daemon.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Office:
    """The records, the configuration, and what makes our Message-IDs and tokens ours."""

    db: Database
    config: Config
    secret: bytes
    nonce: Callable[[], str]

    def mailbox_of(self, project: Engagement) -> MailboxConfig | None:
        """Return the mailbox that a project's mail leaves from, if there is one."""
        if project.mailbox:
            return self.config.find_mailbox(project.mailbox)
        boxes = self.config.mailbox
        own = next((m for m in boxes if m.project == project.code), None)
        return own or (boxes[0] if len(boxes) == 1 else None)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A rendered mail and how it is to leave. ``once`` is its key for "never twice"."""

    words: Rendered
    to: str
    purpose: str
    once: str
    hold: bool = False
    reason: str = ""
    reply_to: str = ""
    conversation_id: int | None = None
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    #: how long it waits in the outbox, so that it can be taken back
    wait: timedelta = timedelta()


def post(
    transaction: Transaction, office: Office, mailbox: MailboxConfig, parcel: Parcel, now: datetime
) -> int:
    """Write a mail to the outbox, once for its key; return its id."""
    domain = mailbox.address.rpartition("@")[2]
    letter = Letter(
        mailbox=mailbox.name,
        sender=mailbox.identity,
        to=(parcel.to,),
        subject=parcel.words.subject,
        text=parcel.words.text,
        html=parcel.words.html,
        message_id=make_message_id(
            parcel.conversation_id or 0, office.nonce(), domain, office.secret
        ),
        date=now,
        reply_to=parcel.reply_to,
        in_reply_to=parcel.in_reply_to,
        references=parcel.references,
        automatic=True,
        language=parcel.words.language,
    )
    new = NewOutgoing(
        letter=letter,
        purpose=parcel.purpose,
        once=parcel.once,
        state=OutgoingState.HELD if parcel.hold else OutgoingState.QUEUED,
        conversation_id=parcel.conversation_id,
        reason=parcel.reason,
        wait=parcel.wait,
    )
    return delivery.enqueue(transaction, new, office.config.sending, now)
