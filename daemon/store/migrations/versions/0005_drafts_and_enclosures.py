"""Drafts that outlive a session, and files that leave with mail"""

import sqlalchemy as sa
from alembic import op

from daemon.store.types import Id, Moment

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stored_file",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_stored_file")),
    )
    op.create_table(
        "draft",
        sa.Column("id", Id, nullable=False),
        sa.Column("conversation_id", Id, nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("quotes", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("everybody", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("received_mark", Id, nullable=False),
        sa.Column("written_mark", Id, nullable=False),
        sa.Column("updated_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_draft_conversation_id_conversation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
    )
    op.create_index(op.f("ix_draft_conversation_id"), "draft", ["conversation_id"])
    op.create_table(
        "enclosure",
        sa.Column("id", Id, nullable=False),
        sa.Column("draft_id", Id, nullable=True),
        sa.Column("outgoing_id", Id, nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["draft.id"], name=op.f("fk_enclosure_draft_id_draft")
        ),
        sa.ForeignKeyConstraint(
            ["outgoing_id"], ["outgoing.id"], name=op.f("fk_enclosure_outgoing_id_outgoing")
        ),
        sa.ForeignKeyConstraint(
            ["sha256"], ["stored_file.sha256"], name=op.f("fk_enclosure_sha256_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enclosure")),
    )
    for name in ("draft_id", "outgoing_id", "sha256"):
        op.create_index(op.f(f"ix_enclosure_{name}"), "enclosure", [name])


def downgrade() -> None:
    for table in ("enclosure", "draft", "stored_file"):
        op.drop_table(table)
