"""Taking back what was done to a milestone, while nothing has come of it."""

from __future__ import annotations

from daemon.errors import StaleError
from daemon.model.plan import MilestoneKind, MilestoneState
from daemon.services import checkins
from daemon.services.milestones import all_columns
from daemon.store import invitations, milestones
from daemon.store.events import Event
from daemon.store.transaction import Transaction


def reach(transaction: Transaction, entry: Event) -> None:
    """Undo reaching a milestone while nobody was asked for it; raise StaleError otherwise."""
    invitations.lock(transaction)
    present = milestones.load(transaction, entry.subject_id)
    rows = invitations.find(transaction, milestone_ids=[present.id])
    if present.state is not MilestoneState.REACHED or any(r.outgoing_id for r in rows):
        raise StaleError("invitations have been written since; this is not taken back")
    checkins.take_back(transaction, present.id)
    invitations.remove(transaction, [r.id for r in rows])
    values = {"state": "planned", "reached_at": None, "reached_by": ""}
    milestones.change(transaction, present, values)


def adding(transaction: Transaction, entry: Event) -> None:
    """Undo planning a milestone: it is gone, unless it was reached or changed since."""
    present = milestones.load(transaction, entry.subject_id)
    left = entry.after or {}
    now = {"name": present.name, "planned_on": milestones.columns(present)["planned_on"]}
    if present.state is not MilestoneState.PLANNED or any(left[k] != v for k, v in now.items()):
        raise StaleError("the milestone has changed since and is not taken back; look again")
    if present.kind is MilestoneKind.RESOLUTION:
        raise StaleError("it belongs to a settled complaint; cancel the milestone instead")
    if invitations.find(transaction, milestone_ids=[present.id], limit=1):
        raise StaleError("people were invited for it; cancel the milestone instead")
    milestones.remove(transaction, present)


def change(transaction: Transaction, entry: Event) -> None:
    """Undo a change of a milestone while it still stands; raise StaleError otherwise."""
    present = milestones.load(transaction, entry.subject_id)
    left = dict(entry.after or {})
    if any(all_columns(present)[name] != value for name, value in left.items()):
        raise StaleError("the milestone has changed since and is not taken back; look again")
    if entry.before:
        milestones.change(transaction, present, dict(entry.before))
