"""Making one conversation of several, and two of one; both can be taken back exactly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from daemon.errors import NotFoundError, StaleError, UserError
from daemon.model.queue import Target
from daemon.store import events, joining, triage
from daemon.store.engine import Database
from daemon.store.events import Event
from daemon.store.joining import Parts
from daemon.store.transaction import Transaction

MERGED, PARTED = "conversation.merged", "conversation.split"
_FACTS = ("client_id", "project_id", "state", "merged_into", "version")


def merge(db: Database, targets: Sequence[Target], actor: str, now: datetime) -> list[int]:
    """Put the mail of conversations into the oldest of them; return the events to undo.

    Raises UserError unless they are of one client and project, StaleError if one has changed
    since it was shown.
    """
    if len(targets) < 2:
        raise UserError("mark the conversations that belong together, at least two")
    kept, *others = sorted(targets, key=lambda target: target.id)
    with db.write() as transaction:
        facts = {t.id: triage.load_columns(transaction, t.id, _FACTS) for t in targets}
        if any(facts[t.id]["version"] != t.version for t in targets):
            raise StaleError
        if len({(f["client_id"], f["project_id"]) for f in facts.values()}) > 1:
            raise UserError("only conversations of one client and one project can be one")
        done = [_merge(transaction, (t, kept), facts[t.id], (actor, now)) for t in others]
        joining.recount(transaction, kept.id)
        return done


def merge_found(
    transaction: Transaction, source: int, kept: int, actor: str, now: datetime
) -> None:
    """Join *source* to *kept* once a mail shows that they are one; nothing if they may not be."""
    facts = {i: triage.load_columns(transaction, i, _FACTS) for i in (source, kept)}
    same = all(facts[source][n] == facts[kept][n] for n in ("client_id", "project_id"))
    if not same or facts[source]["merged_into"] is not None:
        return
    pair = (Target(source, facts[source]["version"], ""), Target(kept, facts[kept]["version"], ""))
    _merge(transaction, pair, facts[source], (actor, now))
    joining.recount(transaction, kept)


def _merge(
    transaction: Transaction,
    pair: tuple[Target, Target],
    facts: triage.Values,
    act: tuple[str, datetime],
) -> int:
    source, kept = pair
    actor, now = act
    parts = joining.parts_of(transaction, source.id)
    joining.move(transaction, parts, kept.id)
    values = {"merged_into": kept.id, "state": "done"}
    triage.change(transaction, source.id, source.version, values)
    joining.recount(transaction, source.id)
    entry = Event(
        at=now,
        actor=actor,
        verb=MERGED,
        subject="conversation",
        subject_id=source.id,
        conversation_id=kept.id,
        before={"parts": parts, "state": facts["state"]},
        after={"into": kept.id},
    )
    return events.record(transaction, entry)


def undo_merge(transaction: Transaction, entry: Event) -> None:
    """Give a conversation back what was its own; raise StaleError if some has moved on."""
    before, into = entry.before or {}, cast("int", (entry.after or {})["into"])
    parts = cast("Parts", before["parts"])
    facts = triage.load_columns(transaction, entry.subject_id, _FACTS)
    if facts["merged_into"] != into or joining.places(transaction, parts) - {into}:
        raise StaleError("some of it has moved on since; look again")
    joining.move(transaction, parts, entry.subject_id)
    values = {"merged_into": None, "state": before["state"]}
    triage.change(transaction, entry.subject_id, facts["version"], values)
    for conversation_id in (into, entry.subject_id):
        joining.recount(transaction, conversation_id)


def split(db: Database, target: Target, message_id: int, actor: str, now: datetime) -> int:
    """Give a mail, and what came after it, a conversation of its own; return the event to undo.

    Raises StaleError if the conversation has changed, UserError if nothing would stay.
    """
    with db.write() as transaction:
        triage.change(transaction, target.id, target.version, {})
        place = triage.load_message_columns(transaction, message_id, ["conversation_id"])
        if place["conversation_id"] != target.id:
            raise NotFoundError(f"mail {message_id} is not in conversation {target.id}")
        parts = joining.parts_from(transaction, target.id, message_id)
        if len(parts["message"]) == len(joining.parts_of(transaction, target.id)["message"]):
            raise UserError("this is the first mail: nothing would stay in the conversation")
        new = joining.open_beside(transaction, target.id, now)
        joining.move(transaction, parts, new)
        for conversation_id in (target.id, new):
            joining.recount(transaction, conversation_id)
        entry = Event(
            at=now,
            actor=actor,
            verb=PARTED,
            subject="conversation",
            subject_id=new,
            conversation_id=target.id,
            before={"parts": parts, "from": target.id},
            after={"into": new},
        )
        return events.record(transaction, entry)


def undo_split(transaction: Transaction, entry: Event) -> None:
    """Put parted mail back; raise StaleError if some of it has moved on since."""
    before, new = entry.before or {}, cast("int", (entry.after or {})["into"])
    old, parts = cast("int", before["from"]), cast("Parts", before["parts"])
    if joining.places(transaction, parts) - {new}:
        raise StaleError("some of it has moved on since; look again")
    # what was added meanwhile goes along
    joining.move(transaction, joining.parts_of(transaction, new), old)
    facts = triage.load_columns(transaction, new, _FACTS)
    values = {"merged_into": old, "state": "done"}
    triage.change(transaction, new, facts["version"], values)
    for conversation_id in (old, new):
        joining.recount(transaction, conversation_id)
