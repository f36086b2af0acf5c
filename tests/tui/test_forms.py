"""The forms: what leaves is shown before it is done, and what is stored after."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from textual.widgets import OptionList

from daemon.model.outgoing import OutgoingState
from daemon.services import itemfile, scope
from daemon.services.scope import Hand
from daemon.store.engine import Database
from daemon.store.schema import outgoing
from tests.tui.seed import NOW
from tests.tui.visiting import Visitor, item, part, visit
from tui.places import Part
from tui.screens.board import BoardScreen
from tui.screens.document import DocumentScreen
from tui.screens.form import FormScreen
from tui.screens.glance import GlanceScreen
from tui.screens.pick import PickScreen


def left(db: Database, purpose: str) -> list[tuple[str, str]]:
    """Return state and text of the mails of a purpose that have not left."""
    c = outgoing.c
    waiting = select(c.state, c.text).where(c.purpose == purpose, c.state != "sent").order_by(c.id)
    with db.read() as transaction:
        return [(row.state, row.text) for row in transaction.execute(waiting)]


def test_a_change_is_offered_with_its_impact(projects_db: Database) -> None:
    shown = []

    async def drive(visitor: Visitor) -> None:
        await visitor.stand_on("CHG-31")
        await visitor.press("f")
        await visitor.fill_in(cost="1800", days="4", risks="Fraud", moved="Beta: 1 May -> 8 May")
        await visitor.pictured("1,800.00 EUR")
        shown.append(left(projects_db, "offer"))
        assert "offered" in await visitor.decide("ctrl+s")

    visit(projects_db, part(Part.CHANGES), drive)
    assert shown == [[]]
    [(state, text)] = left(projects_db, "offer")
    assert (state, "Fraud" in text, "Beta" in text) == (OutgoingState.QUEUED, True, True)
    seen = itemfile.load(projects_db, item(projects_db, "CHG-31").id)
    assert (seen.item.state, seen.offers[0].statement["days"]) == ("offered", "4")


def test_what_cannot_stand_is_said_and_the_form_stays(projects_db: Database) -> None:
    async def drive(visitor: Visitor) -> None:
        await visitor.stand_on("CHG-31")
        await visitor.press("f")
        await visitor.fill_in(cost="a lot", days="4")
        await visitor.until(lambda: "no number" in visitor.text_of("#form-problem"))
        await visitor.press("ctrl+s")
        assert isinstance(visitor.app.screen, FormScreen)
        await visitor.fill_in(cost="10", moved="Beta")
        await visitor.until(lambda: "write it as" in visitor.text_of("#form-problem"))
        await visitor.press("escape")
        await visitor.arrive(BoardScreen)

    visit(projects_db, part(Part.CHANGES), drive)
    assert left(projects_db, "offer") == []
    assert item(projects_db, "CHG-31").state == "being assessed"


def test_a_complaint_is_investigated_then_resolved(projects_db: Database) -> None:
    async def drive(visitor: Visitor) -> None:
        await visitor.stand_on("CMP-41")
        await visitor.press("i")
        await visitor.fill_in(cause="Two jobs", remedy="One job was taken out")
        await visitor.decide("ctrl+s")
        await visitor.shows("cause: Two jobs")
        await visitor.press("s")
        await visitor.fill_in(text="We took one of the two jobs out.")
        await visitor.pictured("one of the two jobs")
        assert "resolved" in await visitor.decide("ctrl+s")

    visit(projects_db, part(Part.COMPLAINTS), drive)
    found = item(projects_db, "CMP-41")
    assert (found.state, found.details["remedy"]) == ("resolved", "One job was taken out")
    assert len(left(projects_db, "resolution")) == 1


def test_what_is_found_out_piece_by_piece_is_kept(projects_db: Database) -> None:
    async def drive(visitor: Visitor) -> None:
        await visitor.stand_on("CMP-1")
        await visitor.press("f", "right")
        await visitor.fill_in(cause="The password ran out")
        await visitor.decide("ctrl+s")
        await visitor.shows("severity: minor")
        await visitor.decide("u")

    visit(projects_db, part(Part.COMPLAINTS), drive)
    assert item(projects_db, "CMP-1").details == {}


def test_an_improvement_is_closed_and_the_client_told(projects_db: Database) -> None:
    states = []

    async def drive(visitor: Visitor) -> None:
        await visitor.stand_on("IMP-61")
        await visitor.press("d")
        await visitor.fill_in(changed="You hear from us every Friday.")
        await visitor.pictured("every Friday")
        await visitor.decide("ctrl+s")
        states.append(item(projects_db, "IMP-61").state)
        await visitor.decide("u")

    visit(projects_db, part(Part.IMPROVEMENTS), drive)
    assert (*states, item(projects_db, "IMP-61").state) == ("done", "open")
    assert [state for state, _ in left(projects_db, "improvement")] == [OutgoingState.DISCARDED]


def test_the_document_is_sent_to_its_approver(projects_db: Database) -> None:
    async def drive(visitor: Visitor) -> None:
        await visitor.arrive(DocumentScreen)
        await visitor.press("s")
        await visitor.fill_in(budget="40,000 EUR", until="2026-04-02")
        await visitor.pictured("40,000 EUR")
        assert "anna@weber.example" in await visitor.decide("ctrl+s")
        await visitor.until(lambda: len(visitor.app.desk.records.load_paper("ACME").versions) == 2)

    visit(projects_db, part(Part.DOCUMENT), drive)
    [(state, text)] = left(projects_db, "baseline")
    assert (state, "40,000 EUR" in text, "REQ-24" in text) == (OutgoingState.QUEUED, True, True)


@pytest.mark.parametrize(
    ("steps", "name", "begins"),
    [
        pytest.param(0, "ACME-draft.docx", b"PK", id="Word"),
        pytest.param(3, "ACME-draft.md", b"# Web shop for Acme", id="Markdown"),
    ],
)
def test_the_document_is_kept_as_a_file(
    projects_db: Database, tmp_path: Path, steps: int, name: str, begins: bytes
) -> None:
    async def drive(visitor: Visitor) -> None:
        await visitor.arrive(DocumentScreen)
        await visitor.press("F", *["j"] * steps)
        assert name in await visitor.decide("s")

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DOWNLOAD_DIR", str(tmp_path))
        visit(projects_db, part(Part.DOCUMENT), drive)
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_what_clients_sent_is_listed_with_its_version(projects_db: Database) -> None:
    async def drive(visitor: Visitor) -> None:
        await visitor.arrive(GlanceScreen)
        await visitor.press("F")
        await visitor.until(lambda: isinstance(visitor.app.screen, PickScreen))
        shown = visitor.app.screen.query_one(OptionList).get_option_at_index(0)
        assert "export-error.png" in str(shown.prompt)
        assert "version 1" in str(shown.prompt)

    visit(projects_db, part(Part.GLANCE), drive)


def test_what_was_typed_outlives_a_change_by_somebody_else(projects_db: Database) -> None:
    async def drive(visitor: Visitor) -> None:
        await visitor.stand_on("CMP-41")
        await visitor.press("i")
        await visitor.fill_in(cause="Two jobs", remedy="One was taken out")
        since = {"prevention": "Count the jobs"}
        scope.edit(projects_db, item(projects_db, "CMP-41"), since, Hand("jonas", NOW))
        await visitor.press("ctrl+s")
        await visitor.until(lambda: "Changed while you wrote" in visitor.text_of("#form-problem"))
        assert "investigated" in await visitor.decide("ctrl+s")

    visit(projects_db, part(Part.COMPLAINTS), drive)
    found = item(projects_db, "CMP-41").details
    kept = [found[name] for name in ("cause", "remedy", "prevention")]
    assert kept == ["Two jobs", "One was taken out", "Count the jobs"]


def test_an_empty_form_says_what_is_to_be_filled_in(projects_db: Database) -> None:
    shown = []

    async def drive(visitor: Visitor) -> None:
        await visitor.stand_on("CHG-31")
        await visitor.press("f")
        await visitor.fill_in()
        await visitor.pictured("Still to fill in: Cost, Working days")
        shown.append(visitor.app.screen.query_one("#form-problem").display)
        await visitor.press("ctrl+s")
        shown.append(visitor.app.screen.query_one("#form-problem").display)

    visit(projects_db, part(Part.CHANGES), drive)
    assert shown == [False, True]
    assert item(projects_db, "CHG-31").state == "being assessed"
