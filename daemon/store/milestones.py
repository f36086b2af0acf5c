"""Milestones: planned, reached, changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from daemon.errors import NotFoundError, StaleError, UserError
from daemon.model.plan import Milestone, MilestoneKind, MilestoneState
from daemon.store.plan_tables import milestone

_C = milestone.c


def key_of(name: str) -> str:
    """Return what makes a milestone's name unique in its project."""
    return " ".join(name.split()).casefold()


def read(row: Row[Any]) -> Milestone:
    """Return a database row as the word of the model."""
    return Milestone(
        id=row.id,
        project_id=row.project_id,
        name=row.name,
        kind=MilestoneKind(row.kind),
        state=MilestoneState(row.state),
        planned_on=date.fromisoformat(row.planned_on) if row.planned_on else None,
        reached_at=row.reached_at,
        reached_by=row.reached_by,
        owner=row.owner,
        survey=row.survey,
        delay=row.delay,
        contacts=tuple(row.contacts) if row.contacts is not None else None,
        follow_ups=tuple(row.follow_ups or ()),
        uid=row.uid,
        version=row.version,
    )


def columns(new: Milestone) -> dict[str, object]:
    """Return the columns that a manager decides."""
    return {
        "name": " ".join(new.name.split()),
        "name_key": key_of(new.name),
        "kind": new.kind.value,
        "planned_on": new.planned_on.isoformat() if new.planned_on else "",
        "owner": new.owner,
        "survey": new.survey,
        "delay": new.delay,
        "contacts": list(new.contacts) if new.contacts is not None else None,
        "follow_ups": list(new.follow_ups) or None,
        "uid": new.uid,
    }


def add(connection: Connection, new: Milestone, now: datetime) -> int:
    """Write a milestone (its ``id`` is not read); UserError if the project has one of the name."""
    if find(connection, new.project_id, new.name) is not None:
        raise UserError(f"the project has a milestone called “{new.name}” already")
    row = {"project_id": new.project_id, "created_at": now, **columns(new)}
    return int(connection.execute(insert(milestone).values(row).returning(_C.id)).scalar_one())


def find(connection: Connection, project_id: int, name: str) -> Milestone | None:
    """Return the milestone of a project called *name*, letter case and spacing aside."""
    query = select(milestone).where(_C.project_id == project_id, _C.name_key == key_of(name))
    row = connection.execute(query).first()
    return read(row) if row else None


def load(connection: Connection, milestone_id: int) -> Milestone:
    """Return one milestone; raise NotFoundError if there is none."""
    row = connection.execute(select(milestone).where(_C.id == milestone_id)).first()
    if row is None:
        raise NotFoundError(f"no milestone {milestone_id}; `triaged milestone list` shows all")
    return read(row)


def load_all(connection: Connection, ids: Collection[int]) -> dict[int, Milestone]:
    """Return the milestones among *ids* that there are."""
    rows = connection.execute(select(milestone).where(_C.id.in_(list(ids))))
    return {row.id: read(row) for row in rows}


def find_all(connection: Connection, project_id: int | None = None) -> list[Milestone]:
    """Return milestones (of one project) by planned date, those without one last."""
    query = select(milestone).order_by(_C.project_id, _C.planned_on == "", _C.planned_on, _C.id)
    if project_id is not None:
        query = query.where(_C.project_id == project_id)
    return [read(row) for row in connection.execute(query)]


def change(connection: Connection, present: Milestone, values: Mapping[str, object]) -> None:
    """Change columns of a milestone; raise StaleError when it has changed since it was read."""
    done = connection.execute(
        update(milestone)
        .where(_C.id == present.id, _C.version == present.version)
        .values({**values, "version": present.version + 1})
    )
    if done.rowcount != 1:
        raise StaleError


def remove(connection: Connection, present: Milestone) -> None:
    """Take a milestone away that nothing hangs on; raise StaleError when it has changed."""
    done = connection.execute(
        delete(milestone).where(_C.id == present.id, _C.version == present.version)
    )
    if done.rowcount != 1:
        raise StaleError
