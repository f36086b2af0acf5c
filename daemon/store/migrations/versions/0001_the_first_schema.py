"""The first schema"""

import sqlalchemy as sa
from alembic import op

from daemon.store.types import Id, Json, Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "client",
        sa.Column("id", Id, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), server_default="", nullable=False),
        sa.Column("timezone", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("merged_into", Id, nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["merged_into"], ["client.id"], name=op.f("fk_client_merged_into_client")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client")),
    )
    op.create_table(
        "counter",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("next", Id, nullable=False),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_counter")),
    )
    op.create_table(
        "event",
        sa.Column("id", Id, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("subject_id", Id, nullable=False),
        sa.Column("conversation_id", Id, nullable=True),
        sa.Column("before", Json, nullable=True),
        sa.Column("after", Json, nullable=True),
        sa.Column("undone_by", Id, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index("ix_event_actor", ["actor", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_event_conversation_id"), ["conversation_id"], unique=False
        )
        batch_op.create_index("ix_event_subject", ["subject", "subject_id"], unique=False)

    op.create_table(
        "heartbeat",
        sa.Column("daemon", sa.String(), nullable=False),
        sa.Column("host", sa.String(), server_default="", nullable=False),
        sa.Column("pid", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("version", sa.String(), server_default="", nullable=False),
        sa.Column("shadow", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("started_at", Moment(), nullable=False),
        sa.Column("beat_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("daemon", name=op.f("pk_heartbeat")),
    )
    op.create_table(
        "mailbox",
        sa.Column("id", Id, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folder", sa.String(), nullable=False),
        sa.Column("uidvalidity", Id, server_default=sa.text("0"), nullable=False),
        sa.Column("uid", Id, server_default=sa.text("0"), nullable=False),
        sa.Column("state", sa.String(), server_default="starting", nullable=False),
        sa.Column("watched_since", Moment(), nullable=True),
        sa.Column("heard_at", Moment(), nullable=True),
        sa.Column("last_mail_at", Moment(), nullable=True),
        sa.Column("retry_at", Moment(), nullable=True),
        sa.Column("last_error", sa.String(), server_default="", nullable=False),
        sa.Column("lease_owner", sa.String(), server_default="", nullable=False),
        sa.Column("lease_until", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailbox")),
        sa.UniqueConstraint("name", "folder", name=op.f("uq_mailbox_name_folder")),
    )
    op.create_table(
        "project",
        sa.Column("id", Id, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sa.UniqueConstraint("code", name=op.f("uq_project_code")),
    )
    op.create_table(
        "raw_mail",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_raw_mail")),
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
    )
    op.create_table(
        "client_domain",
        sa.Column("domain", sa.String(), nullable=False),
        sa.Column("client_id", Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_client_domain_client_id_client")
        ),
        sa.PrimaryKeyConstraint("domain", name=op.f("pk_client_domain")),
    )
    with op.batch_alter_table("client_domain", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_client_domain_client_id"), ["client_id"], unique=False)

    op.create_table(
        "contact",
        sa.Column("id", Id, nullable=False),
        sa.Column("client_id", Id, nullable=True),
        sa.Column("name", sa.String(), server_default="", nullable=False),
        sa.Column("role", sa.String(), server_default="unknown", nullable=False),
        sa.Column("language", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_contact_client_id_client")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_client_id"), ["client_id"], unique=False)

    op.create_table(
        "quarantine",
        sa.Column("id", Id, nullable=False),
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("folder", sa.String(), server_default="", nullable=False),
        sa.Column("uidvalidity", Id, server_default=sa.text("0"), nullable=False),
        sa.Column("uid", Id, server_default=sa.text("0"), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("size", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("stage", sa.String(), server_default="", nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("sender", sa.String(), server_default="", nullable=False),
        sa.Column("subject", sa.String(), server_default="", nullable=False),
        sa.Column("state", sa.String(), server_default="waiting", nullable=False),
        sa.Column("received_at", Moment(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["sha256"], ["raw_mail.sha256"], name=op.f("fk_quarantine_sha256_raw_mail")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarantine")),
        sa.UniqueConstraint(
            "mailbox",
            "folder",
            "uidvalidity",
            "uid",
            name=op.f("uq_quarantine_mailbox_folder_uidvalidity_uid"),
        ),
    )
    with op.batch_alter_table("quarantine", schema=None) as batch_op:
        batch_op.create_index("ix_quarantine_state", ["state"], unique=False)

    op.create_table(
        "address",
        sa.Column("addr", sa.String(), nullable=False),
        sa.Column("contact_id", Id, nullable=False),
        sa.Column("bounced_at", Moment(), nullable=True),
        sa.Column("bounce_reason", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_address_contact_id_contact")
        ),
        sa.PrimaryKeyConstraint("addr", name=op.f("pk_address")),
    )
    with op.batch_alter_table("address", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_address_contact_id"), ["contact_id"], unique=False)

    op.create_table(
        "conversation",
        sa.Column("id", Id, nullable=False),
        sa.Column("project_id", Id, nullable=False),
        sa.Column("number", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("client_id", Id, nullable=True),
        sa.Column("contact_id", Id, nullable=True),
        sa.Column("subject", sa.String(), server_default="", nullable=False),
        sa.Column("subject_key", sa.String(), server_default="", nullable=False),
        sa.Column("state", sa.String(), server_default="open", nullable=False),
        sa.Column("state_at", Moment(), nullable=False),
        sa.Column("snoozed_until", Moment(), nullable=True),
        sa.Column("label", sa.String(), server_default="", nullable=False),
        sa.Column("confidence", sa.Float(), server_default=sa.text("0"), nullable=False),
        sa.Column("needs_look", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("look_reason", sa.String(), server_default="", nullable=False),
        sa.Column("urgent", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("unread", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("sender", sa.String(), server_default="", nullable=False),
        sa.Column("message_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("has_attachment", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("owner", sa.String(), server_default="", nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("last_at", Moment(), nullable=False),
        sa.Column("previous_id", Id, nullable=True),
        sa.Column("merged_into", Id, nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_conversation_client_id_client")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_conversation_contact_id_contact")
        ),
        sa.ForeignKeyConstraint(
            ["merged_into"],
            ["conversation.id"],
            name=op.f("fk_conversation_merged_into_conversation"),
        ),
        sa.ForeignKeyConstraint(
            ["previous_id"],
            ["conversation.id"],
            name=op.f("fk_conversation_previous_id_conversation"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_conversation_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_conversation_project_id_number")),
    )
    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conversation_client_id"), ["client_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_conversation_contact_id"), ["contact_id"], unique=False
        )
        batch_op.create_index("ix_conversation_list", ["last_at", "id"], unique=False)
        batch_op.create_index("ix_conversation_look", ["needs_look", "last_at"], unique=False)
        batch_op.create_index("ix_conversation_queue", ["state", "label", "last_at"], unique=False)
        batch_op.create_index("ix_conversation_subject", ["subject_key", "last_at"], unique=False)

    op.create_table(
        "message",
        sa.Column("id", Id, nullable=False),
        sa.Column("content_key", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("direction", sa.String(), server_default="in", nullable=False),
        sa.Column("conversation_id", Id, nullable=False),
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("rfc_message_id", sa.String(), server_default="", nullable=False),
        sa.Column("subject", sa.String(), server_default="", nullable=False),
        sa.Column("sender_addr", sa.String(), server_default="", nullable=False),
        sa.Column("sender_name", sa.String(), server_default="", nullable=False),
        sa.Column("contact_id", Id, nullable=True),
        sa.Column("recipients", Json, nullable=True),
        sa.Column("date", Moment(), nullable=True),
        sa.Column("received_at", Moment(), nullable=False),
        sa.Column("kind", sa.String(), server_default="person", nullable=False),
        sa.Column("auto_reason", sa.String(), server_default="", nullable=False),
        sa.Column("language", sa.String(), server_default="", nullable=False),
        sa.Column("body", sa.Text(), server_default="", nullable=False),
        sa.Column("spans", Json, nullable=True),
        sa.Column("bounce", Json, nullable=True),
        sa.Column("calendar", Json, nullable=True),
        sa.Column("defects", Json, nullable=True),
        sa.Column("trust", sa.String(), server_default="", nullable=False),
        sa.Column("thread_reason", sa.String(), server_default="", nullable=False),
        sa.Column("label", sa.String(), server_default="", nullable=False),
        sa.Column("also", Json, nullable=True),
        sa.Column("confidence", sa.Float(), server_default=sa.text("0"), nullable=False),
        sa.Column("abstain", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("classified", sa.String(), server_default="none", nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_message_contact_id_contact")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_message_conversation_id_conversation"),
        ),
        sa.ForeignKeyConstraint(
            ["sha256"], ["raw_mail.sha256"], name=op.f("fk_message_sha256_raw_mail")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("content_key", name=op.f("uq_message_content_key")),
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_message_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_message_conversation_id"), ["conversation_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_message_rfc_message_id"), ["rfc_message_id"], unique=False
        )
        batch_op.create_index(
            "ix_message_waiting",
            ["classified"],
            unique=False,
            sqlite_where=sa.text("classified = 'waiting'"),
            postgresql_where=sa.text("classified = 'waiting'"),
        )

    op.create_table(
        "note",
        sa.Column("id", Id, nullable=False),
        sa.Column("conversation_id", Id, nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_note_conversation_id_conversation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_note_conversation_id"), ["conversation_id"], unique=False
        )

    op.create_table(
        "outgoing",
        sa.Column("id", Id, nullable=False),
        sa.Column("once", sa.String(), nullable=True),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("conversation_id", Id, nullable=True),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("recipients", Json, nullable=False),
        sa.Column("cc", Json, nullable=True),
        sa.Column("reply_to", sa.String(), server_default="", nullable=False),
        sa.Column("subject", sa.String(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), server_default="", nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("in_reply_to", sa.String(), server_default="", nullable=False),
        sa.Column("references", Json, nullable=True),
        sa.Column("date", Moment(), nullable=False),
        sa.Column("automatic", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("language", sa.String(), server_default="en", nullable=False),
        sa.Column("to_addr", sa.String(), server_default="", nullable=False),
        sa.Column("to_domain", sa.String(), server_default="", nullable=False),
        sa.Column("content_hash", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("next_attempt_at", Moment(), nullable=True),
        sa.Column("claimed_by", sa.String(), server_default="", nullable=False),
        sa.Column("claimed_until", Moment(), nullable=True),
        sa.Column("last_error", sa.String(), server_default="", nullable=False),
        sa.Column("sent_at", Moment(), nullable=True),
        sa.Column("filed", sa.Boolean(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_outgoing_conversation_id_conversation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outgoing_message_id")),
        sa.UniqueConstraint("once", name=op.f("uq_outgoing_once")),
    )
    with op.batch_alter_table("outgoing", schema=None) as batch_op:
        batch_op.create_index("ix_outgoing_ceiling", ["to_addr", "created_at"], unique=False)
        batch_op.create_index("ix_outgoing_content", ["content_hash", "created_at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_outgoing_conversation_id"), ["conversation_id"], unique=False
        )
        batch_op.create_index("ix_outgoing_domain", ["to_domain", "created_at"], unique=False)
        batch_op.create_index("ix_outgoing_due", ["state", "next_attempt_at"], unique=False)

    op.create_table(
        "attachment",
        sa.Column("id", Id, nullable=False),
        sa.Column("message_id", Id, nullable=False),
        sa.Column("name", sa.String(), server_default="", nullable=False),
        sa.Column("media_type", sa.String(), server_default="", nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("part", sa.String(), server_default="", nullable=False),
        sa.Column("inline", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("content_id", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_attachment_message_id_message")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachment_message_id"), ["message_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attachment_sha256"), ["sha256"], unique=False)

    op.create_table(
        "decision",
        sa.Column("id", Id, nullable=False),
        sa.Column("message_id", Id, nullable=False),
        sa.Column("label", sa.String(), server_default="", nullable=False),
        sa.Column("also", Json, nullable=True),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("decided_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_decision_message_id_message")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_message_id"), ["message_id"], unique=False)

    op.create_table(
        "delivery",
        sa.Column("id", Id, nullable=False),
        sa.Column("mailbox_id", Id, nullable=False),
        sa.Column("uidvalidity", Id, nullable=False),
        sa.Column("uid", Id, nullable=False),
        sa.Column("message_id", Id, nullable=True),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mailbox_id"], ["mailbox.id"], name=op.f("fk_delivery_mailbox_id_mailbox")
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_delivery_message_id_message")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint(
            "mailbox_id", "uidvalidity", "uid", name=op.f("uq_delivery_mailbox_id_uidvalidity_uid")
        ),
    )
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delivery_message_id"), ["message_id"], unique=False)

    op.create_table(
        "item",
        sa.Column("id", Id, nullable=False),
        sa.Column("project_id", Id, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("client_id", Id, nullable=True),
        sa.Column("conversation_id", Id, nullable=False),
        sa.Column("message_id", Id, nullable=False),
        sa.Column("start", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("end", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("title", sa.String(), server_default="", nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), server_default="", nullable=False),
        sa.Column("due", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_item_client_id_client")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_item_conversation_id_conversation"),
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_item_message_id_message")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_item_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item")),
        sa.UniqueConstraint(
            "project_id", "kind", "number", name=op.f("uq_item_project_id_kind_number")
        ),
    )
    with op.batch_alter_table("item", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_item_conversation_id"), ["conversation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_item_message_id"), ["message_id"], unique=False)

    op.create_table(
        "prediction",
        sa.Column("id", Id, nullable=False),
        sa.Column("message_id", Id, nullable=False),
        sa.Column("model_version", sa.String(), server_default="", nullable=False),
        sa.Column("label", sa.String(), server_default="", nullable=False),
        sa.Column("also", Json, nullable=True),
        sa.Column("probabilities", Json, nullable=True),
        sa.Column("abstain", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("urgent", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("asks", Json, nullable=True),
        sa.Column("evidence", Json, nullable=True),
        sa.Column("vector", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_prediction_message_id_message")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prediction")),
    )
    with op.batch_alter_table("prediction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_prediction_message_id"), ["message_id"], unique=False)

    op.create_table(
        "reference",
        sa.Column("id", Id, nullable=False),
        sa.Column("rfc_id", sa.String(), nullable=False),
        sa.Column("message_id", Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_reference_message_id_message")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference")),
    )
    with op.batch_alter_table("reference", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reference_message_id"), ["message_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reference_rfc_id"), ["rfc_id"], unique=False)
