"""What managers decide of surveys, and the figures they see."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest

from daemon.errors import UserError
from daemon.model.plan import AnswerState, InvitationState
from daemon.services import digests, figures, optouts, reports, surveys, undo
from daemon.services.figures import Report, Scope
from daemon.services.invited import Tick
from daemon.services.surveys import Sending
from daemon.store.engine import Database
from daemon.store.schema import conversation, item, outgoing
from tests.integration.asking import DAY, DUE, MANAGER, Shop, monday, open_shop
from tests.integration.desk import NOW, Written

LATER = DUE + timedelta(hours=2)


@pytest.fixture
def shop(either_db: Database) -> Shop:
    return open_shop(either_db)


def complain(shop: Shop) -> None:
    shop.desk.take(Written(subject="Shop", text="It is broken.", message_id="x@weber.example"))


def report(shop: Shop, client: str = "", milestone: str = "") -> Report:
    scope = Scope(LATER + 40 * DAY, client=client, milestone=milestone)
    return figures.report(shop.desk.db, shop.desk.config, scope)


def test_a_manager_overrides_a_reason(shop: Shop) -> None:
    shop.reach()
    complain(shop)
    assert shop.run(DUE) == Tick(skipped=2)
    number = shop.invitation_of("Anna Weber")["id"]
    surveys.override(shop.office, number, "maria", LATER)
    assert shop.run(LATER) == Tick(asked=1)
    assert shop.invitation_of("Anna Weber")["override_by"] == "maria"


def test_an_override_is_taken_back_until_it_left(shop: Shop) -> None:
    shop.reach()
    complain(shop)
    shop.run(DUE)
    number = shop.invitation_of("Anna Weber")["id"]
    event = surveys.override(shop.office, number, "maria", LATER)
    undo.undo(shop.desk.db, [event], "maria", LATER)
    row = shop.invitation_of("Anna Weber")
    assert (row["state"], row["reasons"]) == ("skipped", ["open complaint CMP-1"])


def test_nobody_overrides_a_contacts_own_word(shop: Shop) -> None:
    shop.reach()
    optouts.opt_out(shop.desk.db, "anna@weber.example", "maria", NOW)
    number = shop.invitation_of("Anna Weber")["id"]
    with pytest.raises(UserError, match="Anna Weber is not asked: opted out"):
        surveys.override(shop.office, number, "maria", LATER)


def test_an_opt_out_is_undone_by_a_manager_alone(shop: Shop) -> None:
    event = optouts.opt_out(shop.desk.db, "Anna Weber", "maria", NOW)
    assert [o.person.name for o in optouts.list_all(shop.desk.db)] == ["Anna Weber"]
    undo.undo(shop.desk.db, [event], "maria", NOW)
    with pytest.raises(UserError, match="may be asked"):
        optouts.allow(shop.desk.db, "Anna Weber", "maria", NOW)


def test_a_manager_skips_what_is_planned(shop: Shop) -> None:
    shop.reach()
    event = surveys.skip(shop.desk.db, shop.invitation_of("Anna Weber")["id"], "maria", NOW)
    assert shop.run(DUE) == Tick(asked=1)
    with pytest.raises(UserError, match="skipped"):
        surveys.skip(shop.desk.db, shop.invitation_of("Anna Weber")["id"], "maria", NOW)
    undo.undo(shop.desk.db, [event], "maria", DUE)
    assert shop.run(DUE) == Tick(asked=1)


def test_asking_by_hand_keeps_the_rules(shop: Shop) -> None:
    wanted = Sending("SHOP", "nps", ("anna@weber.example",))
    first = surveys.send(shop.office, wanted, "maria", NOW)
    again = surveys.send(shop.office, wanted, "maria", NOW)
    assert (first.planned, again.milestone.name) == (1, "nps 2026-03-02 (2)")
    assert shop.run(NOW) == Tick(asked=1, skipped=1)
    lines = surveys.list_invitations(shop.desk.db, "shop", [InvitationState.SKIPPED])
    assert [line.invitation.reasons[0] for line in lines] == ["asked recently (2026-03-02)"]


def test_a_manager_reads_what_the_daemon_did_not_dare_to(shop: Shop) -> None:
    shop.ask()
    shop.answer("Q1: somewhere between 2 and 3", LATER)
    [line] = surveys.list_answers(shop.desk.db, [AnswerState.HELD])
    with pytest.raises(UserError, match="off its scale, 1 to 5"):
        surveys.accept(shop.office, line.answer.id, {"q1": 9}, "maria", LATER)
    surveys.accept(shop.office, line.answer.id, {"q1": 2}, "maria", LATER)
    assert shop.desk.one(item)["kind"] == "IMP"
    assert not shop.desk.all(conversation)[-1]["needs_look"]
    assert report(shop).total.csat.value == 0


def test_a_manager_refuses_an_answer(shop: Shop) -> None:
    shop.ask()
    shop.answer("Q1: 1", LATER, sender="Ben Weber <ben@weber.example>")
    event = surveys.refuse(shop.desk.db, shop.answers()[0]["id"], "maria", LATER)
    assert surveys.list_answers(shop.desk.db, [AnswerState.HELD]) == []
    undo.undo(shop.desk.db, [event], "maria", LATER)
    assert shop.answers()[0]["state"] == "held"


def answered(shop: Shop) -> Report:
    shop.ask()
    shop.answer("Q1: 5\nQ2: 4\n<b>Lovely</b> | work", LATER)
    return report(shop)


def test_figures_say_how_many_answers_they_rest_on(shop: Shop) -> None:
    total = answered(shop).total
    assert (total.response.value, total.response.count) == (0.5, 2)
    assert (total.csat.value, total.csat.count) == (1.0, 2)
    assert total.nps.value is None
    assert 0.3 < total.csat.low < 0.4
    assert "too few to judge" in reports.to_markdown(report(shop))


def test_many_scores_of_few_people_are_few(shop: Shop) -> None:
    shop.ask()
    shop.answer("5, 5, 4", LATER)
    shop.answer("5, 4, 4", LATER, "Ben Weber")
    total = report(shop).total
    assert (total.csat.count, total.answered) == (6, 2)
    assert reports.percent(total.csat, 5, total.answered) == (
        "100 % (61–100, n=6 in 2 answers), too few to judge"
    )


def test_what_was_said_stands_beside_its_scores(shop: Shop) -> None:
    [said] = answered(shop).verbatims
    assert said.marks == ("5/5", "4/5")


def test_figures_are_grouped_and_scoped(shop: Shop) -> None:
    groups = answered(shop).groups
    names = {group: [row.name for row in rows] for group, rows in groups.items()}
    assert names == {
        "client": ["Weber"],
        "project": ["SHOP"],
        "milestone": ["SHOP Beta"],
        "month": ["2026-03"],
    }
    assert report(shop, client="nobody").total.response.count == 0
    assert report(shop, milestone="beta").total.response.count == 2


def test_clients_words_are_text_in_every_report(shop: Shop) -> None:
    found = answered(shop)
    assert "&lt;b&gt;Lovely&lt;/b&gt;" in reports.to_html(found)
    assert r"\<b\>Lovely\</b\> \| work" in reports.to_markdown(found)
    rows = list(csv.DictReader(io.StringIO(reports.to_csv(found))))
    assert rows[0]["csat_count"] == "2"


def test_what_was_not_asked_is_counted_by_reason(shop: Shop) -> None:
    shop.reach()
    complain(shop)
    shop.run(DUE)
    assert report(shop).skipped == {"open complaint": 2}


def test_managers_get_a_digest_once_a_week(shop: Shop) -> None:
    answered(shop)
    assert digests.run(shop.office, monday(weeks=1, hour=8)) == 0  # before opening
    assert digests.run(shop.office, monday(weeks=1)) == 1
    assert digests.run(shop.office, monday(weeks=1, hour=15)) == 0
    assert digests.run(shop.office, monday(weeks=1) + DAY) == 0
    mail = shop.desk.all(outgoing)[-1]
    assert (mail["purpose"], mail["to_addr"]) == ("digest", MANAGER)
    assert "Lovely" in mail["text"]
    assert digests.run(shop.office, monday(weeks=2)) == 1
    assert "Lovely" not in shop.desk.all(outgoing)[-1]["text"]
