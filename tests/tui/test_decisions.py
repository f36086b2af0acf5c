"""Each key of a manager, and what stands in the database after it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from daemon.model.label import Label
from daemon.model.queue import Queue, Target
from daemon.model.reading import Conversation
from daemon.services import triage
from daemon.services.conversation import load_conversation, load_outgoing, load_quarantined
from daemon.store.engine import Database
from tests.tui.driving import Driver, driving
from tests.tui.seed import NOW

ANNA, TOM, SOFIA, PER = 1, 2, 4, 6


def run(
    db: Database, drive: Callable[[Driver], Awaitable[None]], *, read_only: bool = False
) -> None:
    """Drive the UI on *db* to the end."""

    async def main() -> None:
        async with driving(db, read_only=read_only) as driver:
            await drive(driver)

    asyncio.run(main())


def label_of(db: Database, conversation_id: int) -> Label | None:
    focus = load_conversation(db, conversation_id).focus
    return focus.verdict.label if focus else None


@pytest.mark.parametrize(
    ("key", "label"),
    [
        pytest.param("c", Label.COMPLAINT, id="complaint"),
        pytest.param("g", Label.CHANGE_REQUEST, id="change request"),
        pytest.param("r", Label.REQUIREMENT, id="requirement"),
        pytest.param("f", Label.FEEDBACK, id="feedback"),
        pytest.param("o", Label.OTHER, id="other"),
        pytest.param("y", Label.CHANGE_REQUEST, id="right as it is"),
    ],
)
def test_one_key_labels(db: Database, key: str, label: Label) -> None:
    async def drive(driver: Driver) -> None:
        assert "undoes" in await driver.decide(key)

    run(db, drive)
    seen = load_conversation(db, TOM)
    assert seen.focus is not None
    assert (seen.focus.verdict.label, seen.focus.verdict.decided_by) == (label, "maria")
    # a complaint stays in front, as one that the model finds
    assert seen.needs_look == (label is Label.COMPLAINT)


@pytest.mark.parametrize(
    ("keys", "state"),
    [
        pytest.param(["d"], "done", id="done"),
        pytest.param(["w"], "waiting", id="wait"),
        pytest.param(["s", "enter"], "snoozed", id="snooze"),
    ],
)
def test_one_key_decides_and_the_next_mail_is_shown(
    db: Database, keys: list[str], state: str
) -> None:
    async def drive(driver: Driver) -> None:
        await driver.decide(*keys)
        await driver.until(lambda: driver.rows.cursor_id == SOFIA)
        await driver.settle()

    run(db, drive)
    assert load_conversation(db, TOM).state == state


def test_undo_takes_back_what_was_just_done(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await driver.decide("d")
        assert "Taken back" in await driver.decide("u")
        await driver.until(lambda: TOM in driver.rows.ids)

    run(db, drive)
    assert load_conversation(db, TOM).state == "open"


def test_undo_after_a_restart_takes_back_ones_own_last_change(db: Database) -> None:
    triage.finish(db, [Target(ANNA, 0)], "maria", NOW)
    triage.finish(db, [Target(TOM, 0)], "jonas", NOW)

    async def drive(driver: Driver) -> None:
        await driver.decide("u")

    run(db, drive)
    assert load_conversation(db, ANNA).state == "open"
    assert load_conversation(db, TOM).state == "done"


def test_done_can_be_opened_again(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await driver.go(Queue.DONE)
        await driver.decide("D")

    run(db, drive)
    assert load_conversation(db, 12).state == "open"


def test_marks_make_one_key_act_on_many_and_undo_on_all_of_them(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await driver.press("x", "x")
        assert "2 conversations" in await driver.decide("c")
        assert (label_of(db, TOM), label_of(db, SOFIA)) == (Label.COMPLAINT, Label.COMPLAINT)
        await driver.decide("u")

    run(db, drive)
    assert (label_of(db, TOM), label_of(db, SOFIA)) == (Label.CHANGE_REQUEST, Label.OTHER)
    assert label_of(db, PER) is Label.COMPLAINT


def test_a_note_is_written(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await driver.press("n", *"call")
        await driver.decide("ctrl+s")

    run(db, drive)
    assert [(n.author, n.text) for n in load_conversation(db, TOM).notes] == [("maria", "call")]


def test_the_sender_is_given_to_a_known_client(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await driver.go(Queue.UNKNOWN_SENDER)
        await driver.press("a", *"web")
        await driver.decide("enter")

    run(db, drive)
    assert load_conversation(db, SOFIA).client == "Weber Retail"


def test_the_sender_is_given_to_a_new_client_and_taken_back(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await driver.go(Queue.UNKNOWN_SENDER)
        await driver.press("a", *"Marin")
        await driver.decide("enter")
        assert load_conversation(db, SOFIA).client == "Marin"
        await driver.decide("u")

    run(db, drive)
    assert load_conversation(db, SOFIA).client_id is None


@pytest.mark.parametrize(
    ("outgoing_id", "keys", "state"),
    [
        pytest.param(1, ["a"], "queued", id="approve held"),
        pytest.param(1, ["X"], "discarded", id="discard held"),
        pytest.param(2, ["m", "enter"], "sent", id="unsure was sent"),
        pytest.param(3, ["t"], "queued", id="failed again"),
    ],
)
def test_one_key_decides_on_outgoing_mail(
    db: Database, outgoing_id: int, keys: list[str], state: str
) -> None:
    async def drive(driver: Driver) -> None:
        await driver.go(Queue.OUTBOX)
        await driver.press(*["j"] * list(driver.rows.ids).index(outgoing_id))
        await driver.settle()
        await driver.decide(*keys)

    run(db, drive)
    assert load_outgoing(db, outgoing_id).state == state


def test_an_approval_is_taken_back_while_the_mail_waits(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await driver.go(Queue.OUTBOX)
        await driver.press("j", "j")
        await driver.settle()
        await driver.decide("a")
        await driver.decide("u")

    run(db, drive)
    assert load_outgoing(db, 1).state == "held"


def test_mail_in_quarantine_is_given_up_and_taken_back(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await driver.go(Queue.QUARANTINE)
        await driver.decide("X")
        assert load_quarantined(db, 1).state == "discarded"
        await driver.decide("u")

    run(db, drive)
    assert load_quarantined(db, 1).state == "waiting"


def test_mail_in_quarantine_is_processed_again(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        await driver.go(Queue.QUARANTINE)
        assert "Recorded" in await driver.decide("t")

    run(db, drive)
    assert load_quarantined(db, 1).state != "waiting"


def test_a_decision_on_what_somebody_else_changed_is_refused(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        triage.wait(db, [Target(TOM, 0)], "jonas", NOW)
        assert "Somebody else" in await driver.decide("d")

    run(db, drive)
    assert load_conversation(db, TOM).state == "waiting"


@pytest.mark.parametrize("key", ["c", "d", "w", "s", "n", "u", "y", "a"])
def test_a_read_only_session_changes_nothing(db: Database, key: str) -> None:
    before = load_conversation(db, TOM)

    async def drive(driver: Driver) -> None:
        await driver.press(key, "enter", "escape")
        await driver.settle()

    run(db, drive, read_only=True)
    assert load_conversation(db, TOM) == before


def test_what_the_daemon_changes_appears_by_itself(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        triage.finish(db, [Target(SOFIA, 0)], "daemon", NOW)
        await driver.until(lambda: SOFIA not in driver.rows.ids)
        assert driver.rows.cursor_id == TOM

    run(db, drive)


def test_a_change_of_the_mail_that_is_shown_shows_at_once(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        triage.add_note(db, TOM, "seen by jonas", "jonas", NOW)

        def shows_note() -> bool:
            seen = driver.screen.reading()
            return isinstance(seen, Conversation) and len(seen.notes) == 1

        await driver.until(shows_note)

    run(db, drive)
    assert [n.text for n in load_conversation(db, TOM).notes] == ["seen by jonas"]


def test_two_managers_see_each_others_decisions(db: Database) -> None:
    async def main() -> None:
        async with driving(db) as maria, driving(db) as jonas:
            await maria.decide("d")
            await jonas.until(lambda: TOM not in jonas.rows.ids)

    asyncio.run(main())
    assert load_conversation(db, TOM).state == "done"


def test_a_key_pressed_while_a_queue_loads_does_not_act_on_the_one_before(db: Database) -> None:
    async def drive(driver: Driver) -> None:
        driver.screen.show_queue(Queue.DONE)
        assert driver.screen.targets() == []
        assert driver.screen.shown() is None
        await driver.go(Queue.LOOK)
        assert [t.id for t in driver.screen.targets()] == [TOM]

    run(db, drive)
