"""The milestone that a settled complaint reaches, at which the client is asked about it"""

import sqlalchemy as sa
from alembic import op

from daemon.store.types import Id

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "resolution",
        sa.Column("item_id", Id, autoincrement=False, nullable=False),
        sa.Column("milestone_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_resolution_item_id_item")),
        sa.ForeignKeyConstraint(
            ["milestone_id"], ["milestone.id"], name=op.f("fk_resolution_milestone_id_milestone")
        ),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_resolution")),
        sa.UniqueConstraint("milestone_id", name=op.f("uq_resolution_milestone_id")),
    )


def downgrade() -> None:
    op.drop_table("resolution")
