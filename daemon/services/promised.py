"""What our own mails promise for a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from daemon.schedules.calendar import BusinessCalendar
from daemon.schedules.promises import promises
from daemon.services import waiting
from daemon.services.waiting import Rows, Scene
from daemon.store import followed, followups, settings
from daemon.store.transaction import Transaction

#: mails of ours whose promises are read in one go
MAILS = 200
_READ = "promises-read"
#: reads a day out of a sentence, written on a day
ReadDay = Callable[[str, date], date | None]


def begin(transaction: Transaction, scene: Scene, read_day: ReadDay | None) -> int:
    """Read what our people promised since the last look; mail from before the first is history."""
    wanted = [r for r in scene.rules if r.kind == "promise"]
    if not wanted or read_day is None:
        return 0
    last = settings.get(transaction, _READ)
    if last is None:
        settings.put(transaction, _READ, str(followups.newest_message(transaction)))
        return 0
    calendar = scene.calendar(None)
    mails = followed.our_mails(transaction, int(last), MAILS)
    rows: Rows = {}
    for mail in mails:
        written = mail.at.astimezone(calendar.zone).date()
        for sentence in promises(mail.text):
            day = read_day(sentence, written)
            if day is None or day < written:
                continue
            anchor = f"message:{mail.id}:{day.isoformat()}"
            rows[(wanted[0].name, anchor)] = {
                "rule": wanted[0].name,
                "anchor": anchor,
                "kind": "promise",
                "conversation_id": mail.conversation_id,
                "reason": sentence[:200],
                "started_at": mail.at,
                "due_at": _morning(day, calendar, scene.now),
            }
    if mails:
        settings.put(transaction, _READ, str(mails[-1].id))
    return waiting.add(transaction, rows)


def _morning(day: date, calendar: BusinessCalendar, now: datetime) -> datetime:
    """Return when a promised day begins for us; the day before a day off is not waited for."""
    at = datetime.combine(day, calendar.opens, calendar.zone).astimezone(UTC)
    return max(calendar.next_open(at), now)
