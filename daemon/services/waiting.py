"""What a look at the follow-ups sees: conversations, projects, calendars; and new rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from daemon.config.planning import FollowUpRule
from daemon.model.plan import Engagement, FollowUp, ProjectState
from daemon.pipeline.courtesy import confirms
from daemon.schedules.calendar import BusinessCalendar
from daemon.schedules.following import Situation
from daemon.services import calendars
from daemon.services.office import Office
from daemon.store import events, followed, followups, projects
from daemon.store.events import Event
from daemon.store.followed import Theirs, Thread
from daemon.store.transaction import Transaction

#: rows to be waited for, by rule and anchor
Rows = dict[tuple[str, str], dict[str, object]]


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that is followed up or could be, at one moment.

    ``heard_at`` is when a client last wrote about a project.
    """

    rules: Sequence[FollowUpRule]
    waiting: Sequence[FollowUp]
    threads: Mapping[int, Thread]
    seen: Mapping[int, Situation]
    projects: Mapping[int, Engagement]
    heard_at: Mapping[int, datetime]
    open_days: Mapping[int | None, BusinessCalendar]
    now: datetime

    def thread_of(self, each: FollowUp) -> Thread | None:
        """Return the conversation that something hangs on, if it does."""
        return self.threads.get(each.conversation_id or 0)

    def calendar_of(self, each: FollowUp) -> BusinessCalendar:
        """Return when the client that something is about can be met."""
        thread, whose = self.thread_of(each), self.projects.get(each.project_id or 0)
        client_id = thread.client_id if thread else whose.client_id if whose else None
        return self.calendar(client_id)

    def calendar(self, client_id: int | None) -> BusinessCalendar:
        """Return a client's calendar, or the configured one."""
        return self.open_days.get(client_id, self.open_days[None])

    def is_on_hold(self, each: FollowUp) -> bool:
        """Whether the project that something hangs on is on hold."""
        whose = self.projects.get(each.project_id or 0)
        return whose is not None and whose.state is ProjectState.HOLD


def look(transaction: Transaction, office: Office, now: datetime) -> Scene:
    """Return what is followed up at *now*, and what could be."""
    threads = {t.id: t for t in followed.load_threads(transaction, ("open", "waiting"))}
    waiting = followups.find(transaction, ("waiting", "paused"))
    rest = {f.conversation_id for f in waiting if f.conversation_id} - threads.keys()
    threads |= {t.id: t for t in followed.load_threads(transaction, (), rest)}
    engaged = {p.project_id: p for p in projects.find_all(transaction)}
    hung = {f.project_id for f in waiting if f.kind == "milestone" and f.project_id is not None}
    client_ids = {t.client_id for t in threads.values()} | {p.client_id for p in engaged.values()}
    return Scene(
        rules=office.config.follow_up,
        waiting=waiting,
        threads=threads,
        seen=_situations(transaction, threads),
        projects=engaged,
        heard_at=followed.heard_at(transaction, hung) if hung else {},
        open_days=calendars.load_all(transaction, office.config, client_ids, now),
        now=now,
    )


def _situations(transaction: Transaction, threads: Mapping[int, Thread]) -> dict[int, Situation]:
    mails = followed.their_mails(transaction, list(threads))
    theirs = {i: _asking(found) for i, found in mails.items()}
    return {
        t.id: Situation(
            id=t.id,
            state=t.state,
            state_at=t.state_at,
            opened_at=t.opened_at,
            label=t.label,
            client=t.client,
            written_at=max(theirs.get(t.id, ()), default=None),
            answered_at=t.answered_at,
            owed_since=next(
                (at for at in theirs.get(t.id, ()) if not t.answered_at or at > t.answered_at),
                None,
            ),
        )
        for t in threads.values()
    }


def _asking(mails: Sequence[Theirs]) -> list[datetime]:
    """Return when the client wrote; "ok, thanks" behind another mail asks for nothing."""
    return [
        mail.at
        for count, mail in enumerate(mails)
        if count == 0 or mail.nod is None or not confirms(mail.nod)
    ]


def add(transaction: Transaction, rows: Rows) -> int:
    """Wait for what is not waited for yet; return how many are new."""
    new = rows.keys() - followups.known(transaction, list(rows))
    followups.add(transaction, [rows[key] for key in sorted(new)])
    return len(new)


def note(
    transaction: Transaction, each: FollowUp, verb: str, now: datetime, actor: str = "triaged"
) -> int:
    """Write an event about something waited for; return its id."""
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
