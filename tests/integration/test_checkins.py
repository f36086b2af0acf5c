"""What hangs on milestones and on the end of projects: planned, shown, taken, called off."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from daemon.errors import NotFoundError, StaleError, UserError
from daemon.model.plan import Milestone, MilestoneKind, ProjectState
from daemon.services import checkins, followups, milestones, projects, undo
from daemon.services.projects import ProjectWish
from daemon.store.engine import Database
from daemon.store.plan_tables import follow_up, milestone
from daemon.store.schema import outgoing
from tests.integration.asking import MANAGER, Shop, open_shop
from tests.integration.desk import NOW, Written, make_config

DAY = timedelta(days=1)
AFTER = {
    "name": "after-review",
    "kind": "milestone",
    "hours": 18,
    "milestones": ["review"],
    "step": [{"do": "look"}, {"do": "chase", "after_hours": 9}],
}
QUARTERLY = {"name": "quarterly", "kind": "check_in", "months": 3, "times": 2}


def make_shop(db: Database, *rules: dict[str, Any], **surveys: Any) -> Shop:
    shop = open_shop(db)
    shop.desk.config = make_config(
        follow_up=list(rules), surveys={"managers": [MANAGER], "invite": "send"} | surveys
    )
    return shop


def run(shop: Shop, at: datetime) -> tuple[int, int]:
    done = followups.run(shop.office, at)
    return done.reminded, done.cancelled


def waited_for(shop: Shop) -> list[tuple[str, str]]:
    return [(f["rule"], f["state"]) for f in shop.desk.all(follow_up)]


def written(shop: Shop, purpose: str) -> list[tuple[str, str]]:
    rows = shop.desk.all(outgoing)
    return [(o["to_addr"], o["state"]) for o in rows if o["purpose"] == purpose]


def test_reaching_a_milestone_brings_about_what_its_kind_does(either_db: Database) -> None:
    shop = make_shop(either_db, AFTER, QUARTERLY)
    shop.reach("Beta", kind=MilestoneKind.REVIEW)
    shop.reach("Talk", kind=MilestoneKind.PROGRESS)
    assert waited_for(shop) == [("after-review", "waiting")]


@pytest.mark.parametrize(
    ("named", "wanted"),
    [
        ((), ["after-review"]),
        (("quarterly",), ["quarterly", "quarterly"]),
        (("none",), []),
        (("after-review", "quarterly"), ["after-review", "quarterly", "quarterly"]),
    ],
    ids=["usual", "named", "none", "both"],
)
def test_a_milestone_names_its_follow_ups(
    db: Database, named: tuple[str, ...], wanted: list[str]
) -> None:
    shop = make_shop(db, AFTER, QUARTERLY)
    shop.reach("Beta", kind=MilestoneKind.REVIEW, follow_ups=named)
    assert sorted(rule for rule, _ in waited_for(shop)) == wanted


def test_the_preview_says_what_follows_and_when(db: Database) -> None:
    shop = make_shop(db, AFTER, QUARTERLY)
    new = Milestone(0, 0, "Beta", MilestoneKind.REVIEW, follow_ups=("after-review", "quarterly"))
    number = milestones.add(db, "SHOP", new, "maria", NOW)
    seen = milestones.preview(shop.office, number, NOW, NOW).follow_ups
    assert [(u.rule, u.at) for u in seen] == [
        ("after-review", NOW + 2 * DAY),
        ("quarterly", datetime(2026, 6, 2, 9, tzinfo=UTC)),
        ("quarterly", datetime(2026, 9, 2, 9, tzinfo=UTC)),
    ]
    assert seen[0].steps == ("remind the managers", "write “follow_up” to the client (held)")
    assert seen[1].steps == ("remind the managers",)


def test_managers_are_reminded_then_clients_written_to(either_db: Database) -> None:
    shop = make_shop(either_db, AFTER)
    shop.reach("Beta", kind=MilestoneKind.REVIEW)
    assert [run(shop, NOW + d * DAY)[0] for d in (1, 2, 2, 3, 4)] == [0, 1, 0, 1, 0]
    assert written(shop, "alert") == [(MANAGER, "queued")]
    assert written(shop, "follow_up") == [
        ("anna@weber.example", "held"),
        ("ben@weber.example", "held"),
    ]
    mail = shop.desk.all(outgoing)[-1]
    assert "A milestone of your project has been reached." in mail["text"]
    assert waited_for(shop) == [("after-review", "done")]


@pytest.mark.parametrize(("until_reply", "cancelled"), [(True, 1), (False, 0)])
def test_a_mail_of_the_clients_calls_it_off(
    db: Database, until_reply: bool, cancelled: int
) -> None:
    shop = make_shop(db, AFTER | {"until_reply": until_reply})
    shop.reach("Beta", kind=MilestoneKind.REVIEW)
    mail = Written(subject="Beta", text="It looks good.", message_id="n@weber.example")
    shop.desk.take(mail, at=NOW + DAY)
    assert run(shop, NOW + 2 * DAY) == (1 - cancelled, cancelled)


def test_nothing_is_followed_up_while_the_project_is_on_hold(db: Database) -> None:
    shop = make_shop(db, AFTER)
    shop.reach("Beta", kind=MilestoneKind.REVIEW)
    hold = ProjectWish("SHOP", state=ProjectState.HOLD)
    projects.save(db, shop.desk.config, hold, "maria", NOW)
    assert run(shop, NOW + 3 * DAY)[0] == 0
    go_on = ProjectWish("SHOP", state=ProjectState.ACTIVE)
    projects.save(db, shop.desk.config, go_on, "maria", NOW + 3 * DAY)
    assert run(shop, NOW + 3 * DAY)[0] == 1


def test_check_ins_follow_a_milestone_as_they_follow_an_end(db: Database) -> None:
    shop = make_shop(db, QUARTERLY | {"step": [{"do": "chase"}]})
    shop.reach("Live", kind=MilestoneKind.WRAP_UP, survey="none", follow_ups=("quarterly",))
    assert run(shop, datetime(2026, 6, 2, 12, tzinfo=UTC))[0] == 1
    made = shop.desk.all(milestone)[-1]
    assert (made["name"], made["state"]) == ("Check-in 2026-06-02", "reached")
    assert waited_for(shop) == [("quarterly", "done"), ("quarterly", "waiting")]


def test_without_a_survey_a_check_in_is_a_letter(db: Database) -> None:
    rule = QUARTERLY | {"survey": "none", "step": [{"do": "chase", "send": "send"}]}
    shop = make_shop(db, rule)
    ended = ProjectWish("SHOP", state=ProjectState.ENDED)
    projects.save(db, shop.desk.config, ended, "maria", NOW)
    run(shop, NOW)
    assert run(shop, datetime(2026, 6, 2, 12, tzinfo=UTC))[0] == 1
    assert [state for _, state in written(shop, "follow_up")] == ["queued", "queued"]


def test_where_no_manager_is_named_a_conversation_comes_first(db: Database) -> None:
    shop = make_shop(db, AFTER, managers=[])
    shop.reach("Beta", kind=MilestoneKind.REVIEW)
    run(shop, NOW + 2 * DAY)
    rows = shop.desk.all(follow_up.metadata.tables["conversation"])
    found = [c["look_reason"] for c in rows if c["needs_look"]]
    assert found == ["a milestone to follow up: after “Beta”"]


def test_taking_a_milestone_back_takes_its_follow_ups_along(db: Database) -> None:
    shop = make_shop(db, AFTER)
    number = shop.reach("Beta", kind=MilestoneKind.REVIEW, survey="none")
    event = shop.desk.all(follow_up.metadata.tables["event"])[-1]["id"]
    undo.undo(db, [event], "maria", NOW)
    assert waited_for(shop) == []
    done = milestones.reach(shop.office, number, "maria", NOW)
    run(shop, NOW + 2 * DAY)
    assert done.event is not None
    with pytest.raises(StaleError, match="followed up"):
        undo.undo(db, [done.event], "maria", NOW + 2 * DAY)


def test_a_milestone_that_was_planned_by_mistake_is_taken_back(either_db: Database) -> None:
    shop = make_shop(either_db)
    milestones.add(either_db, "SHOP", Milestone(0, 0, "Beta"), "maria", NOW)
    event = shop.desk.all(follow_up.metadata.tables["event"])[-1]["id"]
    undo.undo(either_db, [event], "maria", NOW)
    with pytest.raises(NotFoundError):
        milestones.find(either_db, "SHOP", "Beta")


def test_a_milestone_that_has_moved_on_stays(db: Database) -> None:
    shop = make_shop(db)
    milestones.add(db, "SHOP", Milestone(0, 0, "Beta"), "maria", NOW)
    event = shop.desk.all(follow_up.metadata.tables["event"])[-1]["id"]
    present = milestones.find(db, "SHOP", "Beta")
    milestones.change(db, present, replace(present, name="Gamma"), "jo", NOW)
    with pytest.raises(StaleError):
        undo.undo(db, [event], "maria", NOW)


def test_a_name_that_no_rule_has_is_refused(db: Database) -> None:
    shop = make_shop(db, AFTER)
    checkins.check_names(shop.desk.config, ("after-review", "none"))
    with pytest.raises(UserError, match="there are after-review, none"):
        checkins.check_names(shop.desk.config, ("nix",))
