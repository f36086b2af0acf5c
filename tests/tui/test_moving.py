"""Moving about: queues, lines, pages, marks, unfolding, the whole conversation, help."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from daemon.model.queue import Queue, Target
from daemon.services import triage
from daemon.services.conversation import load_conversation
from daemon.store.engine import Database
from tests.tui.driving import Driver, driving
from tests.tui.seed import NOW
from tui.screens.help import HelpScreen
from tui.screens.reading import ReadingScreen
from tui.screens.triage import TriageScreen
from tui.widgets.bars import Banner, KeyBar
from tui.widgets.queue_list import QueueList

ANNA, TOM, SOFIA, PER = 1, 2, 4, 6


def run(
    db: Database,
    drive: Callable[[Driver], Awaitable[None]],
    *,
    size: tuple[int, int] = (120, 40),
) -> None:
    async def main() -> None:
        async with driving(db, size=size) as driver:
            await drive(driver)

    asyncio.run(main())


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        pytest.param(["j"], 1, id="j"),
        pytest.param(["down", "down"], 2, id="down"),
        pytest.param(["j", "j", "k"], 1, id="k"),
        pytest.param(["j"] * 9, 2, id="stops at the last"),
        pytest.param(["k"], 0, id="stops at the first"),
        pytest.param(["end"], 2, id="end"),
        pytest.param(["end", "home"], 0, id="home"),
        pytest.param(["pagedown"], 2, id="page down"),
        pytest.param(["end", "pageup"], 0, id="page up"),
    ],
)
def test_keys_move_the_cursor(db: Database, keys: list[str], line: int) -> None:
    async def drive(driver: Driver) -> None:
        await driver.press(*keys)
        assert driver.rows.cursor == line

    run(db, drive)


@pytest.mark.parametrize("head", [1, 5, 12, 13])
def test_a_long_list_shows_its_head_first_and_then_all(
    db: Database, monkeypatch: pytest.MonkeyPatch, head: int
) -> None:
    monkeypatch.setattr("tui.screens.triage.HEAD", head)

    async def drive(driver: Driver) -> None:
        await driver.go(Queue.ALL)
        await driver.until(lambda: list(driver.rows.ids) == list(range(1, 13)))
        await driver.press("end")
        assert driver.rows.cursor == 11

    run(db, drive)


def test_queues_are_walked_and_empty_ones_passed_over(db: Database) -> None:
    triage.reopen(db, [Target(10, 0)], "maria", NOW)

    async def drive(driver: Driver) -> None:
        await driver.press("right", "right")
        walked = [driver.screen.queue]
        await driver.press("left", "left", "left")
        walked.append(driver.screen.queue)
        assert walked == [Queue.COMPLAINT, Queue.ALL]

    run(db, drive)


def test_a_click_on_a_queue_lists_it(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await driver.pilot.click(QueueList, offset=(4, 8))
        assert driver.screen.queue is Queue.COMPLAINT

    run(db, drive)


def test_a_click_on_a_line_moves_there_and_a_second_one_opens_it(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await driver.pilot.click("#list", offset=(20, 1))
        assert driver.rows.cursor_id == SOFIA
        await driver.pilot.click("#list", offset=(20, 1))
        await driver.until(lambda: isinstance(driver.app.screen, ReadingScreen))

    run(db, drive)


def test_a_click_on_a_key_does_what_the_key_does(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        bar = driver.screen.query_one(KeyBar)
        places = {call: start for start, _, call in bar._places}
        await driver.pilot.click(KeyBar, offset=(places["done"] + 1, 0))
        await driver.until(lambda: TOM not in driver.rows.ids)

    run(db, drive)
    assert load_conversation(db, TOM).state == "done"


def test_marks_are_shown_and_taken_away(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await driver.press("x", "x")
        assert driver.rows.marked == {TOM, SOFIA}
        assert "2 marked" in driver.text_of("#head")
        await driver.press("escape")
        assert not driver.rows.marked

    run(db, drive)


def test_quoted_text_is_folded_until_asked_for(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await driver.go(Queue.COMPLAINT)
        await driver.press("j")
        await driver.settle()
        assert "02:00" not in driver.text_of("#preview-text")
        assert "3 quoted lines" in driver.text_of("#preview-text")
        await driver.press("v")
        assert "│ > The export runs every night at 02:00." in driver.text_of("#preview-text")

    run(db, drive)


def test_the_reasons_can_be_put_away(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        assert "wider, too late" in driver.text_of("#preview-why")
        await driver.press("e")
        assert driver.text_of("#preview-why") == ""

    run(db, drive)


def test_the_whole_conversation_is_read_mail_by_mail(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await driver.go(Queue.COMPLAINT)
        await driver.press("j", "enter")
        await driver.until(lambda: "nightly" in driver.text_of("#preview-text"))
        await driver.press("k")
        await driver.until(lambda: "Held" in driver.text_of("#preview-text"))
        await driver.press("escape")
        assert isinstance(driver.app.screen, TriageScreen)

    run(db, drive)


def test_done_while_reading_goes_back_and_on_to_the_next(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await driver.press("enter")
        await driver.until(lambda: "window" in driver.text_of("#preview-text"))
        await driver.press("d")
        await driver.until(lambda: driver.rows.cursor_id == SOFIA)

    run(db, drive)
    assert load_conversation(db, TOM).state == "done"


def test_a_label_while_reading_stays_with_the_conversation(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await driver.press("enter")
        await driver.until(lambda: "window" in driver.text_of("#preview-text"))
        await driver.press("c")
        await driver.until(lambda: "decided by maria" in driver.text_of("#preview-verdict"))
        assert isinstance(driver.app.screen, ReadingScreen)

    run(db, drive)


def test_help_lists_the_keys_of_this_queue_only(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await driver.go(Queue.OUTBOX)
        await driver.press("question_mark")
        screen = driver.app.screen
        assert isinstance(screen, HelpScreen)
        told = str(screen._text())
        assert "Send this mail as it is shown" in told
        assert "complaint" not in told
        await driver.press("escape")

    run(db, drive)


def test_the_palette_finds_a_command_by_a_word(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await driver.press("ctrl+p", *"quarantine")
        await driver.until(lambda: len(driver.app.screen.query("CommandList")) > 0)
        await driver.pilot.pause(0.3)
        await driver.press("enter")
        await driver.until(lambda: driver.screen.queue is Queue.QUARANTINE)
        assert driver.screen.queue is Queue.QUARANTINE

    run(db, drive)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (200, 60), (40, 12), (20, 6)])
def test_any_size_shows_the_line_under_the_cursor(db: Database, size: tuple[int, int]) -> None:
    async def drive(driver: Driver) -> None:
        await driver.press("end")
        rows = driver.rows
        assert rows.scroll_offset.y <= rows.cursor < rows.scroll_offset.y + max(1, rows.size.height)

    run(db, drive, size=size)


def test_resizing_keeps_the_place(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await driver.press("j")
        for size in ((80, 24), (180, 50), (60, 15)):
            await driver.pilot.resize_terminal(*size)
            await driver.pilot.pause()
            assert driver.rows.cursor_id == SOFIA

    run(db, drive)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        pytest.param("DELETE FROM heartbeat", "not running", id="no daemon"),
        pytest.param(
            "UPDATE heartbeat SET beat_at = '2026-03-12 09:00:00'", "30 min ago", id="gone"
        ),
        pytest.param(
            "UPDATE mailbox SET state='backing_off', last_error='login refused' WHERE name='haus'",
            "haus INBOX is not being watched: login refused",
            id="a mailbox that cannot be reached",
        ),
        pytest.param(
            "UPDATE mailbox SET heard_at = '2026-03-12 08:00:00' WHERE name='expo'",
            "expo INBOX is not being watched",
            id="a server that fell silent",
        ),
    ],
)
def test_a_banner_tells_when_nobody_watches(db: Database, statement: str, words: str) -> None:
    with db.write() as connection:
        connection.exec_driver_sql(statement)

    async def drive(driver: Driver) -> None:
        await driver.until(lambda: words in driver.text_of("#banner"))
        assert driver.screen.query_one(Banner).display

    run(db, drive)


def test_all_is_well_without_a_banner(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await driver.until(lambda: "acme watched 40 s" in driver.text_of("#status"))
        assert not driver.screen.query_one(Banner).display

    run(db, drive)


def test_an_empty_queue_says_so(db: Database) -> None:
    triage.finish(db, [Target(i, 0) for i in (TOM, SOFIA, PER)], "maria", NOW)

    async def drive(driver: Driver) -> None:
        assert "Nothing needs a look" in driver.rows.render_line(1).text

    run(db, drive)
