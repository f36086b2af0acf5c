"""Asking, reminding and closing by the clock: each step decided anew at its moment, once."""

from __future__ import annotations

from datetime import datetime

from daemon.services import inviting, unanswered
from daemon.services.invited import Tick
from daemon.services.office import Office
from daemon.store import invitations


def run(office: Office, now: datetime) -> Tick:
    """Do what is due at *now*; any number of daemons may, at any moment, and again."""
    with office.db.read() as transaction:
        asking, asked = invitations.is_due(transaction, now)
    done = inviting.run(office, now) if asking else Tick()
    return done + (unanswered.run(office, now) if asked else Tick())
