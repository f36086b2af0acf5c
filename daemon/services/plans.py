"""Importing milestones from files: new ones are planned, known ones follow the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from daemon.config import Config
from daemon.errors import NotFoundError, UserError
from daemon.model.plan import Milestone, MilestoneKind, MilestoneState
from daemon.schedules.planfile import PlanRow
from daemon.services import checkins
from daemon.services import milestones as service
from daemon.services.projects import find_contacts
from daemon.store import milestones, projects
from daemon.store.engine import Database
from daemon.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did. ``reached`` are rows left alone because the milestone was reached."""

    added: int = 0
    changed: int = 0
    same: int = 0
    reached: int = 0


def import_rows(
    db: Database, config: Config, rows: Sequence[PlanRow], actor: str, now: datetime
) -> Imported:
    """Take in milestones, all or none; the same file again changes nothing.

    A row is known by its calendar UID, else by its name. Raises UserError with every problem.
    """
    done = {"added": 0, "changed": 0, "same": 0, "reached": 0}
    problems: list[str] = []
    with db.write() as transaction:
        for row in rows:
            try:
                checkins.check_names(config, row.follow_ups or ())
                done[_import(transaction, row, actor, now)] += 1
            except UserError as error:
                problems.append(f"{row.where}: {error}")
        if problems:
            raise UserError("\n".join(problems))
    return Imported(**done)


def _import(transaction: Transaction, row: PlanRow, actor: str, now: datetime) -> str:
    try:
        whose = projects.find(transaction, row.project)
    except NotFoundError:
        raise UserError(
            f"no project {row.project}; `triaged milestone project {row.project}` adds it"
        ) from None
    present = _find(transaction, whose.project_id, row)
    if present is None:
        new = _merged(transaction, Milestone(0, whose.project_id, row.name), row)
        service.add_within(transaction, new, actor, now)
        return "added"
    if present.state is MilestoneState.REACHED:
        return "reached"
    wanted = _merged(transaction, present, row)
    if wanted == present:
        return "same"
    service.change_within(transaction, present, wanted, actor, now)
    return "changed"


def _find(transaction: Transaction, project_id: int, row: PlanRow) -> Milestone | None:
    if row.uid:
        for each in milestones.find_all(transaction, project_id):
            if each.uid == row.uid:
                return each
    return milestones.find(transaction, project_id, row.name)


def _merged(transaction: Transaction, present: Milestone, row: PlanRow) -> Milestone:
    """Return *present* with what the row gives."""
    contacts = present.contacts
    if row.contacts is not None:
        contacts = tuple(find_contacts(transaction, row.contacts)) or None
    return replace(
        present,
        name=row.name,
        kind=row.kind if row.kind is not None else present.kind or MilestoneKind.PROGRESS,
        planned_on=row.planned if row.planned is not None else present.planned_on,
        owner=row.owner if row.owner is not None else present.owner,
        survey=row.survey if row.survey is not None else present.survey,
        delay=row.delay if row.delay is not None else present.delay,
        follow_ups=row.follow_ups if row.follow_ups is not None else present.follow_ups,
        contacts=contacts,
        uid=row.uid if row.uid is not None else present.uid,
    )
