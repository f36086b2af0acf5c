"""Milestones, surveys, calendars and follow-ups"""

import sqlalchemy as sa
from alembic import op

from daemon.store.types import Id, Json, Moment

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar",
        sa.Column("client_id", Id, autoincrement=False, nullable=False),
        sa.Column("weekdays", Json, nullable=True),
        sa.Column("opens", sa.String(), server_default="", nullable=False),
        sa.Column("closes", sa.String(), server_default="", nullable=False),
        sa.Column("country", sa.String(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_calendar_client_id_client")
        ),
        sa.PrimaryKeyConstraint("client_id", name=op.f("pk_calendar")),
    )
    op.create_table(
        "calendar_day",
        sa.Column("client_id", Id, autoincrement=False, nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("works", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("name", sa.String(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_calendar_day_client_id_client")
        ),
        sa.PrimaryKeyConstraint("client_id", "day", name=op.f("pk_calendar_day")),
    )
    op.create_table(
        "engagement",
        sa.Column("id", Id, nullable=False),
        sa.Column("project_id", Id, nullable=False),
        sa.Column("client_id", Id, nullable=True),
        sa.Column("mailbox", sa.String(), server_default="", nullable=False),
        sa.Column("state", sa.String(), server_default="active", nullable=False),
        sa.Column("owner", sa.String(), server_default="", nullable=False),
        sa.Column("contacts", Json, nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_engagement_client_id_client")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_engagement_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engagement")),
        sa.UniqueConstraint("project_id", name=op.f("uq_engagement_project_id")),
    )
    with op.batch_alter_table("engagement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_engagement_client_id"), ["client_id"], unique=False)

    op.create_table(
        "milestone",
        sa.Column("id", Id, nullable=False),
        sa.Column("project_id", Id, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), server_default="progress", nullable=False),
        sa.Column("state", sa.String(), server_default="planned", nullable=False),
        sa.Column("planned_on", sa.String(), server_default="", nullable=False),
        sa.Column("reached_at", Moment(), nullable=True),
        sa.Column("reached_by", sa.String(), server_default="", nullable=False),
        sa.Column("owner", sa.String(), server_default="", nullable=False),
        sa.Column("survey", sa.String(), server_default="", nullable=False),
        sa.Column("delay", sa.Integer(), server_default=sa.text("(-1)"), nullable=False),
        sa.Column("contacts", Json, nullable=True),
        sa.Column("follow_ups", Json, nullable=True),
        sa.Column("uid", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_milestone_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
        sa.UniqueConstraint(
            "project_id", "name_key", name=op.f("uq_milestone_project_id_name_key")
        ),
    )
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.create_index("ix_milestone_state", ["state", "planned_on"], unique=False)

    op.create_table(
        "follow_up",
        sa.Column("id", Id, nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("anchor", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("conversation_id", Id, nullable=True),
        sa.Column("project_id", Id, nullable=True),
        sa.Column("owner", sa.String(), server_default="", nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("started_at", Moment(), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("step", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("state", sa.String(), server_default="waiting", nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_follow_up_conversation_id_conversation"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_follow_up_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
        sa.UniqueConstraint("rule", "anchor", name=op.f("uq_follow_up_rule_anchor")),
    )
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_follow_up_conversation_id"), ["conversation_id"], unique=False
        )
        batch_op.create_index("ix_follow_up_due", ["state", "due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_follow_up_project_id"), ["project_id"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("id", Id, nullable=False),
        sa.Column("contact_id", Id, nullable=False),
        sa.Column("milestone_id", Id, nullable=False),
        sa.Column("survey", sa.String(), nullable=False),
        sa.Column("state", sa.String(), server_default="planned", nullable=False),
        sa.Column("language", sa.String(), server_default="", nullable=False),
        sa.Column("address", sa.String(), server_default="", nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("reasons", Json, nullable=True),
        sa.Column("override_by", sa.String(), server_default="", nullable=False),
        sa.Column("decided_at", Moment(), nullable=True),
        sa.Column("outgoing_id", Id, nullable=True),
        sa.Column("asked_at", Moment(), nullable=True),
        sa.Column("remind_at", Moment(), nullable=True),
        sa.Column("reminder", sa.String(), server_default="", nullable=False),
        sa.Column("reminder_id", Id, nullable=True),
        sa.Column("closes_at", Moment(), nullable=True),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_invitation_contact_id_contact")
        ),
        sa.ForeignKeyConstraint(
            ["milestone_id"], ["milestone.id"], name=op.f("fk_invitation_milestone_id_milestone")
        ),
        sa.ForeignKeyConstraint(
            ["outgoing_id"], ["outgoing.id"], name=op.f("fk_invitation_outgoing_id_outgoing")
        ),
        sa.ForeignKeyConstraint(
            ["reminder_id"], ["outgoing.id"], name=op.f("fk_invitation_reminder_id_outgoing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint(
            "contact_id", "milestone_id", name=op.f("uq_invitation_contact_id_milestone_id")
        ),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index("ix_invitation_decided", ["decided_at"], unique=False)
        batch_op.create_index("ix_invitation_due", ["state", "due_at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_invitation_milestone_id"), ["milestone_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_invitation_outgoing_id"), ["outgoing_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_invitation_reminder_id"), ["reminder_id"], unique=False
        )

    op.create_table(
        "opt_out",
        sa.Column("contact_id", Id, autoincrement=False, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("message_id", Id, nullable=True),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_opt_out_contact_id_contact")
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_opt_out_message_id_message")
        ),
        sa.PrimaryKeyConstraint("contact_id", name=op.f("pk_opt_out")),
    )
    op.create_table(
        "survey_answer",
        sa.Column("id", Id, nullable=False),
        sa.Column("invitation_id", Id, nullable=False),
        sa.Column("message_id", Id, nullable=False),
        sa.Column("contact_id", Id, nullable=True),
        sa.Column("received_at", Moment(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("scores", Json, nullable=True),
        sa.Column("yes_no", Json, nullable=True),
        sa.Column("choices", Json, nullable=True),
        sa.Column("remark", sa.Text(), server_default="", nullable=False),
        sa.Column("late", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("low", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("item_id", Id, nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_survey_answer_contact_id_contact")
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"],
            ["invitation.id"],
            name=op.f("fk_survey_answer_invitation_id_invitation"),
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["item.id"], name=op.f("fk_survey_answer_item_id_item")
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_survey_answer_message_id_message")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_answer")),
        sa.UniqueConstraint(
            "invitation_id", "message_id", name=op.f("uq_survey_answer_invitation_id_message_id")
        ),
    )
    with op.batch_alter_table("survey_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_survey_answer_item_id"), ["item_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_survey_answer_message_id"), ["message_id"], unique=False
        )
        batch_op.create_index("ix_survey_answer_state", ["state", "received_at"], unique=False)
