"""What waits for a moment or for the model: snoozed conversations, mail not classified yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from daemon.model.label import Prediction
from daemon.model.record import ConversationState, Role
from daemon.store import messages
from daemon.store.schema import contact, conversation, message


def wake(connection: Connection, now: datetime) -> list[int]:
    """Open every conversation whose snooze is over; return which."""
    rows = connection.execute(
        update(conversation)
        .where(
            conversation.c.state == ConversationState.SNOOZED.value,
            conversation.c.snoozed_until <= now,
        )
        .values(
            state=ConversationState.OPEN.value,
            state_at=now,
            snoozed_until=None,
            unread=True,
            version=conversation.c.version + 1,
        )
        .returning(conversation.c.id)
    )
    return sorted(rows.scalars())


def next_wake(connection: Connection) -> datetime | None:
    """Return when the next snooze ends."""
    return connection.execute(select(func.min(conversation.c.snoozed_until))).scalar()


def unclassified(connection: Connection, mailbox: str, limit: int) -> list[tuple[int, int, bool]]:
    """Return (message, conversation, whether from a client) of mail that waits for the model."""
    rows = connection.execute(
        select(message.c.id, message.c.conversation_id, contact.c.role)
        .outerjoin(contact, contact.c.id == message.c.contact_id)
        .where(message.c.classified == "waiting", message.c.mailbox == mailbox)
        .order_by(message.c.id)
        .limit(limit)
    )
    return [(row.id, row.conversation_id, row.role == Role.CLIENT.value) for row in rows]


def classified(connection: Connection, said: Mapping[int, Prediction], now: datetime) -> None:
    """Write down what the model said of messages that waited for it."""
    messages.add_predictions(connection, list(said.items()), now)
    for message_id, prediction in said.items():
        connection.execute(
            update(message)
            .where(message.c.id == message_id)
            .values(
                label=prediction.label.value,
                also=[a.value for a in prediction.also],
                confidence=prediction.confidence,
                abstain=prediction.abstain,
                classified="done",
            )
        )
