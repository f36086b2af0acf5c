"""A manager's word on what a mail is: a decision, the items that follow, the look it settles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from daemon.errors import NotFoundError, UserError
from daemon.model.label import Label
from daemon.model.queue import Target
from daemon.model.reading import Mail
from daemon.model.record import FIRST_STATE, WITHDRAWN, ItemKind
from daemon.pipeline.act import TITLE_LENGTH, matters
from daemon.services import opening, relabelled
from daemon.services.office import Office
from daemon.services.scope import Hand
from daemon.store import events, items, reading, triage
from daemon.store.engine import Database
from daemon.store.transaction import Transaction

#: what stands in the conversation for its newest mail
_SHOWN = ("label", "confidence", "needs_look", "look_reason", "unread", "urgent")
_STANDING = ("label", "also", "confidence", "abstain")


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a manager decides. ``opens`` are the labels for which policy opens items.

    ``opens_in`` says so for single mailboxes, by name; it goes before ``opens``.
    ``message_id`` names a mail of the conversation; by default the client's newest. With
    ``office``, letters follow where it makes a complaint; without, nobody is written to.
    """

    label: Label
    opens: frozenset[Label] = frozenset(Label)
    message_id: int | None = None
    reason: str = ""
    opens_in: Mapping[str, frozenset[Label]] = field(default_factory=dict)
    office: Office | None = None


def relabel(
    db: Database, targets: Sequence[Target], ruling: Ruling, actor: str, now: datetime
) -> list[int]:
    """Decide the label of a mail in each conversation, all or none; return the events' ids.

    Deciding for the label that stands confirms it. Items of the label given up are withdrawn
    while nobody has worked on them; those of the new label are opened.
    """
    with db.write() as transaction:
        return [_relabel(transaction, t, ruling, actor, now) for t in targets]


def _relabel(
    transaction: Transaction, target: Target, ruling: Ruling, actor: str, now: datetime
) -> int:
    focus = reading.find_focus(transaction, target.id)
    message_id = ruling.message_id or focus
    if message_id is None:
        raise UserError("this conversation holds no mail that could be labelled")
    place = triage.load_message_columns(transaction, message_id, ["conversation_id", "mailbox"])
    if place["conversation_id"] != target.id:
        raise NotFoundError(f"mail {message_id} is not in conversation {target.id}")
    ruling = replace(ruling, opens=ruling.opens_in.get(place["mailbox"], ruling.opens))
    mail = reading.load_mail(transaction, message_id)
    before = _snapshot(transaction, target.id, mail)
    shown: dict[str, object] = {"unread": False, "needs_look": False, "look_reason": ""}
    if message_id == focus:
        shown |= {"label": ruling.label.value, "confidence": 1.0}
    triage.change(transaction, target.id, target.version, shown)
    standing = {"label": ruling.label.value, "confidence": 1.0, "abstain": False}
    triage.change_message(transaction, message_id, standing)
    _decide(transaction, mail, ruling, actor, now)
    moved = _settle_items(transaction, target.id, mail, ruling, now)
    ids = [int(i) for i in moved]
    followed = relabelled.follow(transaction, ruling.office, mail, ids, Hand(actor, now))
    shown |= followed.shown
    before["letters"] = dict(followed.letters)
    after = {"label": ruling.label.value, "conversation": shown, "items": moved}
    verb = "confirm" if mail.verdict.label is ruling.label else "relabel"
    entry = events.Event(now, actor, verb, "message", message_id, target.id, before, after)
    return events.record(transaction, entry)


def toggle_also(
    db: Database, targets: Sequence[Target], label: Label, actor: str, now: datetime
) -> list[int]:
    """Say that the newest mail of each conversation is this as well, or is not; all or none."""
    with db.write() as transaction:
        return [_toggle_also(transaction, t, label, actor, now) for t in targets]


def _toggle_also(
    transaction: Transaction, target: Target, label: Label, actor: str, now: datetime
) -> int:
    message_id = reading.find_focus(transaction, target.id)
    if message_id is None:
        raise UserError("this conversation holds no mail that could be labelled")
    before = triage.load_message_columns(transaction, message_id, ["label", "also"])
    if before["label"] == label.value:
        raise UserError(f"{label.value} is its main label already")
    labels = before["also"] or []
    kept = [name for name in labels if name != label.value]
    also = kept if label.value in labels else [*labels, label.value]
    triage.change(transaction, target.id, target.version, {})
    triage.change_message(transaction, message_id, {"also": also})
    row = {"message_id": message_id, "label": before["label"], "also": also, "actor": actor}
    triage.add_decision(transaction, {**row, "reason": "also", "decided_at": now})
    entry = events.Event(
        now, actor, "also", "message", message_id, target.id, {"also": labels}, {"also": also}
    )
    return events.record(transaction, entry)


