"""The commands about milestones, surveys, calendars and figures, as a manager types them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from daemon.cli.main import app
from daemon.clock import utc_now
from daemon.config import load_config
from daemon.errors import UserError
from daemon.services import surveying
from daemon.services.office import Office
from tests.integration.asking import DUE, Shop, open_shop

CONFIG = """
data_dir = "{folder}"
[surveys]
delay_days = 0
[calendar]
weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
opens = 00:00:00
closes = 23:59:59.999999
[[mailbox]]
name = "shop"
project = "SHOP"
identity = "Studio <help@studio.example>"
imap = {{ host = "127.0.0.1" }}
"""


class Typing:
    """The command line over the records of a shop."""

    def __init__(self, folder: Path, shop: Shop) -> None:
        self.path, self.shop = folder / "triaged.toml", shop
        self.path.write_text(CONFIG.format(folder=folder))

    @property
    def office(self) -> Office:
        """The office of the file, which asks at any hour of any day."""
        return replace(self.shop.office, config=load_config(self.path))

    def __call__(self, *words: str) -> str:
        """Run a command; return what it prints, one line with single spaces."""
        done = CliRunner().invoke(app, [*words, "--config", str(self.path)])
        if isinstance(done.exception, UserError):
            raise done.exception
        assert done.exit_code == 0, (done.output, done.exception)
        return " ".join(done.output.split())


@pytest.fixture
def typed(tmp_path: Path, request: pytest.FixtureRequest) -> Typing:
    return Typing(tmp_path, open_shop(request.getfixturevalue("db")))


def test_a_milestone_is_planned_previewed_and_reached(typed: Typing) -> None:
    assert "milestone 1: Beta" in typed(
        "milestone", "add", "shop", "Beta", "--planned", "2026-05-04"
    )
    assert "planned for 2026-06-01" in typed("milestone", "plan", "SHOP", "beta", "2026-06-01")
    assert "anna@weber.example milestone" in typed("milestone", "preview", "SHOP", "Beta")
    assert "invitations planned: 2, follow-ups: 0" in typed(
        "milestone", "reach", "SHOP", "Beta", "--yes"
    )
    assert "no change" in typed("milestone", "reach", "SHOP", "Beta", "--yes")
    assert "reached" in typed("milestone", "list", "SHOP")


def test_a_milestone_is_changed_and_names_its_follow_ups(typed: Typing) -> None:
    typed("milestone", "add", "SHOP", "Beta", "--follow-up", "check-in", "--survey", "none")
    seen = typed("milestone", "preview", "SHOP", "Beta")
    assert "nobody is asked: this milestone sends no survey" in seen
    assert seen.count("check-in") == 2
    typed("milestone", "change", "SHOP", "Beta", "--name", "Gamma", "--follow-up", "none")
    assert "no follow-up is triggered" in typed("milestone", "preview", "SHOP", "Gamma")
    with pytest.raises(UserError, match="there are check-in, none"):
        typed("milestone", "change", "SHOP", "Gamma", "--follow-up", "nix")


def test_the_chain_is_walked_from_either_end(typed: Typing) -> None:
    typed.shop.ask()
    typed.shop.answer("Q1: 2\nToo slow", DUE)
    assert "IMP-1 open maria" in typed("survey", "improvements")
    mail = typed("survey", "improved", "SHOP", "IMP-1", "--changed", "Fast now.").split()[-5]
    down = typed("survey", "chain", "SHOP", "--milestone", "Beta")
    assert "answer 1, counted: q1=2 “Too slow” IMP-1: done, owner maria" in down
    assert f"closing mail {mail}: held" in down
    assert "SHOP Beta: reached" in typed("survey", "chain", "SHOP", "--mail", mail)
    assert typed("survey", "chain", "SHOP", "--answer", "1") in down
    with pytest.raises(UserError, match="give one of"):
        typed("survey", "chain", "SHOP")


def test_a_plan_is_imported(typed: Typing, tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text("project,name,planned\nSHOP,Launch,2026-05-04\n")
    assert "1 added" in typed("milestone", "import", str(tmp_path / "plan.csv"))
    with pytest.raises(UserError, match="no such file"):
        typed("milestone", "import", str(tmp_path / "gone.csv"))


def test_a_project_is_made_and_held(typed: Typing) -> None:
    typed("milestone", "project", "ACME-web", "--client", "Weber", "--owner", "maria")
    assert "ACME-web" in typed("milestone", "projects")
    typed("milestone", "project", "acme-WEB", "--state", "hold")
    assert "hold" in typed("milestone", "projects")


def test_invitations_are_listed_skipped_and_sent_by_hand(typed: Typing) -> None:
    assert "2 invitations planned" in typed("survey", "send", "SHOP", "nps")
    assert "skipped" in typed("survey", "skip", "1")
    typed("survey", "override", "1")
    surveying.run(typed.office, utc_now())
    assert "asked" in typed("survey", "invitations", "SHOP")
    assert "nps" in typed("survey", "list")


def test_opt_outs_are_noted_listed_and_taken_back(typed: Typing) -> None:
    typed("survey", "optout", "anna@weber.example")
    assert "Anna Weber" in typed("survey", "optout")
    typed("survey", "optout", "anna@weber.example", "--undo")
    assert "Anna Weber" not in typed("survey", "optout")


def test_a_calendar_is_edited(typed: Typing) -> None:
    typed("calendar", "set", "1", "--country", "DE", "--opens", "08:00", "--weekdays", "mon,tue")
    typed("calendar", "off", "weber", "2026-05-05", "--name", "Works outing")
    seen = typed("calendar", "show", "Weber", "--year", "2026")
    assert "Weber: mon, tue 08:00–23:59 UTC" in seen
    assert "2026-05-05 off Works outing own" in seen
    typed("calendar", "clear", "1", "2026-05-05")
    assert "Works outing" not in typed("calendar", "show", "1", "--year", "2026")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("calendar", "show", "Webber"), "no client called Webber"),
        (("calendar", "set", "1", "--country", "Atlantis"), "no holidays known"),
        (("calendar", "set", "1", "--weekdays", "caturday"), "no weekday 'caturday'"),
        (("calendar", "set", "1", "--opens", "20:00"), "cannot close"),
        (("calendar", "off", "1", "soon"), "no date"),
        (("survey", "accept", "1", "--score", "q1:4"), "such as q1=4"),
        (("milestone", "reach", "SHOP", "Nix", "--yes"), "has no milestone"),
    ],
)
def test_what_cannot_be_done_is_said(typed: Typing, words: tuple[str, ...], problem: str) -> None:
    if words[-1] == "20:00":
        words = (*words, "--closes", "18:00")
    with pytest.raises(UserError, match=problem):
        typed(*words)


@pytest.mark.parametrize(
    ("kind", "begins"),
    [("markdown", "# Survey figures"), ("html", "<!DOCTYPE html>"), ("csv", "group,name")],
)
def test_a_report_is_written_in_every_format(typed: Typing, kind: str, begins: str) -> None:
    assert typed("report", "--format", kind, "--since", "2026-01-01").startswith(begins)


def test_check_names_what_a_follow_up_misses(typed: Typing) -> None:
    rule = '[[follow_up]]\nname = "a"\nkind = "check_in"\nsurvey = "gone"\n'
    step = '[[follow_up.step]]\ndo = "chase"\ntemplate = "follow_up_gone"\n'
    typed.path.write_text(typed.path.read_text() + rule + step)
    done = CliRunner().invoke(app, ["check", "--config", str(typed.path)])
    assert "there is no survey 'gone'" in done.output
    assert "there is no mail 'follow_up_gone'" in done.output


def test_what_is_waited_for_is_listed(typed: Typing) -> None:
    assert "rule" in typed("survey", "followups")
    assert "id" in typed("survey", "answers", "--all")
