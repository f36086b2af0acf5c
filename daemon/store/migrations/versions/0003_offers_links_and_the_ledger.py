"""Offers, replies to them, links between items, and the ledger"""

import sqlalchemy as sa
from alembic import op

from daemon.store.types import Id, Json, Moment

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ledger",
        sa.Column("id", Id, nullable=False),
        sa.Column("project_id", Id, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("message_id", Id, nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_ledger_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_ledger_project_id_number")),
        sa.UniqueConstraint("sha256", name=op.f("uq_ledger_sha256")),
    )
    op.create_table(
        "item_link",
        sa.Column("id", Id, nullable=False),
        sa.Column("item_id", Id, nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("other_id", Id, nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_item_link_item_id_item")),
        sa.ForeignKeyConstraint(["other_id"], ["item.id"], name=op.f("fk_item_link_other_id_item")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_link")),
        sa.UniqueConstraint(
            "item_id", "relation", "other_id", name=op.f("uq_item_link_item_id_relation_other_id")
        ),
    )
    with op.batch_alter_table("item_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_item_link_other_id"), ["other_id"], unique=False)

    op.create_table(
        "offer",
        sa.Column("id", Id, nullable=False),
        sa.Column("project_id", Id, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("item_id", Id, nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("contact_id", Id, nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("outgoing_id", Id, nullable=True),
        sa.Column("state", sa.String(), server_default="open", nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("decided_at", Moment(), nullable=True),
        sa.Column("decision", sa.String(), server_default="", nullable=False),
        sa.Column("decided_by", sa.String(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_offer_contact_id_contact")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_offer_item_id_item")),
        sa.ForeignKeyConstraint(
            ["outgoing_id"], ["outgoing.id"], name=op.f("fk_offer_outgoing_id_outgoing")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_offer_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer")),
        sa.UniqueConstraint(
            "project_id", "subject", "number", name=op.f("uq_offer_project_id_subject_number")
        ),
    )
    with op.batch_alter_table("offer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_offer_item_id"), ["item_id"], unique=False)
        batch_op.create_index("ix_offer_open", ["state", "expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_offer_outgoing_id"), ["outgoing_id"], unique=False)

    op.create_table(
        "offer_reply",
        sa.Column("id", Id, nullable=False),
        sa.Column("offer_id", Id, nullable=False),
        sa.Column("message_id", Id, nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("evidence", sa.Text(), server_default="", nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("received_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_offer_reply_message_id_message")
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["offer.id"], name=op.f("fk_offer_reply_offer_id_offer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer_reply")),
        sa.UniqueConstraint(
            "offer_id", "message_id", name=op.f("uq_offer_reply_offer_id_message_id")
        ),
    )
    with op.batch_alter_table("offer_reply", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_offer_reply_message_id"), ["message_id"], unique=False)
        batch_op.create_index("ix_offer_reply_standing", ["standing", "received_at"], unique=False)

    with op.batch_alter_table("item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("priority", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("details", Json, nullable=True))