def _snapshot(transaction: Transaction, conversation_id: int, mail: Mail) -> dict[str, object]:
    stored = triage.load_items(transaction, mail.id)
    return {
        **triage.load_message_columns(transaction, mail.id, _STANDING),
        "decided_by": mail.verdict.decided_by,
        "conversation": triage.load_columns(transaction, conversation_id, _SHOWN),
        "items": {str(item_id): state for item_id, _, state in stored},
    }


def _decide(
    transaction: Transaction, mail: Mail, ruling: Ruling, actor: str, now: datetime
) -> None:
    row = {
        "message_id": mail.id,
        "label": ruling.label.value,
        "also": [label.value for label in mail.verdict.also if label is not ruling.label],
        "actor": actor,
        "reason": ruling.reason,
        "decided_at": now,
    }
    triage.add_decision(transaction, row)


def _settle_items(
    transaction: Transaction, conversation_id: int, mail: Mail, ruling: Ruling, now: datetime
) -> dict[str, str]:
    """Withdraw, bring back and open items; return the new state of each by its id."""
    stored = triage.load_items(transaction, mail.id)
    moved = _move_stored(stored, mail.verdict.label, ruling)
    triage.set_item_states(transaction, moved)
    states = {item_id: moved.get(item_id, state) for item_id, _, state in stored}
    living = {ItemKind(kind) for item_id, kind, _ in stored if states[item_id] != WITHDRAWN}
    given_up = {mail.verdict.label} - {ruling.label}
    wanted = [] if stored else _asked(conversation_id, mail, ruling.opens - given_up)
    _complete(wanted, conversation_id, mail, (ruling.label, ruling.opens), living)
    client_id = triage.load_columns(transaction, conversation_id, ["client_id"])["client_id"]
    project = triage.find_project(transaction, conversation_id)
    wanted = [replace(new, client_id=client_id) for new in wanted]
    opened = opening.open_as_said(transaction, project, wanted, now)
    born = {o.id: FIRST_STATE[o.wanted.kind] for o in opened}
    return {str(item_id): state for item_id, state in (moved | born).items()}


def _move_stored(
    stored: Sequence[tuple[int, str, str]], old: Label | None, ruling: Ruling
) -> dict[int, str]:
    """Return the new states of items there are: given up with their label, or back with it."""
    given_up = ItemKind.of(old) if old and old is not ruling.label else None
    wanted = ItemKind.of(ruling.label) if ruling.label in ruling.opens else None
    moved: dict[int, str] = {}
    for item_id, name, state in stored:
        kind = ItemKind(name)
        if kind is given_up and state == FIRST_STATE[kind]:
            moved[item_id] = WITHDRAWN
        elif kind is wanted and state == WITHDRAWN:
            moved[item_id] = FIRST_STATE[kind]
    return moved


def items_for(
    conversation_id: int, mail: Mail, label: Label, opens: frozenset[Label]
) -> list[items.NewItem]:
    """Return the items that a mail with *label* opens: its asks, at least one of its label."""
    wanted = _asked(conversation_id, mail, opens)
    _complete(wanted, conversation_id, mail, (label, opens), set())
    return wanted


def _complete(
    wanted: list[items.NewItem],
    conversation_id: int,
    mail: Mail,
    rule: tuple[Label, frozenset[Label]],
    living: set[ItemKind],
) -> None:
    """See that a label which opens items has one, over the whole text if no ask gave it."""
    label, opens = rule
    kind = ItemKind.of(label)
    if kind and label in opens and kind not in living | {w.kind for w in wanted}:
        wanted.insert(0, _whole(conversation_id, mail, kind))


def _asked(conversation_id: int, mail: Mail, opens: frozenset[Label | None]) -> list[items.NewItem]:
    """Return an item for each matter whose label opens items."""
    said = mail.verdict
    labels = (said.model_label or Label.OTHER, said.also)  # without the model there are no asks
    return [
        items.NewItem(
            kind=kind,
            conversation_id=conversation_id,
            message_id=mail.id,
            client_id=None,
            start=ask.start,
            end=ask.end,
            title=ask.title or ask.text[:TITLE_LENGTH],
            words=ask.text,
            due=ask.due,
        )
        for label, ask in matters(said.asks, labels, mail.text)
        if label in opens and (kind := ItemKind.of(label))
    ]


def _whole(conversation_id: int, mail: Mail, kind: ItemKind) -> items.NewItem:
    title = (mail.subject or mail.text.partition("\n")[0])[:TITLE_LENGTH]
    text = mail.text
    return items.NewItem(kind, conversation_id, mail.id, None, 0, len(text), title, text)
