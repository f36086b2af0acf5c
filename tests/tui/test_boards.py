"""Each key on the boards, and what stands in the database after it."""

from __future__ import annotations

from functools import partial

import pytest

from daemon.services import itemfile, scope
from daemon.services.scope import Hand
from daemon.store.engine import Database
from tests.tui.project_story import CODE
from tests.tui.seed import NOW
from tests.tui.visiting import Visitor, item, part, visit
from tui.places import Part
from tui.screens.board import BoardScreen
from tui.screens.glance import GlanceScreen
from tui.screens.reading import ReadingScreen
from tui.widgets.board import Board


@pytest.mark.parametrize(
    ("board", "ref", "key", "state"),
    [
        pytest.param(Part.REQUIREMENTS, "REQ-23", "a", "accepted", id="accept"),
        pytest.param(Part.REQUIREMENTS, "REQ-23", "r", "declined", id="reject"),
        pytest.param(Part.REQUIREMENTS, "REQ-21", "w", "withdrawn", id="withdraw"),
        pytest.param(Part.REQUIREMENTS, "REQ-25", "c", "confirmed", id="confirm"),
        pytest.param(Part.REQUIREMENTS, "REQ-25", "o", "in baseline", id="reopen"),
        pytest.param(Part.CHANGES, "CHG-31", "r", "declined", id="reject a change"),
        pytest.param(Part.CHANGES, "CHG-33", "d", "done", id="deliver a change"),
        pytest.param(Part.COMPLAINTS, "CMP-1", "a", "acknowledged", id="acknowledge"),
        pytest.param(Part.IMPROVEMENTS, "FBK-51", "a", "acted on", id="act on feedback"),
        pytest.param(Part.IMPROVEMENTS, "FBK-51", "f", "filed", id="file feedback"),
    ],
)
def test_one_key_moves_an_item_and_undo_takes_it_back(
    projects_db: Database, board: Part, ref: str, key: str, state: str
) -> None:
    before, seen = item(projects_db, ref).state, []

    async def drive(visitor: Visitor) -> None:
        await visitor.stand_on(ref)
        assert ref in await visitor.decide(key)
        seen.append(item(projects_db, ref).state)
        await visitor.decide("u")

    visit(projects_db, part(board), drive)
    assert (*seen, item(projects_db, ref).state) == (state, before)


def test_a_step_that_is_not_there_is_refused_in_words(projects_db: Database) -> None:
    async def drive(visitor: Visitor) -> None:
        await visitor.stand_on("REQ-23")
        assert "from here: accept" in await visitor.decide("d")

    visit(projects_db, part(Part.REQUIREMENTS), drive)
    assert item(projects_db, "REQ-23").state == "proposed"


def test_what_somebody_else_changed_is_not_overwritten(projects_db: Database) -> None:
    async def drive(visitor: Visitor) -> None:
        await visitor.stand_on("REQ-23")
        present = item(projects_db, "REQ-23")
        screen = visitor.front
        assert isinstance(screen, BoardScreen)
        shown = list(screen.items)
        scope.edit(projects_db, present, {"title": "Theirs"}, Hand("jonas", NOW))
        screen.record = shown
        assert "changed" in await visitor.decide("a")

    visit(projects_db, part(Part.REQUIREMENTS), drive)
    found = item(projects_db, "REQ-23")
    assert (found.title, found.state) == ("Theirs", "proposed")


def test_priority_goes_round(projects_db: Database) -> None:
    async def drive(visitor: Visitor) -> None:
        await visitor.stand_on("REQ-23")
        for word in ("low", "normal", "high"):
            assert word in await visitor.decide("exclamation_mark")
            await visitor.until(partial(_is_shown, visitor, word))

    visit(projects_db, part(Part.REQUIREMENTS), drive)
    assert item(projects_db, "REQ-23").priority == "high"


def _is_shown(visitor: Visitor, priority: str) -> bool:
    screen = visitor.front
    assert isinstance(screen, BoardScreen)
    found = screen.item()
    return found is not None and found.priority == priority


@pytest.mark.parametrize(
    ("keys", "typed", "name", "value"),
    [
        pytest.param("A", "jonas", "owner", "jonas", id="assign to somebody known"),
        pytest.param("A", "Zoë", "owner", "Zoë", id="assign to somebody new"),
        pytest.param("D", "2026-04-01", "due", "2026-04-01", id="due"),
        pytest.param("E", "Invoices as PDF", "title", "Invoices as PDF", id="title"),
    ],
)
def test_what_an_item_says_is_changed(
    projects_db: Database, keys: str, typed: str, name: str, value: str
) -> None:
    async def drive(visitor: Visitor) -> None:
        await visitor.stand_on("REQ-23")
        await visitor.press(keys)
        await visitor.type_in(typed)
        await visitor.decide("enter")

    visit(projects_db, part(Part.REQUIREMENTS), drive)
    assert getattr(item(projects_db, "REQ-23"), name) == value


