"""The ways between mail, clients and projects, and back."""

from __future__ import annotations

import pytest
from textual.widgets import OptionList, Static

from daemon.model.queue import Queue
from daemon.store.engine import Database
from tests.tui.visiting import Visitor, part, visit
from tui.places import ClientPlace, ClientsPlace, MailPlace, Part, Room
from tui.screens.board import BoardScreen
from tui.screens.client import ClientScreen
from tui.screens.clients import ClientsScreen
from tui.screens.document import DocumentScreen
from tui.screens.glance import GlanceScreen
from tui.screens.milestones import MilestonesScreen
from tui.screens.reading import ReadingScreen
from tui.screens.triage import TriageScreen
from tui.widgets.board import Board

WEBER = 1


@pytest.mark.parametrize(
    ("key", "screen"),
    [
        pytest.param("C", ClientScreen, id="the client"),
        pytest.param("p", GlanceScreen, id="the project"),
        pytest.param("m", MilestonesScreen, id="its milestones"),
        pytest.param("K", ClientsScreen, id="all clients"),
    ],
)
def test_one_key_leads_from_the_mail_and_one_back(
    projects_db: Database, key: str, screen: type
) -> None:
    async def drive(visitor: Visitor) -> None:
        await visitor.go(Queue.COMPLAINT)
        await visitor.press(key)
        await visitor.arrive(screen)
        await visitor.press("escape")
        assert isinstance(visitor.app.screen, TriageScreen)

    visit(projects_db, None, drive)


def test_the_tabs_of_a_project_replace_each_other(projects_db: Database) -> None:
    async def drive(visitor: Visitor) -> None:
        await visitor.press("right_square_bracket")
        await visitor.arrive(BoardScreen)
        await visitor.press("6")
        await visitor.arrive(DocumentScreen)
        await visitor.press("left_square_bracket", "7")
        await visitor.arrive(MilestonesScreen)
        await visitor.press("q")
        assert isinstance(visitor.app.screen, TriageScreen)

    visit(projects_db, part(Part.GLANCE), drive)


def test_another_project_is_chosen_by_a_part_of_its_name(projects_db: Database) -> None:
    async def drive(visitor: Visitor) -> None:
        await visitor.press("p")
        await visitor.type_in("lake")
        await visitor.press("enter")
        await visitor.until(lambda: visitor.app.desk.project == "HAUS")
        await visitor.arrive(BoardScreen)
        assert "No requirement yet" in visitor.front.query_one(Board).empty_text

    visit(projects_db, part(Part.REQUIREMENTS), drive)


def test_a_client_is_found_and_its_record_opened(projects_db: Database) -> None:
    async def drive(visitor: Visitor) -> None:
        await visitor.press("slash")
        await visitor.type_in("oak")
        await visitor.press("enter")
        await visitor.shows("Oakridge")
        await visitor.press("enter")
        await visitor.arrive(ClientScreen)
        await visitor.shows("tom@oakridge.example")
        assert isinstance(visitor.app.screen, ClientScreen)

    visit(projects_db, ClientsPlace(), drive)


def test_the_record_tells_how_the_health_comes_about(projects_db: Database) -> None:
    async def drive(visitor: Visitor) -> None:
        told = ("open complaints: 2", "Anna Weber", "CHG-31", "Beta", "usually within")
        for words in told:
            await visitor.shows(words)
        assert [words for words in told if words not in visitor.detail] == []

    visit(projects_db, ClientPlace(WEBER), drive)


def test_the_time_line_leads_to_the_conversation_and_the_milestone(projects_db: Database) -> None:
    async def drive(visitor: Visitor) -> None:
        screen = visitor.front
        assert isinstance(screen, ClientScreen)
        assert screen.seen is not None
        kinds = [h.kind.value for h in screen.seen.history]
        visitor.lines.stand_on(kinds.index("received"))
        await visitor.press("enter")
        await visitor.until(lambda: isinstance(visitor.app.screen, ReadingScreen))
        await visitor.press("escape")
        visitor.lines.stand_on(kinds.index("milestone"))
        await visitor.press("enter")
        await visitor.arrive(MilestonesScreen)
        await visitor.shows("Design")
        assert isinstance(visitor.app.screen, MilestonesScreen)
        assert "Design" in visitor.detail

    visit(projects_db, ClientPlace(WEBER), drive)


def test_the_client_of_a_project_is_one_key_away(projects_db: Database) -> None:
    async def drive(visitor: Visitor) -> None:
        await visitor.press("C")
        await visitor.arrive(ClientScreen)
        await visitor.press("p")
        await visitor.arrive(GlanceScreen)
        assert isinstance(visitor.app.screen, GlanceScreen)

    visit(projects_db, part(Part.DOCUMENT), drive)


def test_a_version_is_compared_and_a_clause_leads_to_its_words(projects_db: Database) -> None:
    async def drive(visitor: Visitor) -> None:
        await visitor.press("equals_sign")
        await visitor.shows("REQ-24")
        await visitor.press("equals_sign", "v")
        await visitor.shows("Version 1")
        await visitor.press("v", "j", "j", "j", "j", "enter")
        await visitor.until(lambda: isinstance(visitor.app.screen, ReadingScreen))
        assert isinstance(visitor.app.screen, ReadingScreen)

    visit(projects_db, part(Part.DOCUMENT), drive)


def told(visitor: Visitor) -> str:
    """Return the lines of the time line in front."""
    thread = visitor.app.screen.query_one("#thread", OptionList)
    return "\n".join(str(option.prompt) for option in thread.options)


def test_the_conversation_shows_what_happened_between_the_mails(projects_db: Database) -> None:
    async def drive(visitor: Visitor) -> None:
        visitor.front.go(MailPlace(1))
        await visitor.until(lambda: isinstance(visitor.app.screen, ReadingScreen))
        await visitor.until(lambda: "CHG-32 put to the client → offered" in told(visitor))
        for words in ("Design: q1 2", "◆ CMP-1", "✎ Called her"):
            assert words in told(visitor)
        await visitor.press("k", "k")
        await visitor.until(lambda: "Called her" in visitor.text_of("#preview-text"))

    visit(projects_db, part(Part.GLANCE), drive)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        pytest.param(part(Part.CHANGES), "On a card", id="board"),
        pytest.param(ClientPlace(WEBER), "In the time line", id="client"),
        pytest.param(ClientsPlace(), "Find one by its name", id="clients"),
    ],
)
def test_help_explains_the_keys_and_signs_of_its_screen(
    projects_db: Database, place: Room, words: str
) -> None:
    async def drive(visitor: Visitor) -> None:
        await visitor.press("question_mark")
        shown = str(visitor.app.screen.query(Static).first().render())
        assert words in shown
        assert "is unread" not in shown

    visit(projects_db, place, drive)
