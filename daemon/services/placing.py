"""Placing read mails in conversations, in memory: the plan that is then written in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from daemon.config import Config, MailboxConfig
from daemon.model.known import ConversationIndex, KnownConversation
from daemon.model.label import Label, Prediction
from daemon.model.message import Kind, Message
from daemon.model.record import ConversationState, Role
from daemon.pipeline.act import Action, Case, Look, OpenItem, act
from daemon.pipeline.courtesy import is_courtesy
from daemon.pipeline.identify import Identity
from daemon.pipeline.subject import read_subject
from daemon.pipeline.thread import Place, Rules, place

PRIORITY = {label.value: rank for rank, label in enumerate(Label)}


@dataclass(frozen=True, slots=True)
class Incoming:
    """A mail that is new to the records, identified and, if possible, classified."""

    message: Message
    sha256: str
    uid: int
    received_at: datetime
    identity: Identity
    prediction: Prediction | None
    history: bool
    #: history so old that it asks nobody for anything any more
    settled: bool = False
    #: merely answers a survey: it moves no conversation and draws no answer
    quiet: bool = False
    #: why a person has to look, known before the mail was placed
    look: str = ""


@dataclass(slots=True)
class Placed:
    """An incoming mail, where it belongs and what shall follow."""

    incoming: Incoming
    place: Place
    conversation: Changed
    actions: tuple[Action, ...]


@dataclass(slots=True)
class Changed:
    """A conversation that new mail belongs to; ``values`` are its columns as they will be."""

    id: int
    values: dict[str, object]
    opening: dict[str, object] | None = None
    added: int = 0


@dataclass(slots=True)
class Plan:
    """Everything that a batch of mails will change."""

    placed: list[Placed] = field(default_factory=list)
    changed: dict[int, Changed] = field(default_factory=dict)
    #: conversations that turned out to be part of another, by their ids in the plan
    merges: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Setting:
    """What placing depends on beside the mails."""

    config: Config
    mailbox: MailboxConfig
    project_id: int

    @property
    def rules(self) -> Rules:
        """The threading windows of the configuration."""
        threading = self.config.threading
        return Rules(timedelta(days=threading.subject_window), timedelta(days=threading.grace))


def place_all(
    mails: Sequence[Incoming],
    index: ConversationIndex,
    present: dict[int, dict[str, object]],
    setting: Setting,
) -> Plan:
    """Place *mails* in order; *present* holds the columns of the conversations in *index*."""
    plan = Plan()
    for incoming in mails:
        rules = setting.rules
        if incoming.settled:
            # history is put together as it was, however long its conversations rested
            rules = replace(rules, grace=timedelta.max)
        where = place(incoming.message, incoming.identity, index, incoming.received_at, rules)
        actions = _decide(incoming, where, setting)
        if where.joins is not None and where.conversation_id is not None:
            plan.merges.append((where.joins, where.conversation_id))
            index.redirect(where.joins, where.conversation_id)
        changed = _conversation(plan, incoming, where, present, setting)
        _note(index, changed, incoming)
        _grow(changed, incoming, actions, index.conversations[changed.id])
        plan.placed.append(Placed(incoming, where, changed, tuple(actions)))
    return plan


def _decide(incoming: Incoming, where: Place, setting: Setting) -> list[Action]:
    """Return what shall follow from a mail in its place."""
    case = Case(incoming.message, incoming.identity, incoming.prediction, history=incoming.history)
    actions = list(act(case, setting.mailbox.policy))
    if incoming.quiet:
        actions = [a for a in actions if isinstance(a, OpenItem)]
    elif incoming.look:
        actions.append(Look(incoming.look))
    if incoming.settled:
        return [a for a in actions if not isinstance(a, Look)]
    if where.elsewhere is not None:
        actions.append(Look("points at a conversation of another client"))
    return actions


def _conversation(
    plan: Plan,
    incoming: Incoming,
    where: Place,
    present: dict[int, dict[str, object]],
    setting: Setting,
) -> Changed:
    if where.conversation_id is None:
        changed = _open(-len(plan.changed) - 1, incoming, where, setting)
    elif where.conversation_id in plan.changed:
        return plan.changed[where.conversation_id]
    else:
        changed = Changed(where.conversation_id, dict(present[where.conversation_id]))
    plan.changed[changed.id] = changed
    return changed


def _open(new_id: int, incoming: Incoming, where: Place, setting: Setting) -> Changed:
    message, identity = incoming.message, incoming.identity
    opening = {
        "project_id": setting.project_id,
        "mailbox": setting.mailbox.name,
        "client_id": identity.client_id,
        "contact_id": identity.contact_id,
        "subject": message.subject,
        "subject_key": read_subject(message.subject).key,
        "opened_at": incoming.received_at,
        "previous_id": where.previous_id,
    }
    values: dict[str, object] = {
        "state": ConversationState.OPEN.value,
        "state_at": incoming.received_at,
        "snoozed_until": None,
        "label": "",
        "confidence": 0.0,
        "needs_look": False,
        "look_reason": "",
        "urgent": False,
        "unread": False,
        "sender": "",
        "has_attachment": False,
        "last_at": incoming.received_at,
    }
    return Changed(new_id, values, opening)


def _note(index: ConversationIndex, changed: Changed, incoming: Incoming) -> None:
    """Let later mails of the batch find this one."""
    message = incoming.message
    known = index.conversations.get(changed.id)
    if known is None:
        known = KnownConversation(
            id=changed.id,
            client_id=incoming.identity.client_id,
            contact_id=incoming.identity.contact_id,
            state=ConversationState.OPEN,
            state_at=incoming.received_at,
            last_at=incoming.received_at,
            subject_key=read_subject(message.subject).key,
        )
    ids = (message.message_id, *message.references) if message.message_id else message.references
    index.add(known, ids)


def _grow(
    changed: Changed, incoming: Incoming, actions: Sequence[Action], known: KnownConversation
) -> None:
    """Change the columns of a conversation as the mail demands."""
    values, message, prediction = changed.values, incoming.message, incoming.prediction
    changed.added += 1
    values["last_at"] = known.last_at = max(known.last_at, incoming.received_at)
    values["has_attachment"] = values["has_attachment"] or any(
        not a.inline for a in message.attachments
    )
    if incoming.identity.role is not Role.STAFF:
        values["sender"] = message.sender.name or message.sender.addr
    if looks := [a for a in actions if isinstance(a, Look)]:
        values.update(needs_look=True, look_reason=values["look_reason"] or looks[0].reason)
    _move(values, incoming, changed, needs_look=bool(looks))
    known.state = ConversationState(str(values["state"]))
    moved = values["state_at"]
    assert isinstance(moved, datetime)
    known.state_at = moved
    if prediction is not None and incoming.identity.role is not Role.STAFF:
        _relabel(values, prediction)


def _move(
    values: dict[str, object], incoming: Incoming, changed: Changed, *, needs_look: bool
) -> None:
    """Move the state: a client's mail opens, a courtesy or a machine does not."""
    from_person = incoming.message.kind is Kind.PERSON and incoming.identity.role is not Role.STAFF
    if incoming.quiet or incoming.settled or not (from_person or needs_look):
        if changed.opening is not None and changed.added == 1:
            values["state"] = ConversationState.DONE.value
        return
    values["unread"] = True
    courtesy = is_courtesy(incoming.message, incoming.prediction)
    if values["state"] != ConversationState.OPEN.value and not courtesy:
        if values["state"] == ConversationState.DONE.value:
            values.update(label="", confidence=0.0)
        values.update(
            state=ConversationState.OPEN.value, state_at=incoming.received_at, snoozed_until=None
        )


def _relabel(values: dict[str, object], prediction: Prediction) -> None:
    """Keep the label that it would be most wrong to miss."""
    present = str(values["label"])
    if not present or PRIORITY[prediction.label] <= PRIORITY[present]:
        values.update(label=prediction.label.value, confidence=prediction.confidence)
    values["urgent"] = bool(values["urgent"]) or prediction.urgent
