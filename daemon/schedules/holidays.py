"""Public holidays as suggestions: a manager's own days always stand above them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import holidays


def is_country(code: str) -> bool:
    """Whether holidays of *code* are known (ISO 3166-1 and 3166-2, such as ``DE``, ``DE-BY``)."""
    country, _, part = code.partition("-")
    known = holidays.list_supported_countries()
    return country in known and (not part or part in known[country])


@lru_cache(maxsize=256)
def suggest(code: str, year: int) -> dict[date, tuple[bool, str]]:
    """Return the days of *year* that are not as their weekday says: (worked, name).

    Some countries move working days to weekends; those are worked.
    """
    country, _, part = code.partition("-")
    found = holidays.country_holidays(country, subdiv=part or None, years=year)
    days = {day: (False, name) for day, name in found.items()}
    moved: set[date] = getattr(found, "weekend_workdays", set())
    days |= {day: (True, "working day") for day in moved if day.year == year}
    return days
