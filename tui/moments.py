"""Moments as people read them: short in a list, full in a mail, ages in words."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tui.i18n import t

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


def short(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """Return *moment* in at most seven characters: time, weekday, day or month."""
    local, today = moment.astimezone(zone), now.astimezone(zone)
    days = (today.date() - local.date()).days
    if days == 0:
        return f"{local:%H:%M}"
    if abs(days) < 7:
        return t(_DAYS[local.weekday()])
    if local.year == today.year:
        return t("{day} {month}", day=local.day, month=t(MONTHS[local.month - 1]))
    return f"{local:%Y-%m}"


def full(moment: datetime, zone: tzinfo) -> str:
    """Return *moment* as ``Thu 12 Mar 2026 10:26``."""
    local = moment.astimezone(zone)
    day = t(
        "{weekday} {day} {month} {year}",
        weekday=t(_DAYS[local.weekday()]),
        day=local.day,
        month=t(MONTHS[local.month - 1]),
        year=local.year,
    )
    return f"{day} {local:%H:%M}"


def ahead(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """Return a moment to come as ``today 14:00``, ``Fri 09:00`` or a full date."""
    local, today = moment.astimezone(zone), now.astimezone(zone)
    days = (local.date() - today.date()).days
    if days == 0:
        return t("today {time}", time=f"{local:%H:%M}")
    if days == 1:
        return t("tomorrow {time}", time=f"{local:%H:%M}")
    if 0 < days < 7:
        return f"{t(_DAYS[local.weekday()])} {local:%H:%M}"
    return full(moment, zone)


def age(span: timedelta) -> str:
    """Return how long ago: ``40 s``, ``12 min``, ``5 h``, ``3 d``."""
    seconds = max(0, int(span.total_seconds()))
    for size, name in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds // size} {t(name)}"
    return f"{seconds} {t('s')}"


def clients_time(now: datetime, timezone: str) -> str:
    """Return the client's time of day such as ``10:30 in Berlin``; empty if it is unknown."""
    if not timezone:
        return ""
    try:
        zone = ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError):
        return ""
    place = timezone.rpartition("/")[2].replace("_", " ")
    return t("{time} in {place}", time=f"{now.astimezone(zone):%H:%M}", place=place)


def size(count: int) -> str:
    """Return a number of bytes as ``180 KB``."""
    for unit, name in ((1024**3, "GB"), (1024**2, "MB"), (1024, "KB")):
        if count >= unit:
            return (
                f"{count / unit:.0f} {name}" if count >= 10 * unit else f"{count / unit:.1f} {name}"
            )
    return f"{count} B"
