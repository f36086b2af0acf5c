"""What a manager does with the demo's story before its pictures are taken."""

from __future__ import annotations

from datetime import datetime, timedelta

from daemon.clock import utc_now
from daemon.config import Config
from daemon.model.plan import Milestone, MilestoneKind
from daemon.model.record import ItemKind
from daemon.services import milestones, projects, scope
from daemon.services.projects import ProjectWish
from daemon.services.scope import Hand
from daemon.store.engine import Database
from daemon.store.scope_items import ItemRow, Wanted

ACTOR = "mara"
#: name, phase, and in how many days it is planned
STEPS = (
    ("Design", MilestoneKind.REVIEW, -3),
    ("Beta", MilestoneKind.REVIEW, 18),
    ("Launch", MilestoneKind.WRAP_UP, 46),
)


def manage(db: Database, config: Config) -> None:
    """Accept what is needed, assess what is to change, and plan, in every project."""
    now = utc_now()
    hand = Hand(ACTOR, now)
    found = scope.find_all(db, Wanted(states=["proposed"]))
    for item in found[:-1]:
        scope.move(db, item, "accept", hand)
    for code, client in sorted({(i.project, i.client) for i in found if i.client}):
        wish = ProjectWish(code, client=client, owner=ACTOR)
        projects.save(db, config, wish, ACTOR, now)
        _plan(db, code, now)
    for item in scope.find_all(db, Wanted(kinds=[ItemKind.CHANGE_REQUEST]))[:2]:
        _look_after(db, item, hand)


def _plan(db: Database, code: str, now: datetime) -> None:
    for name, kind, days in STEPS:
        day = (now + timedelta(days=days)).date()
        milestones.add(db, code, Milestone(0, 0, name, kind, planned_on=day), ACTOR, now)


def _look_after(db: Database, item: ItemRow, hand: Hand) -> None:
    due = (hand.now + timedelta(days=5)).date().isoformat()
    scope.edit(db, item, {"owner": ACTOR, "due": due, "priority": "high"}, hand)
