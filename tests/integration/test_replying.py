"""A manager's reply: what it answers, how it leaves, and calling it back."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from daemon.config import Config
from daemon.errors import NotFoundError, StaleError, UserError
from daemon.model.outgoing import OutgoingState
from daemon.model.reply import Caution, Doubt, Draft, Occasion
from daemon.services import delivery, replying, undo
from daemon.services.conversation import load_conversation
from daemon.services.office import Office
from daemon.services.replying import Answer
from daemon.store.engine import Database
from daemon.store.schema import address, contact, event, message, note, outgoing
from tests.integration.desk import NOW, SECRET, Desk, Written

LATER = NOW + timedelta(hours=1)
MAIL = Written(
    text="Please add an export of all orders.\r\n\r\nOn Monday Jo wrote:\r\n> an old line",
    message_id="two@weber.example",
    headers=[
        ("References", "<zero@weber.example> <one@weber.example>"),
        ("Cc", "bo@weber.example"),
    ],
)


def make_desk(db: Database, *mails: Written) -> Desk:
    desk = Desk(db)
    desk.watch()
    desk.client("Weber Retail", "weber.example")
    desk.take(*(mails or (MAIL,)))
    return desk


def make_office(desk: Desk) -> Office:
    nonces = itertools.count(1)
    return Office(desk.db, desk.config, SECRET, lambda: f"r{next(nonces)}")


def occasion_of(desk: Desk, conversation_id: int = 1) -> Occasion:
    return replying.load_occasion(desk.db, desk.config, conversation_id)


def send(desk: Desk, text: str = "Yes, on Friday.", **draft: Any) -> int:
    answer = Answer(occasion_of(desk), Draft(text, **draft))
    return replying.reply(make_office(desk), answer, "maria", LATER)


def outbox_row(db: Database) -> Any:
    return delivery.find(db)[0]


def test_a_reply_threads_to_the_mail_it_answers(either_db: Database) -> None:
    send(make_desk(either_db))
    letter = outbox_row(either_db).letter
    assert letter.in_reply_to == "two@weber.example"
    assert letter.references == ("zero@weber.example", "one@weber.example", "two@weber.example")
    assert letter.subject == "Re: [SHOP-1] Order export"
    assert (letter.to, letter.cc, letter.automatic) == (("anna@weber.example",), (), False)


def test_a_reply_quotes_what_was_written_now_and_no_more(either_db: Database) -> None:
    send(make_desk(either_db))
    text = outbox_row(either_db).letter.text
    assert text.startswith("Yes, on Friday.")
    assert "Anna Weber <anna@weber.example> wrote:\n\n> Please add an export" in text
    assert "an old line" not in text


def test_a_reply_can_go_without_the_quote_and_to_everybody(either_db: Database) -> None:
    send(make_desk(either_db), quotes=False, everybody=True)
    letter = outbox_row(either_db).letter
    assert "Please add" not in letter.text + letter.html
    assert letter.cc == ("bo@weber.example",)


def test_a_reply_waits_a_moment_and_the_conversation_for_the_client(either_db: Database) -> None:
    send(make_desk(either_db))
    row = outbox_row(either_db)
    assert (row.state, row.purpose) == (OutgoingState.QUEUED, "reply")
    assert row.next_attempt_at == LATER + delivery.GRACE
    seen = load_conversation(either_db, 1)
    assert (seen.state, seen.needs_look) == ("waiting", False)


def test_a_reply_is_called_back_while_it_waits(either_db: Database) -> None:
    desk = make_desk(either_db)
    done = send(desk)
    undo.undo(either_db, [done], "maria", LATER)
    assert outbox_row(either_db).state is OutgoingState.DISCARDED
    assert load_conversation(either_db, 1).state == "open"


def test_a_reply_on_its_way_is_not_called_back(either_db: Database) -> None:
    done = send(make_desk(either_db))
    with either_db.write() as transaction:
        transaction.execute(update(outgoing).values(state="sending", attempts=1))
    with pytest.raises(StaleError, match="sending"):
        undo.undo(either_db, [done], "maria", LATER)
    assert load_conversation(either_db, 1).state == "waiting"


def test_a_reply_is_called_back_even_if_the_conversation_moved_on(either_db: Database) -> None:
    desk = make_desk(either_db)
    done = send(desk)
    desk.take(replace(MAIL, message_id="three@weber.example", text="And one more thing."))
    undo.undo(either_db, [done], "maria", LATER)
    assert outbox_row(either_db).state is OutgoingState.DISCARDED


def test_a_draft_is_not_sent_past_newer_mail(either_db: Database) -> None:
    desk = make_desk(either_db)
    answer = Answer(occasion_of(desk), Draft("Yes."))
    headers = [("References", "<two@weber.example>")]
    desk.take(replace(MAIL, message_id="three@weber.example", text="Forget it.", headers=headers))
    assert replying.think_again(either_db, answer, "maria")[0] == Caution(Doubt.NEWER)
    with pytest.raises(StaleError, match="draft is kept"):
        replying.reply(make_office(desk), answer, "maria", LATER)
    assert not [r for r in delivery.find(either_db) if r.purpose == "reply"]


def test_two_managers_do_not_answer_the_same_mail(either_db: Database) -> None:
    desk = make_desk(either_db)
    answer = Answer(occasion_of(desk), Draft("Yes."))
    send(desk, "No.")
    with pytest.raises(StaleError):
        replying.reply(make_office(desk), answer, "jonas", LATER)


def test_an_empty_reply_is_refused(db: Database) -> None:
    with pytest.raises(UserError, match="empty"):
        send(make_desk(db), "  \n")


def test_a_conversation_that_is_gone_cannot_be_answered(db: Database) -> None:
    with pytest.raises(NotFoundError):
        occasion_of(Desk(db), 77)


def test_a_mailbox_that_is_gone_is_named(db: Database) -> None:
    desk = make_desk(db)
    only = [m for m in desk.config.mailbox if m.name != "shop"]
    other: Config = desk.config.model_copy(update={"mailbox": only})
    with pytest.raises(UserError, match="shop"):
        replying.load_occasion(db, other, 1)


@pytest.mark.parametrize(
    ("contact_language", "greeting"),
    [
        pytest.param("zh", "写道", id="chinese"),
        pytest.param("en", "wrote:", id="english"),
        pytest.param("fr", "wrote:", id="a language we have no words in"),
    ],
)
def test_a_reply_speaks_the_language_of_the_contact(
    db: Database, contact_language: str, greeting: str
) -> None:
    desk = make_desk(db)
    with db.write() as transaction:
        transaction.execute(update(contact).values(language=contact_language))
    words = replying.preview(desk.config, Answer(occasion_of(desk), Draft("…")))
    assert greeting in words.text


def test_answers_go_where_the_client_asked_and_the_manager_is_told(db: Database) -> None:
    mail = replace(MAIL, headers=[("Reply-To", "desk@weber.example")])
    occasion = occasion_of(make_desk(db, mail))
    assert (occasion.to, occasion.diverted_from) == ("desk@weber.example", "anna@weber.example")


def test_we_can_write_first_where_only_we_have_written(db: Database) -> None:
    desk = make_desk(db)
    with db.write() as transaction:
        transaction.execute(update(message).values(direction="out"))
    occasion = occasion_of(desk)
    assert (occasion.to, occasion.quote) == ("anna@weber.example", None)


def test_nobody_to_answer_is_said(db: Database) -> None:
    desk = make_desk(db)
    with db.write() as transaction:
        transaction.execute(update(message).values(direction="out"))
        transaction.execute(address.delete())
    with pytest.raises(UserError, match="nobody"):
        occasion_of(desk)


def test_notes_stay_in_the_house(db: Database) -> None:
    desk = make_desk(db)
    words = "They have not paid since January, so no favours before that is settled."
    with db.write() as transaction:
        row = {"conversation_id": 1, "author": "jonas", "text": words, "at": NOW}
        transaction.execute(insert(note).values(row))
    answer = Answer(occasion_of(desk), Draft(f"Dear Anna, {words}"))
    assert replying.think_again(db, answer, "maria")[0].doubt is Doubt.NOTE
    assert words not in replying.preview(desk.config, Answer(answer.occasion, Draft("x"))).text


def test_the_trail_tells_who_replied(db: Database) -> None:
    done = send(make_desk(db))
    with db.read() as transaction:
        row = transaction.execute(select(event).where(event.c.id == done)).one()
    assert (row.actor, row.verb, row.conversation_id) == ("maria", "reply", 1)
