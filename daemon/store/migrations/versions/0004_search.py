"""The full-text index of mail, and saved searches"""

import sqlalchemy as sa
from alembic import op

from daemon.store import search
from daemon.store.types import Id, Moment

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_search",
        sa.Column("id", Id, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_search")),
        sa.UniqueConstraint("name", name=op.f("uq_saved_search_name")),
    )
    connection = op.get_bind()
    search.create(connection)
    search.index_all(connection)


def downgrade() -> None:
    op.execute("DROP TABLE message_search")
    op.drop_table("saved_search")
