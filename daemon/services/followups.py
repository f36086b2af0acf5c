"""Following up: finding what is waited for, cancelling what has come, reminding step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from daemon.config.planning import FollowUpRule
from daemon.errors import NotFoundError, StaleError, UserError
from daemon.model.plan import FollowUp
from daemon.schedules.calendar import BusinessCalendar
from daemon.schedules.following import Situation, is_paused, need, resumed, still_needed
from daemon.schedules.promises import promises
from daemon.services import calendars, reminding
from daemon.services.office import Office
from daemon.services.reminding import Occasion
from daemon.store import events, followups, invitations, settings
from daemon.store.engine import Database
from daemon.store.events import Event
from daemon.store.followups import Thread
from daemon.store.transaction import Transaction

CANCELLED = "follow_up.cancelled"
#: mails of ours whose promises are read in one go
MAILS = 200
_READ = "promises-read"
#: reads a day out of a sentence, written on a day
ReadDay = Callable[[str, date], date | None]
Calendars = Mapping[int | None, BusinessCalendar]


@dataclass(frozen=True, slots=True)
class Followed:
    """What one look at the follow-ups did."""

    begun: int = 0
    cancelled: int = 0
    reminded: int = 0


def run(office: Office, now: datetime, read_day: ReadDay | None = None) -> Followed:
    """Do what is due at *now*; any number of daemons may, at any moment, and again."""
    rules = office.config.follow_up
    with office.db.write() as transaction:
        invitations.lock(transaction)
        threads = {t.id: t for t in followups.load_threads(transaction, ("open", "waiting"))}
        waiting = followups.find(transaction, ("waiting", "paused"))
        rest = {f.conversation_id for f in waiting if f.conversation_id} - threads.keys()
        threads |= {t.id: t for t in followups.load_threads(transaction, (), rest)}
        seen = _situations(transaction, threads)
        open_days = calendars.load_all(
            transaction, office.config, {t.client_id for t in threads.values()}, now
        )
        cancelled = _settle(transaction, waiting, (threads, seen), open_days, now)
        begun = _begin(transaction, rules, (threads, seen), open_days, now)
        begun += _begin_promises(transaction, rules, open_days[None], now, read_day)
        begun += _begin_check_ins(transaction, rules, open_days[None], now)
        reminded = _fire(transaction, office, threads, open_days, now)
    return Followed(begun, cancelled, reminded)


def _situations(transaction: Transaction, threads: Mapping[int, Thread]) -> dict[int, Situation]:
    theirs = followups.their_mails(transaction, list(threads))
    return {
        t.id: Situation(
            id=t.id,
            state=t.state,
            state_at=t.state_at,
            opened_at=t.opened_at,
            label=t.label,
            client=t.client,
            written_at=t.written_at,
            answered_at=t.answered_at,
            owed_since=next(
                (at for at in theirs.get(t.id, ()) if not t.answered_at or at > t.answered_at),
                None,
            ),
        )
        for t in threads.values()
    }


def _settle(
    transaction: Transaction,
    waiting: Sequence[FollowUp],
    known: tuple[Mapping[int, Thread], Mapping[int, Situation]],
    open_days: Calendars,
    now: datetime,
) -> int:
    """Cancel what has come or is over, and stop and start the clocks; return how many ended."""
    threads, seen = known
    ended = 0
    for each in waiting:
        situation = seen.get(each.conversation_id or 0)
        if situation is None:
            continue
        if not still_needed(each.kind, each.started_at, situation):
            _end(transaction, each, "cancelled", now)
            ended += 1
            continue
        paused = is_paused(each.kind, situation)
        if paused and each.state == "waiting":
            values = {"state": "paused", "ended_at": situation.state_at}
            followups.change(transaction, each, values)
        elif not paused and each.state == "paused":
            since = followups.paused_at(transaction, each.id) or each.due_at
            calendar = _calendar(threads[situation.id], open_days)
            due = resumed(each.due_at, since, calendar, situation.state_at)
            values = {"state": "waiting", "ended_at": None, "due_at": due}
            followups.change(transaction, each, values)
    return ended


def _end(transaction: Transaction, each: FollowUp, state: str, now: datetime) -> None:
    followups.change(transaction, each, {"state": state, "ended_at": now})
    _note(transaction, each, f"follow_up.{state}", now)


def _calendar(thread: Thread | None, open_days: Calendars) -> BusinessCalendar:
    client_id = thread.client_id if thread else None
    return open_days.get(client_id, open_days[None])


def applies(rule: FollowUpRule, seen: Situation) -> bool:
    """Whether a rule is for a conversation with this label and client."""
    by_label = not rule.labels or seen.label in {label.value for label in rule.labels}
    by_client = not rule.clients or seen.client.lower() in {c.lower() for c in rule.clients}
    return by_label and by_client


def _begin(
    transaction: Transaction,
    rules: Sequence[FollowUpRule],
    known: tuple[Mapping[int, Thread], Mapping[int, Situation]],
    open_days: Calendars,
    now: datetime,
) -> int:
    """Wait for what the rules name; of each kind the first rule that applies counts."""
    threads, seen = known
    rows: dict[tuple[str, str], dict[str, object]] = {}
    for situation in seen.values():
        kinds: set[str] = set()
        for rule in rules:
            if rule.kind in kinds or not applies(rule, situation):
                continue
            wanted = need(rule.kind, situation)
            if wanted is None:
                continue
            kinds.add(rule.kind)
            thread = threads[situation.id]
            calendar = _calendar(thread, open_days)
            rows[(rule.name, wanted.anchor)] = {
                "rule": rule.name,
                "anchor": wanted.anchor,
                "kind": rule.kind,
                "conversation_id": situation.id,
                "owner": thread.owner,
                "started_at": wanted.since,
                "due_at": calendar.add_time(wanted.since, timedelta(hours=rule.hours)),
            }
    return _add(transaction, rows, now)


def _add(
    transaction: Transaction, rows: Mapping[tuple[str, str], Mapping[str, object]], now: datetime
) -> int:
    del now
    new = rows.keys() - followups.known(transaction, list(rows))
    followups.add(transaction, [rows[key] for key in sorted(new)])
    return len(new)


def _begin_promises(
    transaction: Transaction,
    rules: Sequence[FollowUpRule],
    calendar: BusinessCalendar,
    now: datetime,
    read_day: ReadDay | None,
) -> int:
    """Read what our people promised since the last look; mail from before the first is history."""
    wanted = [r for r in rules if r.kind == "promise"]
    if not wanted or read_day is None:
        return 0
    last = settings.get(transaction, _READ)
    if last is None:
        settings.put(transaction, _READ, str(followups.newest_message(transaction)))
        return 0
    mails = followups.our_mails(transaction, int(last), MAILS)
    rows: dict[tuple[str, str], dict[str, object]] = {}
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
                "due_at": _morning(day, calendar, now),
            }
    if mails:
        settings.put(transaction, _READ, str(mails[-1].id))
    return _add(transaction, rows, now)


def _morning(day: date, calendar: BusinessCalendar, now: datetime) -> datetime:
    """Return when a promised day begins for us; the day before a day off is not waited for."""
    at = datetime.combine(day, calendar.opens, calendar.zone).astimezone(UTC)
    return max(calendar.next_open(at), now)


def _begin_check_ins(
    transaction: Transaction,
    rules: Sequence[FollowUpRule],
    calendar: BusinessCalendar,
    now: datetime,
) -> int:
    rows: dict[tuple[str, str], dict[str, object]] = {}
    for rule in rules:
        if rule.kind != "check_in":
            continue
        for project_id, _, ended in followups.ended_projects(transaction):
            for count in range(1, rule.times + 1):
                day = ended.astimezone(calendar.zone).date() + relativedelta(
                    months=rule.months * count
                )
                anchor = f"project:{project_id}:{ended.date()}:{count}"
                at = datetime.combine(day, time(), calendar.zone)
                rows[(rule.name, anchor)] = {
                    "rule": rule.name,
                    "anchor": anchor,
                    "kind": "check_in",
                    "project_id": project_id,
                    "reason": f"{rule.months * count} months after its end",
                    "started_at": ended,
                    "due_at": calendar.next_open(at.astimezone(UTC)),
                }
    return _add(transaction, rows, now)


def _fire(
    transaction: Transaction,
    office: Office,
    threads: Mapping[int, Thread],
    open_days: Calendars,
    now: datetime,
) -> int:
    """Take the next step of everything due, in business hours alone."""
    rules = {r.name: r for r in office.config.follow_up}
    done = 0
    for each in followups.find(transaction, ("waiting",)):
        if each.due_at > now:
            break
        rule = rules.get(each.rule)
        if rule is None or each.step >= len(rule.step):
            _end(transaction, each, "done", now)
            continue
        thread = threads.get(each.conversation_id or 0)
        calendar = _calendar(thread, open_days)
        if not calendar.is_open(now):
            continue
        reminding.take_step(transaction, office, Occasion(each, rule, thread, now))
        _advance(transaction, each, rule, calendar, now)
        done += 1
    return done


def _advance(
    transaction: Transaction,
    each: FollowUp,
    rule: FollowUpRule,
    calendar: BusinessCalendar,
    now: datetime,
) -> None:
    values: dict[str, object] = {"step": each.step + 1}
    if each.step + 1 < len(rule.step):
        gap = timedelta(hours=rule.step[each.step + 1].after_hours)
        values["due_at"] = calendar.add_time(now, gap)
    else:
        values |= {"state": "done", "ended_at": now}
    followups.change(transaction, each, values)
    _note(transaction, each, "follow_up.reminded", now)


def _note(
    transaction: Transaction,
    each: FollowUp,
    verb: str,
    now: datetime,
    actor: str = "triaged",
) -> int:
    entry = Event(
        now,
        actor,
        verb,
        "follow_up",
        each.id,
        each.conversation_id,
        before={"state": each.state, "step": each.step},
        after={"rule": each.rule, "kind": each.kind},
    )
    return events.record(transaction, entry)


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """What is waited for, as a list shows it."""

    follow_up: FollowUp
    tag: str
    client: str
    subject: str


def list_all(db: Database, *, everything: bool = False) -> list[FollowUpLine]:
    """Return what is waited for (with *everything*, also what ended), due first."""
    states = ("waiting", "paused", *(("done", "cancelled") if everything else ()))
    with db.read() as transaction:
        rows = followups.find(transaction, states)
        ids = {r.conversation_id for r in rows if r.conversation_id is not None}
        threads = {t.id: t for t in followups.load_threads(transaction, (), ids)}
    return [_line(row, threads.get(row.conversation_id or 0)) for row in rows]


def _line(row: FollowUp, thread: Thread | None) -> FollowUpLine:
    if thread is None:
        return FollowUpLine(row, "", "", row.reason)
    return FollowUpLine(row, f"{thread.code}-{thread.number}", thread.client, thread.subject)


def cancel(db: Database, follow_up_id: int, actor: str, now: datetime) -> int:
    """Decide that something is not waited for; return the event's id, which undo takes back."""
    with db.write() as transaction:
        present = followups.load(transaction, follow_up_id)
        if present is None:
            raise NotFoundError(f"no follow-up {follow_up_id}")
        if present.state not in {"waiting", "paused"}:
            raise UserError(f"follow-up {follow_up_id} is {present.state} already")
        followups.change(transaction, present, {"state": "cancelled", "ended_at": now})
        return _note(transaction, present, CANCELLED, now, actor)


def take_back(transaction: Transaction, entry: Event) -> None:
    """Undo a manager's cancelling; raise StaleError if it does not stand."""
    present = followups.load(transaction, entry.subject_id)
    if present is None or present.state != "cancelled":
        raise StaleError("this has changed since and is not taken back; look again")
    values = {"state": (entry.before or {})["state"], "ended_at": None}
    followups.change(transaction, present, values)
