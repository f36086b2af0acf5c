"""What shall happen with a mail: a list of actions from its policy. Changes nothing itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from daemon.config import Policy
from daemon.model.label import Ask, Label, Prediction
from daemon.model.message import Kind, Message, SpanKind
from daemon.model.record import ItemKind, Role
from daemon.pipeline.gather import gather
from daemon.pipeline.identify import Identity
from daemon.pipeline.trust import Trust

TITLE_LENGTH = 80
#: an ask below this probability is shown to a manager but opens no item by itself
ASK_FLOOR = 0.5
#: an ask that contradicts the label of its mail has to be this sure of its own
ASK_SURE = 0.8
#: characters above a forwarded mail that hardly say what is wanted
FEW_WORDS = 200
#: what policy may take on without a manager
_TAKEN_ON = {ItemKind.REQUIREMENT, ItemKind.CHANGE_REQUEST}


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Open an item of *kind* on the words from ``start`` to ``end`` of the text written now."""

    kind: ItemKind
    start: int
    end: int
    title: str
    words: str
    due: str = ""
    #: whether policy takes it on by itself
    accept: bool = False


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """Tell the client that the mail arrived; ``hold`` waits for a manager."""

    hold: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Notify:
    """Alert people of ours."""

    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """A person has to look, at the front of the queue."""

    reason: str


Action = OpenItem | Acknowledge | Notify | Look


@dataclass(frozen=True, slots=True)
class Case:
    """A mail with all that is known when it is decided upon.

    ``history``: received before the mailbox was watched, or too old to be answered by itself.
    """

    message: Message
    identity: Identity
    prediction: Prediction | None
    history: bool = False


def act(case: Case, policy: Mapping[Label, Policy]) -> tuple[Action, ...]:
    """Decide what happens with one incoming mail."""
    message, identity, prediction = case.message, case.identity, case.prediction
    if message.kind is Kind.BOUNCE and message.bounce and message.bounce.hard:
        return (Look(f"mail to {', '.join(message.bounce.recipients) or 'a client'} came back"),)
    if message.kind is not Kind.PERSON or identity.role in {Role.STAFF, Role.MACHINE}:
        return ()
    actions: list[Action] = []
    if identity.role is Role.UNKNOWN:
        actions.append(Look("unknown sender"))
    if prediction is None:
        return (*actions, Look("not classified yet"))
    if prediction.abstain:
        return (*actions, Look("the model is not sure"))
    if _passes_on(message, prediction):
        actions.append(Look("what they want may stand in what they forward"))
    rule = policy[prediction.label]
    if identity.role is Role.CLIENT:
        actions += open_items(message, prediction, policy)
        actions += _acknowledge(case, rule)
    if rule.notify and not case.history:
        actions.append(Notify(tuple(rule.notify)))
    return tuple(actions)


def _passes_on(message: Message, prediction: Prediction) -> bool:
    """Whether a mail says little itself, and nothing to act upon, over something forwarded."""
    if prediction.label is not Label.OTHER or len(message.text) > FEW_WORDS:
        return False
    passed = sum(s.end - s.start for s in message.spans if s.kind is SpanKind.FORWARD)
    return passed > len(message.text)


def open_items(
    message: Message, prediction: Prediction, policy: Mapping[Label, Policy]
) -> list[OpenItem]:
    """Turn the asks of a mail into items; at least one for a label that opens items."""
    asks = matters(prediction.asks, (prediction.label, prediction.also), message.text)
    items = [
        OpenItem(
            kind=kind,
            start=ask.start,
            end=ask.end,
            title=ask.title or ask.text[:TITLE_LENGTH],
            words=ask.text,
            due=ask.due,
            accept=_is_accepted(kind, ask, policy[label]),
        )
        for label, ask in asks
        if policy[label].open_item and (kind := ItemKind.of(label))
    ]
    whole = whole_item(message, prediction.label)
    if whole and policy[prediction.label].open_item and whole.kind not in {i.kind for i in items}:
        items.insert(0, whole)
    return items


def matters(
    asks: Sequence[Ask], labels: tuple[Label, Sequence[Label]], text: str
) -> list[tuple[Label, Ask]]:
    """Return what a mail with *labels* (primary, secondary) asks for, each matter once."""
    sure = [(settle_label(a, *labels), a) for a in asks if a.probability >= ASK_FLOOR]
    return gather(sure, text)


def _is_accepted(kind: ItemKind, ask: Ask, rule: Policy) -> bool:
    """Whether policy takes an ask on by itself; never one that a person has to answer first."""
    return kind in _TAKEN_ON and 0 < rule.accept <= ask.probability and not ask.question


def settle_label(ask: Ask, primary: Label, also: Sequence[Label]) -> Label:
    """Return the label of *ask*: its own if sure or borne out by the mail, else the mail's."""
    if ask.label is Label.OTHER or ask.label in (primary, *also) or ask.probability >= ASK_SURE:
        return ask.label
    return primary


def whole_item(message: Message, label: Label) -> OpenItem | None:
    """Return one item over the whole text of *message*; None for ``other``."""
    kind = ItemKind.of(label)
    if kind is None:
        return None
    title = (message.subject or message.text.partition("\n")[0])[:TITLE_LENGTH]
    return OpenItem(kind, 0, len(message.text), title, message.text)


def _acknowledge(case: Case, rule: Policy) -> list[Acknowledge]:
    if rule.acknowledge == "no" or case.history or not case.message.answerable:
        return []
    if case.identity.trust is Trust.FAILED:
        return [Acknowledge(hold=True, reason="the sender could not be verified")]
    held = rule.acknowledge == "hold"
    return [Acknowledge(hold=held, reason="held by policy" if held else "by policy")]
