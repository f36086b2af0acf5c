"""The tables. Migrations are made from these; `tests/integration/store` holds the two equal."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from daemon.store import (
    columns,
    journal_tables,
    list_indexes,
    plan_tables,
    running_tables,
    scope_tables,
    search_tables,
    writing_tables,
)
from daemon.store.columns import flag as _flag
from daemon.store.columns import id_column as _id
from daemon.store.columns import number as _number
from daemon.store.columns import reference_to as _ref
from daemon.store.columns import word as _word
from daemon.store.types import Id, Json, Moment

metadata = columns.metadata
#: kept in a file of their own; they register with the same metadata
RUNNING = running_tables.TABLES
PLANNED = plan_tables.TABLES
AGREED = scope_tables.TABLES
SEARCHED = search_tables.TABLES
NOTED = journal_tables.TABLES
WRITTEN = writing_tables.TABLES

mailbox = Table(
    "mailbox",
    metadata,
    _id(),
    _word("name", None),
    _word("folder", None),
    Column("uidvalidity", Id, nullable=False, server_default=text("0")),
    Column("uid", Id, nullable=False, server_default=text("0")),
    _word("state", "starting"),
    # mail received before this moment is history and gets no automatic mail
    Column("watched_since", Moment),
    Column("heard_at", Moment),
    Column("last_mail_at", Moment),
    Column("retry_at", Moment),
    _word("last_error"),
    _word("lease_owner"),
    Column("lease_until", Moment),
    UniqueConstraint("name", "folder"),
)

raw_mail = Table(
    "raw_mail",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),  # zstd
)

project = Table(
    "project",
    metadata,
    _id(),
    Column("code", String, nullable=False, unique=True),
    _word("name"),
    Column("created_at", Moment, nullable=False),
)

client = Table(
    "client",
    metadata,
    _id(),
    _word("name", None),
    _word("language"),
    _word("timezone"),
    Column("created_at", Moment, nullable=False),
    _ref("merged_into", "client", nullable=True),
    _number("version"),
)

client_domain = Table(
    "client_domain",
    metadata,
    Column("domain", String, primary_key=True),
    _ref("client_id", "client", index=True),
)

contact = Table(
    "contact",
    metadata,
    _id(),
    _ref("client_id", "client", nullable=True, index=True),
    _word("name"),
    _word("role", "unknown"),
    _word("language"),
    Column("created_at", Moment, nullable=False),
    _number("version"),
)

address = Table(
    "address",
    metadata,
    Column("addr", String, primary_key=True),
    _ref("contact_id", "contact", index=True),
    # when mail to it last came back for good, and what was said
    Column("bounced_at", Moment),
    _word("bounce_reason"),
)

conversation = Table(
    "conversation",
    metadata,
    _id(),
    _ref("project_id", "project"),
    _number("number"),
    _word("mailbox", None),
    _ref("client_id", "client", nullable=True, index=True),
    _ref("contact_id", "contact", nullable=True, index=True),
    _word("subject"),
    _word("subject_key"),
    _word("state", "open"),
    Column("state_at", Moment, nullable=False),
    Column("snoozed_until", Moment),
    # what the list shows, kept with the conversation so that a row needs no join
    _word("label"),
    Column("confidence", Float, nullable=False, server_default=text("0")),
    _flag("needs_look"),
    _word("look_reason"),
    _flag("urgent"),
    _flag("unread"),
    _word("sender"),
    _number("message_count"),
    _flag("has_attachment"),
    _word("owner"),
    Column("opened_at", Moment, nullable=False),
    Column("last_at", Moment, nullable=False),
    _ref("previous_id", "conversation", nullable=True),
    _ref("merged_into", "conversation", nullable=True),
    _number("version"),
    UniqueConstraint("project_id", "number"),
    Index("ix_conversation_subject", "subject_key", "last_at"),
    *list_indexes.make(),
)

message = Table(
    "message",
    metadata,
    _id(),
    Column("content_key", String(64), nullable=False, unique=True),
    Column("sha256", String(64), ForeignKey("raw_mail.sha256"), nullable=False),
    _word("direction", "in"),
    _ref("conversation_id", "conversation", index=True),
    _word("mailbox", None),
    Column("rfc_message_id", String, nullable=False, server_default="", index=True),
    _word("subject"),
    _word("sender_addr"),
    _word("sender_name"),
    _ref("contact_id", "contact", nullable=True, index=True),
    Column("recipients", Json),
    Column("date", Moment),
    Column("received_at", Moment, nullable=False),
    _word("kind", "person"),
    _word("auto_reason"),
    _word("language"),
    Column("body", Text, nullable=False, server_default=""),
    Column("spans", Json),
    Column("bounce", Json),
    Column("calendar", Json),
    Column("defects", Json),
    _word("trust"),
    _word("thread_reason"),
    # what stands now; the history is in prediction and decision
    _word("label"),
    Column("also", Json),
    Column("confidence", Float, nullable=False, server_default=text("0")),
    _flag("abstain"),
    # "waiting" until the model has read it, "done", or "none" where no label applies
    _word("classified", "none"),
    # a search goes from mails to conversations without reading the mails
    Index("ix_message_place", "id", "conversation_id"),
    Index(
        "ix_message_waiting",
        "classified",
        sqlite_where=text("classified = 'waiting'"),
        postgresql_where=text("classified = 'waiting'"),
    ),
)

delivery = Table(
    "delivery",
    metadata,
    _id(),
    _ref("mailbox_id", "mailbox"),
    Column("uidvalidity", Id, nullable=False),
    Column("uid", Id, nullable=False),
    _ref("message_id", "message", nullable=True, index=True),
    Column("recorded_at", Moment, nullable=False),
    UniqueConstraint("mailbox_id", "uidvalidity", "uid"),
)

#: every id a message carries: its own and its ancestors'; threading looks here
reference = Table(
    "reference",
    metadata,
    _id(),
    Column("rfc_id", String, nullable=False, index=True),
    _ref("message_id", "message", index=True),
)

attachment = Table(
    "attachment",
    metadata,
    _id(),
    _ref("message_id", "message", index=True),
    _word("name"),
    _word("media_type"),
    Column("size", Integer, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    _word("part"),
    _flag("inline"),
    _word("content_id"),
)

prediction = Table(
    "prediction",
    metadata,
    _id(),
    _ref("message_id", "message", index=True),
    _word("model_version"),
    _word("label"),
    Column("also", Json),
    Column("probabilities", Json),
    _flag("abstain"),
    _flag("urgent"),
    Column("asks", Json),
    Column("evidence", Json),
    # where the mail lies among others, as the classifier packs it
    Column("vector", LargeBinary),
    Column("created_at", Moment, nullable=False),
)

decision = Table(
    "decision",
    metadata,
    _id(),
    _ref("message_id", "message", index=True),
    _word("label"),
    Column("also", Json),
    _word("actor", None),
    _word("reason"),
    Column("decided_at", Moment, nullable=False),
)

item = Table(
    "item",
    metadata,
    _id(),
    _ref("project_id", "project"),
    _word("kind", None),
    _number("number"),
    _ref("client_id", "client", nullable=True),
    _ref("conversation_id", "conversation", index=True),
    _ref("message_id", "message", index=True),
    _number("start"),
    _number("end"),
    _word("title"),
    Column("words", Text, nullable=False),
    _word("state", None),
    _word("owner"),
    _word("due"),
    _word("priority"),
    # what a kind has of its own: severity, cause and remedy of a complaint
    Column("details", Json),
    Column("created_at", Moment, nullable=False),
    _number("version"),
    UniqueConstraint("project_id", "kind", "number"),
)

outgoing = Table(
    "outgoing",
    metadata,
    _id(),
    Column("once", String, unique=True),
    _word("purpose", None),
    _word("state", None),
    _word("mailbox", None),
    _ref("conversation_id", "conversation", nullable=True, index=True),
    _word("sender", None),
    Column("recipients", Json, nullable=False),
    Column("cc", Json),
    _word("reply_to"),
    _word("subject"),
    Column("text", Text, nullable=False),
    Column("html", Text, nullable=False, server_default=""),
    Column("message_id", String, nullable=False, unique=True),
    _word("in_reply_to"),
    Column("references", Json),
    Column("date", Moment, nullable=False),
    _flag("automatic"),
    _word("language", "en"),
    # for the ceilings on automatic mail
    _word("to_addr"),
    _word("to_domain"),
    _word("content_hash"),
    Column("created_at", Moment, nullable=False),
    _number("attempts"),
    Column("next_attempt_at", Moment),
    _word("claimed_by"),
    Column("claimed_until", Moment),
    _word("last_error"),
    Column("sent_at", Moment),
    Column("filed", Boolean),
    _number("version"),
    Index("ix_outgoing_due", "state", "next_attempt_at"),
    Index("ix_outgoing_ceiling", "to_addr", "created_at"),
    Index("ix_outgoing_domain", "to_domain", "created_at"),
    Index("ix_outgoing_content", "content_hash", "created_at"),
)

quarantine = Table(
    "quarantine",
    metadata,
    _id(),
    _word("mailbox", None),
    _word("folder"),
    Column("uidvalidity", Id, nullable=False, server_default=text("0")),
    Column("uid", Id, nullable=False, server_default=text("0")),
    Column("sha256", String(64), ForeignKey("raw_mail.sha256")),
    Column("size", Integer, nullable=False, server_default=text("0")),
    _word("stage"),
    _word("reason"),
    _word("sender"),
    _word("subject"),
    _word("state", "waiting"),
    Column("received_at", Moment),
    Column("created_at", Moment, nullable=False),
    _number("version"),
    UniqueConstraint("mailbox", "folder", "uidvalidity", "uid"),
    Index("ix_quarantine_state", "state"),
)

event = Table(
    "event",
    metadata,
    _id(),
    Column("at", Moment, nullable=False),
    _word("actor", None),
    _word("verb", None),
    _word("subject", None),
    Column("subject_id", Id, nullable=False),
    Column("conversation_id", Id, index=True),
    Column("before", Json),
    Column("after", Json),
    # the event that took this one back
    Column("undone_by", Id),
    Index("ix_event_subject", "subject", "subject_id"),
    Index("ix_event_actor", "actor", "id"),
)

#: internal; nothing in the outbox reads this table
note = Table(
    "note",
    metadata,
    _id(),
    _ref("conversation_id", "conversation", index=True),
    _word("author", None),
    Column("text", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
