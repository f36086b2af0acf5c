"""The tables of what managers write: drafts, and the files that go with them and with mail."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table, Text

from daemon.store.columns import flag, id_column, metadata, number, reference_to, word
from daemon.store.types import Id, Moment

#: a reply that was begun and not sent; see `store.drafts`
draft = Table(
    "draft",
    metadata,
    id_column(),
    reference_to("conversation_id", "conversation", index=True),
    word("author", None),
    Column("text", Text, nullable=False),
    flag("quotes"),
    flag("everybody"),
    # the newest mail of the client, and of ours, that the manager knew of
    Column("received_mark", Id, nullable=False),
    Column("written_mark", Id, nullable=False),
    Column("updated_at", Moment, nullable=False),
    number("version"),
)

#: the bytes of files that leave, compressed, by SHA-256
stored_file = Table(
    "stored_file",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),  # zstd
)

#: a file that goes with a draft or with an outgoing mail
enclosure = Table(
    "enclosure",
    metadata,
    id_column(),
    reference_to("draft_id", "draft", nullable=True, index=True),
    reference_to("outgoing_id", "outgoing", nullable=True, index=True),
    word("name", None),
    word("media_type", None),
    Column("size", Integer, nullable=False),
    Column("sha256", String(64), ForeignKey("stored_file.sha256"), nullable=False, index=True),
)

TABLES = (draft, stored_file, enclosure)
