"""The day an ask is due, read by rule from English and Chinese wording."""

from __future__ import annotations

from datetime import date


def due_date(text: str, written: date) -> date | None:
    """Return the day by which *text* wants something, seen from the day it was *written*."""
    return None
