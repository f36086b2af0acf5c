"""What follows from a mail, and what must not: states, answers, labels, notes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from daemon.errors import ModelUnavailableError
from daemon.model.mailbox import Batch, Cursor
from daemon.model.queue import Target
from daemon.services import backlog, housekeeping, importing, triage
from daemon.services.ingest import ingest
from daemon.store.engine import Database
from daemon.store.schema import conversation, event, item, message, note, outgoing, prediction
from tests.integration.desk import NOW, START, Desk, WordClassifier, Written, make_config

MAIL = Written(message_id="one@weber.example")
REPLY = [("In-Reply-To", "<one@weber.example>")]
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def desk(either_db: Database) -> Desk:
    ready = Desk(either_db)
    ready.watch()
    ready.client("Weber", "weber.example")
    return ready


def decide(desk: Desk, verb: str, at: datetime) -> None:
    """Let a manager put the first conversation into a state."""
    row = desk.all(conversation)[0]
    target = [Target(row["id"], row["version"])]
    if verb == "snooze":
        triage.snooze(desk.db, target, at + 30 * DAY, "maria", at)
    else:
        {"done": triage.finish, "wait": triage.wait}[verb](desk.db, target, "maria", at)


def answer(text: str) -> Written:
    return Written(subject="Re: Order export", text=text, headers=REPLY)


@pytest.mark.parametrize("verb", ["done", "wait", "snooze"])
def test_a_clients_mail_opens_the_conversation_again(desk: Desk, verb: str) -> None:
    desk.take(MAIL)
    decide(desk, verb, NOW)
    desk.take(answer("The export is broken."), at=NOW + HOUR)
    row = desk.one(conversation)
    assert (row["state"], row["unread"], row["label"]) == ("open", True, "complaint")


@pytest.mark.parametrize("verb", ["done", "wait", "snooze"])
def test_thanks_neither_reopen_nor_wake(desk: Desk, verb: str) -> None:
    desk.take(MAIL)
    decide(desk, verb, NOW)
    before = desk.one(conversation)["state"]
    desk.take(answer("ok thanks"), at=NOW + HOUR)
    assert (desk.one(conversation)["state"], desk.count(message)) == (before, 2)


@pytest.mark.parametrize("text", ["hmm, ok thanks", "Thanks. When is it ready?"])
def test_what_only_looks_like_thanks_reopens(desk: Desk, text: str) -> None:
    desk.take(MAIL)
    decide(desk, "done", NOW)
    desk.take(answer(text), at=NOW + HOUR)
    assert desk.one(conversation)["state"] == "open"


def test_after_the_grace_window_a_reply_opens_a_new_linked_conversation(desk: Desk) -> None:
    desk.take(MAIL)
    decide(desk, "done", NOW)
    desk.take(answer("Please add totals."), at=NOW + 15 * DAY)
    old, new = desk.all(conversation)
    assert (old["state"], new["state"], new["previous_id"]) == ("done", "open", old["id"])


def test_within_the_grace_window_it_is_the_same_conversation(desk: Desk) -> None:
    desk.take(MAIL)
    decide(desk, "done", NOW)
    desk.take(answer("Please add totals."), at=NOW + 13 * DAY)
    assert (desk.one(conversation)["state"], desk.count(message)) == ("open", 2)


def test_a_snooze_ends_by_the_clock(desk: Desk) -> None:
    desk.take(MAIL)
    decide(desk, "snooze", NOW)
    assert housekeeping.wake(desk.db, NOW + 29 * DAY) == 0
    assert housekeeping.wake(desk.db, NOW + 31 * DAY) == 1
    assert (desk.one(conversation)["state"], desk.one(conversation)["unread"]) == ("open", True)


# --- what is never answered ------------------------------------------------------------------

MACHINES = {
    "away": [("Auto-Submitted", "auto-replied")],
    "generated": [("Auto-Submitted", "auto-generated")],
    "null return path": [("Return-Path", "<>")],
    "bulk": [("Precedence", "bulk")],
    "list": [("List-Id", "<news.weber.example>"), ("List-Unsubscribe", "<mailto:u@x.example>")],
    "suppressed": [("X-Auto-Response-Suppress", "All")],
    "robot": [("X-Autoreply", "yes")],
}


@pytest.mark.parametrize("sign", MACHINES)
def test_machines_are_recorded_and_never_answered(desk: Desk, sign: str) -> None:
    desk.take(replace(MAIL, headers=MACHINES[sign]))
    assert (desk.count(message), desk.count(outgoing)) == (1, 0)


@pytest.mark.parametrize(
    "sender",
    ["Studio <help@studio.example>", "Fair <fair@studio.example>", "Mara <mara@studio.example>"],
    ids=["this mailbox", "another of ours", "staff"],
)
def test_our_own_mail_is_never_answered(desk: Desk, sender: str) -> None:
    desk.take(replace(MAIL, sender=sender))
    assert (desk.count(message), desk.count(outgoing), desk.count(item)) == (1, 0, 0)


def test_a_bounce_joins_what_it_is_about_and_asks_for_a_look(desk: Desk) -> None:
    desk.take(MAIL)
    lost = desk.one(outgoing)["message_id"]
    report = (
        "From: mailer-daemon@weber.example\r\nSubject: Undelivered\r\nReturn-Path: <>\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status;"
        ' boundary="b"\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n'
        "Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; anna@weber.example\r\n"
        "Action: failed\r\nStatus: 5.1.1\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        f"Message-ID: <{lost}>\r\n\r\n--b--\r\n"
    )
    desk.take(report.encode(), at=NOW + HOUR)
    row = desk.one(conversation)
    assert (row["message_count"], row["needs_look"], desk.count(outgoing)) == (2, True, 1)


def test_history_is_recorded_and_never_answered(desk: Desk) -> None:
    old = START - HOUR
    ingest(desk.intake(), desk.batch(MAIL.raw(), at=old), NOW)
    assert (desk.count(message), desk.count(item), desk.count(outgoing)) == (1, 1, 0)


def test_mail_found_too_late_is_not_answered(desk: Desk) -> None:
    ingest(desk.intake(), desk.batch(MAIL.raw(), at=NOW), NOW + 25 * HOUR)
    assert (desk.count(outgoing), desk.one(conversation)["state"]) == (0, "open")


def test_old_history_asks_nobody_for_anything(desk: Desk) -> None:
    ingest(desk.intake(), desk.batch(MAIL.raw(), at=START - 60 * DAY), NOW)
    row = desk.one(conversation)
    assert (row["state"], row["needs_look"], row["unread"]) == ("done", False, False)


def test_imported_mail_is_not_answered(desk: Desk) -> None:
    source = replace(desk.intake(), folder="import:a.mbox", history=True)
    importing.import_all(source, [MAIL.raw()], NOW, lambda _: None)
    assert (desk.count(message), desk.count(outgoing)) == (1, 0)


def test_a_forged_sender_is_answered_only_after_a_look(either_db: Database) -> None:
    plain = make_config()
    [shop, fair] = plain.mailbox
    boxes = [shop.model_copy(update={"authserv_id": "mx.studio.example"}), fair]
    desk = Desk(either_db, plain.model_copy(update={"mailbox": boxes}))
    desk.watch()
    desk.client("Weber", "weber.example")
    failed = [("Authentication-Results", "mx.studio.example; dmarc=fail")]
    desk.take(replace(MAIL, headers=failed))
    assert desk.one(outgoing)["state"] == "held"


def test_a_flood_from_one_address_is_answered_a_few_times_only(desk: Desk) -> None:
    desk.take(*(Written(subject=f"Mail {n}", text=f"Please add {n}.") for n in range(12)))
    states = [row["state"] for row in desk.all(outgoing)]
    limit = desk.config.sending.max_per_address
    assert (states.count("queued"), states.count("held")) == (limit, 12 - limit)


# --- the model -------------------------------------------------------------------------------


@pytest.fixture
def without_model(either_db: Database) -> Desk:
    desk = Desk(either_db, classifier=WordClassifier(down=True))
    desk.watch()
    desk.client("Weber", "weber.example")
    desk.take(MAIL)
    return desk


def test_without_the_model_mail_is_recorded_and_waits_in_front(without_model: Desk) -> None:
    row, mail = without_model.one(conversation), without_model.one(message)
    assert (row["needs_look"], row["look_reason"]) == (True, "not classified yet")
    assert (mail["classified"], mail["label"]) == ("waiting", "")
    assert without_model.count(outgoing) == 0


def test_the_backlog_is_classified_once_the_model_is_back(without_model: Desk) -> None:
    desk = without_model
    with pytest.raises(ModelUnavailableError):
        backlog.classify_waiting(desk.intake(), NOW + HOUR)
    desk.classifier = WordClassifier()
    assert backlog.classify_waiting(desk.intake(), NOW + HOUR) == 1
    assert backlog.classify_waiting(desk.intake(), NOW + HOUR) == 0
    row = desk.one(conversation)
    assert (row["label"], row["needs_look"]) == ("requirement", False)
    assert (desk.one(item)["kind"], desk.count(prediction)) == ("REQ", 1)
    assert desk.count(outgoing) == 0


def test_a_model_that_fails_in_any_way_loses_no_mail(either_db: Database) -> None:
    class Falling(WordClassifier):
        def predict(self, texts: object) -> list[object]:  # type: ignore[override]
            raise ZeroDivisionError

    desk = Desk(either_db, classifier=Falling())
    desk.watch()
    desk.take(MAIL)
    assert desk.one(message)["classified"] == "waiting"


def test_an_unsure_prediction_goes_to_the_front_and_opens_nothing(desk: Desk) -> None:
    desk.take(replace(MAIL, text="Hmm, please add something."))
    row = desk.one(conversation)
    assert (row["needs_look"], row["look_reason"]) == (True, "the model is not sure")
    assert (desk.count(item), desk.count(outgoing)) == (0, 0)


FORWARDED = """FYI, see below, he is right.