def test_a_requirement_is_put_under_a_heading(projects_db: Database) -> None:
    async def drive(visitor: Visitor) -> None:
        await visitor.stand_on("REQ-24")
        await visitor.press("g")
        await visitor.type_in("Language")
        await visitor.decide("enter")

    visit(projects_db, part(Part.REQUIREMENTS), drive)
    assert item(projects_db, "REQ-24").details == {"group": "Language"}


def test_a_note_is_kept_with_its_conversation(projects_db: Database) -> None:
    async def drive(visitor: Visitor) -> None:
        await visitor.stand_on("REQ-24")
        await visitor.press("n", *"later", "ctrl+s")
        await visitor.shows("later")

    visit(projects_db, part(Part.REQUIREMENTS), drive)
    notes = itemfile.load(projects_db, item(projects_db, "REQ-24").id).notes
    assert [n.text for n in notes if n.author == "maria"] == ["later"]


def test_items_are_linked_and_that_is_taken_back(projects_db: Database) -> None:
    links = []

    async def drive(visitor: Visitor) -> None:
        await visitor.stand_on("CHG-31")
        await visitor.press("L")
        await visitor.type_in("changes")
        await visitor.press("enter")
        await visitor.type_in("REQ-22")
        await visitor.decide("enter")
        links.append(scope.find(projects_db, CODE, "CHG-31")[1])
        await visitor.shows("changes REQ-22")
        await visitor.decide("u")

    visit(projects_db, part(Part.CHANGES), drive)
    assert [(x.relation, x.other) for x in links[0]] == [("changes", "REQ-22")]
    assert scope.find(projects_db, CODE, "CHG-31")[1] == []


def test_an_item_is_folded_into_another(projects_db: Database) -> None:
    async def drive(visitor: Visitor) -> None:
        await visitor.stand_on("REQ-23")
        await visitor.press("M")
        await visitor.type_in("REQ-21")
        await visitor.decide("enter")

    visit(projects_db, part(Part.REQUIREMENTS), drive)
    folded, links = scope.find(projects_db, CODE, "REQ-23")
    assert folded.state == "withdrawn"
    assert [x.relation for x in links] == ["duplicate of"]


def test_further_items_are_drawn_from_one(projects_db: Database) -> None:
    async def drive(visitor: Visitor) -> None:
        await visitor.stand_on("REQ-23")
        await visitor.press("P")
        await visitor.fill_in(titles="German invoices\nEnglish invoices")
        assert "REQ-90, REQ-91" in await visitor.decide("ctrl+s")

    visit(projects_db, part(Part.REQUIREMENTS), drive)
    assert item(projects_db, "REQ-91").title == "English invoices"


def test_nothing_is_changed_in_a_read_only_session(projects_db: Database) -> None:
    async def drive(visitor: Visitor) -> None:
        await visitor.stand_on("REQ-23")
        await visitor.press("a", "exclamation_mark", "u", "D")
        assert isinstance(visitor.app.screen, BoardScreen)

    visit(projects_db, part(Part.REQUIREMENTS), drive, read_only=True)
    found = item(projects_db, "REQ-23")
    assert (found.state, found.priority, found.due) == ("proposed", "", "2026-03-10")


def test_the_cursor_goes_from_column_to_column(projects_db: Database) -> None:
    async def drive(visitor: Visitor) -> None:
        board = visitor.front.query_one(Board)
        await visitor.shows("REQ-23")
        await visitor.press("right", "j")
        await visitor.shows("REQ-22")
        await visitor.press("left", "left")
        await visitor.shows("REQ-23")
        await visitor.press("z")
        assert board.stand_on(item(projects_db, "REQ-26").id)

    visit(projects_db, part(Part.REQUIREMENTS), drive)


def test_enter_opens_the_mail_at_the_words(projects_db: Database) -> None:
    async def drive(visitor: Visitor) -> None:
        await visitor.stand_on("CMP-1")
        await visitor.press("enter")
        await visitor.until(lambda: isinstance(visitor.app.screen, ReadingScreen))
        await visitor.until(lambda: "nightly" in visitor.text_of("#preview-text"))
        assert "nightly" in visitor.text_of("#preview-text")
        await visitor.press("escape")
        await visitor.arrive(BoardScreen)
        assert isinstance(visitor.app.screen, BoardScreen)

    visit(projects_db, part(Part.COMPLAINTS), drive)


def test_the_glance_leads_to_the_board_of_an_item(projects_db: Database) -> None:
    async def drive(visitor: Visitor) -> None:
        await visitor.arrive(GlanceScreen)
        visitor.lines.stand_on(item(projects_db, "CHG-32").id)
        await visitor.shows("Launch two weeks earlier")
        await visitor.press("enter")
        await visitor.arrive(BoardScreen)
        await visitor.shows("CHG-32")
        assert isinstance(visitor.app.screen, BoardScreen)
        assert "CHG-32" in visitor.detail

    visit(projects_db, part(Part.GLANCE), drive)
