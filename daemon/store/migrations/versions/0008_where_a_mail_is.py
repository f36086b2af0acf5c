"""Where a mail is, told by an index: searches need not read the mails they find"""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_message_place", "message", ["id", "conversation_id"])


def downgrade() -> None:
    op.drop_index("ix_message_place", "message")
