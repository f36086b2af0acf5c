"""Replying and editing held mail, and what stands in the database after it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from sqlalchemy import insert
from textual.widgets import TextArea

from daemon.model.outgoing import Outgoing, OutgoingState
from daemon.model.queue import Queue
from daemon.services import delivery
from daemon.services.conversation import load_conversation
from daemon.store.engine import Database
from daemon.store.schema import message
from tests.tui.driving import Driver, driving
from tests.tui.seed import EMPTY, NOW
from tui.app import TriagedApp
from tui.screens.confirm import ConfirmScreen
from tui.screens.reply import ReplyScreen
from tui.screens.triage import TriageScreen
from tui.screens.words import WordsScreen

ANNA, TOM, LI = 1, 2, 3
HELD = 1
Drive = Callable[[Driver], Awaitable[None]]


def run(db: Database, drive: Drive, *, size: tuple[int, int] = (120, 40)) -> None:
    async def main() -> None:
        async with driving(db, size=size) as driver:
            await drive(driver)

    asyncio.run(main())


async def begin(driver: Driver, text: str = "") -> TextArea:
    """Open the composer on the row under the cursor and write."""
    await driver.press("R")
    await driver.until(lambda: isinstance(driver.app.screen, ReplyScreen))
    area = driver.app.screen.query_one(TextArea)
    await driver.until(lambda: bool(area.text))
    if text:
        area.insert(text)
    await driver.until(lambda: (text or "As it will leave") in driver.text_of("#reply-picture"))
    return area


async def back(driver: Driver) -> None:
    await driver.until(lambda: isinstance(driver.app.screen, TriageScreen))


def replies(db: Database) -> list[Outgoing]:
    return [row for row in delivery.find(db) if row.purpose == "reply"]


def test_a_reply_is_written_seen_and_sent(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await begin(driver, "Yes, the window can be wider.")
        assert "Tom Oakley <tom@oakridge.example> wrote:" in driver.text_of("#reply-picture")
        await driver.press("ctrl+s")
        await back(driver)
        await driver.until(lambda: any("leaves in 10 s" in words for words in driver.toasts))

    run(db, drive)
    [row] = replies(db)
    assert (row.letter.to, row.state) == (("tom@oakridge.example",), OutgoingState.QUEUED)
    assert row.letter.text.startswith("Hello Tom Oakley,\n\nYes, the window can be wider.")
    assert load_conversation(db, TOM).state == "waiting"


def test_a_chinese_client_is_greeted_in_chinese(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await driver.go(Queue.CHANGE_REQUEST)
        await driver.until(lambda: LI in driver.rows.ids)
        while driver.rows.cursor_id != LI:
            await driver.press("j")
        area = await begin(driver)
        assert area.text.startswith("李娜，您好：")
        assert "写道：" in driver.text_of("#reply-picture")

    run(db, drive)


def test_undo_calls_a_reply_back(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await begin(driver, "Yes, the window can be wider.")
        await driver.press("ctrl+s")
        await back(driver)
        await driver.until(lambda: bool(replies(db)))
        assert "Taken back" in await driver.decide("u")

    run(db, drive)
    assert replies(db)[0].state is OutgoingState.DISCARDED
    assert load_conversation(db, TOM).state == "open"


def test_second_thoughts_are_asked_about_first(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await begin(driver, "The window plan is attached.")
        await driver.until(lambda: "no file" in driver.text_of("#reply-cautions"))
        await driver.press("ctrl+s")
        await driver.until(lambda: isinstance(driver.app.screen, ConfirmScreen))
        await driver.press("escape")
        assert not replies(db)
        await driver.press("ctrl+s")
        await driver.until(lambda: isinstance(driver.app.screen, ConfirmScreen))
        await driver.press("enter")
        await back(driver)

    run(db, drive)
    assert len(replies(db)) == 1


def test_a_draft_that_was_left_is_taken_up_again(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await begin(driver, "Half a thought")
        await driver.press("ctrl+t", "escape")
        await back(driver)
        area = await begin(driver)
        assert "Half a thought" in area.text
        await driver.until(lambda: "Half a thought" in driver.text_of("#reply-picture"))
        assert "wrote:" not in driver.text_of("#reply-picture")

    run(db, drive)
    assert not replies(db)


def receive(db: Database, conversation_id: int, text: str) -> None:
    """Let newer mail of the client come in."""
    row = {
        "content_key": "n" * 64,
        "sha256": EMPTY,
        "conversation_id": conversation_id,
        "mailbox": "haus",
        "sender_addr": "tom@oakridge.example",
        "body": text,
    }
    with db.write() as transaction:
        transaction.execute(insert(message).values(received_at=NOW, direction="in", **row))


def test_newer_mail_stops_the_sending_and_keeps_the_draft(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        area = await begin(driver, "Yes, the window can be wider.")
        receive(db, TOM, "Forget it, we keep the old window.")
        await driver.until(lambda: "newer has come in" in driver.text_of("#reply-cautions"))
        await driver.press("ctrl+s")
        await driver.until(lambda: "> Forget it" in driver.text_of("#reply-picture"))
        assert "can be wider" in area.text
        assert not replies(db)
        await driver.press("ctrl+s")
        await back(driver)

    run(db, drive)
    assert "> Forget it" in replies(db)[0].letter.text


def write_editor(folder: Path, code: str) -> str:
    script = folder / "editor.py"
    script.write_text(f"import sys, pathlib\np = pathlib.Path(sys.argv[1])\n{code}\n")
    return f"{sys.executable} {script}"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param("p.write_text(p.read_text() + 'from vi')", "from vi", id="saved"),
        pytest.param("p.write_text('lost'); sys.exit(1)", "Hello Tom Oakley", id="failed"),
    ],
)
def test_the_managers_own_editor_writes(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, expected: str
) -> None:
    monkeypatch.setenv("VISUAL", write_editor(tmp_path, code))
    monkeypatch.setattr(TriagedApp, "suspend", lambda _: nullcontext())

    async def drive(driver: Driver) -> None:
        area = await begin(driver)
        await driver.press("ctrl+o")
        assert expected in area.text

    run(db, drive)


def test_no_editor_opens_in_a_browser(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TriagedApp, "is_web", True)

    async def drive(driver: Driver) -> None:
        area = await begin(driver, "Dear Anna")
        await driver.press("ctrl+o")
        await driver.until(lambda: any("terminal" in n.message for n in driver.app._notifications))
        assert "Dear Anna" in area.text

    run(db, drive)


def test_a_held_mail_is_changed_before_it_is_approved(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await driver.go(Queue.OUTBOX)
        while driver.rows.cursor_id != HELD:
            await driver.press("j")
        await driver.settle()
        await driver.press("E")
        await driver.until(lambda: isinstance(driver.app.screen, WordsScreen))
        driver.app.screen.query_one(TextArea).text = "Dear Anna, it comes on Friday."
        assert "still held" in await driver.decide("ctrl+s")
        await driver.until(lambda: "on Friday" in driver.text_of("#preview-text"))

    run(db, drive)
    row = delivery.load(db, HELD)
    assert (row.letter.text, row.state) == ("Dear Anna, it comes on Friday.", OutgoingState.HELD)


def test_only_held_mail_is_changed(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await driver.go(Queue.OUTBOX)
        while driver.rows.cursor_id == HELD:
            await driver.press("j")
        await driver.settle()
        assert "Only held mail" in await driver.decide("E")

    run(db, drive)


def test_nobody_to_answer_is_said_and_the_list_stays(db: Database) -> None:
    with db.write() as transaction:
        transaction.exec_driver_sql("UPDATE message SET sender_addr='', recipients=NULL")

    async def drive(driver: Driver) -> None:
        await driver.press("R")
        await driver.until(lambda: any("nobody" in words for words in driver.toasts))
        await back(driver)
        assert list(driver.rows.ids)

    run(db, drive)
