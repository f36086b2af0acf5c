"""Lists of a million conversations: each is read from its index alone, in its order"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

LIVE = "merged_into IS NULL"
UNKNOWN = f"{LIVE} AND client_id IS NULL AND contact_id IS NOT NULL"
FIRST, WHOSE = ["needs_look", "urgent"], ["client_id", "contact_id"]
BEFORE = {
    "ix_conversation_list": ["last_at", "id"],
    "ix_conversation_queue": ["state", "label", "last_at"],
    "ix_conversation_look": ["needs_look", "last_at"],
}
# SQLite reads an index alone only where it holds its own condition's columns too
AFTER = {
    "ix_conversation_list": (["last_at", "id"], LIVE),
    "ix_conversation_state": (["state", "last_at", "id"], LIVE),
    "ix_conversation_queue": (["state", "label", *FIRST, "last_at", "id"], LIVE),
    "ix_conversation_look": ([*FIRST, "last_at", "id", "state", "snoozed_until"], LIVE),
    "ix_conversation_unknown": (["state", "last_at", "id", *WHOSE], UNKNOWN),
}


def upgrade() -> None:
    for name in BEFORE:
        op.drop_index(name, "conversation")
    for name, (columns, condition) in AFTER.items():
        where = sa.text(condition)
        covering = [*columns, "merged_into"]
        op.create_index(name, "conversation", covering, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    for name in AFTER:
        op.drop_index(name, "conversation")
    for name, columns in BEFORE.items():
        op.create_index(name, "conversation", columns)
