"""What follows beside items when a manager says that a mail is a complaint, or that it is none.

As with one that the model finds: to the front, the owner hears of it once, and the client gets
a personal acknowledgement. What has not left is taken back with the complaint.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from daemon.config import MailboxConfig, Policy
from daemon.model.label import Label
from daemon.model.outgoing import Outgoing, OutgoingState
from daemon.model.reading import Mail
from daemon.model.record import WITHDRAWN, ItemKind
from daemon.pipeline.act import Acknowledge, Notify
from daemon.pipeline.trust import Trust
from daemon.scope.lifecycle import CLOSED
from daemon.services import acknowledging, alarms, attending, editing
from daemon.services.acknowledging import Cause
from daemon.services.answered import once
from daemon.services.office import Office
from daemon.services.scope import Hand
from daemon.services.withdrawing import withdraw
from daemon.store import conversations, messages, outbox, reading, replies, scope_items, triage
from daemon.store.scope_items import ItemRow, Wanted
from daemon.store.transaction import Transaction

TAKEN_BACK = "no complaint after all"
_LOOK = ("needs_look", "look_reason", "urgent")
_WAITS = frozenset({OutgoingState.HELD, OutgoingState.QUEUED})


@dataclass(frozen=True, slots=True)
class Followed:
    """What the conversation shows now, and the letters concerned: how each stood, by its id."""

    shown: Mapping[str, object] = field(default_factory=dict)
    letters: Mapping[str, object] = field(default_factory=dict)


def follow(
    transaction: Transaction,
    office: Office | None,
    mail: Mail,
    moved: Collection[int],
    hand: Hand,
) -> Followed:
    """Do what follows where the items *moved* by a manager's word are complaints.

    Without an office nobody is written to.
    """
    found = [scope_items.load(transaction, i) for i in moved]
    bad = [i for i in found if i.kind is ItemKind.COMPLAINT and i.details.get("severity")]
    risen = [i for i in bad if i.state == "received"]
    if risen:
        return _rise(transaction, office, mail, risen, hand)
    if any(i.state == WITHDRAWN for i in bad):
        return _fall(transaction, mail, bad[0].conversation_id, hand)
    return Followed()


def _rise(
    transaction: Transaction,
    office: Office | None,
    mail: Mail,
    risen: Sequence[ItemRow],
    hand: Hand,
) -> Followed:
    worst = _worst(risen)
    where = worst.conversation_id
    attending.put_first(transaction, where, worst.ref, worst.details)
    shown = triage.load_columns(transaction, where, _LOOK)
    mailbox = _mailbox(transaction, office, mail)
    if office is None or mailbox is None or _is_past(office, mail, hand.now):
        return Followed(shown)
    cause = _cause(transaction, mail, where, risen)
    letters: dict[str, object] = {}
    for number in _tell(transaction, office, (mailbox, cause, worst), hand.now):
        letters |= _revive(transaction, number, hand.now)
    rule = mailbox.policy[Label.COMPLAINT]
    letters |= _acknowledge(transaction, office, (mailbox, cause, mail), rule, hand.now)
    return Followed(shown, letters)


def warn(
    transaction: Transaction, office: Office, mail: Mail, bad: Sequence[int], now: datetime
) -> None:
    """Tell the owner of the complaints *bad* of a mail; no client is written to."""
    found = [scope_items.load(transaction, i) for i in bad]
    mailbox = _mailbox(transaction, office, mail)
    if found and mailbox is not None and not _is_past(office, mail, now):
        worst = _worst(found)
        cause = _cause(transaction, mail, worst.conversation_id, found)
        _tell(transaction, office, (mailbox, cause, worst), now)


def _worst(found: Sequence[ItemRow]) -> ItemRow:
    return max(found, key=lambda i: alarms.GRAVEST.index(str(i.details["severity"])))


def _tell(
    transaction: Transaction,
    office: Office,
    about: tuple[MailboxConfig, Cause, ItemRow],
    now: datetime,
) -> list[int]:
    """Tell whoever has to hear of a complaint, each once; return the ids of the letters."""
    mailbox, cause, worst = about
    alarm = alarms.alarm_of(transaction, office.config, worst)
    to = Notify(tuple(dict.fromkeys((*mailbox.policy[Label.COMPLAINT].notify, *alarm.to))))
    return acknowledging.alert(transaction, office, (mailbox, cause, to, alarm), now)


def _revive(transaction: Transaction, outgoing_id: int, now: datetime) -> dict[str, object]:
    """Let an alert leave after all that was withdrawn before it had left; say how it stood."""
    row = outbox.load(transaction, outgoing_id)
    if row.state is not OutgoingState.DISCARDED or row.last_error != TAKEN_BACK:
        is_new = row.created_at == now
        return {str(row.id): None} if is_new else {}
    _hold(transaction, row.id, "")
    held = outbox.load(transaction, row.id)
    values = {"last_error": "", "next_attempt_at": now, "date": now}
    outbox.move(transaction, held, OutgoingState.QUEUED, values)
    return {str(row.id): {"state": OutgoingState.DISCARDED.value, "words": None}}


def _mailbox(transaction: Transaction, office: Office | None, mail: Mail) -> MailboxConfig | None:
    place = triage.load_message_columns(transaction, mail.id, ["mailbox"])
    return office.config.find_mailbox(place["mailbox"]) if office else None


def _is_past(office: Office, mail: Mail, now: datetime) -> bool:
    """Whether nobody waits for an answer to a mail any more, or no person wrote it."""
    grace = timedelta(days=office.config.threading.grace)
    return not mail.incoming or mail.kind != "person" or mail.at < now - grace


def _cause(transaction: Transaction, mail: Mail, where: int, items: Sequence[ItemRow]) -> Cause:
    envelope = replies.load_envelope(transaction, mail.id)
    return Cause(
        message_id=mail.id,
        conversation_id=where,
        number=conversations.numbers(transaction, {where})[where],
        rfc_message_id=envelope.message_id,
        references=envelope.ids[::-1],
        sender=(mail.sender_name, mail.sender_addr),
        subject=mail.subject,
        text=mail.text,
        language=mail.language,
        received_at=mail.at,
        topic=Label.COMPLAINT.value,
        items=tuple((i.ref, i.title, i.words) for i in items),
    )


def _acknowledge(
    transaction: Transaction,
    office: Office,
    about: tuple[MailboxConfig, Cause, Mail],
    rule: Policy,
    now: datetime,
) -> dict[str, object]:
    """Acknowledge a complaint as policy says, or reword what would have said something else."""
    mailbox, cause, mail = about
    if rule.acknowledge == "no":
        return {}
    there = outbox.find_once(transaction, [once(cause.conversation_id)])
    if there:
        return _reword(transaction, there[0], mailbox, cause)
    if _is_answered(transaction, cause):
        return {}
    hold = rule.acknowledge == "hold" or mail.trust == Trust.FAILED.value
    action = Acknowledge(hold, "held by policy" if hold else "by policy")
    number = acknowledging.acknowledge(transaction, office, (mailbox, cause, action), now)
    return {str(number): None}


def _is_answered(transaction: Transaction, cause: Cause) -> bool:
    seen = reading.load_conversation(transaction, cause.conversation_id, cause.message_id)
    return any(not line.incoming and line.at >= cause.received_at for line in seen.mails)


def _reword(
    transaction: Transaction, row: Outgoing, mailbox: MailboxConfig, cause: Cause
) -> dict[str, object]:
    """Let an acknowledgement that has not left speak of the complaint, held for a manager."""
    ours = row.state is OutgoingState.DISCARDED and row.last_error == TAKEN_BACK
    if row.state not in _WAITS and not ours:
        return {}
    stood = {"state": row.state.value, "words": editing.words_of(row)}
    words = acknowledging.acknowledgement(mailbox, cause, personal=True)
    new = {"subject": words.subject, "text": words.text, "html": words.html}
    editing.write(transaction, row, new)
    _hold(transaction, row.id, "held by policy")
    return {str(row.id): stood}


def _hold(transaction: Transaction, outgoing_id: int, why: str) -> None:
    row = outbox.load(transaction, outgoing_id)
    if row.state is not OutgoingState.HELD:
        values = {"last_error": why, "next_attempt_at": None}
        outbox.move(transaction, row, OutgoingState.HELD, values)


def _fall(transaction: Transaction, mail: Mail, where: int, hand: Hand) -> Followed:
    """Take back what has not left, unless another complaint stands in the conversation."""
    query = Wanted("", [ItemKind.COMPLAINT], not_states=CLOSED, newest=0)
    if any(i.conversation_id == where for i in scope_items.find_all(transaction, query)):
        return Followed()
    shown = {"urgent": messages.urgent_by_model(transaction, where)}
    version = triage.load_columns(transaction, where, ["version"])["version"]
    triage.change(transaction, where, version, shown)
    own = replies.load_envelope(transaction, mail.id).message_id
    letters: dict[str, object] = {}
    for row in _written(transaction, mail, where):
        of_this = row.purpose == "alert" or row.letter.in_reply_to == own
        stood = {"state": row.state.value, "words": None}
        if of_this and withdraw(transaction, row.id, TAKEN_BACK, hand.now, hand.actor):
            letters[str(row.id)] = stood
    return Followed(shown, letters)


def _written(transaction: Transaction, mail: Mail, where: int) -> list[Outgoing]:
    """Return what was written because of a mail: its acknowledgement and its alerts."""
    keys = outbox.keys_like(transaction, acknowledging.alert_key(mail.id, ""))
    return outbox.find_once(transaction, [once(where), *keys])


def take_back(transaction: Transaction, letters: Mapping[str, Any], hand: Hand) -> None:
    """Undo what followed: what was written goes, what was withdrawn is held again."""
    for number, stood in letters.items():
        if stood is None:
            withdraw(transaction, int(number), TAKEN_BACK, hand.now, hand.actor)
            continue
        row = outbox.load(transaction, int(number))
        if stood["words"] and row.state in _WAITS:
            editing.write(transaction, row, stood["words"])
        if row.state is OutgoingState.DISCARDED and row.last_error == TAKEN_BACK:
            _hold(transaction, row.id, "held: taken back")
        elif stood["state"] == OutgoingState.DISCARDED.value:
            withdraw(transaction, row.id, TAKEN_BACK, hand.now, hand.actor)
