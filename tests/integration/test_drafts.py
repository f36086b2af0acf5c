"""Drafts outlive the session, and files go with them and with the mail."""

from __future__ import annotations

import email.policy
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import ByteSize
from sqlalchemy import func, select

from daemon.config.schema import SendingConfig
from daemon.errors import StaleError, UserError
from daemon.model.outgoing import Enclosure, Outgoing, OutgoingState
from daemon.model.queue import Queue, Target
from daemon.model.reply import Doubt, Draft
from daemon.services import (
    clientfiles,
    delivery,
    drafts,
    enclosing,
    joining,
    queues,
    replying,
    sending,
    undo,
)
from daemon.services.conversation import load_conversation, load_outgoing
from daemon.services.replying import Answer
from daemon.store.engine import Database
from daemon.store.schema import attachment, conversation
from daemon.store.writing_tables import stored_file
from tests.integration.desk import NOW, Desk, Written
from tests.integration.test_replying import LATER, make_desk, occasion_of, send

WHO = ("maria", NOW)
LIMITS = SendingConfig()
FILE_MAIL = (
    b"From: Anna <anna@weber.example>\r\nTo: shop@studio.example\r\nSubject: Plan\r\n"
    b"Message-ID: <plan@weber.example>\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n\r\nhere\r\n'
    b'--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename="plan.txt"\r\n'
    b"\r\nground floor\r\n--b--\r\n"
)


def keep(desk: Desk, text: str, version: int | None = None, **draft: Any) -> int:
    return drafts.keep(desk.db, occasion_of(desk), Draft(text, **draft), version, WHO)


def plan(desk: Desk, folder: Path, text: str = "ground floor") -> Enclosure:
    path = folder / "plan.txt"
    path.write_text(text)
    return enclosing.take_path(desk.db, path, (), LIMITS)


def kept_files(db: Database) -> int:
    with db.read() as transaction:
        return int(transaction.execute(select(func.count()).select_from(stored_file)).scalar_one())


def test_a_draft_is_found_again_with_its_files(either_db: Database, tmp_path: Path) -> None:
    desk = make_desk(either_db)
    file = plan(desk, tmp_path)
    written = Draft("Dear Anna,\n\nthe plan", quotes=False, everybody=True, files=(file,))
    drafts.keep(either_db, occasion_of(desk), written, None, WHO)
    found = drafts.find(either_db, 1, "maria")
    assert found is not None
    assert (found.draft, found.version) == (written, 0)
    assert drafts.find(either_db, 1, "jonas") is None


def test_each_write_is_of_the_version_that_was_read(either_db: Database) -> None:
    desk = make_desk(either_db)
    assert keep(desk, "one") == 0
    assert keep(desk, "two", 0) == 1
    for version in (None, 0):
        with pytest.raises(StaleError, match="another window"):
            keep(desk, "three", version)
    found = drafts.find(either_db, 1, "maria")
    assert found is not None
    assert found.draft.text == "two"


def test_a_draft_shows_in_the_conversation_and_in_a_queue(either_db: Database) -> None:
    desk = make_desk(either_db)
    keep(desk, "I look into it")
    [line] = load_conversation(either_db, 1).drafts
    assert (line.author, line.text, line.is_stale) == ("maria", "I look into it", False)
    assert list(queues.load_order(either_db, Queue.DRAFTS, NOW)) == [1]
    assert queues.count_all(either_db, NOW)[Queue.DRAFTS] == 1
    row: Any = queues.load_rows(either_db, Queue.DRAFTS, [1])[1]
    assert row.has_draft


def test_a_draft_says_that_mail_has_come_since(db: Database) -> None:
    desk = make_desk(db)
    keep(desk, "I look into it")
    refers = [("In-Reply-To", "<two@weber.example>")]
    desk.take(Written(message_id="three@weber.example", headers=refers))
    assert load_conversation(db, 1).drafts[0].is_stale


def test_another_managers_draft_is_thought_of(db: Database) -> None:
    desk = make_desk(db)
    keep(desk, "I look into it")
    answer = Answer(occasion_of(desk), Draft("Yes, an export of all orders."))
    doubts = {c.doubt: c.words for c in replying.think_again(db, answer, "jonas")}
    assert doubts[Doubt.TWICE] == "maria"
    assert Doubt.TWICE not in {c.doubt for c in replying.think_again(db, answer, "maria")}


