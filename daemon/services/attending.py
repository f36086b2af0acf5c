"""Complaints as they are opened: how grave, of what kind; and when they are acknowledged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from daemon.model.outgoing import Outgoing
from daemon.model.record import ItemKind
from daemon.scope.lifecycle import CLOSED
from daemon.scope.severity import OTHER, History, Severity, assess, theme_of
from daemon.services import scope
from daemon.services.scope import Hand
from daemon.store import complaints, projects, scope_items, triage
from daemon.store.complaints import Complained
from daemon.store.items import NewItem
from daemon.store.transaction import Transaction

DAEMON = scope.DAEMON
#: how far back a client's complaints make the next one graver
QUARTER = timedelta(days=92)
#: and so many of them at most
COUNTED = 200
PRIORITY = {Severity.CRITICAL: "high", Severity.SERIOUS: "high", Severity.MINOR: "normal"}
#: mails of ours that acknowledge a complaint when they leave
_PERSONAL = {"acknowledge", "reply"}


def assessed(
    transaction: Transaction, whose: tuple[int, str], wanted: Sequence[NewItem], now: datetime
) -> list[NewItem]:
    """Give complaints their severity with its reasons, their kind, priority and owner."""
    bad = {w.client_id for w in wanted if w.kind is ItemKind.COMPLAINT}
    if not bad:
        return list(wanted)
    owner = projects.load(transaction, whose[0]).owner
    before = {client_id: _before(transaction, client_id, now) for client_id in bad}
    return [
        _assessed(
            new, complaints.text_of(transaction, new.message_id), before[new.client_id], owner
        )
        if new.kind is ItemKind.COMPLAINT
        else new
        for new in wanted
    ]


def _before(transaction: Transaction, client_id: int | None, now: datetime) -> list[Complained]:
    """Return the complaints of a client in the last quarter."""
    if client_id is None:
        return []
    return complaints.since(transaction, client_id, now - QUARTER, COUNTED)


def _assessed(new: NewItem, text: str, before: Sequence[Complained], owner: str) -> NewItem:
    """Return a complaint with what its words and the whole mail (*text*) say of it."""
    theme = theme_of(f"{new.title}\n{new.words}")
    if theme == OTHER:
        theme = theme_of(text)
    history = History(
        open=sum(i.state not in CLOSED for i in before),
        recent=len(before),
        alike=sum(i.theme == theme for i in before),
    )
    found = assess(f"{new.title}\n{text}", history)
    details = {
        **new.details,
        "severity": found.severity.value,
        "theme": theme,
        "why": "; ".join(found.reasons) or "nothing in it says that it is grave",
    }
    return replace(new, details=details, priority=PRIORITY[found.severity], owner=owner)


def put_first(
    transaction: Transaction, conversation_id: int, ref: str, details: Mapping[str, object]
) -> None:
    """Put the conversation of a complaint to the front of the queue, with the reason."""
    now = triage.load_columns(
        transaction, conversation_id, ["version", "look_reason", "urgent", "needs_look"]
    )
    said = f"{ref}: a {details['severity']} complaint ({details['why']})"
    values: dict[str, object] = {
        "needs_look": True,
        "look_reason": now["look_reason"] or said,
        "urgent": now["urgent"] or details["severity"] != Severity.MINOR.value,
    }
    triage.change(transaction, conversation_id, now["version"], values)


def acknowledge(transaction: Transaction, row: Outgoing, now: datetime) -> None:
    """Let the complaints of a conversation be acknowledged once such a mail has left."""
    if row.purpose not in _PERSONAL or row.conversation_id is None:
        return
    for each in scope_items.find_received(transaction, row.conversation_id):
        scope.move_within(transaction, each, "acknowledged", Hand(DAEMON, now))
