"""Following up: what is owed, who has gone quiet, what was promised; a reply cancels."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from daemon.model.plan import ProjectState
from daemon.model.queue import Target
from daemon.services import followups, projects, triage, undo
from daemon.services.followups import Followed
from daemon.services.office import Office
from daemon.services.projects import ProjectWish
from daemon.store.engine import Database
from daemon.store.plan_tables import follow_up, milestone
from daemon.store.schema import conversation, outgoing
from tests.integration.desk import NOW, SECRET, Desk, Written, make_config

#: Monday 9:00 UTC; a business day of the default calendar has nine hours
DAY = timedelta(days=1)
MANAGER = "maria@studio.example"


def rule(kind: str, hours: float = 9, **more: Any) -> dict[str, Any]:
    return {"name": kind.replace("_", "-"), "kind": kind, "hours": hours} | more


def make_desk(db: Database, *rules: dict[str, Any], **sections: Any) -> Desk:
    desk = Desk(db, make_config(follow_up=list(rules), **sections))
    desk.watch()
    desk.client("Weber", "weber.example")
    desk.take(Written(message_id="one@weber.example"))
    return desk


def office(desk: Desk) -> Office:
    return Office(desk.db, desk.config, SECRET, lambda: f"f{next(desk.nonces)}")


def run(desk: Desk, at: datetime) -> Followed:
    return followups.run(office(desk), at, read_day)


def read_day(sentence: str, written: date) -> date | None:
    found = re.search(r"\d{4}-\d\d-\d\d", sentence)
    return date.fromisoformat(found.group()) if found else None


def reply_from_us(desk: Desk, at: datetime, text: str = "Here it is.") -> None:
    desk.take(
        Written(
            "Maria <maria@studio.example>",
            "Re: Order export",
            text,
            f"r{at.timestamp():.0f}@studio.example",
            [("In-Reply-To", "<one@weber.example>")],
        ),
        at=at,
    )


def reply_from_client(desk: Desk, at: datetime, text: str = "Any news?") -> None:
    desk.take(
        Written(
            subject="Re: Order export",
            text=text,
            message_id=f"c{at.timestamp():.0f}@weber.example",
            headers=[("In-Reply-To", "<one@weber.example>")],
        ),
        at=at,
    )


def looks(desk: Desk) -> list[str]:
    return [c["look_reason"] for c in desk.all(conversation) if c["needs_look"]]


def wait_for_client(desk: Desk, at: datetime) -> None:
    row = desk.one(conversation)
    triage.wait(desk.db, [Target(row["id"], row["version"])], "maria", at)


def test_an_answer_owed_is_noticed_in_business_hours(either_db: Database) -> None:
    desk = make_desk(either_db, rule("first_response"))
    assert run(desk, NOW + timedelta(hours=1)) == Followed(begun=1)
    assert run(desk, NOW + timedelta(hours=12)) == Followed()  # due, but at night
    assert looks(desk) == []
    assert run(desk, NOW + DAY).reminded == 1
    assert looks(desk) == ["the client waits for our answer"]
    assert run(desk, NOW + 2 * DAY) == Followed()


def test_our_answer_cancels_what_was_owed(either_db: Database) -> None:
    desk = make_desk(either_db, rule("first_response"))
    run(desk, NOW)
    reply_from_us(desk, NOW + timedelta(hours=2))
    assert run(desk, NOW + DAY) == Followed(cancelled=1)
    reply_from_client(desk, NOW + DAY)
    assert run(desk, NOW + DAY) == Followed(begun=1)  # a new round
    reply_from_client(desk, NOW + DAY + timedelta(hours=1), "Hello?")
    assert run(desk, NOW + DAY + timedelta(hours=2)) == Followed()  # the same round


def test_a_client_gone_quiet_is_noticed_and_a_reply_cancels(db: Database) -> None:
    desk = make_desk(db, rule("no_reply", 45))
    wait_for_client(desk, NOW)
    assert run(desk, NOW).begun == 1
    assert run(desk, NOW + 6 * DAY).reminded == 0
    reply_from_client(desk, NOW + 6 * DAY, "Sorry, here is the file you asked for. Is it right?")
    assert run(desk, NOW + 7 * DAY) == Followed(cancelled=1)


def test_thanks_are_no_answer_and_ask_for_none(either_db: Database) -> None:
    desk = make_desk(either_db, rule("no_reply", 45), rule("first_response", 9))
    reply_from_us(desk, NOW + timedelta(hours=1))
    reply_from_client(desk, NOW + timedelta(hours=2), "ok thanks")
    assert run(desk, NOW + timedelta(hours=3)) == Followed()  # nothing is owed for that
    wait_for_client(desk, NOW + DAY)
    assert run(desk, NOW + DAY).begun == 1
    reply_from_client(desk, NOW + 2 * DAY, "ok thanks")
    assert run(desk, NOW + 2 * DAY) == Followed()
    assert run(desk, NOW + 8 * DAY).reminded == 1


def test_five_business_days_are_a_week(db: Database) -> None:
    desk = make_desk(db, rule("no_reply", 45))
    wait_for_client(desk, NOW)
    assert run(desk, NOW + 7 * DAY - timedelta(minutes=1)).reminded == 0
    assert run(desk, NOW + 7 * DAY).reminded == 1


def test_the_clock_stands_while_we_wait_for_the_client(db: Database) -> None:
    desk = make_desk(db, rule("resolution", 18))
    run(desk, NOW)
    wait_for_client(desk, NOW + DAY)  # nine hours used
    run(desk, NOW + DAY)
    assert run(desk, NOW + 3 * DAY).reminded == 0
    reply_from_client(desk, NOW + 3 * DAY)
    run(desk, NOW + 3 * DAY)
    assert run(desk, NOW + 4 * DAY - timedelta(minutes=1)).reminded == 0
    assert run(desk, NOW + 4 * DAY).reminded == 1


STEPS = [
    {"do": "look"},
    {"do": "mail", "to": [MANAGER], "after_hours": 9},
    {"do": "chase", "after_hours": 9},
]


def test_three_steps_one_after_the_other(either_db: Database) -> None:
    desk = make_desk(either_db, rule("first_response", 0, step=STEPS))
    before = desk.count(outgoing)
    for day in (0, 0, 1, 1, 2, 2, 3):
        run(desk, NOW + day * DAY)
    mails = desk.all(outgoing)[before:]
    assert [(m["purpose"], m["to_addr"], m["state"]) for m in mails] == [
        ("alert", MANAGER, "queued"),
        ("follow_up", "anna@weber.example", "held"),
    ]
    assert desk.one(follow_up)["state"] == "done"


def test_the_first_rule_that_applies_counts(db: Database) -> None:
    desk = make_desk(
        db,
        rule("first_response", 1, name="urgent", labels=["complaint"]),
        rule("first_response", 2, name="weber", clients=["weber"]),
        rule("first_response", 3, name="rest"),
    )
    run(desk, NOW)
    assert desk.one(follow_up)["rule"] == "weber"


def test_a_promised_day_is_watched(db: Database) -> None:
    desk = make_desk(db, rule("promise", 0))
    run(desk, NOW)  # what was written before is history
    text = "Hi Anna,\nwe will send you the draft by 2026-03-05.\nMaria"
    reply_from_us(desk, NOW + timedelta(hours=1), text)
    assert run(desk, NOW + DAY).begun == 1
    assert run(desk, NOW + 2 * DAY).reminded == 0
    assert run(desk, NOW + 3 * DAY).reminded == 1
    assert looks(desk) == ["promised for this day: we will send you the draft by 2026-03-05."]


def test_a_kept_promise_is_not_reminded_of(db: Database) -> None:
    desk = make_desk(db, rule("promise", 0))
    run(desk, NOW)
    reply_from_us(desk, NOW + timedelta(hours=1), "We will send it by 2026-03-05.")
    run(desk, NOW + DAY)
    reply_from_us(desk, NOW + 2 * DAY)
    assert run(desk, NOW + 3 * DAY) == Followed(cancelled=1)


def test_check_ins_come_after_the_end_of_a_project(db: Database) -> None:
    desk = make_desk(db, rule("check_in", months=2, times=2, step=[{"do": "chase"}]))
    wish = ProjectWish("SHOP", client="Weber", state=ProjectState.ENDED)
    projects.save(desk.db, desk.config, wish, "maria", NOW)
    assert run(desk, NOW).begun == 2
    assert run(desk, datetime(2026, 5, 1, 12, tzinfo=UTC)).reminded == 0
    assert run(desk, datetime(2026, 5, 4, 12, tzinfo=UTC)).reminded == 1
    assert [(m["name"], m["state"], m["survey"]) for m in desk.all(milestone)] == [
        ("Check-in 2026-05-04", "reached", "after-sales")
    ]


def test_a_manager_cancels_and_takes_it_back(db: Database) -> None:
    desk = make_desk(db, rule("first_response"))
    run(desk, NOW)
    [line] = followups.list_all(db)
    assert (line.tag, line.client) == ("SHOP-1", "Weber")
    event = followups.cancel(db, line.follow_up.id, "maria", NOW)
    assert followups.list_all(db) == []
    undo.undo(db, [event], "maria", NOW)
    assert run(desk, NOW + DAY).reminded == 1


@pytest.mark.parametrize("finish", [triage.finish, triage.snooze])
def test_what_is_done_or_put_away_is_not_reminded_of(
    db: Database, finish: Callable[..., object]
) -> None:
    desk = make_desk(db, rule("first_response"))
    run(desk, NOW)
    row = desk.one(conversation)
    args = (NOW + 9 * DAY,) if finish is triage.snooze else ()
    finish(db, [Target(row["id"], row["version"])], *args, "maria", NOW)
    assert run(desk, NOW + DAY).reminded == 0
    assert looks(desk) == []
