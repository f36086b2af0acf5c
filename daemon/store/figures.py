"""The facts that figures are made from: who was asked, and the answers that count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from daemon.model.plan import AnswerState, InvitationState
from daemon.store.invitations import ASKED
from daemon.store.plan_tables import invitation, milestone, survey_answer
from daemon.store.schema import client, contact, project


@dataclass(frozen=True, slots=True)
class Asked:
    """One invitation that went out, or was decided against."""

    id: int
    survey: str
    state: InvitationState
    reasons: tuple[str, ...]
    at: datetime
    contact: str
    client: str
    project: str
    milestone: str

    @property
    def is_asked(self) -> bool:
        """Whether a mail reached the contact, as far as we know."""
        return self.state in ASKED and "mail came back" not in self.reasons


@dataclass(frozen=True, slots=True)
class Given:
    """One answer that counts: values by question, and the remark."""

    invitation_id: int
    received_at: datetime
    scores: dict[str, int]
    remark: str
    low: bool


def load_asked(connection: Connection, since: datetime | None, until: datetime) -> list[Asked]:
    """Return the invitations decided upon between two moments, oldest first."""
    query = (
        select(
            invitation.c.id,
            invitation.c.survey,
            invitation.c.state,
            invitation.c.reasons,
            invitation.c.decided_at,
            contact.c.name.label("contact"),
            client.c.name.label("client"),
            project.c.code,
            milestone.c.name.label("milestone"),
        )
        .join(contact, contact.c.id == invitation.c.contact_id)
        .outerjoin(client, client.c.id == contact.c.client_id)
        .join(milestone, milestone.c.id == invitation.c.milestone_id)
        .join(project, project.c.id == milestone.c.project_id)
        .where(invitation.c.decided_at.is_not(None), invitation.c.decided_at < until)
        .order_by(invitation.c.decided_at, invitation.c.id)
    )
    if since is not None:
        query = query.where(invitation.c.decided_at >= since)
    return [
        Asked(
            id=row.id,
            survey=row.survey,
            state=InvitationState(row.state),
            reasons=tuple(row.reasons or ()),
            at=row.decided_at,
            contact=row.contact,
            client=row.client or "",
            project=row.code,
            milestone=row.milestone,
        )
        for row in connection.execute(query)
    ]


def load_given(connection: Connection) -> list[Given]:
    """Return the answers that count, in the order received."""
    query = (
        select(survey_answer)
        .where(survey_answer.c.state == AnswerState.COUNTED.value)
        .order_by(survey_answer.c.received_at, survey_answer.c.id)
    )
    return [
        Given(row.invitation_id, row.received_at, dict(row.scores or {}), row.remark, row.low)
        for row in connection.execute(query)
    ]


def count_held(connection: Connection) -> int:
    """Return how many answers wait for a manager."""
    query = select(survey_answer.c.id).where(survey_answer.c.state == AnswerState.HELD.value)
    return len(connection.execute(query).all())
