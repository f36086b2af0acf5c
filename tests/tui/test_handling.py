"""Files, items, second labels, joining and parting, all mail of a client."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from daemon.model.label import Label
from daemon.model.queue import Queue
from daemon.parse.message import parse
from daemon.services.conversation import load_conversation
from daemon.store import raw
from daemon.store.engine import Database
from tests.tui.driving import Driver, driving
from tui.screens.pick import PickScreen
from tui.screens.reading import ReadingScreen

ANNA, RETURNS, CALL = 1, 5, 8
Drive = Callable[[Driver], Awaitable[None]]


def run(db: Database, drive: Drive) -> None:
    async def main() -> None:
        async with driving(db) as driver:
            await drive(driver)

    asyncio.run(main())


async def stand_on(driver: Driver, queue: Queue, conversation_id: int) -> None:
    await driver.go(queue)
    driver.rows.cursor = list(driver.rows.ids).index(conversation_id)
    await driver.settle()


async def pick(driver: Driver, *keys: str) -> None:
    await driver.press(keys[0])
    await driver.until(lambda: isinstance(driver.app.screen, PickScreen))
    await driver.press(*keys[1:-1])


def put_file(db: Database) -> None:
    """Let the raw mail of the first conversation carry the file that is on record."""
    mail = EmailMessage()
    mail.set_content("see the picture")
    mail.add_attachment(b"PNG!", maintype="image", subtype="png", filename="export-error.png")
    data = mail.as_bytes()
    with db.write() as transaction:
        raw.put(transaction, {raw.digest(data): data})
        change = f"UPDATE message SET sha256='{raw.digest(data)}' WHERE id={ANNA}"
        transaction.exec_driver_sql(change)
        part = parse(data).attachments[0].part
        change = f"UPDATE attachment SET part='{part}' WHERE message_id={ANNA}"
        transaction.exec_driver_sql(change)


def test_a_file_is_kept(db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DOWNLOAD_DIR", str(tmp_path))
    put_file(db)

    async def drive(driver: Driver) -> None:
        await stand_on(driver, Queue.COMPLAINT, ANNA)
        await pick(driver, "F", "s")
        assert "export-error.png" in await driver.decide("s")

    run(db, drive)
    assert (tmp_path / "export-error.png").read_bytes() == b"PNG!"


def test_a_mail_without_files_says_so(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        assert "No files" in await driver.decide("F")

    run(db, drive)


def test_a_file_whose_bytes_are_gone_says_so(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await stand_on(driver, Queue.COMPLAINT, ANNA)
        await pick(driver, "F", "s")
        assert "no part" in await driver.decide("s")

    run(db, drive)


@pytest.mark.parametrize("keys", [["f"], ["j", "j", "j", "space"]], ids=["by key", "by line"])
def test_a_second_label_is_given(db: Database, keys: list[str]) -> None:
    async def drive(driver: Driver) -> None:
        await stand_on(driver, Queue.COMPLAINT, ANNA)
        await pick(driver, "l", *keys)
        await driver.decide(keys[-1])

    run(db, drive)
    focus = load_conversation(db, ANNA).focus
    assert focus is not None
    assert Label.FEEDBACK in focus.verdict.also


def test_an_item_is_accepted_and_that_is_taken_back(db: Database) -> None:
    states = []

    async def drive(driver: Driver) -> None:
        await stand_on(driver, Queue.CHANGE_REQUEST, 3)
        await pick(driver, "i", "a")
        assert "CHG-3" in await driver.decide("a")
        states.append(load_conversation(db, 3).items[0].state)
        await driver.decide("u")

    run(db, drive)
    states.append(load_conversation(db, 3).items[0].state)
    assert states == ["being assessed", "proposed"]


def test_marked_conversations_become_one(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await stand_on(driver, Queue.ALL, RETURNS)
        await driver.press("x")
        driver.rows.cursor = list(driver.rows.ids).index(CALL)
        await driver.press("x")
        assert "are one now" in await driver.decide("M")
        await driver.until(lambda: CALL not in driver.rows.ids)
        await driver.decide("u")
        await driver.until(lambda: CALL in driver.rows.ids)

    run(db, drive)


def test_a_mail_is_split_off_while_it_is_read(db: Database) -> None:
    with db.write() as transaction:
        moved = f"UPDATE message SET conversation_id={RETURNS} WHERE conversation_id={CALL}"
        transaction.exec_driver_sql(moved)

    async def drive(driver: Driver) -> None:
        await stand_on(driver, Queue.ALL, RETURNS)
        await driver.press("enter")
        await driver.until(lambda: "Returns" in driver.text_of("#preview-head"))
        await driver.press("j")
        await driver.until(lambda: "customer account" in driver.text_of("#preview-text"))
        assert "of its own" in await driver.decide("P")

    run(db, drive)
    assert [len(load_conversation(db, i).mails) for i in (RETURNS, 13)] == [1, 1]


def test_all_mail_of_a_client_is_listed_and_left_again(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await stand_on(driver, Queue.COMPLAINT, ANNA)
        await driver.press("full_stop")
        await driver.until(lambda: list(driver.rows.ids) == [ANNA, RETURNS, CALL])
        await driver.press("escape")
        await driver.until(lambda: driver.screen.queue is Queue.COMPLAINT)
        assert driver.screen.queue is Queue.COMPLAINT

    run(db, drive)


def test_the_same_from_the_conversation(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await stand_on(driver, Queue.COMPLAINT, ANNA)
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.app.screen, ReadingScreen))
        await driver.until(lambda: "nightly" in driver.text_of("#preview-text"))
        await driver.press("full_stop")
        await driver.until(lambda: list(driver.rows.ids) == [ANNA, RETURNS, CALL])
        assert list(driver.rows.ids) == [ANNA, RETURNS, CALL]

    run(db, drive)
