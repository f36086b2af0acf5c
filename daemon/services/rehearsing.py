"""Seeing what a use case would send, before it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from daemon.model.reading import OutgoingMail
from daemon.services.office import Office
from daemon.store import rehearsal


def rehearse(office: Office, deed: Callable[[Office], object]) -> list[OutgoingMail]:
    """Return the mails that *deed* would put into the outbox; nothing is stored.

    Raises whatever *deed* raises.
    """
    return rehearsal.rehearse(office.db, lambda db: deed(replace(office, db=db)))
