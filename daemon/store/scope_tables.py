"""The tables of what was agreed: links between items, offers, replies to them, the ledger."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text, UniqueConstraint

from daemon.store.columns import id_column, metadata, number, reference_to, word
from daemon.store.types import Id, Moment

#: how one item stands to another
item_link = Table(
    "item_link",
    metadata,
    id_column(),
    reference_to("item_id", "item"),
    word("relation", None),
    reference_to("other_id", "item", index=True),
    word("actor", None),
    Column("at", Moment, nullable=False),
    UniqueConstraint("item_id", "relation", "other_id"),
)

#: one version of what a client was asked to agree to; the terms never change
offer = Table(
    "offer",
    metadata,
    id_column(),
    reference_to("project_id", "project"),
    # "change" or "baseline"
    word("kind", None),
    reference_to("item_id", "item", nullable=True, index=True),
    # what the numbers below count versions of: the item's reference, or "baseline"
    word("subject", None),
    number("number"),
    Column("terms", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    reference_to("contact_id", "contact"),
    word("address", None),
    reference_to("outgoing_id", "outgoing", nullable=True, index=True),
    word("state", "open"),
    Column("expires_at", Moment, nullable=False),
    Column("created_at", Moment, nullable=False),
    word("created_by", None),
    Column("decided_at", Moment),
    word("decision"),
    word("decided_by"),
    number("version"),
    UniqueConstraint("project_id", "subject", "number"),
    Index("ix_offer_open", "state", "expires_at"),
)

#: what each reply to an offer says, and whether it counts
offer_reply = Table(
    "offer_reply",
    metadata,
    id_column(),
    reference_to("offer_id", "offer"),
    reference_to("message_id", "message", index=True),
    word("decision", None),
    Column("evidence", Text, nullable=False, server_default=""),
    word("standing", None),
    word("reason"),
    Column("received_at", Moment, nullable=False),
    number("version"),
    UniqueConstraint("offer_id", "message_id"),
    Index("ix_offer_reply_standing", "standing", "received_at"),
)

#: each entry carries the hash of the one before
ledger = Table(
    "ledger",
    metadata,
    id_column(),
    reference_to("project_id", "project"),
    Column("number", Integer, nullable=False),
    word("at", None),
    word("actor", None),
    word("verb", None),
    word("subject", None),
    Column("data", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("sha256", String(64), nullable=False, unique=True),
    # the message that the entry rests upon, if any
    Column("message_id", Id),
    UniqueConstraint("project_id", "number"),
)

TABLES = (item_link, offer, offer_reply, ledger)
