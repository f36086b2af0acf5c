"""What hangs on conversations: answers and solutions that are owed, clients who went quiet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from daemon.config.planning import FollowUpRule
from daemon.model.plan import FollowUp
from daemon.schedules.following import Situation, is_paused, need, resumed
from daemon.services import waiting
from daemon.services.waiting import Rows, Scene
from daemon.store import followups
from daemon.store.transaction import Transaction


def applies(rule: FollowUpRule, seen: Situation) -> bool:
    """Whether a rule is for a conversation with this label and client."""
    by_label = not rule.labels or seen.label in {label.value for label in rule.labels}
    by_client = not rule.clients or seen.client.lower() in {c.lower() for c in rule.clients}
    return by_label and by_client


def begin(transaction: Transaction, scene: Scene) -> int:
    """Wait for what the rules name; of each kind the first rule that applies counts."""
    rows: Rows = {}
    for situation in scene.seen.values():
        kinds: set[str] = set()
        for rule in scene.rules:
            if rule.kind in kinds or not applies(rule, situation):
                continue
            wanted = need(rule.kind, situation)
            if wanted is None:
                continue
            kinds.add(rule.kind)
            thread = scene.threads[situation.id]
            calendar = scene.calendar(thread.client_id)
            rows[(rule.name, wanted.anchor)] = {
                "rule": rule.name,
                "anchor": wanted.anchor,
                "kind": rule.kind,
                "conversation_id": situation.id,
                "owner": thread.owner,
                "started_at": wanted.since,
                "due_at": calendar.add_time(wanted.since, timedelta(hours=rule.hours)),
            }
    return waiting.add(transaction, rows)


def keep_time(transaction: Transaction, scene: Scene, left: Sequence[FollowUp]) -> None:
    """Stop the clocks of what waits for the client, and start those that no longer do."""
    for each in left:
        situation = scene.seen.get(each.conversation_id or 0)
        if situation is None:
            continue
        paused = is_paused(each.kind, situation)
        if paused and each.state == "waiting":
            values = {"state": "paused", "ended_at": situation.state_at}
            followups.change(transaction, each, values)
        elif not paused and each.state == "paused":
            since = followups.paused_at(transaction, each.id) or each.due_at
            due = resumed(each.due_at, since, scene.calendar_of(each), situation.state_at)
            values = {"state": "waiting", "ended_at": None, "due_at": due}
            followups.change(transaction, each, values)
