"""Letters that follow from a recorded mail by policy: acknowledgements and alerts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from daemon.config import MailboxConfig
from daemon.model.label import Label
from daemon.outbox import compose
from daemon.outbox.render import LANGUAGES, Rendered, render
from daemon.pipeline.act import Acknowledge, Notify
from daemon.scope.severity import tell
from daemon.services.alarms import Alarm
from daemon.services.answered import once
from daemon.services.intake import Intake
from daemon.services.office import Office, Parcel, post
from daemon.services.recording import Recorded
from daemon.store import conversations, outbox
from daemon.store.transaction import Transaction

#: an alert shows so much of the client's words
ALERT_LENGTH = 2000
_QUIET = Alarm((), "", "")
#: and so much of a sentence that carried the verdict
WHY_LENGTH = 160


@dataclass(frozen=True, slots=True)
class Cause:
    """The mail that a letter follows from, and what stands of it.

    ``references`` run from the oldest to the mail itself; ``items`` are (reference, title,
    words); ``why`` are the sentences that carried the verdict, ``sure`` is how sure it is.
    """

    message_id: int
    conversation_id: int
    number: int
    rfc_message_id: str
    references: tuple[str, ...]
    sender: tuple[str, str]
    subject: str
    text: str
    language: str
    received_at: datetime
    topic: str
    items: tuple[tuple[str, str, str], ...]
    why: tuple[str, ...] = ()
    sure: float = 1.0
    unsure: bool = False


def queue_all(
    connection: Transaction,
    intake: Intake,
    recorded: Sequence[Recorded],
    alarms: Mapping[int, Alarm],
    now: datetime,
) -> None:
    """Write the outgoing rows that the actions of *recorded* and *alarms* (by message) ask for."""
    wanted = [(entry, action) for entry in recorded for action in _letters(entry, alarms)]
    if not wanted:
        return
    office = Office(intake.db, intake.config, intake.secret, intake.nonce)
    mailbox = intake.mailbox
    numbers = conversations.numbers(connection, {e.conversation_id for e, _ in wanted})
    answered = outbox.known(connection, [once(e.conversation_id) for e, _ in wanted])
    for entry, action in wanted:
        cause = _cause(entry, numbers[entry.conversation_id])
        if isinstance(action, Acknowledge):
            if once(cause.conversation_id) in answered:
                continue
            answered.add(once(cause.conversation_id))
            acknowledge(connection, office, (mailbox, cause, action), now)
        else:
            alarm = alarms.get(entry.message_id, _QUIET)
            alert(connection, office, (mailbox, cause, action, alarm), now)


def _letters(entry: Recorded, alarms: Mapping[int, Alarm]) -> Iterator[Acknowledge | Notify]:
    """Yield what is to be written; whoever hears of a complaint hears of it once."""
    told: tuple[str, ...] = ()
    for action in entry.placed.actions:
        if isinstance(action, Notify):
            told += action.to
        elif isinstance(action, Acknowledge):
            yield action
    if entry.message_id in alarms:
        told += alarms[entry.message_id].to
    if told:
        yield Notify(tuple(dict.fromkeys(told)))


def alert_key(message_id: int, addr: str) -> str:
    """Return the key under which somebody of ours hears of a mail once."""
    return f"alert:{message_id}:{addr.lower()}"


def acknowledgement(mailbox: MailboxConfig, cause: Cause, *, personal: bool) -> Rendered:
    """Return the words that tell a client that a mail arrived.

    ``personal``: a manager sends it, so that it does not call itself automatic.
    """
    language = cause.language if cause.language in LANGUAGES else mailbox.language
    context = _context(mailbox, cause) | {"contact_name": cause.sender[0], "personal": personal}
    return render("acknowledge", language, context, mailbox.templates)


def acknowledge(
    connection: Transaction,
    office: Office,
    wanted: tuple[MailboxConfig, Cause, Acknowledge],
    now: datetime,
) -> int:
    """Tell a client that a mail arrived, once a conversation; return the outbox row."""
    mailbox, cause, action = wanted
    parcel = Parcel(
        words=acknowledgement(mailbox, cause, personal=action.hold),
        to=cause.sender[1],
        purpose="acknowledge",
        once=once(cause.conversation_id),
        hold=action.hold,
        reason=action.reason,
        conversation_id=cause.conversation_id,
        in_reply_to=cause.rfc_message_id,
        references=cause.references,
    )
    return post(connection, office, mailbox, parcel, now)


def alert(
    connection: Transaction,
    office: Office,
    wanted: tuple[MailboxConfig, Cause, Notify, Alarm],
    now: datetime,
) -> list[int]:
    """Tell people of ours of a mail, each once; return the outbox rows."""
    mailbox, cause, action, alarm = wanted
    context = _context(mailbox, cause) | {
        "sender_name": cause.sender[0],
        "sender_addr": cause.sender[1],
        "client_name": conversations.client_name(connection, cause.conversation_id),
        "client_words": cause.text[:ALERT_LENGTH],
        "why": [sentence[:WHY_LENGTH] for sentence in cause.why],
        "sure": cause.sure,
        "unsure": cause.unsure,
        "received_at": cause.received_at.astimezone(mailbox.zone),
        "severity": alarm.severity,
        "severity_why": tell(alarm.why, mailbox.language),
        "alike": list(alarm.alike),
    }
    words = render("alert", mailbox.language, context, mailbox.templates)
    return [
        post(
            connection,
            office,
            mailbox,
            Parcel(words, addr, "alert", alert_key(cause.message_id, addr)),
            now,
        )
        for addr in action.to
    ]


def _cause(entry: Recorded, number: int) -> Cause:
    incoming = entry.placed.incoming
    message, prediction = incoming.message, incoming.prediction
    label = prediction.label if prediction else Label.OTHER
    asks = prediction.asks if prediction else ()
    topic = "question" if label is Label.OTHER and any(a.question for a in asks) else label.value
    own = (message.message_id,) if message.message_id else ()
    return Cause(
        message_id=entry.message_id,
        conversation_id=entry.conversation_id,
        number=number,
        rfc_message_id=message.message_id,
        references=(*reversed(message.references), *own),
        sender=(message.sender.name, message.sender.addr),
        subject=message.subject,
        text=message.text,
        language=message.language,
        received_at=incoming.received_at,
        topic=topic,
        items=tuple((i.known_as, i.wanted.title, i.wanted.words) for i in entry.items),
        why=tuple(s.text for s in prediction.evidence.strongest(2)) if prediction else (),
        sure=prediction.confidence if prediction else 0.0,
        unsure=bool(prediction and prediction.abstain),
    )


def _context(mailbox: MailboxConfig, cause: Cause) -> dict[str, object]:
    """Return what every template is given."""
    return {
        "project_code": mailbox.project,
        "project_name": mailbox.project_name or mailbox.project,
        "tag": compose.subject_tag(mailbox.project, cause.number),
        "subject": cause.subject,
        "signature": mailbox.signature,
        "topic": cause.topic,
        "items": [{"ref": r, "title": title, "words": words} for r, title, words in cause.items],
    }
