"""Which conversation a mail belongs to; never across clients.

In order: our own Message-ID token, References and In-Reply-To from the nearest, a subject tag,
then a reply whose normalised subject and client fit. The first candidate that the sender may
join wins; the others are only named to a manager.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from daemon.model.known import ConversationIndex, KnownConversation
from daemon.model.message import Kind, Message
from daemon.model.record import ConversationState, Role
from daemon.pipeline.identify import Identity
from daemon.pipeline.subject import Subject, read_subject
from daemon.pipeline.trust import Trust


@dataclass(frozen=True, slots=True)
class Rules:
    """How long subjects bind, and how long a finished conversation can be taken up again."""

    subject_window: timedelta = timedelta(days=30)
    grace: timedelta = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mail belongs: a conversation, or None for a new one.

    ``previous_id`` is a finished conversation that the new one follows; ``elsewhere`` one of
    another client that the mail pointed at and was kept out of; ``joins`` one that the mail
    shows to be the same conversation.
    """

    conversation_id: int | None
    reason: str
    previous_id: int | None = None
    elsewhere: int | None = None
    joins: int | None = None


def place(
    message: Message, identity: Identity, index: ConversationIndex, at: datetime, rules: Rules
) -> Place:
    """Find the conversation of *message*, received *at*."""
    elsewhere = None

    def over(known: KnownConversation) -> bool:
        return known.state is ConversationState.DONE and at - known.state_at > rules.grace

    for candidate, reason in _candidates(message, index, at, rules):
        known = index.conversations.get(candidate)
        if known is None:
            continue
        if not _may_join(message, identity, known, reason):
            elsewhere = elsewhere if elsewhere is not None else known.id
            continue
        if over(known) and message.kind is Kind.PERSON:
            return Place(None, f"{reason}, but finished before the grace window", known.id)
        return Place(known.id, reason, joins=_bridged(message, identity, index, known, over))
    return Place(None, "a new conversation", elsewhere=elsewhere)


def _candidates(
    message: Message, index: ConversationIndex, at: datetime, rules: Rules
) -> Iterator[tuple[int, str]]:
    yield from _by_ids(message, index)
    subject = read_subject(message.subject)
    for tag in subject.tags:
        if tag in index.by_tag:
            yield index.by_tag[tag], "subject tag"
    for found in _same_subject(subject, index, at, rules):
        yield found, "same subject"


def _by_ids(message: Message, index: ConversationIndex) -> Iterator[tuple[int, str]]:
    cited = message.references
    if message.bounce and message.bounce.original_message_id:
        cited = (message.bounce.original_message_id, *cited)
    for rfc_id in cited:
        if rfc_id in index.by_token:
            yield index.by_token[rfc_id], "our own Message-ID"
    for rfc_id in cited:
        for found in reversed(index.by_rfc_id.get(rfc_id, [])):
            yield found, "References"
    if message.message_id:
        # an answer to this mail may have been recorded before it
        for found in reversed(index.by_rfc_id.get(message.message_id, [])):
            yield found, "cited by an earlier mail"


def _bridged(
    message: Message,
    identity: Identity,
    index: ConversationIndex,
    chosen: KnownConversation,
    over: Callable[[KnownConversation], bool],
) -> int | None:
    """Return another conversation of the same client that *message* ties to the one chosen.

    It happens when mails come out of order, or one between them never came.
    """
    for found, reason in _by_ids(message, index):
        other = index.conversations.get(found)
        if other is None or other.id == chosen.id or other.client_id != chosen.client_id:
            continue
        if _may_join(message, identity, other, reason) and not over(other):
            return other.id
    return None


def _same_subject(
    subject: Subject, index: ConversationIndex, at: datetime, rules: Rules
) -> Iterator[int]:
    if not subject.key or not subject.is_reply:
        return
    for found in reversed(index.by_subject.get(subject.key, [])):
        if abs(at - index.conversations[found].last_at) <= rules.subject_window:
            yield found


def _may_join(message: Message, identity: Identity, known: KnownConversation, reason: str) -> bool:
    """Whether the sender may join *known*; ids are hard to guess, subjects are not."""
    by_id = reason in {"our own Message-ID", "References", "cited by an earlier mail"}
    if identity.client_id is not None:
        return identity.client_id == known.client_id
    if identity.role is Role.STAFF:
        return identity.trust is Trust.VOUCHED or (by_id and identity.trust is not Trust.FAILED)
    if identity.role is Role.MACHINE or message.kind in {Kind.BOUNCE, Kind.DELAY}:
        return by_id
    if known.client_id is not None:
        return False
    same_contact = identity.contact_id is not None and identity.contact_id == known.contact_id
    return same_contact or by_id
