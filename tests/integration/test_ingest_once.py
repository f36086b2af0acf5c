"""Recorded once, skipped never: by UID, by content, with the cursor."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from daemon.model.mailbox import Batch, Cursor
from daemon.services import importing, leases
from daemon.services.ingest import ingest
from daemon.services.intake import Report
from daemon.store.engine import Database
from daemon.store.schema import conversation, delivery, event, item, message, outgoing, raw_mail
from tests.integration.desk import NOW, Desk, Written

MAIL = Written(message_id="one@weber.example")
TABLES = (message, conversation, item, outgoing, event, raw_mail)


@pytest.fixture
def desk(either_db: Database) -> Desk:
    ready = Desk(either_db)
    ready.watch()
    ready.client("Weber", "weber.example")
    return ready


def counts(desk: Desk) -> list[int]:
    return [desk.count(table) for table in TABLES]


def test_a_mail_becomes_message_conversation_item_and_acknowledgement(desk: Desk) -> None:
    assert desk.take(MAIL) == Report(recorded=1)
    assert desk.one(message)["label"] == "requirement"
    assert desk.one(item)["words"] == MAIL.text
    written = desk.one(outgoing)
    assert (written["purpose"], written["state"]) == ("acknowledge", "queued")
    assert written["in_reply_to"] == "one@weber.example"


def test_the_same_batch_again_changes_nothing(desk: Desk) -> None:
    batch = desk.batch(MAIL.raw(), Written(subject="Other").raw())
    ingest(desk.intake(), batch, NOW)
    before = counts(desk)
    assert ingest(desk.intake(), batch, NOW) == Report(known_before=2)
    assert counts(desk) == before


@pytest.mark.parametrize(
    ("mailbox", "folder"),
    [("shop", "INBOX"), ("shop", "Clients"), ("fair", "INBOX")],
    ids=["other UID", "other folder", "other mailbox"],
)
def test_the_same_mail_seen_elsewhere_is_one_message(desk: Desk, mailbox: str, folder: str) -> None:
    desk.take(MAIL)
    before = counts(desk)
    report = ingest(desk.intake(mailbox, folder), desk.batch(MAIL.raw()), NOW)
    assert report == Report(known_before=1)
    assert counts(desk)[:4] == before[:4]
    seen = {row["message_id"] for row in desk.all(delivery)}
    assert (desk.count(delivery), seen) == (2, {desk.one(message)["id"]})


def test_a_copy_with_another_trace_is_the_same_mail(desk: Desk) -> None:
    desk.take(MAIL)
    desk.take(b"Received: by mx2.example; Mon, 2 Mar 2026 08:00:05 +0000\r\n" + MAIL.raw())
    assert desk.count(message) == desk.count(outgoing) == 1
    assert desk.count(delivery) == 2


def test_a_mail_twice_in_one_batch_is_recorded_once(desk: Desk) -> None:
    desk.take(MAIL, MAIL)
    assert (desk.count(message), desk.count(delivery)) == (1, 2)


def test_a_changed_uidvalidity_rescans_without_duplicates(desk: Desk) -> None:
    old = desk.batch(MAIL.raw(), Written(subject="Other").raw())
    ingest(desk.intake(), old, NOW)
    before = counts(desk)
    new = Batch(2, tuple(replace(m, uid=m.uid + 50) for m in old.mails), Cursor(2, 52))
    assert ingest(desk.intake(), new, NOW) == Report(known_before=2)
    assert counts(desk) == before
    assert leases.load_cursor(desk.intake()) == Cursor(2, 52)


def test_a_uid_used_again_after_a_changed_uidvalidity_is_a_new_mail(desk: Desk) -> None:
    first = desk.batch(MAIL.raw())
    ingest(desk.intake(), first, NOW)
    other = replace(first.mails[0], raw=Written(subject="Other").raw())
    ingest(desk.intake(), Batch(2, (other,), Cursor(2, 1)), NOW)
    assert [m["subject"] for m in desk.all(message)] == ["Order export", "Other"]


def test_the_cursor_of_a_folder_is_its_own(desk: Desk) -> None:
    desk.take(MAIL)
    assert leases.load_cursor(desk.intake()) == Cursor(1, 1)
    assert leases.load_cursor(desk.intake("shop", "Clients")) == Cursor(1, 0)


def test_a_batch_that_overlaps_brings_only_what_is_new(desk: Desk) -> None:
    first = desk.batch(MAIL.raw())
    ingest(desk.intake(), first, NOW)
    second = desk.batch(Written(subject="Other").raw())
    both = Batch(1, (*first.mails, *second.mails), second.reached)
    assert ingest(desk.intake(), both, NOW) == Report(recorded=1, known_before=1)


def test_a_file_imported_twice_is_recorded_once(desk: Desk) -> None:
    mails = [MAIL.raw(), Written(subject="Other").raw(), MAIL.raw()]
    source = replace(desk.intake(), folder="import:old.mbox", history=True)
    told: list[int] = []
    first = importing.import_all(source, mails, NOW, told.append)
    second = importing.import_all(source, mails, NOW, told.append)
    assert (first.recorded, second.recorded) == (2, 0)
    assert (sum(told), desk.count(message)) == (6, 2)


def test_an_interrupted_import_goes_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 2)
    mails = [Written(subject=f"Mail {n}").raw() for n in range(7)]
    source = replace(desk.intake(), folder="import:old.mbox", history=True)

    def torn() -> list[bytes]:
        return [*mails[:5], None]  # type: ignore[list-item]

    with pytest.raises(TypeError):
        importing.import_all(source, torn(), NOW, lambda _: None)
    assert 0 < desk.count(message) < 7
    importing.import_all(source, mails, NOW, lambda _: None)
    assert sorted(m["subject"] for m in desk.all(message)) == [f"Mail {n}" for n in range(7)]


def test_imported_mail_that_arrives_again_over_imap_is_known(desk: Desk) -> None:
    source = replace(desk.intake(), folder="import:old.mbox", history=True)
    importing.import_all(source, [MAIL.raw()], NOW, lambda _: None)
    assert desk.take(MAIL) == Report(known_before=1)
    assert desk.count(outgoing) == 0


def test_one_acknowledgement_a_conversation(desk: Desk) -> None:
    desk.take(MAIL)
    answer = desk.one(outgoing)["message_id"]
    later = Written(text="Please add it soon.", headers=[("In-Reply-To", f"<{answer}>")])
    desk.take(later, at=NOW + timedelta(hours=1))
    assert (desk.count(conversation), desk.count(outgoing)) == (1, 1)
