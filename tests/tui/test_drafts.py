"""Drafts that outlive a window, and files that go with a reply."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import insert
from textual.widgets import Input

from daemon.model.queue import Queue
from daemon.model.reply import Draft
from daemon.services import drafts, replying
from daemon.services.conversation import load_conversation
from daemon.store.engine import Database
from daemon.store.schema import message
from tests.tui.driving import Driver
from tests.tui.seed import EMPTY, NOW
from tests.tui.test_reply import TOM, back, begin, replies, run
from tui.screens.attach import AttachScreen
from tui.screens.confirm import ConfirmScreen
from tui.screens.reply import ReplyScreen


def kept(db: Database) -> str:
    found = drafts.find(db, TOM, "maria")
    return found.draft.text if found else ""


async def until_kept(driver: Driver, db: Database, words: str) -> None:
    await driver.until(lambda: words in kept(db))


def test_what_is_written_is_kept_while_it_is_written(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await begin(driver, "Yes, wider.")
        await until_kept(driver, db, "Yes, wider.")

    run(db, drive)  # the program ends here with the composer open

    async def again(driver: Driver) -> None:
        await driver.go(Queue.DRAFTS)
        assert driver.rows.cursor_id == TOM
        area = await begin(driver)
        assert "Yes, wider." in area.text

    run(db, again)


def test_a_greeting_alone_is_no_draft_and_an_emptied_one_goes(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await begin(driver)
        await driver.press("escape")
        await back(driver)
        assert not kept(db)
        await begin(driver, "Yes")
        await driver.press("escape")
        await back(driver)
        assert "Yes" in kept(db)
        (await begin(driver)).text = ""
        await driver.press("escape")
        await back(driver)

    run(db, drive)
    assert not load_conversation(db, TOM).drafts


def test_a_draft_from_before_the_newest_mail_says_so(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await begin(driver, "Yes")
        await driver.press("escape")
        await back(driver)
        with db.write() as connection:
            row = {"content_key": "n" * 64, "sha256": EMPTY, "conversation_id": TOM}
            row |= {"mailbox": "haus", "received_at": NOW, "direction": "in", "body": "Wait!"}
            row["sender_addr"] = "tom@oakridge.example"
            connection.execute(insert(message).values(row))
        assert load_conversation(db, TOM).drafts[0].is_stale
        await begin(driver)
        assert "older than the newest mail" in driver.text_of("#reply-head")

    run(db, drive)


def test_two_windows_do_not_overwrite_each_other(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        area = await begin(driver, "first")
        await until_kept(driver, db, "first")
        occasion = replying.load_occasion(db, driver.app.desk.config, TOM)
        drafts.keep(db, occasion, Draft("elsewhere"), 0, ("maria", NOW))
        area.insert(" second")
        await driver.until(lambda: any("another window" in words for words in driver.toasts))
        assert kept(db) == "elsewhere"
        await driver.press("escape")
        await driver.until(lambda: isinstance(driver.app.screen, ConfirmScreen))
        await driver.press("enter")
        await back(driver)
        assert kept(db).endswith("first second")

    run(db, drive)


async def choose(driver: Driver, typed: str) -> None:
    await driver.press("ctrl+f")
    await driver.until(lambda: isinstance(driver.app.screen, AttachScreen))
    driver.app.screen.query_one(Input).value = typed
    await driver.press("enter")
    await driver.until(lambda: isinstance(driver.app.screen, ReplyScreen))


def test_a_file_goes_with_a_reply_and_answers_the_doubt(db: Database, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("ground floor")

    async def drive(driver: Driver) -> None:
        await begin(driver, "Yes, the window can be wider; the plan is attached.")
        await driver.until(lambda: "no file" in driver.text_of("#reply-cautions"))
        await choose(driver, f"{tmp_path}/pl")
        await driver.until(lambda: "plan.txt" in driver.text_of("#reply-picture"))
        await driver.until(lambda: "no file" not in driver.text_of("#reply-cautions"))
        await driver.press("ctrl+s")
        await back(driver)

    run(db, drive)
    [row] = replies(db)
    assert [(f.name, f.media_type, f.size) for f in row.letter.files] == [
        ("plan.txt", "text/plain", 12)
    ]


def test_a_file_is_taken_away_again_and_a_folder_is_walked(db: Database, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "attic.txt").write_text("attic")

    async def drive(driver: Driver) -> None:
        await begin(driver)
        await driver.press("ctrl+f")
        await driver.until(lambda: isinstance(driver.app.screen, AttachScreen))
        field = driver.app.screen.query_one(Input)
        field.value = f"{tmp_path}/pla"
        await driver.press("enter")
        assert field.value == f"{tmp_path}/plans/"
        await driver.press("enter")
        await driver.until(lambda: "attic.txt" in driver.text_of("#reply-picture"))
        await choose(driver, "attic")
        await driver.until(lambda: "attic.txt" not in driver.text_of("#reply-picture"))
        assert "attic.txt" not in driver.text_of("#reply-picture")

    run(db, drive)


def test_a_file_that_is_not_there_is_told(db: Database, tmp_path: Path) -> None:
    path = tmp_path / "gone.txt"
    path.write_text("x")

    async def drive(driver: Driver) -> None:
        await begin(driver)
        await driver.press("ctrl+f")
        await driver.until(lambda: isinstance(driver.app.screen, AttachScreen))
        driver.app.screen.query_one(Input).value = str(path)
        await driver.pilot.pause()
        path.unlink()
        await driver.press("enter")
        await driver.until(lambda: any("no such file" in words for words in driver.toasts))
        assert "no such file" in driver.toasts[-1]

    run(db, drive)