---------- Forwarded message ---------
From: Tom Accountant <tom@books.example>
Date: Mon, 4 May 2026 at 09:12
Subject: Year end
To: Anna Weber <anna@weber.example>

Hello Anna, the auditors want the totals by cost centre in the yearly report. Could you ask them?
"""


def test_few_words_over_something_forwarded_go_to_the_front(desk: Desk) -> None:
    desk.take(replace(MAIL, subject="Fwd: Year end", text=FORWARDED))
    row = desk.one(conversation)
    assert row["look_reason"] == "what they want may stand in what they forward"
    assert desk.count(item) == 0


# --- notes -----------------------------------------------------------------------------------


def test_notes_never_leave(desk: Desk) -> None:
    desk.take(MAIL)
    thread = desk.one(conversation)["id"]
    triage.add_note(desk.db, thread, "They are late with every payment.", "maria", NOW)
    mails = [answer("The export is broken."), answer("Please add totals.")]
    for number, mail in enumerate(mails, 1):
        desk.take(mail, Written(subject=f"New {number}"), at=NOW + number * HOUR)
    assert desk.count(outgoing) > 1
    assert desk.one(note)["text"]
    assert not [row for row in desk.all(outgoing) if "payment" in str(row)]


def test_everything_recorded_is_in_the_trail(desk: Desk) -> None:
    desk.take(MAIL)
    told = {(e["verb"], e["subject"]) for e in desk.all(event)}
    wanted = {("recorded", "message"), ("item.opened", "item"), ("outgoing.written", "outgoing")}
    assert wanted <= told
    assert all(e["actor"] and e["at"] for e in desk.all(event))


def test_an_empty_batch_moves_the_cursor_alone(desk: Desk) -> None:
    ingest(desk.intake(), Batch(1, (), Cursor(1, 77)), NOW)
    assert desk.count(message) == 0
