"""Changing the words of a mail that is held, before it is approved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from daemon.errors import StaleError, UserError
from daemon.model.outgoing import Outgoing, OutgoingState
from daemon.outbox.ceilings import content_key
from daemon.outbox.compose import compose
from daemon.services.delivery import Target
from daemon.store import enclosures, events, outbox
from daemon.store.engine import Database
from daemon.store.events import Event
from daemon.store.transaction import Transaction

EDITED = "outgoing.edited"


@dataclass(frozen=True, slots=True)
class Words:
    """What a manager wants a mail to say."""

    subject: str
    text: str


def edit(db: Database, target: Target, words: Words, actor: str, now: datetime) -> int:
    """Give a held mail other words; return the event to undo.

    The HTML part said the old words and goes when the text changes: the mail leaves as text.
    Raises StaleError if the mail has changed since it was shown, UserError if it is not held.
    """
    subject, text = " ".join(words.subject.split()), words.text.strip()
    if not subject or not text:
        raise UserError("a mail needs a subject and a text; nothing was changed")
    with db.write() as transaction:
        row = replace(outbox.load(transaction, target.id), version=target.version)
        if row.state is not OutgoingState.HELD:
            raise UserError(f"outgoing mail {row.id} is {row.state}; only held mail is edited")
        before, after = words_of(row), {"subject": subject, "text": text, "html": row.letter.html}
        if text != row.letter.text.strip():
            after["html"] = ""
        write(transaction, row, after)
        entry = Event(
            at=now,
            actor=actor,
            verb=EDITED,
            subject="outgoing",
            subject_id=row.id,
            conversation_id=row.conversation_id,
            before={**before},
            after={**after},
        )
        return events.record(transaction, entry)


def take_back(transaction: Transaction, entry: Event) -> None:
    """Give a mail its old words again, while it is held and nobody has changed it since."""
    row = outbox.load(transaction, entry.subject_id)
    if row.state is not OutgoingState.HELD or words_of(row) != entry.after:
        raise StaleError("this mail has moved on since and is not taken back; look again")
    write(transaction, row, cast("dict[str, str]", entry.before))


def words_of(row: Outgoing) -> dict[str, str]:
    """Return what a mail says."""
    letter = row.letter
    return {"subject": letter.subject, "text": letter.text, "html": letter.html}


def write(transaction: Transaction, row: Outgoing, values: Mapping[str, str]) -> None:
    """Let a mail say something else; raise AddressError and the like for what cannot be sent."""
    letter = replace(
        row.letter, subject=values["subject"], text=values["text"], html=values["html"]
    )
    # a person hears at once of what cannot be sent
    compose(letter, enclosures.contents(transaction, letter.files))
    outbox.change(transaction, row, {**values, "content_hash": content_key(letter)})
