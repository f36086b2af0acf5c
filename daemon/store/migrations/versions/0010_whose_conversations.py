"""The conversations that somebody looks after: a manager's own list is read from its index"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

NAME = "ix_conversation_owned"
OWNED = "merged_into IS NULL AND owner <> ''"


def upgrade() -> None:
    columns = ["owner", "state", "snoozed_until", "merged_into"]
    where = sa.text(OWNED)
    op.create_index(NAME, "conversation", columns, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    op.drop_index(NAME, "conversation")
