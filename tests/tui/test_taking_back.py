"""Every action of the registry that changes something: done, taken back, and nothing differs."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from daemon.model.label import Label
from daemon.model.plan import AnswerState, InvitationState, Milestone, MilestoneKind
from daemon.model.queue import Target
from daemon.model.reply import Draft
from daemon.scope.relations import Relation
from daemon.services import milestones, surveys
from daemon.services.conversation import load_conversation, load_outgoing
from daemon.store import settings
from daemon.store.engine import Database, open_database
from daemon.store.schema import metadata
from tests.tui.driving import make_app
from tests.tui.figure_story import add_figures
from tests.tui.project_story import CODE
from tests.tui.seed import NOW, open_filled
from tests.tui.visiting import item
from tui.actions import ACTIONS
from tui.deeds import Deed, Deeds

ANNA, TOM, SOFIA, PER, DONE = 1, 2, 4, 6, 12
Scene = Callable[[Deeds], Deed]
#: what stays in the trail, is counted, or keeps words: a reply that is taken back is a draft
TRAIL = {"event", "journal", "decision", "setting", "counter", "ledger", "heartbeat", "draft"}
VOLATILE = {"version", "updated_at", "content_hash"}
#: what a thing becomes that is born of a decision and taken back with it: it keeps its number
GONE = {"withdrawn", "discarded", "cancelled"}
#: taken back while the mail has not left: tests/integration/test_recalling.py
RECALLED = {"assess", "answers", "resolve", "improved", "send_document", "item_split", "remedy"}
#: the interface asks before, or nothing is lost: the mail is recorded
FINAL = {"settle", "retry", "undo"}


def target(deeds: Deeds, conversation_id: int) -> Target:
    return Target(conversation_id, load_conversation(deeds.db, conversation_id).version)


def on(conversation_id: int, do: Callable[[Deeds, list[Target]], Deed]) -> Scene:
    return lambda deeds: do(deeds, [target(deeds, conversation_id)])


def labelled(label: Label, conversation_id: int = PER) -> Scene:
    return on(conversation_id, lambda deeds, targets: deeds.label(targets, label))


def mail(outgoing_id: int, do: Callable[[Deeds, Target], Deed]) -> Scene:
    def act(deeds: Deeds) -> Deed:
        return do(deeds, Target(outgoing_id, load_outgoing(deeds.db, outgoing_id).version))

    return act


def step(ref: str, verb: str) -> Scene:
    return lambda deeds: deeds.scope.step(item(deeds.db, ref), verb)


def edited(ref: str, **values: str) -> Scene:
    return lambda deeds: deeds.scope.edit(item(deeds.db, ref), values)


def stone(name: str, do: Callable[[Deeds, Milestone], Deed]) -> Scene:
    return lambda deeds: do(deeds, milestones.find(deeds.db, CODE, name))


def merged(deeds: Deeds) -> Deed:
    return deeds.merge([target(deeds, i) for i in (ANNA, 5)])


def replied(deeds: Deeds) -> Deed:
    return deeds.reply(deeds.open_reply(TOM), Draft("We look into it."))


def attributed(deeds: Deeds) -> Deed:
    contact_id = load_conversation(deeds.db, SOFIA).contact_id
    assert contact_id is not None
    return deeds.attribute(contact_id, "Marin & Daughters", whole_domain=False)


def replanned(deeds: Deeds, present: Milestone) -> Deed:
    return deeds.scope.replan(present, replace(present, planned_on=date(2026, 6, 1)))


def resumed(deeds: Deeds) -> Deed:
    deeds.scope.cancel(milestones.find(deeds.db, CODE, "Beta"))
    return deeds.scope.resume(milestones.find(deeds.db, CODE, "Beta"))


def asked(deeds: Deeds) -> int:
    """Return an invitation that was skipped for a reason which may be overridden."""
    found = surveys.list_invitations(deeds.db, states=[InvitationState.SKIPPED])
    return next(f.invitation.id for f in found if f.person.name != "Per Lund")


def skipped(deeds: Deeds) -> Deed:
    number = asked(deeds)
    deeds.surveys.override(number)
    return deeds.surveys.skip(number)


def waiting(deeds: Deeds) -> int:
    return surveys.list_answers(deeds.db, [AnswerState.HELD])[0].answer.id


SCENES: Mapping[str, Scene] = {
    "label.complaint": labelled(Label.COMPLAINT, TOM),
    "label.change_request": labelled(Label.CHANGE_REQUEST),
    "label.requirement": labelled(Label.REQUIREMENT),
    "label.feedback": labelled(Label.FEEDBACK),
    "label.other": labelled(Label.OTHER),
    "confirm": labelled(Label.COMPLAINT, PER),
    "reply": replied,
    "also": on(TOM, lambda deeds, targets: deeds.toggle_also(targets, Label.COMPLAINT)),
    "items": lambda deeds: deeds.move_item(CODE, "REQ-23", "accept"),
    "merge": merged,
    "done": on(TOM, Deeds.finish),
    "wait": on(TOM, Deeds.wait),
    "snooze": on(TOM, lambda deeds, targets: deeds.snooze(targets, NOW + timedelta(days=1))),
    "reopen": on(DONE, Deeds.reopen),
    "note": on(TOM, lambda deeds, targets: deeds.note(targets[0], "Call her")),
    "attribute": attributed,
    "owner": on(TOM, lambda deeds, targets: deeds.assign(targets, "jonas")),
    "save_search": lambda deeds: deeds.save_search("angry", "label:complaint"),
    "approve": mail(1, Deeds.approve),
    "edit": mail(1, lambda deeds, one: deeds.edit(one, "Other words", "Hello.")),
    "resend": mail(3, Deeds.resend),
    "drop": mail(2, Deeds.drop),
    "discard": lambda deeds: deeds.discard(Target(1, 0)),
    "step.accept": step("REQ-23", "accept"),
    "step.reject": step("REQ-23", "reject"),
    "step.start": step("IMP-61", "start"),
    "step.deliver": step("CHG-33", "deliver"),
    "step.confirm": step("REQ-25", "confirm"),
    "step.file": step("FBK-51", "file"),
    "step.withdraw": step("REQ-21", "withdraw"),
    "step.reopen": step("REQ-25", "reopen"),
    "assign": edited("REQ-23", owner="jonas"),
    "priority": edited("REQ-23", priority="high"),
    "due": edited("REQ-23", due="2026-05-20"),
    "title": edited("REQ-23", title="Invoices"),
    "group": edited("REQ-23", group="Money"),
    "item_note": on(ANNA, lambda deeds, targets: deeds.note(targets[0], "Call her")),
    "link": lambda deeds: deeds.scope.link(
        item(deeds.db, "REQ-23"), Relation.DUPLICATE_OF, item(deeds.db, "REQ-24")
    ),
    "item_merge": lambda deeds: deeds.scope.merge(
        item(deeds.db, "REQ-23"), item(deeds.db, "REQ-24")
    ),
    "plan": lambda deeds: deeds.scope.plan(CODE, Milestone(0, 0, "Trial", MilestoneKind.REVIEW)),
    "replan": stone("Beta", replanned),
    "reach": stone("Beta", lambda deeds, one: deeds.scope.reach(one)),
    "invited": lambda deeds: deeds.scope.override(asked(deeds), "Anna"),
    "cancel": stone("Beta", lambda deeds, one: deeds.scope.cancel(one)),
    "resume": resumed,
    "answer.accept": lambda deeds: deeds.surveys.accept(waiting(deeds), {}),
    "answer.refuse": lambda deeds: deeds.surveys.refuse(waiting(deeds)),
    "survey.override": lambda deeds: deeds.surveys.override(asked(deeds)),
    "survey.skip": skipped,
    "survey.opt_out": lambda deeds: deeds.surveys.opt_out("tom@oakridge.example"),
}


@functools.cache
def _template() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.sqlite3"
        db = open_filled(path)
        add_figures(db)
        with db.write() as transaction:
            settings.put(transaction, "secret", "5e" * 32)
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.dispose()
        return path.read_bytes()


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Database]:
    """A database of mail, projects, milestones, surveys and their answers."""
    path = tmp_path / "f.sqlite3"
    path.write_bytes(_template())
    db = open_database(f"sqlite:///{path}")
    yield db
    db.dispose()


State = dict[str, dict[Any, dict[str, Any]]]


def stored(db: Database) -> State:
    """Return every row, by table and key, without what only counts changes."""
    found: State = {}
    with db.read() as connection:
        for table in metadata.sorted_tables:
            if table.name not in TRAIL:
                keys = [c.name for c in table.primary_key]
                rows = [dict(row._mapping) for row in connection.execute(select(table))]
                found[table.name] = {
                    tuple(row[k] for k in keys): {
                        n: v or None for n, v in row.items() if n not in VOLATILE
                    }
                    for row in rows
                }
    return found


def differences(before: State, after: State) -> list[str]:
    """Return what differs, leaving out what was born of the decision and is withdrawn again."""
    told = []
    for name, rows in after.items():
        for key in rows.keys() | before[name].keys():
            old, new = before[name].get(key), rows.get(key)
            if old != new and not (old is None and new is not None and _is_gone(new)):
                told += (
                    [f"{name} {key}"] if old is None or new is None else _changed(name, old, new)
                )
    return told


def _changed(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    return [
        f"{name}.{column}: {old[column]} → {new[column]}"
        for column in old
        if old[column] != new[column]
    ]


def _is_gone(row: Mapping[str, Any]) -> bool:
    return row.get("state") in GONE


def test_every_action_that_changes_something_is_here() -> None:
    wanted = {a.id for a in ACTIONS if a.writes}
    # a split needs a conversation of several mails: tests/integration/test_joining.py
    assert wanted == SCENES.keys() | RECALLED | FINAL | {"split"}


@pytest.mark.parametrize("name", SCENES)
def test_what_is_taken_back_is_as_it_was(filled: Database, name: str) -> None:
    deeds = make_app(filled).desk.deeds
    before = stored(filled)
    done = SCENES[name](deeds)
    assert done.events, "nothing to take back"
    for _ in range(len(deeds._done)):
        # what was done first to make it ready is taken back as well
        assert "Taken back" in deeds.undo().words
    assert differences(before, stored(filled)) == []
