"""Asking: who, when, once; and what is not asked, with its reason."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from daemon.model.plan import MilestoneKind, ProjectState
from daemon.services import delivery, optouts, projects
from daemon.services.delivery import Target
from daemon.services.invited import Tick
from daemon.services.projects import ProjectWish
from daemon.store import contacts
from daemon.store.engine import Database
from daemon.store.plan_tables import invitation
from daemon.store.schema import event, outgoing
from tests.integration.asking import DAY, DUE, Shop, open_shop, recipients
from tests.integration.desk import NOW, Written, make_config

BOTH = ["anna@weber.example", "ben@weber.example"]


@pytest.fixture
def shop(either_db: Database) -> Shop:
    return open_shop(either_db)


def reasons(shop: Shop) -> list[list[str]]:
    return [i["reasons"] for i in shop.desk.all(invitation)]


def test_everybody_is_asked_once_when_it_is_due(shop: Shop) -> None:
    shop.reach()
    assert shop.run(NOW + timedelta(hours=20)) == Tick()
    assert shop.run(DUE) == Tick(asked=2)
    assert shop.run(DUE) == Tick()
    mails = shop.send(DUE)
    assert recipients(mails) == BOTH
    assert {m["purpose"] for m in mails} == {"survey"}
    assert [e["verb"] for e in shop.desk.all(event)].count("invitation.asked") == 2


def test_the_mail_asks_in_text_and_html_with_links_that_write_a_reply(shop: Shop) -> None:
    mail = shop.ask()[0]
    assert "satisfied" in mail["text"]
    assert mail["html"].count("mailto:help@studio.example") >= 15
    assert "http" not in mail["text"]
    assert "[S-" in mail["subject"]


@pytest.mark.parametrize("by", ["contact", "client"])
def test_nobody_is_asked_again_too_soon(shop: Shop, by: str) -> None:
    shop.ask()
    days = 20 if by == "contact" else 10
    shop.reach("Gamma", NOW + days * DAY)
    tick = shop.run(NOW + (days + 3) * DAY)
    assert tick.skipped == 2
    assert [r.partition(" (")[0] for r in reasons(shop)[-1]] == (
        ["asked recently"] if by == "contact" else ["asked recently", "client asked recently"]
    )


def test_two_milestones_at_once_ask_once(shop: Shop) -> None:
    shop.reach("Beta")
    shop.reach("Gamma")
    assert shop.run(DUE) == Tick(asked=2, skipped=2)
    assert recipients(shop.send(DUE)) == BOTH


def bounce(shop: Shop) -> None:
    with shop.desk.db.write() as transaction:
        contacts.mark_bounced(transaction, "anna@weber.example", "550 no such user", NOW)


def complain(shop: Shop) -> None:
    shop.desk.take(Written(subject="Shop", text="It is broken.", message_id="x@weber.example"))


def hold(shop: Shop) -> None:
    wish = ProjectWish("SHOP", state=ProjectState.HOLD)
    projects.save(shop.desk.db, shop.desk.config, wish, "maria", NOW)


def opt_out(shop: Shop) -> None:
    optouts.opt_out(shop.desk.db, "anna@weber.example", "maria", NOW)


@pytest.mark.parametrize(
    ("before", "skipped", "reason"),
    [
        (bounce, 1, "mail came back"),
        (complain, 2, "open complaint CMP-1"),
        (hold, 2, "project on hold"),
        (opt_out, 1, "opted out"),
    ],
)
def test_what_keeps_from_asking_is_recorded(
    db: Database, before: Any, skipped: int, reason: str
) -> None:
    shop = open_shop(db)
    shop.reach()
    before(shop)
    assert shop.run(DUE).asked == 2 - skipped
    assert reasons(shop)[0] == [reason]
    assert shop.run(DUE + DAY) == Tick()


def test_in_shadow_nobody_is_asked(db: Database) -> None:
    shop = open_shop(db)
    shop.desk.config = make_config(sending={"shadow": True})
    shop.reach()
    assert shop.run(DUE) == Tick(skipped=2)
    assert reasons(shop) == [["shadow mode"]] * 2


def test_a_daemon_that_was_down_asks_late_within_its_window_alone(db: Database) -> None:
    shop = open_shop(db)
    shop.reach("Beta")
    assert shop.run(DUE + 2 * DAY) == Tick(asked=2)
    shop.reach("Gamma", NOW + 60 * DAY, survey="nps")
    assert shop.run(NOW + 68 * DAY) == Tick(missed=2)
    assert reasons(shop)[-1] == ["too late"]


def test_a_clock_that_jumps_asks_nobody_twice(db: Database) -> None:
    shop = open_shop(db)
    shop.ask()
    for days in (400, -400, 3, 0, 30, -1):
        shop.run(DUE + days * DAY)
        shop.send(DUE + days * DAY)
    firsts = [m for m in shop.desk.all(outgoing) if m["purpose"] == "survey"]
    assert recipients(firsts) == BOTH


def test_a_discarded_invitation_is_a_skip(db: Database) -> None:
    shop = open_shop(db, invite="hold")
    shop.reach()
    shop.run(DUE)
    held = [m for m in shop.desk.all(outgoing) if m["purpose"] == "survey"]
    assert [m["state"] for m in held] == ["held", "held"]
    delivery.discard(shop.desk.db, Target(held[0]["id"], held[0]["version"]), "maria", DUE)
    assert shop.run(DUE) == Tick(skipped=1)
    assert reasons(shop)[0] == ["discarded by a manager"]


def test_a_survey_that_is_not_there_is_a_skip(db: Database) -> None:
    shop = open_shop(db)
    shop.reach(survey="gone")
    assert shop.run(DUE) == Tick(skipped=2)
    assert reasons(shop)[0] == ["survey is gone: gone"]


def test_one_reminder_then_it_closes(shop: Shop) -> None:
    shop.ask()
    assert shop.run(DUE + 5 * DAY) == Tick()
    assert shop.run(DUE + 6 * DAY) == Tick(reminded=2)  # Monday, four business days on
    assert shop.run(DUE + 6 * DAY) == Tick()
    sent = shop.send(DUE + 6 * DAY)
    assert {m["purpose"] for m in sent} == {"survey_reminder"}
    assert sent[0]["in_reply_to"] == shop.desk.all(outgoing)[-4]["message_id"]
    assert shop.run(DUE + 27 * DAY) == Tick()
    assert shop.run(DUE + 28 * DAY) == Tick(closed=2)
    rows = shop.desk.all(invitation)
    assert [(i["state"], i["decided_at"]) for i in rows] == [("closed", DUE)] * 2


def out_of_office(shop: Shop) -> None:
    shop.answer("I am away.", DUE + DAY, headers=[("Auto-Submitted", "auto-replied")])


@pytest.mark.parametrize(
    ("before", "reminded"),
    [
        (lambda shop: shop.answer("Will do, thanks", DUE + DAY), 1),
        (lambda shop: shop.answer("5", DUE + DAY), 1),
        (out_of_office, 2),
        (complain, 0),
        (opt_out, 1),
        (hold, 0),
    ],
    ids=["a word", "an answer", "out of office", "complaint", "opt-out", "on hold"],
)
def test_what_cancels_the_reminder(db: Database, before: Any, reminded: int) -> None:
    shop = open_shop(db)
    shop.ask()
    before(shop)
    assert shop.run(DUE + 6 * DAY).reminded == reminded


def test_a_bounce_closes_the_invitation(db: Database) -> None:
    shop = open_shop(db)
    shop.ask()
    with db.write() as transaction:
        contacts.mark_bounced(transaction, "anna@weber.example", "550", DUE + DAY)
    assert shop.run(DUE + 6 * DAY) == Tick(reminded=1, closed=1)
    assert shop.invitation_of("Anna Weber")["reasons"] == ["mail came back"]


def test_who_opts_out_in_reply_was_asked(db: Database) -> None:
    shop = open_shop(db)
    shop.reach()
    shop.run(DUE)
    shop.send(DUE)  # it has left, which no look at the schedules has noted yet
    opt_out(shop)
    shop.run(DUE)
    assert shop.invitation_of("Anna Weber")["state"] == "asked"


def test_an_opt_out_takes_back_what_waits_to_leave(db: Database) -> None:
    shop = open_shop(db)
    shop.reach(kind=MilestoneKind.WRAP_UP)
    shop.run(DUE)
    opt_out(shop)
    assert recipients(shop.send(DUE)) == ["ben@weber.example"]
    assert shop.invitation_of("Anna Weber")["state"] == "skipped"
