"""Watched folders: how far they are recorded, how they fare, who watches them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, or_, select, tuple_, update

from daemon.model.mailbox import Cursor, MailboxHealth, WatchState
from daemon.store.schema import delivery, mailbox
from daemon.store.upsert import insert


@dataclass(frozen=True, slots=True)
class Folder:
    """A watched folder on record. Mail received before ``watched_since`` is history."""

    id: int
    cursor: Cursor
    watched_since: datetime


def ensure(connection: Connection, name: str, folder: str, now: datetime) -> Folder:
    """Return the record of a folder; make it, watched since *now*, if there is none."""
    where = (mailbox.c.name == name) & (mailbox.c.folder == folder)
    columns = (mailbox.c.id, mailbox.c.uidvalidity, mailbox.c.uid, mailbox.c.watched_since)
    row = connection.execute(select(*columns).where(where)).first()
    if row is None:
        new = insert(connection, mailbox).values(name=name, folder=folder, watched_since=now)
        connection.execute(new.on_conflict_do_nothing())
        row = connection.execute(select(*columns).where(where)).one()
    return Folder(row.id, Cursor(row.uidvalidity, row.uid), row.watched_since)


def find_cursor(connection: Connection, name: str, folder: str) -> Cursor:
    """Return how far a folder is recorded; the zero cursor if it was never seen."""
    row = connection.execute(
        select(mailbox.c.uidvalidity, mailbox.c.uid).where(
            mailbox.c.name == name, mailbox.c.folder == folder
        )
    ).first()
    return Cursor(row.uidvalidity, row.uid) if row else Cursor()


def move_cursor(
    connection: Connection, folder_id: int, reached: Cursor, mail_at: datetime | None
) -> None:
    """Note that everything up to *reached* is recorded, the last mail of it at *mail_at*.

    Within a UIDVALIDITY the cursor goes forward only: a daemon that lost the folder may be late.
    """
    ours = mailbox.c.id == folder_id
    forward = or_(mailbox.c.uidvalidity != reached.uidvalidity, mailbox.c.uid < reached.uid)
    values = {"uidvalidity": reached.uidvalidity, "uid": reached.uid}
    connection.execute(update(mailbox).where(ours, forward).values(values))
    if mail_at is not None:
        connection.execute(update(mailbox).where(ours).values(last_mail_at=mail_at))


def known_uids(
    connection: Connection, folder_id: int, uidvalidity: int, uids: Sequence[int]
) -> set[int]:
    """Return which of *uids* were recorded before."""
    rows = connection.execute(
        select(delivery.c.uid).where(
            delivery.c.mailbox_id == folder_id,
            delivery.c.uidvalidity == uidvalidity,
            delivery.c.uid.in_(uids),
        )
    )
    return set(rows.scalars())


def report(connection: Connection, health: MailboxHealth) -> None:
    """Write down how the watching of a folder goes."""
    connection.execute(
        update(mailbox)
        .where(mailbox.c.name == health.name, mailbox.c.folder == health.folder)
        .values(
            state=health.state.value,
            heard_at=health.heard_at,
            retry_at=health.retry_at,
            last_error=health.last_error,
        )
    )


def health(connection: Connection) -> list[MailboxHealth]:
    """Return how every folder on record fares."""
    rows = connection.execute(select(mailbox).order_by(mailbox.c.name, mailbox.c.folder))
    return [
        MailboxHealth(
            name=row.name,
            folder=row.folder,
            state=WatchState(row.state),
            cursor=Cursor(row.uidvalidity, row.uid),
            heard_at=row.heard_at,
            last_mail_at=row.last_mail_at,
            last_error=row.last_error,
            retry_at=row.retry_at,
        )
        for row in rows
    ]


def claim(
    connection: Connection, name: str, folder: str, owner: str, span: tuple[datetime, datetime]
) -> bool:
    """Take or renew the lease of a folder; ``span`` is now and the end of the lease.

    False while another daemon holds it.
    """
    now, until = span
    free = or_(
        mailbox.c.lease_owner.in_(["", owner]),
        mailbox.c.lease_until.is_(None),
        mailbox.c.lease_until < now,
    )
    done = connection.execute(
        update(mailbox)
        .where(tuple_(mailbox.c.name, mailbox.c.folder) == tuple_(name, folder), free)
        .values(lease_owner=owner, lease_until=until)
    )
    return done.rowcount == 1


def release(connection: Connection, owner: str) -> None:
    """Give up every lease of *owner*."""
    connection.execute(
        update(mailbox)
        .where(mailbox.c.lease_owner == owner)
        .values(lease_owner="", lease_until=None)
    )