def test_sending_ends_a_draft_and_calling_back_gives_it_again(
    either_db: Database, tmp_path: Path
) -> None:
    desk = make_desk(either_db)
    file = plan(desk, tmp_path)
    keep(desk, "Here it is", files=(file,))
    event = send(desk, "Here it is", files=(file,))
    assert drafts.find(either_db, 1, "maria") is None
    undo.undo(either_db, [event], "maria", LATER)
    found = drafts.find(either_db, 1, "maria")
    assert found is not None
    assert found.draft == Draft("Here it is", files=(file,))


def test_a_dropped_draft_takes_its_bytes_along(either_db: Database, tmp_path: Path) -> None:
    desk = make_desk(either_db)
    keep(desk, "Here it is", files=(plan(desk, tmp_path),))
    assert kept_files(either_db) == 1
    drafts.drop(either_db, 1, "maria")
    assert kept_files(either_db) == 0


def test_a_draft_moves_with_its_conversation(either_db: Database) -> None:
    mails = [Written(subject=f"Mail {n}", message_id=f"{n}@weber.example") for n in "ab"]
    desk = make_desk(either_db, *mails)
    drafts.keep(either_db, occasion_of(desk, 2), Draft("begun"), None, WHO)
    with either_db.read() as transaction:
        rows = transaction.execute(select(conversation.c.id, conversation.c.version)).all()
    targets = [Target(row.id, row.version) for row in rows]
    joining.merge(either_db, targets, "maria", LATER)
    assert drafts.find(either_db, 1, "maria") is not None


def row_of(db: Database) -> Outgoing:
    return delivery.find(db)[0]


def test_a_file_leaves_and_is_on_record(either_db: Database, tmp_path: Path) -> None:
    desk = make_desk(either_db)
    send(desk, "Here it is", files=(plan(desk, tmp_path),))
    row = row_of(either_db)
    mail = email.message_from_bytes(sending.write_out(either_db, row), policy=email.policy.default)
    [file] = mail.iter_attachments()
    assert file.get_filename() == "plan.txt"
    assert [f.name for f in load_outgoing(either_db, row.id).files] == ["plan.txt"]


def test_the_copy_of_what_left_lists_its_files(db: Database, tmp_path: Path) -> None:
    desk = make_desk(db)
    send(desk, "Here it is", files=(plan(desk, tmp_path),))
    soon = LATER + timedelta(minutes=1)
    claimed = [sending.claim(db, "shop", "w", soon) for _ in ("the receipt", "the reply")][1]
    assert claimed is not None
    assert claimed.letter.files
    sending.doubt_lost(db, LATER, "w")
    delivery.mark_sent(db, delivery.Target(claimed.id, row_of(db).version), "maria", LATER)
    assert row_of(db).state is OutgoingState.SENT
    with db.read() as transaction:
        assert list(transaction.execute(select(attachment.c.name)).scalars()) == ["plan.txt"]


def test_a_clients_file_can_be_sent_back(db: Database) -> None:
    desk = Desk(db)
    desk.watch()
    desk.client("Weber Retail", "weber.example")
    desk.take(FILE_MAIL)
    [found] = clientfiles.list_received(db, 1)
    file = enclosing.take_received(db, found.message_id, found.file, (), LIMITS)
    assert (file.name, file.media_type, file.size) == ("plan.txt", "text/plain", 12)


def test_too_much_is_refused_when_it_is_attached_and_when_it_leaves(
    db: Database, tmp_path: Path
) -> None:
    desk = make_desk(db)
    small = SendingConfig(max_attachments=ByteSize(20))
    file = plan(desk, tmp_path)
    with pytest.raises(UserError, match=r"sending\.max_attachments"):
        enclosing.take_path(db, tmp_path / "plan.txt", (file,), small)
    large = Enclosure("film.mp4", "video/mp4", LIMITS.max_attachments + 1, file.sha256)
    with pytest.raises(UserError, match=r"film\.mp4"):
        send(desk, "Here it is", files=(large,))


@pytest.mark.parametrize("name", ["missing.pdf", "."], ids=["missing", "folder"])
def test_what_is_no_file_is_not_attached(db: Database, tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="no such file"):
        enclosing.take_path(db, tmp_path / name, (), LIMITS)
