"""One bad mail stops nothing: it is kept with its reason, shown, and tried again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from daemon.errors import UserError
from daemon.model.mailbox import Batch, Cursor, Fetched
from daemon.model.message import Message
from daemon.parse.message import parse
from daemon.services import leases, prepare, quarantine, undo
from daemon.services.ingest import ingest
from daemon.services.intake import Report
from daemon.store import messages, raw
from daemon.store.engine import Database
from daemon.store.schema import delivery, event, item, message, outgoing, raw_mail
from daemon.store.schema import quarantine as kept_table
from tests.integration.desk import NOW, Desk, Written

GOOD = [Written(subject=f"Mail {n}", text=f"Please add thing {n}.") for n in range(4)]
BAD = Written(subject="Poison", text="Please add poison.")
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def desk(either_db: Database) -> Desk:
    ready = Desk(either_db)
    ready.watch()
    ready.client("Weber", "weber.example")
    return ready


def unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the parser fall over the bad mail."""

    def fall(mail: bytes, own: frozenset[str] = frozenset()) -> Message:
        if b"Poison" in mail:
            raise RecursionError("maximum recursion depth exceeded")
        return parse(mail, own)

    monkeypatch.setattr(prepare, "parse", fall)


def unwritable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the database refuse the bad mail."""
    describe = messages.describe

    def refuse(parsed: Message) -> dict[str, object]:
        return describe(parsed) | ({"kind": None} if parsed.subject == "Poison" else {})

    monkeypatch.setattr(messages, "describe", refuse)


FAULTS = pytest.mark.parametrize("fault", [unreadable, unwritable])


def take_with_poison(desk: Desk) -> Report:
    return desk.take(*GOOD[:2], BAD, *GOOD[2:])


@FAULTS
def test_a_bad_mail_is_kept_and_the_others_go_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, fault: object
) -> None:
    assert callable(fault)
    fault(monkeypatch)
    assert take_with_poison(desk) == Report(recorded=4, quarantined=1)
    assert [m["subject"] for m in desk.all(message)] == [f"Mail {n}" for n in range(4)]
    kept = desk.one(kept_table)
    assert (kept["uid"], kept["state"], kept["mailbox"]) == (3, "waiting", "shop")
    assert leases.load_cursor(desk.intake()) == Cursor(1, 5)
    assert quarantine.show(desk.db, kept["id"])[1] == BAD.raw()


@FAULTS
def test_the_bad_mail_again_is_not_kept_twice(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, fault: object
) -> None:
    assert callable(fault)
    fault(monkeypatch)
    batch = desk.batch(GOOD[0].raw(), BAD.raw())
    for _ in range(2):
        ingest(desk.intake(), batch, NOW)
    assert (desk.count(kept_table), desk.count(message), desk.count(delivery)) == (1, 1, 2)


@FAULTS
def test_a_mail_tried_again_after_the_repair_takes_its_place(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, fault: object
) -> None:
    assert callable(fault)
    fault(monkeypatch)
    take_with_poison(desk)
    monkeypatch.undo()
    kept_id = desk.one(kept_table)["id"]
    assert quarantine.retry(desk.intake(), kept_id, "maria", LATER) == "recorded"
    recorded = desk.all(message)[-1]
    assert (recorded["subject"], recorded["received_at"]) == ("Poison", NOW)
    assert desk.one(kept_table)["state"] == "retried"
    assert {d["message_id"] for d in desk.all(delivery)} == {m["id"] for m in desk.all(message)}


def test_a_mail_still_unreadable_stays_and_says_why(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    unreadable(monkeypatch)
    take_with_poison(desk)
    kept_id = desk.one(kept_table)["id"]
    assert "RecursionError" in quarantine.retry(desk.intake(), kept_id, "maria", LATER)
    assert desk.one(kept_table)["state"] == "waiting"


def test_what_is_too_large_is_kept_by_its_head(desk: Desk) -> None:
    head = b"From: Anna <anna@weber.example>\r\nSubject: Photos\r\n\r\n"
    large = Fetched(7, b"", 90_000_000, NOW, "larger than limits.message", head)
    assert ingest(desk.intake(), Batch(1, (large,), Cursor(1, 7)), NOW).quarantined == 1
    kept = desk.one(kept_table)
    assert (kept["sender"], kept["subject"]) == ("anna@weber.example", "Photos")
    assert (kept["size"], desk.count(raw_mail)) == (90_000_000, 0)
    with pytest.raises(UserError, match=r"limits\.message"):
        quarantine.retry(desk.intake(), kept["id"], "maria", NOW)


def test_giving_a_mail_up_keeps_its_bytes_and_can_be_undone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    unreadable(monkeypatch)
    take_with_poison(desk)
    kept_id = desk.one(kept_table)["id"]
    done = quarantine.discard(desk.db, kept_id, "maria", LATER)
    assert quarantine.list_all(desk.db) == []
    assert quarantine.show(desk.db, kept_id)[1] == BAD.raw()
    undo.undo(desk.db, [done], "maria", LATER)
    assert [k.id for k in quarantine.list_all(desk.db)] == [kept_id]


def test_a_bad_mail_is_never_answered(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    unwritable(monkeypatch)
    desk.take(BAD)
    assert (desk.count(outgoing), desk.count(item), desk.count(message)) == (0, 0, 0)
    assert desk.one(raw_mail)["sha256"] == raw.digest(BAD.raw())


@pytest.mark.parametrize(
    "raw_bytes",
    [
        b"",
        b"\x00\x00\x00",
        b"Subject: a\x00b\r\nFrom: x@weber.example\r\n\r\nnul \x00 inside\r\n",
        b"From: =?utf-8?b?7aCA?= <x@weber.example>\r\nSubject: \xed\xa0\x80\r\n\r\n\xed",
        b"From: x@weber.example\r\nDate: Mon, 99 Foo 99999 99:99:99 +9999\r\n\r\nhello\r\n",
        b"From: x@weber.example\r\nMessage-ID: <" + b"a" * 100_000 + b">\r\n\r\nlong id\r\n",
        b"From: x@weber.example\r\nReferences: " + b"<a@b> " * 50_000 + b"\r\n\r\nmany\r\n",
        b"From: x@weber.example\r\nSubject: [SHOP-999999999999999999999] x\r\n\r\ntag\r\n",
        b"From: x@weber.example\r\nSubject: Re: [SHOP-999999999] x\r\n\r\ntag\r\n",
        b"From: x@weber.example\r\nIn-Reply-To: <t.9999999999999999999.a.b@c>\r\n\r\nid\r\n",
    ],
    ids=[
        "empty",
        "nuls",
        "nul",
        "surrogates",
        "date",
        "long id",
        "references",
        "tag",
        "tag9",
        "id",
    ],
)
def test_hostile_mail_is_recorded_beside_good_mail(desk: Desk, raw_bytes: bytes) -> None:
    report = desk.take(GOOD[0], raw_bytes, GOOD[1])
    assert (report.recorded, report.quarantined) == (3, 0)


def test_the_trail_says_who_tried_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    unreadable(monkeypatch)
    take_with_poison(desk)
    monkeypatch.undo()
    quarantine.retry(desk.intake(), desk.one(kept_table)["id"], "maria", LATER)
    [told] = [e for e in desk.all(event) if e["verb"] == "quarantine.retried"]
    assert (told["actor"], told["at"]) == ("maria", LATER)


def test_a_failed_statement_does_not_put_the_mail_in_the_log(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    unwritable(monkeypatch)
    take_with_poison(desk)
    told = capsys.readouterr().err
    assert "mail.refused" in told
    assert "add poison" not in told
