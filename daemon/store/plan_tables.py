"""The tables of what is planned: milestones, surveys, calendars and follow-ups."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from daemon.store.columns import flag, id_column, metadata, number, reference_to, word
from daemon.store.types import Id, Json, Moment

#: what is agreed about a project beside its mail: whose it is, who looks after it
engagement = Table(
    "engagement",
    metadata,
    id_column(),
    Column("project_id", Id, ForeignKey("project.id"), nullable=False, unique=True),
    reference_to("client_id", "client", nullable=True, index=True),
    word("mailbox"),
    word("state", "active"),
    word("owner"),
    # contact ids of those who are asked; NULL: everybody of the client who wrote
    Column("contacts", Json),
    Column("ended_at", Moment),
    number("version"),
)

milestone = Table(
    "milestone",
    metadata,
    id_column(),
    reference_to("project_id", "project"),
    word("name", None),
    word("name_key", None),
    word("kind", "progress"),
    word("state", "planned"),
    word("planned_on"),
    Column("reached_at", Moment),
    word("reached_by"),
    word("owner"),
    word("survey"),
    # business days between reaching it and asking; -1: as configured
    Column("delay", Integer, nullable=False, server_default=text("-1")),
    Column("contacts", Json),
    Column("follow_ups", Json),
    word("uid"),
    Column("created_at", Moment, nullable=False),
    number("version"),
    UniqueConstraint("project_id", "name_key"),
    Index("ix_milestone_state", "state", "planned_on"),
)

invitation = Table(
    "invitation",
    metadata,
    id_column(),
    reference_to("contact_id", "contact"),
    reference_to("milestone_id", "milestone", index=True),
    word("survey", None),
    word("state", "planned"),
    word("language"),
    word("address"),
    Column("due_at", Moment, nullable=False),
    Column("reasons", Json),
    # the manager who asks in spite of a reason not to
    word("override_by"),
    Column("decided_at", Moment),
    reference_to("outgoing_id", "outgoing", nullable=True, index=True),
    Column("asked_at", Moment),
    Column("remind_at", Moment),
    word("reminder"),
    reference_to("reminder_id", "outgoing", nullable=True, index=True),
    Column("closes_at", Moment),
    Column("answered_at", Moment),
    Column("created_at", Moment, nullable=False),
    number("version"),
    # each contact is asked once for each milestone, whoever tries
    UniqueConstraint("contact_id", "milestone_id"),
    Index("ix_invitation_due", "state", "due_at"),
    Index("ix_invitation_decided", "decided_at"),
)

survey_answer = Table(
    "survey_answer",
    metadata,
    id_column(),
    reference_to("invitation_id", "invitation"),
    reference_to("message_id", "message", index=True),
    reference_to("contact_id", "contact", nullable=True),
    Column("received_at", Moment, nullable=False),
    # counted, held (waits for a manager), superseded, refused
    word("state", None),
    word("reason"),
    Column("scores", Json),
    Column("yes_no", Json),
    Column("choices", Json),
    Column("remark", Text, nullable=False, server_default=""),
    flag("late"),
    flag("low"),
    reference_to("item_id", "item", nullable=True, index=True),
    number("version"),
    UniqueConstraint("invitation_id", "message_id"),
    Index("ix_survey_answer_state", "state", "received_at"),
)

#: who asked not to be asked again; a row is only taken away by a manager
opt_out = Table(
    "opt_out",
    metadata,
    Column("contact_id", Id, ForeignKey("contact.id"), primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    word("actor", None),
    reference_to("message_id", "message", nullable=True),
)

#: when a client can be met; a client without a row has the configured calendar
calendar = Table(
    "calendar",
    metadata,
    Column("client_id", Id, ForeignKey("client.id"), primary_key=True, autoincrement=False),
    Column("weekdays", Json),
    word("opens"),
    word("closes"),
    word("country"),
    number("version"),
)

#: a day on which a client works or does not, whatever the weekday and the suggestions say
calendar_day = Table(
    "calendar_day",
    metadata,
    Column("client_id", Id, ForeignKey("client.id"), primary_key=True, autoincrement=False),
    Column("day", String(10), primary_key=True),
    flag("works"),
    word("name"),
)

follow_up = Table(
    "follow_up",
    metadata,
    id_column(),
    word("rule", None),
    # what it hangs on, such as ``message:12``; one rule follows one thing up once
    word("anchor", None),
    word("kind", None),
    reference_to("conversation_id", "conversation", nullable=True, index=True),
    reference_to("project_id", "project", nullable=True, index=True),
    word("owner"),
    word("reason"),
    Column("started_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    number("step"),
    word("state", "waiting"),
    Column("ended_at", Moment),
    number("version"),
    UniqueConstraint("rule", "anchor"),
    Index("ix_follow_up_due", "state", "due_at"),
)

#: the milestone that a settled complaint reaches; a complaint is asked about once
resolution = Table(
    "resolution",
    metadata,
    Column("item_id", Id, ForeignKey("item.id"), primary_key=True, autoincrement=False),
    Column("milestone_id", Id, ForeignKey("milestone.id"), nullable=False, unique=True),
)

TABLES = (
    engagement,
    milestone,
    invitation,
    survey_answer,
    opt_out,
    calendar,
    calendar_day,
    follow_up,
    resolution,
)
