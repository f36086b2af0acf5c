"""Following up: finding what is waited for, cancelling what has come, reminding step by step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from daemon.config.planning import FollowUpRule
from daemon.errors import NotFoundError, StaleError, UserError
from daemon.model.plan import FollowUp
from daemon.schedules.calendar import BusinessCalendar
from daemon.schedules.following import is_answered, still_needed
from daemon.services import checkins, owed, promised, reminding, waiting
from daemon.services.office import Office
from daemon.services.promised import ReadDay
from daemon.services.reminding import Occasion
from daemon.services.waiting import Scene
from daemon.store import followed, followups, invitations
from daemon.store.engine import Database
from daemon.store.events import Event
from daemon.store.followed import Thread
from daemon.store.transaction import Transaction

CANCELLED = "follow_up.cancelled"


@dataclass(frozen=True, slots=True)
class Followed:
    """What one look at the follow-ups did."""

    begun: int = 0
    cancelled: int = 0
    reminded: int = 0


def run(office: Office, now: datetime, read_day: ReadDay | None = None) -> Followed:
    """Do what is due at *now*; any number of daemons may, at any moment, and again."""
    with office.db.write() as transaction:
        invitations.lock(transaction)
        scene = waiting.look(transaction, office, now)
        cancelled = _cancel_answered(transaction, scene)
        begun = owed.begin(transaction, scene)
        begun += promised.begin(transaction, scene, read_day)
        begun += checkins.begin_ended(transaction, scene)
        reminded = _fire(transaction, office, scene)
    return Followed(begun, cancelled, reminded)


def _cancel_answered(transaction: Transaction, scene: Scene) -> int:
    """Cancel what has come or is over, and keep the clocks; return how many ended."""
    over = [each for each in scene.waiting if _is_over(scene, each)]
    for each in over:
        _end(transaction, each, "cancelled", scene.now)
    left = {each.id for each in over}
    owed.keep_time(transaction, scene, [e for e in scene.waiting if e.id not in left])
    return len(over)


def _is_over(scene: Scene, each: FollowUp) -> bool:
    situation = scene.seen.get(each.conversation_id or 0)
    if situation is not None:
        return not still_needed(each.kind, each.started_at, situation)
    rule = next((r for r in scene.rules if r.name == each.rule), None)
    if each.kind != "milestone" or rule is None or not rule.until_reply:
        return False
    return is_answered(each.started_at, scene.heard_at.get(each.project_id or 0))


def _end(transaction: Transaction, each: FollowUp, state: str, now: datetime) -> None:
    followups.change(transaction, each, {"state": state, "ended_at": now})
    waiting.note(transaction, each, f"follow_up.{state}", now)


def _fire(transaction: Transaction, office: Office, scene: Scene) -> int:
    """Take the next step of everything due, in business hours alone."""
    rules = {r.name: r for r in scene.rules}
    done = 0
    for each in followups.find(transaction, ("waiting",)):
        if each.due_at > scene.now:
            break
        rule = rules.get(each.rule)
        if rule is None or each.step >= len(rule.step):
            _end(transaction, each, "done", scene.now)
            continue
        calendar = scene.calendar_of(each)
        if scene.is_on_hold(each) or not calendar.is_open(scene.now):
            continue
        occasion = Occasion(each, rule, scene.thread_of(each), scene.now)
        reminding.take_step(transaction, office, occasion)
        _advance(transaction, each, rule, calendar, scene.now)
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
    waiting.note(transaction, each, "follow_up.reminded", now)


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
        threads = {t.id: t for t in followed.load_threads(transaction, (), ids)}
        named = followups.project_names(transaction)
    return [_line(row, threads.get(row.conversation_id or 0), named) for row in rows]


def _line(row: FollowUp, thread: Thread | None, named: dict[int, tuple[str, str]]) -> FollowUpLine:
    if thread is None:
        code, client = named.get(row.project_id or 0, ("", ""))
        return FollowUpLine(row, code, client, row.reason)
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
        return waiting.note(transaction, present, CANCELLED, now, actor)


def take_back(transaction: Transaction, entry: Event) -> None:
    """Undo a manager's cancelling; raise StaleError if it does not stand."""
    present = followups.load(transaction, entry.subject_id)
    if present is None or present.state != "cancelled":
        raise StaleError("this has changed since and is not taken back; look again")
    values = {"state": (entry.before or {})["state"], "ended_at": None}
    followups.change(transaction, present, values)
