"""Letters that follow from a recorded mail by policy: acknowledgements and alerts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from daemon.model.label import Label
from daemon.model.outgoing import Letter, OutgoingState
from daemon.model.token import make_message_id
from daemon.outbox import compose
from daemon.outbox.render import render
from daemon.pipeline.act import Acknowledge, Notify
from daemon.services import delivery
from daemon.services.alarms import Alarm
from daemon.services.intake import Intake
from daemon.services.recording import Recorded
from daemon.store import conversations, outbox
from daemon.store.outbox import NewOutgoing
from daemon.store.transaction import Transaction

LANGUAGES = ("en", "zh")
#: an alert shows so much of the client's words
ALERT_LENGTH = 2000
_QUIET = Alarm((), "", "")
#: and so much of a sentence that carried the verdict
WHY_LENGTH = 160


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
    numbers = conversations.numbers(connection, {e.conversation_id for e, _ in wanted})
    answered = outbox.known(connection, [_once(e.conversation_id) for e, _ in wanted])
    for entry, action in wanted:
        tag = compose.subject_tag(intake.mailbox.project, numbers[entry.conversation_id])
        if isinstance(action, Acknowledge):
            if _once(entry.conversation_id) in answered:
                continue
            answered.add(_once(entry.conversation_id))
            _acknowledge(connection, intake, (entry, action, tag), now)
        else:
            alarm = alarms.get(entry.message_id, _QUIET)
            _alert(connection, intake, (entry, action, tag, alarm), now)


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


def _once(conversation_id: int) -> str:
    """Return the key under which a conversation is acknowledged once."""
    return f"acknowledge:{conversation_id}"


def _acknowledge(
    connection: Transaction,
    intake: Intake,
    wanted: tuple[Recorded, Acknowledge, str],
    now: datetime,
) -> None:
    entry, action, tag = wanted
    message, mailbox = entry.placed.incoming.message, intake.mailbox
    language = message.language if message.language in LANGUAGES else mailbox.language
    context = _context(intake, entry, tag) | {"contact_name": message.sender.name}
    words = render("acknowledge", language, context, mailbox.templates)
    domain = mailbox.address.rpartition("@")[2]
    letter = Letter(
        mailbox=mailbox.name,
        sender=mailbox.identity,
        to=(message.sender.addr,),
        subject=words.subject,
        text=words.text,
        html=words.html,
        message_id=make_message_id(entry.conversation_id, intake.nonce(), domain, intake.secret),
        date=now,
        in_reply_to=message.message_id,
        references=(*reversed(message.references), message.message_id)
        if message.message_id
        else tuple(reversed(message.references)),
        automatic=True,
        language=words.language,
    )
    state = OutgoingState.HELD if action.hold else OutgoingState.QUEUED
    new = NewOutgoing(
        letter=letter,
        purpose="acknowledge",
        once=_once(entry.conversation_id),
        state=state,
        conversation_id=entry.conversation_id,
        reason=action.reason,
    )
    delivery.enqueue(connection, new, intake.config.sending, now)


def _alert(
    connection: Transaction,
    intake: Intake,
    wanted: tuple[Recorded, Notify, str, Alarm],
    now: datetime,
) -> None:
    entry, action, tag, alarm = wanted
    incoming, mailbox = entry.placed.incoming, intake.mailbox
    prediction = incoming.prediction
    assert prediction is not None  # only classified mail alerts anybody
    context = _context(intake, entry, tag) | {
        "sender_name": incoming.message.sender.name,
        "sender_addr": incoming.message.sender.addr,
        "client_name": conversations.client_name(connection, entry.conversation_id),
        "client_words": incoming.message.text[:ALERT_LENGTH],
        "why": [s.text[:WHY_LENGTH] for s in prediction.evidence.strongest(2)],
        "sure": prediction.confidence,
        "unsure": prediction.abstain,
        "received_at": incoming.received_at,
        "severity": alarm.severity,
        "severity_why": alarm.why,
        "alike": list(alarm.alike),
    }
    words = render("alert", mailbox.language, context, mailbox.templates)
    domain = mailbox.address.rpartition("@")[2]
    for addr in action.to:
        letter = Letter(
            mailbox=mailbox.name,
            sender=mailbox.identity,
            to=(addr,),
            subject=words.subject,
            text=words.text,
            html=words.html,
            message_id=make_message_id(0, intake.nonce(), domain, intake.secret),
            date=now,
            automatic=True,
            language=words.language,
        )
        new = NewOutgoing(
            letter=letter,
            purpose="alert",
            once=f"alert:{entry.message_id}:{addr.lower()}",
            state=OutgoingState.QUEUED,
            conversation_id=None,
        )
        delivery.enqueue(connection, new, intake.config.sending, now)


def _context(intake: Intake, entry: Recorded, tag: str) -> dict[str, object]:
    """Return what every template is given."""
    message, prediction = entry.placed.incoming.message, entry.placed.incoming.prediction
    label = prediction.label if prediction else Label.OTHER
    asks = prediction.asks if prediction else ()
    topic = "question" if label is Label.OTHER and any(a.question for a in asks) else label.value
    return {
        "project_code": intake.mailbox.project,
        "project_name": intake.mailbox.project_name or intake.mailbox.project,
        "tag": tag,
        "subject": message.subject,
        "signature": intake.mailbox.signature,
        "topic": topic,
        "items": [
            {"ref": i.known_as, "title": i.wanted.title, "words": i.wanted.words}
            for i in entry.items
        ],
    }
