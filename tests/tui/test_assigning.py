"""Giving a conversation to a manager: one key, a name that completes, the list and the mail."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC

import pytest
from textual.widgets import Input

from daemon.model.label import Label
from daemon.model.queue import ConversationRow, Queue, Target
from daemon.services import queues, triage
from daemon.services.conversation import load_conversation
from daemon.store.engine import Database
from tests.tui.driving import Driver, driving
from tests.tui.seed import NOW
from tui.i18n import t
from tui.screens.choose import ChooseScreen
from tui.theme import SHORT
from tui.widgets.rows import Moment, lay_out

TOM, SOFIA, PER = 2, 4, 6


def run(db: Database, drive: Callable[[Driver], Awaitable[None]]) -> None:
    async def main() -> None:
        async with driving(db) as driver:
            await drive(driver)

    asyncio.run(main())


async def give(driver: Driver, typed: str) -> str:
    """Press A, type a part of a name, and take what is offered first."""
    await driver.press("A")
    await driver.until(lambda: isinstance(driver.app.screen, ChooseScreen))
    driver.app.screen.query_one(Input).value = typed
    await driver.pilot.pause()
    return await driver.decide("enter")


def owner_of(db: Database, conversation_id: int) -> str:
    return load_conversation(db, conversation_id).owner


@pytest.mark.parametrize(
    ("typed", "owner"),
    [
        pytest.param("", "maria", id="to oneself: the first of the list"),
        pytest.param("jon", "jonas", id="a part of a name"),
        pytest.param("Ada Lovelace", "Ada Lovelace", id="somebody new"),
    ],
)
def test_one_key_and_a_name(db: Database, typed: str, owner: str) -> None:
    triage.assign(db, [Target(PER, 0)], "jonas", "maria", NOW)

    async def drive(driver: Driver) -> None:
        assert "looks after it" in await give(driver, typed)
        await driver.until(lambda: driver.rows.cursor_id == SOFIA)

    run(db, drive)
    assert owner_of(db, TOM) == owner


def test_a_selection_is_given_and_taken_back(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await driver.press("x", "x")
        await give(driver, "")
        assert [owner_of(db, i) for i in (TOM, SOFIA)] == ["maria", "maria"]
        await driver.decide("u")

    run(db, drive)
    assert [owner_of(db, i) for i in (TOM, SOFIA)] == ["", ""]


def test_nobody_can_be_chosen(db: Database) -> None:
    triage.assign(db, [Target(TOM, 0)], "jonas", "maria", NOW)

    async def drive(driver: Driver) -> None:
        assert "nobody looks after it" in await give(driver, "nobody")

    run(db, drive)
    assert owner_of(db, TOM) == ""


def test_what_is_mine_is_a_queue_and_told_beside_the_mail(db: Database) -> None:
    triage.assign(db, [Target(TOM, 0)], "maria", "jonas", NOW)

    async def drive(driver: Driver) -> None:
        await driver.go(Queue.MINE)
        assert list(driver.rows.ids) == [TOM]
        assert "maria looks after it" in driver.text_of("#preview-head")

    run(db, drive)


@pytest.mark.parametrize(
    ("width", "sign"),
    [pytest.param(77, " »", id="narrow"), pytest.param(93, " »jonas", id="with room")],
)
def test_the_list_says_whose(db: Database, width: int, sign: str) -> None:
    triage.assign(db, [Target(TOM, 0)], "jonas", "maria", NOW)
    row = queues.load_rows(db, Queue.ALL, [TOM])[TOM]
    cells = lay_out(row, width, Moment(NOW, UTC, "jonas"))
    assert (sign, "accent") in cells


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("width", [40, 77, 93, 150])
@pytest.mark.parametrize("label", Label)
def test_no_label_is_ever_cut(db: Database, label: Label, width: int) -> None:
    row = queues.load_rows(db, Queue.ALL, [TOM])[TOM]
    assert isinstance(row, ConversationRow)
    cells = lay_out(replace(row, label=label), width, Moment(NOW, UTC))
    assert f" {t(SHORT[label])} " in "".join(text for text, _ in cells)
