"""Settled complaints: a milestone of its own for each, at which its client is asked, once."""

from __future__ import annotations

from datetime import datetime, timedelta

from daemon.config import Config
from daemon.model.plan import Milestone, MilestoneKind
from daemon.services import milestones
from daemon.services.office import Office
from daemon.services.recording import DAEMON
from daemon.store import invitations, resolutions
from daemon.store import milestones as milestone_rows
from daemon.store.resolutions import Settled
from daemon.store.transaction import Transaction

#: what was settled longer ago is not asked about any more
WINDOW = timedelta(days=30)
CONFIRMED, RESOLVED = "confirmed", "resolved"


def run(office: Office, now: datetime) -> int:
    """Plan to ask about what was settled; return how many complaints. Again changes nothing."""
    with office.db.read() as transaction:
        if not _due(transaction, office.config, now):
            return 0
    with office.db.write() as transaction:
        invitations.lock(transaction)
        due = _due(transaction, office.config, now)
        for each in due:
            _reach(transaction, office, each, now)
    return len(due)


def _due(transaction: Transaction, config: Config, now: datetime) -> list[Settled]:
    wanted = config.surveys.after_complaint
    if wanted == "never":
        return []
    states = (CONFIRMED,) if wanted == CONFIRMED else (CONFIRMED, RESOLVED)
    # a client who is asked whether it is settled has so long to say yes
    patience = timedelta(days=config.scope.answer_days)
    found = resolutions.find(transaction, states, now - WINDOW - patience)
    return [
        each
        for each in found
        if each.at + (patience if each.state == RESOLVED else timedelta()) <= now
    ]


def _reach(transaction: Transaction, office: Office, each: Settled, now: datetime) -> None:
    new = Milestone(
        id=0,
        project_id=each.project_id,
        name=_free_name(transaction, each),
        kind=MilestoneKind.RESOLUTION,
        owner=each.owner,
        contacts=(each.contact_id,),
    )
    number = milestones.add_within(transaction, new, DAEMON, now)
    resolutions.add(transaction, each.item_id, number)
    milestones.reach_within(transaction, office, number, DAEMON, now)


def _free_name(transaction: Transaction, each: Settled) -> str:
    taken = {m.name for m in milestone_rows.find_all(transaction, each.project_id)}
    name = f"{each.ref} settled"
    return name if name not in taken else f"{name} ({each.item_id})"
