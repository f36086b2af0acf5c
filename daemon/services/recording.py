"""Writing a plan of placed mail to the database, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from daemon.model.message import Kind
from daemon.pipeline.act import OpenItem
from daemon.services import joining, opening
from daemon.services.placing import Changed, Placed, Plan, Setting
from daemon.store import conversations, counters, events, messages, search
from daemon.store.events import Event
from daemon.store.items import NewItem, Opened
from daemon.store.transaction import Transaction

DAEMON = "triaged"


@dataclass(frozen=True, slots=True)
class Recorded:
    """A placed mail with the ids it was written under."""

    placed: Placed
    message_id: int
    conversation_id: int
    items: tuple[Opened, ...]


def write_plan(
    connection: Transaction, plan: Plan, setting: Setting, now: datetime
) -> list[Recorded]:
    """Write conversations, messages, predictions, items and events; return what was written."""
    ids = _open_conversations(connection, plan, setting)
    message_ids = _add_messages(connection, plan, ids, setting)
    opened = _open_items(connection, plan, (ids, message_ids), setting, now)
    conversations.grow(connection, [_growth(ids[c.id], c) for c in plan.changed.values()])
    recorded = [
        Recorded(placed, message_id, ids[placed.conversation.id], tuple(opened[message_id]))
        for placed, message_id in zip(plan.placed, message_ids, strict=True)
    ]
    events.record_all(connection, list(_events(recorded, now)))
    for source, target in plan.merges:
        pair = (ids.get(source, source), ids.get(target, target))
        joining.merge_found(connection, *pair, DAEMON, now)
    return recorded


def _open_conversations(connection: Transaction, plan: Plan, setting: Setting) -> dict[int, int]:
    """Open the new conversations; return the id of every one, by its id in the plan."""
    ids = {c.id: c.id for c in plan.changed.values() if c.opening is None}
    new = [c for c in plan.changed.values() if c.opening is not None]
    if not new:
        return ids
    first = counters.take(connection, f"{setting.mailbox.project}/conversation", len(new))
    rows: list[dict[str, object]] = [
        {
            **(c.opening or {}),
            "number": first + position,
            "state": c.values["state"],
            "state_at": c.values["state_at"],
            "last_at": c.values["last_at"],
        }
        for position, c in enumerate(new)
    ]
    added = conversations.add(connection, rows)
    return ids | {c.id: conversation_id for c, conversation_id in zip(new, added, strict=True)}


def _add_messages(
    connection: Transaction, plan: Plan, ids: dict[int, int], setting: Setting
) -> list[int]:
    rows = [_message_row(p, ids[p.conversation.id], setting) for p in plan.placed]
    message_ids = messages.add(connection, rows)
    pairs = list(zip(message_ids, (p.incoming for p in plan.placed), strict=True))
    messages.add_references(
        connection,
        [
            (message_id, rfc_id)
            for message_id, incoming in pairs
            for rfc_id in _cited(incoming.message.message_id, incoming.message.references)
        ],
    )
    parsed = [(m, incoming.message) for m, incoming in pairs]
    messages.add_attachments(connection, parsed)
    search.add(connection, parsed)
    said = [(m, i.prediction) for m, i in pairs if i.prediction is not None]
    messages.add_predictions(connection, said, max((i.received_at for _, i in pairs)))
    return message_ids


def _cited(message_id: str, references: Iterable[str]) -> dict[str, None]:
    return dict.fromkeys(r for r in (message_id, *references) if r)


def _message_row(placed: Placed, conversation_id: int, setting: Setting) -> dict[str, object]:
    incoming, prediction = placed.incoming, placed.incoming.prediction
    waiting = prediction is None and incoming.message.kind is Kind.PERSON
    return {
        **messages.describe(incoming.message),
        "sha256": incoming.sha256,
        "conversation_id": conversation_id,
        "mailbox": setting.mailbox.name,
        "contact_id": incoming.identity.contact_id,
        "received_at": incoming.received_at,
        "trust": incoming.identity.trust.value,
        "thread_reason": placed.place.reason,
        "label": prediction.label.value if prediction else "",
        "also": [a.value for a in prediction.also] if prediction else None,
        "confidence": prediction.confidence if prediction else 0.0,
        "abstain": bool(prediction and prediction.abstain),
        "classified": "done" if prediction else "waiting" if waiting else "none",
    }


def _open_items(
    connection: Transaction,
    plan: Plan,
    written: tuple[dict[int, int], list[int]],
    setting: Setting,
    now: datetime,
) -> dict[int, list[Opened]]:
    ids, message_ids = written
    wanted = [
        NewItem(
            kind=action.kind,
            conversation_id=ids[placed.conversation.id],
            message_id=message_id,
            client_id=placed.incoming.identity.client_id,
            start=action.start,
            end=action.end,
            title=action.title,
            words=action.words,
            due=action.due,
            accept=action.accept,
        )
        for placed, message_id in zip(plan.placed, message_ids, strict=True)
        for action in placed.actions
        if isinstance(action, OpenItem)
    ]
    project = (setting.project_id, setting.mailbox.project)
    by_message: dict[int, list[Opened]] = {message_id: [] for message_id in message_ids}
    for opened in opening.open_items(connection, project, wanted, now):
        by_message[opened.wanted.message_id].append(opened)
    return by_message


def _growth(conversation_id: int, changed: Changed) -> dict[str, object]:
    values = {f"b_{name}": changed.values[name] for name in conversations.GROWN}
    return {"b_id": conversation_id, "b_added": changed.added, **values}


def _events(recorded: Iterable[Recorded], now: datetime) -> Iterable[Event]:
    for entry in recorded:
        incoming = entry.placed.incoming
        yield Event(
            at=now,
            actor=DAEMON,
            verb="recorded",
            subject="message",
            subject_id=entry.message_id,
            conversation_id=entry.conversation_id,
            after={
                "role": incoming.identity.role.value,
                "why": incoming.identity.reason,
                "thread": entry.placed.place.reason,
                "label": incoming.prediction.label.value if incoming.prediction else None,
            },
        )
        for opened in entry.items:
            yield Event(
                at=now,
                actor=DAEMON,
                verb="item.opened",
                subject="item",
                subject_id=opened.id,
                conversation_id=entry.conversation_id,
                after={"ref": opened.ref, "message": entry.message_id},
            )
