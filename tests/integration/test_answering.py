"""Answers in plain replies: counted, held, superseded, late; and what follows from them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from daemon.errors import UserError
from daemon.services import improving, scope, undo
from daemon.services.intake import Intake
from daemon.services.scope import Hand
from daemon.store.engine import Database
from daemon.store.schema import conversation, event, item, outgoing
from tests.integration.asking import DAY, DUE, MANAGER, Shop, open_shop
from tests.integration.desk import Desk, Written, make_config

LATER = DUE + timedelta(hours=2)
FIVES = "Q1: 5\nQ2: 4\nQ3: 5\nQ4: yes\nQ5: Keep it up"


@pytest.fixture
def shop(either_db: Database) -> Shop:
    ready = open_shop(either_db)
    ready.ask()
    return ready


def conversations(shop: Shop) -> list[tuple[str, bool]]:
    return [(c["state"], c["needs_look"]) for c in shop.desk.all(conversation)]


def mails(shop: Shop, purpose: str) -> list[dict[str, Any]]:
    return [m for m in shop.desk.all(outgoing) if m["purpose"] == purpose]


def test_an_answer_is_counted_and_moves_no_conversation(shop: Shop) -> None:
    before = conversations(shop)
    shop.answer(FIVES, LATER)
    [row] = shop.answers()
    assert (row["state"], row["scores"]) == ("counted", {"q1": 5, "q2": 4, "q3": 5})
    assert row["yes_no"] == {"q4": True}
    assert shop.invitation_of("Anna Weber")["state"] == "answered"
    assert conversations(shop)[:-1] == before
    assert conversations(shop)[-1] == ("done", False)
    assert mails(shop, "acknowledge") == []


def test_thanks_are_held_by_default(shop: Shop) -> None:
    shop.answer(FIVES, LATER)
    [thanks] = mails(shop, "survey_thanks")
    assert (thanks["state"], thanks["to_addr"]) == ("held", "anna@weber.example")
    shop.answer("One more thing: lovely colours", LATER + DAY)
    assert len(mails(shop, "survey_thanks")) == 1


def test_the_last_answer_counts_and_both_are_kept(shop: Shop) -> None:
    shop.answer("Q1: 5", LATER)
    shop.answer("Q1: 3", LATER + DAY)
    assert [(a["state"], a["scores"]["q1"]) for a in shop.answers()] == [
        ("superseded", 5),
        ("counted", 3),
    ]


def test_an_earlier_mail_that_comes_later_does_not_count_more(shop: Shop) -> None:
    shop.answer("Q1: 3", LATER + DAY)
    shop.answer("Q1: 5", LATER)
    assert [a["state"] for a in shop.answers()] == ["counted", "superseded"]


def test_a_late_answer_counts_and_says_so(shop: Shop) -> None:
    shop.run(DUE + 6 * DAY)
    shop.run(DUE + 28 * DAY)
    shop.answer(FIVES, DUE + 30 * DAY)
    [row] = shop.answers()
    assert (row["state"], row["late"]) == ("counted", True)
    assert shop.invitation_of("Anna Weber")["state"] == "answered"


def test_a_colleagues_answer_waits_for_a_manager(shop: Shop) -> None:
    shop.answer("Q1: 1", LATER, sender="Ben Weber <ben@weber.example>")
    [row] = shop.answers()
    assert row["state"] == "held"
    assert "who was not asked" in row["reason"]
    assert conversations(shop)[-1][1] is True
    assert shop.desk.count(item) == 0
    assert shop.invitation_of("Anna Weber")["state"] == "asked"


def test_an_answer_that_our_server_does_not_vouch_for_waits(db: Database) -> None:
    shop = open_shop(db)
    box = shop.desk.config.mailbox[0].model_copy(update={"authserv_id": "mx.studio.example"})
    shop.desk.config = shop.desk.config.model_copy(
        update={"mailbox": [box, *shop.desk.config.mailbox[1:]]}
    )
    shop.ask()
    shop.answer(FIVES, LATER)
    vouched = "mx.studio.example; dmarc=pass header.from=weber.example"
    shop.answer(FIVES, LATER, "Ben Weber", headers=[("Authentication-Results", vouched)])
    assert [a["state"] for a in shop.answers()] == ["held", "counted"]


def test_an_out_of_office_is_no_answer(shop: Shop) -> None:
    shop.answer("I am away until 5 March.", LATER, headers=[("Auto-Submitted", "auto-replied")])
    assert shop.answers() == []
    assert shop.invitation_of("Anna Weber")["state"] == "asked"


def test_what_nobody_dares_to_read_goes_to_a_manager(shop: Shop) -> None:
    shop.answer("Q1: somewhere between 3 and 4", LATER)
    [row] = shop.answers()
    assert row["state"] == "held"
    assert "q1" not in row["scores"]


def test_a_low_score_opens_an_item_with_an_owner_and_alerts(shop: Shop) -> None:
    shop.answer("Q1: 2\nQ2: 4", LATER)
    row = shop.desk.one(item)
    assert (row["kind"], row["owner"], row["due"]) == ("IMP", "maria", "2026-03-17")
    [alert] = mails(shop, "alert")
    assert alert["to_addr"] == MANAGER
    assert "IMP-1" in alert["text"]
    assert conversations(shop)[-1] == ("done", False)


def test_a_complaint_in_an_answer_is_routed_as_one(shop: Shop) -> None:
    shop.answer("Q1: 1\nThe checkout is broken since Monday.", LATER)
    row = shop.desk.one(item)
    assert (row["kind"], row["owner"]) == ("CMP", "maria")
    assert conversations(shop)[-1][0] == "open"
    assert [m["state"] for m in mails(shop, "acknowledge")] == ["held"]
    assert shop.answers()[0]["item_id"] == row["id"]


def test_please_stop_is_honoured_for_ever(shop: Shop) -> None:
    shop.answer("Please stop sending me surveys.", LATER)
    shop.reach("Gamma", LATER + 60 * DAY)
    assert shop.run(LATER + 63 * DAY).asked == 1
    assert [e["verb"] for e in shop.desk.all(event)].count("contact.opted_out") == 1
    assert mails(shop, "survey")[-1]["to_addr"] == "ben@weber.example"


def test_nobody_opts_out_for_a_colleague(shop: Shop) -> None:
    shop.answer("Please stop sending surveys.", LATER, sender="Ben Weber <ben@weber.example>")
    assert shop.run(DUE + 6 * DAY).reminded == 1  # Ben's own; Anna's had a reply
    assert "contact.opted_out" not in [e["verb"] for e in shop.desk.all(event)]


def test_a_token_is_enough_where_the_thread_is_lost(shop: Shop) -> None:
    asked = shop.mail_to("Anna Weber")
    token = asked["subject"].partition("[S-")[2].partition("]")[0]
    mail = Written(subject=f"My answers [S-{token}]", text="Q1: 4", message_id="t@weber.example")
    shop.desk.take(mail, at=LATER)
    assert shop.answers()[0]["scores"] == {"q1": 4}


def test_a_forged_token_is_an_ordinary_mail(shop: Shop) -> None:
    mail = Written(subject="Answers [S-1-0000000000000000]", text="Q1: 4", message_id="f@w.example")
    shop.desk.take(mail, at=LATER)
    assert shop.answers() == []


def test_imported_history_answers_nothing(shop: Shop) -> None:
    plain = Desk.intake
    shop.desk.intake = lambda *a, **k: history(plain(shop.desk, *a, **k))  # type: ignore[method-assign]
    shop.answer(FIVES, LATER)
    assert shop.answers() == []


def history(intake: Intake) -> Intake:
    return Intake(
        intake.db, intake.config, intake.mailbox, intake.folder, intake.secret, intake.nonce,
        intake.classifier, history=True,
    )  # fmt: skip


def test_the_chain_is_walked_both_ways_to_the_closing_mail(shop: Shop) -> None:
    shop.answer("Q1: 2\nToo slow", LATER)
    [link] = [x for x in improving.chain(shop.desk.db, milestone_id=1) if x.answer_id]
    assert (link.contact, link.item, link.scores["q1"]) == ("Anna Weber", "IMP-1", 2)
    found = improving.find_item(shop.desk.db, "SHOP", "imp-1")
    done, mail = improving.close(shop.office, found, "It is fast now.", "maria", LATER)
    [back] = improving.chain(shop.desk.db, item_id=found.id)
    assert (back.milestone, back.closing_id, back.closing_state) == ("Beta", mail, "held")
    [letter] = mails(shop, "improvement")
    assert "It is fast now." in letter["text"]
    assert "[S-" not in letter["subject"]
    undo.undo(shop.desk.db, [done], "maria", LATER)
    [again] = improving.chain(shop.desk.db, item_id=found.id)
    assert (again.item_state, again.closing_state) == ("open", "discarded")


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("Q1: 5\nQ2: 5\nQ3: 5\nQ4: no", True),
        ("Q1: 4\nHonestly, we are disappointed with how long it took.", True),
        ("第一题：4分\n进度太慢，一直没有回复。", True),
        ("Q1: 4\nWe were never disappointed. Thank you!", False),
        ("Q1: 5\nNothing to complain about.", False),
        ("Q1: 4\nQ4: yes\nA little more colour would be nice.", False),
    ],
)
def test_a_bad_word_opens_an_item_as_a_low_score_does(db: Database, text: str, opens: bool) -> None:
    shop = open_shop(db)
    shop.ask()
    shop.answer(text, LATER)
    assert [i["kind"] for i in shop.desk.all(item)] == (["IMP"] if opens else [])


@pytest.mark.parametrize("by", ["milestone_id", "invitation_id", "answer_id", "item_id"])
def test_every_link_leads_to_the_whole_chain(db: Database, by: str) -> None:
    shop = open_shop(db)
    shop.ask()
    shop.answer("Q1: 2\nToo slow", LATER)
    found = improving.find_item(db, "SHOP", "IMP-1")
    _, mail = improving.close(shop.office, found, "It is fast now.", "maria", LATER)
    [whole] = [x for x in improving.chain(db, milestone_id=1) if x.item_id]
    assert whole in improving.chain(db, **{by: getattr(whole, by)})
    assert mail is not None
    asked = shop.invitation_of("Anna Weber")["outgoing_id"]
    thanked = mails(shop, "survey_thanks")[0]["id"]
    assert [improving.chain(db, outgoing_id=i) for i in (mail, asked, thanked)] == [[whole]] * 3


def test_an_improvement_goes_its_way(db: Database) -> None:
    shop = open_shop(db)
    shop.ask()
    shop.answer("Q1: 2\nToo slow", LATER)
    row, _ = scope.find(db, "SHOP", "IMP-1")
    scope.move(db, row, "start", Hand("maria", LATER))
    row, _ = scope.find(db, "SHOP", "IMP-1")
    scope.edit(db, row, {"owner": "jo", "due": "2026-04-01"}, Hand("maria", LATER))
    [open_] = improving.list_all(db, "SHOP")
    assert (open_.item_state, open_.owner, open_.due) == ("in progress", "jo", "2026-04-01")
    improving.close(shop.office, improving.find_item(db, "SHOP", "IMP-1"), "", "jo", LATER + DAY)
    assert improving.list_all(db) == []
    assert len(improving.list_all(db, everything=True)) == 1
    with pytest.raises(UserError, match="from here: reopen"):
        improving.close(shop.office, improving.find_item(db, "SHOP", "IMP-1"), "", "jo", LATER)


def test_no_thanks_where_none_are_wanted(db: Database) -> None:
    shop = open_shop(db, thanks="no")
    shop.ask()
    shop.answer(FIVES, LATER)
    assert mails(shop, "survey_thanks") == []
    assert make_config().surveys.thanks == "hold"
