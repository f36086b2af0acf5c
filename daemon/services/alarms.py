"""A complaint that has just come: at once to the front, and its owner hears of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parseaddr

from daemon.config import Config
from daemon.model.record import ItemKind
from daemon.scope.severity import Severity
from daemon.services import attending
from daemon.services.recording import Recorded
from daemon.store import complaints, projects, triage
from daemon.store.scope_items import ItemRow
from daemon.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Alarm:
    """A complaint that has just come, and who has to hear of it."""

    to: tuple[str, ...]
    severity: str
    why: str
    alike: tuple[str, ...] = ()


#: an alert names so many complaints of the same kind
NAMED = 5
#: how grave complaints are, the gravest last
GRAVEST = [Severity.MINOR.value, Severity.SERIOUS.value, Severity.CRITICAL.value]


def raise_alarms(
    transaction: Transaction, config: Config, recorded: Sequence[Recorded]
) -> dict[int, Alarm]:
    """Put conversations with a new complaint to the front; return who is to hear, by message."""
    alarms: dict[int, Alarm] = {}
    for entry in recorded:
        incoming = entry.placed.incoming
        bad = [i for i in entry.items if i.wanted.kind is ItemKind.COMPLAINT]
        if not bad or incoming.history or incoming.quiet:
            continue
        worst = max(bad, key=lambda i: GRAVEST.index(str(i.wanted.details["severity"])))
        project_id = triage.find_project(transaction, entry.conversation_id)[0]
        owner = projects.load(transaction, project_id).owner
        details = worst.wanted.details
        attending.put_first(transaction, entry.conversation_id, worst.known_as, details)
        client_id = worst.wanted.client_id
        alike = _alike(transaction, client_id, worst.id, details["theme"])
        alarms[entry.message_id] = Alarm(
            owners(owner, config), str(details["severity"]), str(details["why"]), alike
        )
    return alarms


def owners(owner: str, config: Config) -> tuple[str, ...]:
    """Return the addresses that hear of a complaint: the owner's, and those configured."""
    found = [owner] if "@" in parseaddr(owner)[1] else []
    found += config.scope.alert
    return tuple(dict.fromkeys(parseaddr(a)[1] for a in found or config.surveys.managers))


def alarm_of(transaction: Transaction, config: Config, one: ItemRow) -> Alarm:
    """Return who hears of a complaint that is on record, and what they are told."""
    owner = projects.load(transaction, one.project_id).owner
    details = {name: str(one.details.get(name, "")) for name in ("severity", "why", "theme")}
    alike = _alike(transaction, one.client_id, one.id, details["theme"])
    return Alarm(owners(owner, config), details["severity"], details["why"], alike)


def _alike(
    transaction: Transaction, client_id: int | None, item_id: int, theme: object
) -> tuple[str, ...]:
    """Return the client's other complaints of the same kind, the newest few."""
    if client_id is None:
        return ()
    found = complaints.alike(transaction, client_id, item_id, str(theme), NAMED)
    return tuple(i.ref for i in reversed(found))
