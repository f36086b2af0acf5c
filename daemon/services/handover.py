"""Giving people and the mail on record from them to a client, and taking that back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import cast

from daemon.config import Config
from daemon.errors import StaleError
from daemon.model.record import WITHDRAWN, Contact, Role
from daemon.services import labelling, opening
from daemon.store import clients, ownership, reading, triage
from daemon.store.events import Event
from daemon.store.transaction import Transaction

UNKNOWN_SENDER = "unknown sender"

Values = dict[str, object]


def hand_over(
    connection: Transaction,
    config: Config,
    people: Sequence[Contact],
    client_id: int,
    now: datetime,
) -> Values:
    """Give *people* and their mail to a client; return what ``take_back`` needs to know."""
    moved: dict[int, int | None] = {}
    split: dict[int, int] = {}
    opened: list[int] = []
    for person in people:
        clients.set_contact(connection, person.id, client_id, Role.CLIENT)
    for person in people:
        given, parted = ownership.hand_over(connection, person.id, client_id, now)
        moved, split = given | moved, split | parted
        ownership.give_items(connection, person.id, client_id)
        opened += _open_items(connection, config, (person.id, client_id), now)
    cleared = ownership.clear_look(connection, [*moved, *split], UNKNOWN_SENDER)
    return {
        "people": [[p.id, p.client_id, p.role.value] for p in people],
        "conversations": {str(i): owner for i, owner in moved.items()},
        "split": {str(new): old for new, old in split.items()},
        "items": opened,
        "looks": cleared,
    }


def _open_items(
    connection: Transaction,
    config: Config,
    owner: tuple[int, int],
    now: datetime,
) -> list[int]:
    """Open the items that policy would have opened, had the sender been known."""
    contact_id, client_id = owner
    opened: list[int] = []
    for message_id, conversation_id, name in ownership.mails_without_items(connection, contact_id):
        mailbox = config.find_mailbox(name)
        mail = reading.load_mail(connection, message_id)
        if mailbox is None or mail.verdict.label is None or mail.verdict.abstain:
            continue
        opens = frozenset(label for label, policy in mailbox.policy.items() if policy.open_item)
        wanted = [
            replace(new, client_id=client_id)
            for new in labelling.items_for(conversation_id, mail, mail.verdict.label, opens)
        ]
        project = triage.find_project(connection, conversation_id)
        opened += [i.id for i in opening.open_items(connection, project, wanted, now)]
    return opened


def take_back(connection: Transaction, entry: Event) -> None:
    """Undo a hand-over: the people are what they were, items opened by it are withdrawn.

    Raises StaleError if somebody has given one of the people or conversations away since.
    """
    before, client_id = entry.before or {}, (entry.after or {})["client"]
    people = cast("list[tuple[int, int | None, str]]", before["people"])
    moved = {int(i): o for i, o in cast("dict[str, int | None]", before["conversations"]).items()}
    split = {int(i): o for i, o in cast("dict[str, int]", before["split"]).items()}
    ids = {"contact": [p[0] for p in people], "conversation": [*moved, *split]}
    if ownership.owners(connection, ids) - {cast("int", client_id)}:
        raise StaleError("they have been given to somebody else since; look again")
    for conversation_id, owner in moved.items():
        clients.give(connection, {"conversation": [conversation_id]}, owner)
    for new, old in split.items():
        ownership.join(connection, new, old)
    for contact_id, owner, role in people:
        clients.set_contact(connection, contact_id, owner, Role(role))
        ownership.give_items(connection, contact_id, owner)
    opened = cast("list[int]", before["items"])
    triage.set_item_states(connection, dict.fromkeys(opened, WITHDRAWN))
    ownership.set_look(connection, cast("list[int]", before["looks"]), UNKNOWN_SENDER)
