"""The tables of running itself: settings, counters, and which daemons are alive."""

from __future__ import annotations

from sqlalchemy import Column, String, Table, Text

from daemon.store.columns import flag, metadata, number, word
from daemon.store.types import Id, Moment

setting = Table(
    "setting",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)

#: the next free number of a scope, such as ``ACME/REQ``
counter = Table(
    "counter",
    metadata,
    Column("scope", String, primary_key=True),
    Column("next", Id, nullable=False),
)

heartbeat = Table(
    "heartbeat",
    metadata,
    Column("daemon", String, primary_key=True),
    word("host"),
    number("pid"),
    word("version"),
    flag("shadow"),
    Column("started_at", Moment, nullable=False),
    Column("beat_at", Moment, nullable=False),
)

TABLES = (setting, counter, heartbeat)
