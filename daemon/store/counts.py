"""How many rows there are of each sort."""

from __future__ import annotations

from sqlalchemy import Connection, func, select, text

from daemon.store.schema import conversation, message, outgoing, quarantine


def conversations(connection: Connection) -> dict[str, int]:
    """Return the number of conversations by state, and of those that need a look."""
    rows = connection.execute(
        select(conversation.c.state, func.count())
        .where(conversation.c.merged_into.is_(None))
        .group_by(conversation.c.state)
    )
    found = {row[0]: row[1] for row in rows}
    look = connection.execute(
        select(func.count()).where(
            conversation.c.merged_into.is_(None),
            conversation.c.needs_look,
            conversation.c.state != "done",
        )
    ).scalar_one()
    return {**found, "needs_look": look}


def outbox(connection: Connection) -> dict[str, int]:
    """Return the number of outgoing mails by state."""
    rows = connection.execute(select(outgoing.c.state, func.count()).group_by(outgoing.c.state))
    return {row[0]: row[1] for row in rows}


def shadowed(connection: Connection) -> int:
    """Return how many mails shadow mode alone keeps back."""
    return connection.execute(
        select(func.count()).where(
            outgoing.c.state == "held", outgoing.c.last_error.like("shadow%")
        )
    ).scalar_one()


def quarantined(connection: Connection) -> int:
    """Return how many mails wait in quarantine."""
    return connection.execute(
        select(func.count()).where(quarantine.c.state == "waiting")
    ).scalar_one()


def unclassified(connection: Connection) -> int:
    """Return how many mails wait for the model."""
    return connection.execute(
        select(func.count()).where(message.c.classified == "waiting")
    ).scalar_one()


def size(connection: Connection) -> int:
    """Return the size of the database, in bytes."""
    if connection.dialect.name == "sqlite":
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        return int(pages * connection.execute(text("PRAGMA page_size")).scalar_one())
    return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())


def replacement_characters(connection: Connection) -> int:
    """Return how many messages hold a character that could not be decoded."""
    return connection.execute(
        select(func.count()).where(message.c.body.contains("\ufffd"))
    ).scalar_one()
