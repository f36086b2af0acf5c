"""Projects: whose they are, who looks after them, whether they go on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from daemon.config import Config
from daemon.errors import NotFoundError, StaleError, UserError
from daemon.model.plan import Engagement, ProjectState
from daemon.store import clients, events, projects
from daemon.store.engine import Database
from daemon.store.events import Event
from daemon.store.projects import Person
from daemon.store.transaction import Transaction

CHANGED = "project.changed"
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,30}")
_COLUMNS = ("client_id", "mailbox", "state", "owner", "contacts", "ended_at")


def list_all(db: Database) -> list[Engagement]:
    """Return every project, by code."""
    with db.read() as transaction:
        return projects.find_all(transaction)


def people(db: Database, code: str) -> list[Person]:
    """Return who can be asked about a project; NotFoundError if there is none of that code."""
    with db.read() as transaction:
        return projects.people_of(transaction, projects.find(transaction, code))


@dataclass(frozen=True, slots=True)
class ProjectWish:
    """What to set of a project; None leaves it. ``contacts`` are addresses or names."""

    code: str
    name: str | None = None
    client: str | None = None
    mailbox: str | None = None
    owner: str | None = None
    state: ProjectState | None = None
    contacts: tuple[str, ...] | None = None


def save(db: Database, config: Config, wish: ProjectWish, actor: str, now: datetime) -> int:
    """Add or change a project; return the event's id.

    Raises UserError for a client, mailbox or contact that is not there.
    """
    if not _CODE.fullmatch(wish.code):
        raise UserError(f"{wish.code!r} is no project code; letters, digits and - as in ACME-web")
    with db.write() as transaction:
        try:
            present = projects.find(transaction, wish.code)
        except NotFoundError:
            projects.add(transaction, wish.code, wish.name or wish.code, now)
            present = projects.find(transaction, wish.code)
        values = _values(transaction, config, present, wish, now)
        return _change(transaction, present, values, actor, now)


def _values(
    transaction: Transaction,
    config: Config,
    present: Engagement,
    wish: ProjectWish,
    now: datetime,
) -> dict[str, object]:
    values: dict[str, object] = {}
    if wish.client is not None:
        client_id = clients.find_by_name(transaction, wish.client)
        if client_id is None:
            raise UserError(f"no client called {wish.client}; `triaged clients add` adds one")
        values["client_id"] = client_id
    if wish.mailbox is not None:
        if config.find_mailbox(wish.mailbox) is None:
            names = ", ".join(m.name for m in config.mailbox)
            raise UserError(f"no mailbox {wish.mailbox}; there are {names}")
        values["mailbox"] = wish.mailbox
    if wish.owner is not None:
        values["owner"] = wish.owner
    if wish.state is not None and wish.state is not present.state:
        values["state"] = wish.state.value
        values["ended_at"] = now if wish.state is ProjectState.ENDED else None
    if wish.contacts is not None:
        values["contacts"] = find_contacts(transaction, wish.contacts) or None
    return values


def find_contacts(transaction: Transaction, words: tuple[str, ...]) -> list[int]:
    """Return contacts by address or name; raise UserError for those not known."""
    found = projects.find_people(transaction, words)
    if missing := [w for w in words if w not in found]:
        raise UserError(f"not known: {', '.join(missing)}; people are known once they wrote")
    return sorted(set(found.values()))


def _change(
    transaction: Transaction,
    present: Engagement,
    values: dict[str, object],
    actor: str,
    now: datetime,
) -> int:
    if values:
        projects.change(transaction, present, values)
    before = _pack({name: getattr(present, name) for name in values})
    entry = Event(
        now, actor, CHANGED, "project", present.project_id, before=before, after=_pack(values)
    )
    return events.record(transaction, entry)


def _pack(values: Mapping[str, object]) -> dict[str, object]:
    packed: dict[str, object] = {}
    for name, value in values.items():
        if isinstance(value, datetime):
            packed[name] = value.isoformat()
        elif isinstance(value, ProjectState):
            packed[name] = value.value
        else:
            packed[name] = list(value) if isinstance(value, tuple) else value
    return packed


def take_back(transaction: Transaction, entry: Event) -> None:
    """Undo a change while it still stands; raise StaleError if it does not."""
    present = projects.load(transaction, entry.subject_id)
    left, before = dict(entry.after or {}), dict(entry.before or {})
    if _pack({name: getattr(present, name) for name in left}) != left:
        raise StaleError("the project has changed since and is not taken back; look again")
    if isinstance(ended := before.get("ended_at"), str):
        before["ended_at"] = datetime.fromisoformat(ended)
    if before:
        projects.change(transaction, present, before)
